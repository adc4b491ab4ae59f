// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gatecodes.h"
#include "app/gatelog.h"
#include "app/leadargument.h"
#include "app/leadwords.h"
#include "app/commands.h"
#include "core/desk/gate.h"
#include "core/sequences/legalstore.h"
#include "ui/parts/gatewords.h"

#include <QFile>
#include <QJsonArray>

namespace updesk
{

/// Everything that is said about one contact.
struct Told {
    LeadId lead;
    GateAsk ask;
    GateFacts facts;
    GateVerdict verdict;
    std::vector<MayUntil> until;
    QDate rulesDated;
};

static bool readAsk(Command &command, GateAsk &ask, int &status)
{
    const QString channel = command.value("channel");
    ask.channel = channelNamed(channel);
    if (ask.channel == Channel::None) {
        status = command.usage(Words::tr("--channel is call, text or email."));
        return false;
    }
    const QString purpose = command.value("purpose");
    for (int i = 0; i <= int(Purpose::OptOutReceipt); ++i) {
        if (purpose == QLatin1String(purposeCode(Purpose(i))))
            ask.purpose = Purpose(i);
    }
    if (command.isSet("purpose") && !ask.purpose) {
        status = command.usage(Words::tr("--purpose is marketing, informational, transactional or opt-out-receipt."));
        return false;
    }
    ask.sentBy = command.isSet("automatic") ? SentBy::Automatic : SentBy::Person;
    return true;
}

static Result<Told> tell(Session &session, LeadId lead, const GateAsk &ask)
{
    const auto facts = gateFactsOf(session.database(), session.person(), lead, ask);
    const auto rules = legalRules(session.database());
    const auto verdict = askGate(session, lead, ask);
    const auto until = contactUntil(session.database(), lead, ask.channel);
    if (!facts || !rules || !verdict || !until)
        return !facts ? facts.error() : !rules ? rules.error() : !verdict ? verdict.error() : until.error();
    return Told{lead, ask, *facts, *verdict, *until, (*rules)->dated};
}

static QJsonArray untilJson(const std::vector<MayUntil> &until)
{
    static constexpr const char *kBases[] = {"purchase", "service", "inquiry"};
    QJsonArray rows;
    for (const MayUntil &one : until)
        rows.append(QJsonObject{{QStringLiteral("rule"), one.rule},
            {QStringLiteral("basis"), QLatin1String(kBases[size_t(one.basis)])},
            {QStringLiteral("last_day"), one.last.toString(Qt::ISODate)}});
    return rows;
}

static int print(Command &command, const Told &told, const LeadWords &words)
{
    if (command.json()) {
        QJsonObject object = verdictJson(told.verdict);
        object.insert(QStringLiteral("lead"), QString::fromLatin1(told.lead.value.hex()));
        object.insert(QStringLiteral("channel"), command.value("channel"));
        object.insert(QStringLiteral("purpose"), QLatin1String(purposeCode(told.facts.purpose)));
        object.insert(QStringLiteral("at"), words.timeCode(told.facts.now));
        object.insert(QStringLiteral("rules_dated"), told.rulesDated.toString(Qt::ISODate));
        object.insert(QStringLiteral("may_until"), untilJson(told.until));
        command.print(object);
        return ExitDone;
    }
    switch (told.verdict.says) {
    case GateVerdict::Says::Allow:
        command.say(Words::tr("Allowed."));
        break;
    case GateVerdict::Says::Move:
        command.say(Words::tr("Not now; from %1.").arg(words.time(told.verdict.moveTo)));
        break;
    case GateVerdict::Says::Block:
        command.say(Words::tr("Not allowed."));
        break;
    }
    for (const GateReason &reason : told.verdict.reasons)
        command.say(QStringLiteral("  %1  %2").arg(reason.rule, GateWords::reason(reason)));
    if (const QString risk = GateWords::risk(told.verdict, told.ask.channel); !risk.isEmpty())
        command.say(QStringLiteral("  ") + risk);
    for (const MayUntil &one : told.until)
        command.say(QStringLiteral("  %1  %2").arg(one.rule, GateWords::until(one)));
    return ExitDone;
}

/// The rules themselves: which are in force, and a dealer's own in their place.
static int rulesInstead(Command &command)
{
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    if (command.isSet("set-rules")) {
        const QString path = command.value("set-rules");
        QFile file(path);
        if (path != QLatin1String("none") && !file.open(QIODevice::ReadOnly))
            return command.fail({Error::Code::NotFound, path, {}});
        const auto deed =
            setLegalRules(command.session(), path == QLatin1String("none") ? QByteArray() : file.readAll());
        if (!deed && deed.error().code == Error::Code::Denied)
            return command.refuse(Words::tr("Only a manager may change the rules. Nothing was changed."));
        if (!deed && deed.error().code == Error::Code::Invalid)
            return command.refuse(Words::tr("The rules cannot be read at %1: %2. Nothing was changed.")
                                      .arg(deed.error().subject, deed.error().detail));
        if (!deed)
            return command.fail(deed.error());
    }
    const auto rules = legalRules(command.session().database());
    if (!rules)
        return command.fail(rules.error());
    const QString dated = (*rules)->dated.toString(Qt::ISODate);
    if (command.json())
        command.print({{QStringLiteral("rules_dated"), dated}, {QStringLiteral("file"), (*rules)->name}});
    else
        command.say((*rules)->name.isEmpty() ? Words::tr("The dealership's own rules of %1 are in force.").arg(dated)
                                             : Words::tr("The rules of %1 are in force.").arg(dated));
    return ExitDone;
}

int gateCommand(const QStringList &arguments)
{
    Command command("gate", arguments);
    command.positional("LEAD", Words::tr("Which lead."));
    command.option("channel", Words::tr("How: call, text or email."), "WAY");
    command.option("at", Words::tr("When; now."), "TIME");
    command.option("purpose", Words::tr("What for; else as a person's own contact."), "PURPOSE");
    command.option("automatic", Words::tr("As the program would send it by itself."));
    command.option("rules", Words::tr("Instead of a lead: which rules are in force."));
    command.option("set-rules", Words::tr("Puts the dealership's own rules in; none: the shipped ones."), "FILE");
    command.option("log",
        Words::tr("What was asked, of the lead or of all, newest first, with what was looked up on the "
                  "national list."));
    command.option("since", Words::tr("With --log: from when on."), "TIME");
    if (!command.read(0, -1))
        return command.status();
    if (command.isSet("log"))
        return gateLogInstead(command);
    if (command.isSet("rules") || command.isSet("set-rules"))
        return rulesInstead(command);
    if (command.words().isEmpty())
        return command.usage(Words::tr("Name a lead."));
    int status = ExitDone;
    GateAsk ask;
    if (!readAsk(command, ask, status))
        return status;
    if (!command.openStore() || !command.actAsChosen())
        return command.status();
    const auto at = command.isSet("at") ? command.moment("at") : std::optional(Time(0));
    if (!at)
        return ExitUsage;
    ask.at = *at;
    const auto lead = leadMeant(command, command.words().join(u' '), status);
    if (!lead)
        return status;
    const auto rules = command.session().rules();
    const auto told = tell(command.session(), *lead, ask);
    if (!told && told.error().code == Error::Code::Denied)
        return command.refuse(ask.channel == Channel::Email ? Words::tr("There is no usable e-mail address.")
                                                            : Words::tr("There is no usable phone number."));
    if (!told || !rules)
        return command.fail(!told ? told.error() : rules.error());
    return print(command, *told, LeadWords(*rules, command.now()));
}

} // namespace updesk
