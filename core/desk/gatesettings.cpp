// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/gatesettings.h"

#include "core/desk/channelsettings.h"
#include "core/leads/rulebook.h"
#include "core/people/phonenumber.h"
#include "core/store/apply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static Result<QJsonObject> objectOf(const Setting &setting)
{
    if (setting.value.trimmed().isEmpty())
        return QJsonObject();
    const QJsonDocument document = QJsonDocument::fromJson(setting.value.toUtf8());
    if (!document.isObject())
        return Error{Error::Code::Damaged, QStringLiteral("setting.") + setting.key, {}};
    return document.object();
}

static void readSending(Sending &to, const QJsonObject &of)
{
    const auto text = [&of](const char *key) { return of[QLatin1String(key)].toString().trimmed(); };
    to.store.mail = text("mail");
    to.store.web = text("web");
    to.store.unsubscribeTo = text("unsubscribe_to");
    to.canadaRegistered = !text("canada_list").isEmpty();
    if (const QString scope = text("refusal_scope"); !scope.isEmpty())
        to.refusalOfAll = scope != QLatin1String("channel");
    for (const QJsonValue &number : of[QLatin1String("numbers")].toArray())
        to.store.numbers << number.toString();
}

static void readList(Sending &to, const QJsonObject &of)
{
    to.list.dated = QDate::fromString(of[QLatin1String("dated")].toString(), Qt::ISODate);
    to.list.imported = qint64(of[QLatin1String("imported")].toDouble());
    to.list.numbers = qint64(of[QLatin1String("numbers")].toDouble());
}

// What the ways themselves say need not be typed twice; settings that cannot be read leave no way.
static void readWays(Sending &to, Database &database)
{
    const auto ways = channelSettings(database);
    if (!ways)
        return;
    if (const auto &mail = (*ways)->mailOut) {
        to.store.mail = to.store.mail.isEmpty() ? mail->fromAddress : to.store.mail;
        to.store.unsubscribeTo = to.store.unsubscribeTo.isEmpty() ? mail->unsubscribe : to.store.unsubscribeTo;
    }
    if ((*ways)->text)
        to.store.numbers << (*ways)->text->from;
}

Result<std::shared_ptr<const Sending>> sendingOf(Database &database)
{
    auto &kept = database.kept<const Sending>();
    const auto version = database.state("config");
    if (!version)
        return version.error();
    if (kept && kept->version == *version)
        return kept;
    const auto book = rulebook(database);
    const auto settings = loadAll(database, kSetting);
    if (!book || !settings)
        return !book ? book.error() : settings.error();
    auto sending = std::make_shared<Sending>();
    sending->version = *version;
    const Dealership &dealer = (*book)->dealership;
    sending->store.name = dealer.name;
    sending->store.address = dealer.address;
    sending->store.phone = dealer.phone;
    sending->store.zone = dealer.timeZone;
    for (const PhoneNumber &own : phonesIn(dealer.phone, dealer.region)) {
        if (!own.e164.isEmpty())
            sending->store.numbers << own.e164;
    }
    for (const Setting &setting : *settings) {
        const bool isSending = setting.key == QLatin1String(kSendingSetting);
        if (!isSending && setting.key != QLatin1String(kListSetting))
            continue;
        const auto object = objectOf(setting);
        if (!object)
            return object.error();
        isSending ? readSending(*sending, *object) : readList(*sending, *object);
    }
    readWays(*sending, database);
    if (database.writing()) // may yet be rolled back
        return std::shared_ptr<const Sending>(std::move(sending));
    kept = std::move(sending);
    return kept;
}

Result<void> writeSetting(Transaction &tx, const QString &key, const QString &value)
{
    const auto settings = loadAll(tx.database(), kSetting);
    if (!settings)
        return settings.error();
    const auto known = std::ranges::find(*settings, key, &Setting::key);
    if (known == settings->end())
        return apply(tx, put(kSetting, Setting{{tx.freshId()}, key, value}));
    Setting changed = *known;
    changed.value = value;
    return changed == *known ? Result<void>() : apply(tx, set(kSetting, *known, changed));
}

} // namespace updesk
