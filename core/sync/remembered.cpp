// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/remembered.h"

#include "core/store/desksetting.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static QString keyOf(const QString &login) { return QStringLiteral("signin:") + login; }

static QJsonObject jsonOf(const Remembered &one)
{
    const auto text = [](const QByteArray &bytes) { return QString::fromLatin1(bytes); };
    return {{QStringLiteral("login"), one.login}, {QStringLiteral("role"), one.role},
        {QStringLiteral("person"), text(one.person.value.hex())}, {QStringLiteral("last"), one.last},
        {QStringLiteral("verifier"), text(one.verifier)}, {QStringLiteral("pin"), text(one.pin)},
        {QStringLiteral("pin_wrong"), one.pinWrong}, {QStringLiteral("enrolled"), one.enrolled},
        {QStringLiteral("factor_mark"), text(one.factorMark)}, {QStringLiteral("factor_proven"), one.factorProven},
        {QStringLiteral("factor_step"), one.factorStep}, {QStringLiteral("factor_wrong"), one.factorWrong},
        {QStringLiteral("factor_since"), one.factorSince}};
}

static Remembered rememberedIn(const QString &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto bytes = [&json](const char *key) { return json[QLatin1String(key)].toString().toLatin1(); };
    Remembered one;
    one.login = json[QLatin1String("login")].toString();
    one.role = json[QLatin1String("role")].toString();
    one.person.value = Id::fromHex(bytes("person").toStdString()).value_or(Id{});
    one.last = json[QLatin1String("last")].toInteger();
    one.verifier = bytes("verifier");
    one.pin = bytes("pin");
    one.pinWrong = json[QLatin1String("pin_wrong")].toInt();
    one.enrolled = json[QLatin1String("enrolled")].toBool();
    one.factorMark = bytes("factor_mark");
    one.factorProven = json[QLatin1String("factor_proven")].toInteger();
    one.factorStep = json[QLatin1String("factor_step")].toInteger();
    one.factorWrong = json[QLatin1String("factor_wrong")].toInt();
    one.factorSince = json[QLatin1String("factor_since")].toInteger();
    return one;
}

Result<std::optional<Remembered>> remembered(Database &database, const QString &login)
{
    const auto text = deskSetting(database, keyOf(login));
    if (!text)
        return text.error();
    return text->isEmpty() ? std::nullopt : std::optional(rememberedIn(*text));
}

Result<std::vector<Remembered>> allRemembered(Database &database)
{
    std::vector<Remembered> all;
    Query q = database.query("SELECT v FROM desk_setting WHERE k>='signin:' AND k<'signin;'");
    while (q.next())
        all.push_back(rememberedIn(q.text(0)));
    if (auto done = q.done(); !done)
        return done.error();
    std::ranges::stable_sort(all, std::greater(), &Remembered::last);
    return all;
}

Result<void> remember(Database &database, const Remembered &one)
{
    const QByteArray text = QJsonDocument(jsonOf(one)).toJson(QJsonDocument::Compact);
    return setDeskSetting(database, keyOf(one.login), QString::fromUtf8(text));
}

Result<void> rememberRefusal(Database &database, PersonId person, const QString &subject)
{
    return setDeskSetting(database, QStringLiteral("refused:") + QString::fromLatin1(person.value.hex()), subject);
}

Result<void> forgetRemembered(Database &database, const QString &login)
{
    return setDeskSetting(database, keyOf(login), {});
}

} // namespace updesk
