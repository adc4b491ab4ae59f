// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/settings.h"

#include "core/channels/jsonfields.h"
#include "core/channels/mailboxname.h"
#include "core/channels/maildraft.h"
#include "core/people/phonenumber.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

constexpr std::array kAfter{std::pair{AfterReading::Leave, "leave"}, std::pair{AfterReading::MarkSeen, "seen"},
    std::pair{AfterReading::Move, "move"}};
constexpr std::array kForms{std::pair{TextForm::Kannel, "kannel"}, std::pair{TextForm::Account, "account"}};
constexpr std::array kDials{std::pair{DialBy::Tel, "tel"}, std::pair{DialBy::Sip, "sip"}};

Error invalid(const QString &subject) { return {Error::Code::Invalid, subject, {}}; }
Error invalid(const char *subject) { return invalid(QString::fromLatin1(subject)); }

Error within(const QString &place, const Error &error)
{
    return {error.code, place + u'.' + error.subject, error.detail};
}

bool isAddress(const QString &address) { return !envelopeAddress(address).isEmpty(); }

/// A web address we may send a secret to: https, or http to this computer.
bool isSafeUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool http = url.scheme() == QLatin1String("http") && isThisComputer(url.host());
    return url.isValid() && isHost(url.host()) && url.userInfo().isEmpty() && !url.hasFragment() && !url.hasQuery()
        && (http || url.scheme() == QLatin1String("https"));
}

bool isE164(const QString &number)
{
    const auto read = phonesIn(number, QString());
    return read.size() == 1 && read.front().e164 == number && number.startsWith(u'+');
}

bool isToken(const QString &text)
{
    return text.size() <= 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'-' || (c >= u'0' && c <= u'9');
    });
}

QJsonObject jsonOf(const MailOutSettings &mail)
{
    return {{QStringLiteral("server"), accessJson(mail.server)}, {QStringLiteral("fromName"), mail.fromName},
        {QStringLiteral("fromAddress"), mail.fromAddress}, {QStringLiteral("replyTo"), mail.replyTo},
        {QStringLiteral("unsubscribe"), mail.unsubscribe}, {QStringLiteral("unsubscribeUrl"), mail.unsubscribeUrl}};
}

QJsonObject jsonOf(const MailInSettings &mail)
{
    return {{QStringLiteral("server"), accessJson(mail.server)}, {QStringLiteral("folder"), mail.folder},
        {QStringLiteral("largest"), mail.largest}, {QStringLiteral("after"), wordFor(kAfter, mail.after)},
        {QStringLiteral("moveTo"), mail.moveTo}};
}

QJsonObject jsonOf(const TextSettings &text)
{
    QJsonObject json{{QStringLiteral("form"), wordFor(kForms, text.form)}, {QStringLiteral("url"), text.url},
        {QStringLiteral("account"), text.account}, {QStringLiteral("secret"), text.secret},
        {QStringLiteral("from"), text.from}, {QStringLiteral("ca"), text.caFile},
        {QStringLiteral("callbackUrl"), text.callbackUrl}, {QStringLiteral("clientHeader"), text.clientHeader},
        {QLatin1String(kSignedPart), text.signedOnly}};
    if (text.listener)
        json.insert(QStringLiteral("listener"),
            QJsonObject{
                {QStringLiteral("port"), text.listener->port}, {QStringLiteral("secret"), text.listener->secret}});
    return json;
}

QJsonObject jsonOf(const PhoneSettings &phone)
{
    return {{QStringLiteral("dialBy"), wordFor(kDials, phone.dialBy)}, {QStringLiteral("sipDomain"), phone.sipDomain},
        {QStringLiteral("outsideLine"), phone.outsideLine}, {QStringLiteral("socket"), phone.socket},
        {QStringLiteral("forGroup"), phone.forGroup}};
}

QJsonObject jsonOf(const LinkSettings &links)
{
    return {{QStringLiteral("address"), links.address}, {QStringLiteral("port"), links.port},
        {QStringLiteral("ca"), links.caFile}};
}

Result<MailOutSettings> mailOutFrom(const QJsonObject &json)
{
    JsonFields fields(json);
    MailOutSettings mail;
    const auto server = accessFromJson(fields.object("server"));
    mail.fromName = fields.text("fromName");
    mail.fromAddress = fields.text("fromAddress");
    mail.replyTo = fields.text("replyTo");
    mail.unsubscribe = fields.text("unsubscribe");
    mail.unsubscribeUrl = fields.text("unsubscribeUrl");
    if (const auto done = fields.done(); !done)
        return done.error();
    if (!server)
        return within(QStringLiteral("server"), server.error());
    mail.server = *server;
    if (!isAddress(mail.fromAddress))
        return invalid("fromAddress");
    if (!mail.replyTo.isEmpty() && !isAddress(mail.replyTo))
        return invalid("replyTo");
    if (!mail.unsubscribe.isEmpty() && !isAddress(mail.unsubscribe))
        return invalid("unsubscribe");
    if (!mail.unsubscribeUrl.isEmpty()
        && QUrl(mail.unsubscribeUrl, QUrl::StrictMode).scheme() != QLatin1String("https"))
        return invalid("unsubscribeUrl");
    return mail;
}

Result<MailInSettings> mailInFrom(const QJsonObject &json)
{
    JsonFields fields(json);
    MailInSettings mail;
    const auto server = accessFromJson(fields.object("server"));
    mail.folder = fields.text("folder", mail.folder);
    mail.largest = fields.number("largest", mail.largest, 64 * 1024, 200 * 1024 * 1024);
    mail.after = fields.word("after", kAfter, mail.after);
    mail.moveTo = fields.text("moveTo");
    if (const auto done = fields.done(); !done)
        return done.error();
    if (!server)
        return within(QStringLiteral("server"), server.error());
    mail.server = *server;
    if (mailboxName(mail.folder).isEmpty())
        return invalid("folder");
    if (mail.after == AfterReading::Move && (mailboxName(mail.moveTo).isEmpty() || mail.moveTo == mail.folder))
        return invalid("moveTo");
    return mail;
}

Result<ListenerSettings> listenerFrom(const QJsonObject &json)
{
    JsonFields fields(json);
    ListenerSettings listener;
    listener.port = int(fields.number("port", 0, 0, 65'535));
    listener.secret = fields.text("secret");
    if (const auto done = fields.done(); !done)
        return done.error();
    return listener.secret.isEmpty() ? Result<ListenerSettings>(invalid("secret")) : listener;
}

Result<TextSettings> textFrom(const QJsonObject &json)
{
    JsonFields fields(json);
    TextSettings text;
    text.form = fields.word("form", kForms, text.form);
    text.url = fields.text("url");
    text.account = fields.text("account");
    text.secret = fields.text("secret");
    text.from = fields.text("from");
    text.caFile = fields.text("ca");
    text.callbackUrl = fields.text("callbackUrl");
    text.clientHeader = fields.text("clientHeader", text.clientHeader);
    text.signedOnly = fields.flag(kSignedPart, false);
    const QJsonObject listener = fields.object("listener");
    if (const auto done = fields.done(); !done)
        return done.error();
    if (fields.has("listener")) {
        const auto read = listenerFrom(listener);
        if (!read)
            return within(QStringLiteral("listener"), read.error());
        text.listener = *read;
    }
    const std::pair<bool, const char *> checks[] = {{isSafeUrl(text.url), "url"}, {!text.account.isEmpty(), "account"},
        {!text.secret.isEmpty(), "secret"}, {isE164(text.from), "from"}, {isToken(text.clientHeader), "clientHeader"},
        // Kannel takes a percent sign for a place to fill in.
        {text.callbackUrl.isEmpty() || (isSafeUrl(text.callbackUrl) && !text.callbackUrl.contains(u'%')),
            "callbackUrl"},
        // Kannel is never asked: what it cannot bring here is lost.
        {text.form == TextForm::Account || text.listener.has_value(), "listener"},
        // What is signed is the address as the provider calls it.
        {!text.signedOnly || (text.form == TextForm::Account && text.listener && !text.callbackUrl.isEmpty()),
            kSignedPart}};
    for (const auto &[good, field] : checks) {
        if (!good)
            return invalid(field);
    }
    return text;
}

Result<LinkSettings> linksFrom(const QJsonObject &json)
{
    JsonFields fields(json);
    LinkSettings links;
    links.address = fields.text("address");
    links.port = int(fields.number("port", 0, 0, 65'535));
    links.caFile = fields.text("ca");
    if (const auto done = fields.done(); !done)
        return done.error();
    if (!isSafeUrl(links.address) || links.address.contains(u'%') || links.address.size() > 200)
        return invalid("address");
    return links.port > 0 ? Result<LinkSettings>(links) : invalid("port"); // who passes on to it has to know it
}

Result<PhoneSettings> phoneFrom(const QJsonObject &json)
{
    JsonFields fields(json);
    PhoneSettings phone;
    phone.dialBy = fields.word("dialBy", kDials, phone.dialBy);
    phone.sipDomain = fields.text("sipDomain");
    phone.outsideLine = fields.text("outsideLine");
    phone.socket = fields.text("socket");
    phone.forGroup = fields.flag("forGroup", false);
    if (const auto done = fields.done(); !done)
        return done.error();
    if (phone.dialBy == DialBy::Sip && !isHost(phone.sipDomain))
        return invalid("sipDomain");
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (phone.outsideLine.size() > 4 || !std::all_of(phone.outsideLine.begin(), phone.outsideLine.end(), digit))
        return invalid("outsideLine");
    return phone;
}

} // namespace

QJsonObject channelsJson(const ChannelSettings &settings)
{
    QJsonObject json;
    if (settings.mailOut)
        json.insert(QStringLiteral("mailOut"), jsonOf(*settings.mailOut));
    QJsonArray boxes;
    for (const MailInSettings &mail : settings.mailIn)
        boxes.append(jsonOf(mail));
    if (!boxes.isEmpty())
        json.insert(QStringLiteral("mailIn"), boxes);
    if (settings.text)
        json.insert(QLatin1String(kTextPart), jsonOf(*settings.text));
    if (settings.phone)
        json.insert(QStringLiteral("phone"), jsonOf(*settings.phone));
    if (settings.links)
        json.insert(QLatin1String(kLinksPart), jsonOf(*settings.links));
    return json;
}

/// Reads one way when it is there.
template <class Settings>
static Result<std::optional<Settings>> optionalFrom(
    JsonFields &fields, const char *name, Result<Settings> (*read)(const QJsonObject &))
{
    const QJsonObject json = fields.object(name);
    if (!fields.has(name))
        return std::optional<Settings>();
    auto settings = read(json);
    if (!settings)
        return within(QString::fromLatin1(name), settings.error());
    return std::optional<Settings>(std::move(*settings));
}

Result<ChannelSettings> channelsFromJson(const QJsonObject &json)
{
    JsonFields fields(json);
    const auto mailOut = optionalFrom(fields, "mailOut", &mailOutFrom);
    const auto text = optionalFrom(fields, kTextPart, &textFrom);
    const auto phone = optionalFrom(fields, "phone", &phoneFrom);
    const auto links = optionalFrom(fields, kLinksPart, &linksFrom);
    const QJsonArray boxes = fields.array("mailIn");
    if (const auto done = fields.done(); !done)
        return done.error();
    if (!mailOut || !text)
        return !mailOut ? mailOut.error() : text.error();
    if (!phone || !links)
        return !phone ? phone.error() : links.error();
    ChannelSettings settings{*mailOut, {}, *text, *phone, *links};
    for (qsizetype at = 0; at < boxes.size(); ++at) {
        const auto mail = mailInFrom(boxes[at].toObject());
        if (!mail)
            return within(QStringLiteral("mailIn.%1").arg(at + 1), mail.error());
        settings.mailIn.push_back(*mail);
    }
    return settings;
}

} // namespace updesk
