// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/address.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

#include <libpq-fe.h>

namespace updesk
{

Result<AddressTerms> addressTerms(const QString &url)
{
    char *wrong = nullptr;
    PQconninfoOption *parsed = PQconninfoParse(url.toUtf8().constData(), &wrong);
    if (!parsed) {
        PQfreemem(wrong); // the message may quote the password
        return Error{Error::Code::Invalid, QStringLiteral("url"), {}};
    }
    AddressTerms terms;
    for (const PQconninfoOption *option = parsed; option->keyword; ++option) {
        if (option->val)
            terms.emplace_back(option->keyword, option->val);
    }
    PQconninfoFree(parsed);
    return terms;
}

QByteArray termOf(const AddressTerms &terms, const char *key)
{
    const auto found = std::ranges::find_if(terms, [key](const auto &term) { return term.first == key; });
    return found == terms.end() ? QByteArray() : found->second;
}

// libpq is asked, not the text: it reads "?%70assword=x" as well.
static bool saysWho(const AddressTerms &terms)
{
    static constexpr const char *kWho[] = {"user", "password", "passfile", "sslpassword", "service"};
    return std::ranges::any_of(terms, [](const auto &term) {
        return std::ranges::any_of(kWho, [&term](const char *who) { return term.first == who; });
    });
}

bool isStoreAddress(const QString &url)
{
    static const QRegularExpression form(QStringLiteral("^postgres(?:ql)?://[!-.0-?A-~]+/[!-.0-?A-~]+$"));
    if (!form.match(url).hasMatch())
        return false;
    const auto terms = addressTerms(url);
    return terms && !saysWho(*terms);
}

QString shownAddress(const QString &url)
{
    if (isStoreAddress(url))
        return url;
    const auto terms = addressTerms(url);
    if (!terms)
        return {};
    const QByteArray port = termOf(*terms, "port");
    return QString::fromUtf8("postgresql://" + termOf(*terms, "host") + (port.isEmpty() ? QByteArray() : ':' + port)
        + '/' + termOf(*terms, "dbname"));
}

bool isThisComputer(const AddressTerms &terms)
{
    const bool led = !termOf(terms, "hostaddr").isEmpty() || qEnvironmentVariableIsSet("PGHOSTADDR")
        || qEnvironmentVariableIsSet("PGSERVICE");
    const QByteArray named = termOf(terms, "host"), host = named.isEmpty() ? qgetenv("PGHOST") : named;
    if (led || host.contains(','))
        return false;
    return host.isEmpty() || host.startsWith('/') || host == "localhost"
        || QHostAddress(QString::fromUtf8(host)).isLoopback(); // 127.example.com is a name
}

} // namespace updesk
