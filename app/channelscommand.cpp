// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/leadcodes.h"
#include "core/base/secretsfile.h"
#include "core/channels/trial.h"
#include "core/desk/channelsettings.h"
#include "core/desk/channelstate.h"
#include "core/desk/headmail.h"
#include "core/desk/waymark.h"
#include "core/people/phonenumber.h"
#include "ui/parts/channelwords.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace updesk
{

static int failed(const Error &error)
{
    QJsonObject more{{QStringLiteral("subject"), error.subject}};
    if (!error.detail.isEmpty())
        more.insert(QStringLiteral("detail"), error.detail);
    return giveUp(statusOf(error), codeOf(error), ChannelWords::fault(error), more);
}

static QStringList secretNames(const ChannelSettings &settings)
{
    QStringList names;
    if (settings.mailOut)
        names << settings.mailOut->server.secret;
    for (const MailInSettings &box : settings.mailIn)
        names << box.server.secret;
    if (settings.text)
        names << settings.text->secret;
    if (settings.text && settings.text->listener)
        names << settings.text->listener->secret;
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

static int set(Command &command)
{
    const QString path = command.value("set");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return command.fail({Error::Code::NotFound, path, {}});
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject())
        return command.refuse(Words::tr("%1 is no JSON object. Nothing was changed.").arg(path));
    const auto read = channelsFromJson(document.object());
    if (!read)
        return giveUp(ExitRefused, codeOf(read.error()),
            Words::tr("%1: %2 Nothing was changed.")
                .arg(read.error().subject, ChannelWords::field(read.error().subject)),
            {{QStringLiteral("subject"), read.error().subject}});
    const auto deed = setChannelSettings(command.session(), *read);
    return deed ? ExitDone : failed(deed.error());
}

static int mailHistory(Command &command)
{
    const auto deed = setHistoryMail(command.session(), command.value("history-mail"));
    if (!deed && deed.error().subject == QLatin1String("address"))
        return command.refuse(
            Words::tr("%1 is no e-mail address. Nothing was changed.").arg(command.value("history-mail")));
    return deed ? ExitDone : failed(deed.error());
}

/// What lies in the mailboxes from before they were set up comes too, when they are asked next.
static int readAll(Command &command, const ChannelSettings &settings)
{
    for (const MailInSettings &box : settings.mailIn) {
        const auto marked = readFromTheFirst(command.session(), box);
        if (!marked && marked.error().code == Error::Code::Denied)
            return command.refuse(
                Words::tr("Only a manager may have mailboxes read from the first mail on. Nothing was changed."));
        if (!marked)
            return command.fail(marked.error());
    }
    return ExitDone;
}

/// One line from standard input; what a person types is not shown.
static QByteArray lineTyped()
{
    termios before{};
    const bool person = ::isatty(STDIN_FILENO) != 0 && ::tcgetattr(STDIN_FILENO, &before) == 0;
    termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    if (person)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    QFile in;
    QByteArray line;
    if (in.open(stdin, QIODevice::ReadOnly))
        line = in.readLine(16 * 1024);
    if (person)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return line;
}

static int keepSecret(Command &command, const ChannelSettings &settings)
{
    const QString name = command.value("secret");
    if (!secretNames(settings).contains(name))
        return giveUp(
            ExitNotFound, "not_found", Words::tr("No account names the entry %1. Nothing was kept.").arg(name));
    const QByteArray secret = lineTyped();
    const bool control = std::ranges::any_of(secret, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; });
    if (secret.isEmpty() || control)
        return command.refuse(Words::tr("Standard input has no password in its first line. Nothing was kept."));
    DeskSecrets secrets(command.value("key-file"));
    const auto kept = secrets.write(name, secret);
    return kept ? ExitDone : failed(kept.error());
}

/// The message that --to asks for.
static Result<void> address(Command &command, Trial &trial)
{
    const auto rules = command.session().rules();
    if (!rules)
        return rules.error();
    const Dealership &dealer = (*rules)->dealership;
    const QString to = command.value("to"), id = QString::fromLatin1(newId(command.now()).hex());
    const QString words =
        Words::tr("This is a test message of UpDesk at %1. Nothing has to be done about it.").arg(dealer.name);
    if (const auto *out = std::get_if<MailOutSettings>(&trial.way)) {
        MailDraft mail;
        mail.id = id;
        mail.from = {out->fromName, out->fromAddress};
        mail.to.address = to;
        mail.replyTo = out->replyTo;
        mail.subject = Words::tr("Test message of UpDesk");
        mail.text = words;
        mail.footer = dealer.name + u'\n' + dealer.address;
        mail.at = command.now();
        trial.mail = mail;
        return {};
    }
    const auto numbers = phonesIn(to, dealer.region);
    if (numbers.size() != 1 || numbers.front().e164.isEmpty())
        return Error{Error::Code::Invalid, QStringLiteral("to"), {}};
    trial.text = TextDraft{id, numbers.front().e164, words};
    return {};
}

static std::vector<Trial> trialsOf(const ChannelSettings &settings, const QString &way, const QByteArray &store)
{
    std::vector<Trial> trials;
    if (way == QLatin1String("mail-out") && settings.mailOut)
        trials.push_back({*settings.mailOut, {}, {}, {}, {}});
    if (way == QLatin1String("text") && settings.text)
        trials.push_back({*settings.text, {}, {}, {}, {}});
    if (way == QLatin1String("links") && settings.links)
        trials.push_back({LinkTrial{*settings.links, store}, {}, {}, {}, {}});
    if (way == QLatin1String("phone") && settings.phone && !settings.phone->socket.isEmpty())
        trials.push_back({PhoneTrial{*settings.phone}, {}, {}, {}, {}});
    if (way == QLatin1String("mail-in"))
        for (const MailInSettings &box : settings.mailIn)
            trials.push_back({box, {}, {}, {}, {}});
    return trials;
}

static QString nameOf(const Trial &trial)
{
    const auto server = [](const ServerAccess &at) { return QStringLiteral("%1@%2").arg(at.login, at.host); };
    if (const auto *out = std::get_if<MailOutSettings>(&trial.way))
        return server(out->server);
    if (const auto *box = std::get_if<MailInSettings>(&trial.way))
        return server(box->server);
    if (const auto *links = std::get_if<LinkTrial>(&trial.way))
        return links->settings.address;
    if (const auto *phone = std::get_if<PhoneTrial>(&trial.way))
        return phone->settings.socket;
    return std::get<TextSettings>(trial.way).url;
}

static const char *outcomeCode(HandOver::Outcome outcome)
{
    static constexpr const char *kCodes[] = {"accepted", "refused", "unknown"};
    return kCodes[size_t(outcome)];
}

/// Tries each; the status is that of the first that does not work.
static int test(Command &command, const ChannelSettings &settings)
{
    const QString way = command.value("test");
    const auto rules = command.session().rules();
    if (!rules)
        return failed(rules.error());
    std::vector<Trial> trials = trialsOf(settings, way, (*rules)->dealership.id.value.hex());
    if (trials.empty())
        return giveUp(ExitNotFound, "not_found", Words::tr("%1 is not set up.").arg(way));
    int status = ExitDone;
    QJsonArray rows;
    for (Trial &trial : trials) {
        if (const auto ready = command.isSet("to") ? address(command, trial) : Result<void>(); !ready)
            return failed(ready.error());
        DeskSecrets secrets(command.value("key-file"));
        QElapsedTimer took;
        took.start();
        const HandOver over = tryOut(trial, secrets);
        const bool good = over.outcome == HandOver::Outcome::Accepted;
        if (status == ExitDone && !good)
            status = over.outcome == HandOver::Outcome::Unknown ? ExitFailed : statusOf(over.why);
        const QString words = ChannelWords::tried(over, command.value("to"));
        rows.append(QJsonObject{{QStringLiteral("account"), nameOf(trial)},
            {QStringLiteral("outcome"), QLatin1String(outcomeCode(over.outcome))},
            {QStringLiteral("code"), good ? QString() : QLatin1String(codeOf(over.why))},
            {QStringLiteral("subject"), over.why.subject}, {QStringLiteral("detail"), over.why.detail},
            {QStringLiteral("said"), over.said}, {QStringLiteral("message"), words},
            {QStringLiteral("ms"), int(took.elapsed())}});
        if (!command.json())
            good ? command.say(QStringLiteral("%1: %2").arg(nameOf(trial), words))
                 : complain(QStringLiteral("%1: %2").arg(nameOf(trial), words));
    }
    if (command.json())
        command.print({{QStringLiteral("way"), way}, {QStringLiteral("rows"), rows}});
    return status;
}

static int show(Command &command, const ChannelSettings &settings)
{
    const QJsonObject channels = channelsJson(settings);
    if (!command.json()) {
        command.say(QString::fromUtf8(QJsonDocument(channels).toJson()).trimmed());
        return ExitDone;
    }
    DeskSecrets secrets(command.value("key-file"));
    QJsonObject kept;
    for (const QString &name : secretNames(settings)) {
        const auto read = secrets.read(name);
        const bool known = read || read.error().code == Error::Code::NotFound;
        kept.insert(name, known ? QJsonValue(bool(read)) : QJsonValue());
    }
    const auto states = channelStates(command.session().database());
    if (!states)
        return failed(states.error());
    QJsonArray ways;
    for (const ChannelState &state : *states)
        ways.append(QJsonObject{{QStringLiteral("way"), wayCode(state.way)}, {QStringLiteral("name"), state.name},
            {QStringLiteral("worked"), utcCode(state.worked)}, {QStringLiteral("fails_since"), utcCode(state.since)},
            {QStringLiteral("fault"), state.since > 0 ? QJsonValue(state.why.subject) : QJsonValue()}});
    const auto history = historyMail(command.session().database());
    if (!history)
        return failed(history.error());
    command.print({{QStringLiteral("channels"), channels}, {QStringLiteral("secrets"), kept},
        {QStringLiteral("in"), ways}, {QStringLiteral("history_mail"), *history}});
    return ExitDone;
}

static bool readWords(Command &command, int &status)
{
    const QString way = command.value("test");
    const bool sends = way == QLatin1String("mail-out") || way == QLatin1String("text");
    const bool known =
        sends || way == QLatin1String("mail-in") || way == QLatin1String("links") || way == QLatin1String("phone");
    if (command.isSet("test") && !known)
        status = command.usage(Words::tr("--test takes mail-out, mail-in, text, links or phone."));
    else if (command.isSet("to") && !sends)
        status = command.usage(Words::tr("--to goes with --test mail-out or --test text."));
    return status == ExitDone;
}

int channelsCommand(const QStringList &arguments)
{
    Command command("channels", arguments);
    command.option("set", Words::tr("Puts the settings of this file in (docs/channels.md)."), "FILE");
    command.option("secret", Words::tr("Reads the password of this entry from standard input."), "NAME");
    command.option("test", Words::tr("Asks the servers: mail-out, mail-in, text, links or phone."), "WAY");
    command.option("to", Words::tr("With --test: hands a test message over to this address or number."), "WHERE");
    command.option("history-mail",
        Words::tr("The address that the heads of the history go to once a day (docs/server.md); empty: to nobody."),
        "ADDRESS");
    command.option("read-all", Words::tr("Has the mailboxes read from their first mail on."));
    if (!command.read(0, 0))
        return command.status();
    int status = ExitDone;
    if (!readWords(command, status))
        return status;
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    if (command.isSet("set"))
        status = set(command);
    if (status == ExitDone && command.isSet("history-mail"))
        status = mailHistory(command);
    if (status != ExitDone)
        return status;
    const auto settings = channelSettings(command.session().database());
    if (!settings)
        return failed(settings.error());
    if (command.isSet("read-all"))
        status = readAll(command, **settings);
    if (status == ExitDone && command.isSet("secret"))
        status = keepSecret(command, **settings);
    if (status != ExitDone)
        return status;
    return command.isSet("test") ? test(command, **settings) : show(command, **settings);
}

} // namespace updesk
