// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/serveraccess.h"

#include "core/base/secrets.h"
#include "core/channels/jsonfields.h"

#include <algorithm>
#include <array>

namespace updesk
{

namespace
{

constexpr std::array kSecurities{
    std::pair{Security::StartTls, "starttls"}, std::pair{Security::Tls, "tls"}, std::pair{Security::Plain, "none"}};
constexpr std::array kKinds{std::pair{LoginKind::Password, "password"}, std::pair{LoginKind::Token, "token"},
    std::pair{LoginKind::None, "none"}};

Error invalid(const char *subject) { return {Error::Code::Invalid, QString::fromLatin1(subject), {}}; }

bool isPlainText(const QString &text)
{
    return text.size() <= 512
        && std::none_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7F; });
}

} // namespace

bool isHost(const QString &host)
{
    if (host.isEmpty() || host.size() > 253)
        return false;
    const bool six = host.contains(u':');
    return std::all_of(host.begin(), host.end(), [six](QChar c) {
        const char16_t u = c.unicode();
        const bool digit = u >= u'0' && u <= u'9';
        const bool hex = digit || (u >= u'a' && u <= u'f') || (u >= u'A' && u <= u'F');
        if (six)
            return hex || u == u':' || u == u'.';
        return digit || (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || u == u'-' || u == u'.' || u == u'_';
    });
}

bool isThisComputer(const QString &host)
{
    if (host == QLatin1String("localhost") || host == QLatin1String("::1"))
        return true;
    const QStringList parts = host.split(u'.');
    return parts.size() == 4 && parts[0] == QLatin1String("127")
        && std::all_of(parts.begin(), parts.end(), [](auto &p) {
               bool number = false;
               return p.toUInt(&number) <= 255 && number;
           });
}

Result<void> checkAccess(const ServerAccess &access)
{
    if (!isHost(access.host))
        return invalid("host");
    if (access.port < 1 || access.port > 65'535)
        return invalid("port");
    if (access.security == Security::Plain && !isThisComputer(access.host))
        return invalid("security");
    if (!isPlainText(access.login) || (access.kind != LoginKind::None && access.login.isEmpty()))
        return invalid("login");
    if (access.kind != LoginKind::None && access.secret.isEmpty())
        return invalid("secret");
    return {};
}

QJsonObject accessJson(const ServerAccess &access)
{
    return {{QStringLiteral("host"), access.host}, {QStringLiteral("port"), access.port},
        {QStringLiteral("security"), wordFor(kSecurities, access.security)}, {QStringLiteral("ca"), access.caFile},
        {QStringLiteral("kind"), wordFor(kKinds, access.kind)}, {QStringLiteral("login"), access.login},
        {QStringLiteral("secret"), access.secret}};
}

Result<ServerAccess> accessFromJson(const QJsonObject &json)
{
    JsonFields fields(json);
    ServerAccess access;
    access.host = fields.text("host");
    access.port = int(fields.number("port", 0, 1, 65'535));
    access.security = fields.word("security", kSecurities, Security::Tls);
    access.caFile = fields.text("ca");
    access.kind = fields.word("kind", kKinds, LoginKind::Password);
    access.login = fields.text("login");
    access.secret = fields.text("secret");
    if (const auto read = fields.done(); !read)
        return read.error();
    const auto checked = checkAccess(access);
    return checked ? Result<ServerAccess>(access) : checked.error();
}

Result<QByteArray> secretNamed(Secrets &secrets, const QString &name)
{
    if (name.isEmpty())
        return QByteArray();
    auto secret = secrets.read(name);
    const auto control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; };
    if (secret && (secret->isEmpty() || std::any_of(secret->begin(), secret->end(), control)))
        return Error{Error::Code::Damaged, QStringLiteral("secret"), {}};
    return secret;
}

} // namespace updesk
