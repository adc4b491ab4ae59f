// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/storeverbs.h"

#include "core/desk/consentverbs.h"
#include "core/desk/deed.h"
#include "core/desk/disposal.h"
#include "core/desk/gatesettings.h"
#include "core/people/phonenumber.h"
#include "core/sequences/legalstore.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr char kVisits[] = "appointments";
constexpr char kMinutes[] = "no_show_minutes";
constexpr char kCanadaList[] = "canada_list";
constexpr char kScope[] = "refusal_scope";
constexpr int kMostMinutes = 24 * 60;
const QString kAwayDays = QStringLiteral("desk_away_days");

Result<QJsonObject> settingOf(Database &database, const char *key)
{
    const auto all = loadAll(database, kSetting);
    if (!all)
        return all.error();
    const auto row = std::ranges::find(*all, QLatin1String(key), &Setting::key);
    if (row == all->end() || row->value.trimmed().isEmpty())
        return QJsonObject();
    const QJsonDocument document = QJsonDocument::fromJson(row->value.toUtf8());
    if (!document.isObject())
        return Error{Error::Code::Damaged, QStringLiteral("setting.") + QLatin1String(key), {}};
    return document.object();
}

Result<void> writeObject(Transaction &tx, const char *key, const QJsonObject &object)
{
    return writeSetting(
        tx, QString::fromLatin1(key), QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

std::optional<bool> scopeIn(const QJsonObject &sending)
{
    const QString scope = sending[QLatin1String(kScope)].toString();
    return scope.isEmpty() ? std::nullopt : std::optional(scope != QLatin1String("channel"));
}

void keep(QJsonObject &object, const char *key, const QString &value)
{
    if (value.isEmpty())
        object.remove(QLatin1String(key));
    else
        object.insert(QLatin1String(key), value);
}

const char *mistakeIn(const StoreEntries &entries, const QString &region)
{
    if (entries.name.trimmed().isEmpty())
        return "name";
    const auto numbers = phonesIn(entries.phone, region);
    const bool known = std::ranges::any_of(numbers, [](const PhoneNumber &number) { return !number.e164.isEmpty(); });
    if (!entries.phone.trimmed().isEmpty() && !known)
        return "phone";
    if (entries.disposalMonths < 0 || entries.disposalMonths > kMostDisposalMonths)
        return "months";
    return entries.noShowMinutes < 1 || entries.noShowMinutes > kMostMinutes ? "no_show" : nullptr;
}

Result<void> changeDealer(Transaction &tx, const StoreEntries &before, const StoreEntries &after)
{
    const auto all = loadAll(tx.database(), kDealership);
    if (!all)
        return all.error();
    if (all->empty())
        return Error{Error::Code::NotFound, QStringLiteral("store"), {}};
    const Dealership &old = all->front();
    Dealership dealer = old;
    const auto follow = [](QString &to, const QString &was, const QString &now) {
        if (was != now)
            to = now.simplified();
    };
    follow(dealer.name, before.name, after.name);
    follow(dealer.address, before.address, after.address);
    follow(dealer.phone, before.phone, after.phone);
    return dealer == old ? Result<void>() : apply(tx, set(kDealership, old, dealer));
}

Result<void> changeSending(Transaction &tx, const StoreEntries &before, const StoreEntries &after)
{
    if (before.canadaList == after.canadaList && before.refusalOfAll == after.refusalOfAll)
        return {};
    auto sending = settingOf(tx.database(), kSendingSetting);
    if (!sending)
        return sending.error();
    if (before.canadaList != after.canadaList)
        keep(*sending, kCanadaList, after.canadaList.simplified());
    if (before.refusalOfAll != after.refusalOfAll)
        keep(*sending, kScope,
            after.refusalOfAll ? QString::fromLatin1(*after.refusalOfAll ? "all" : "channel") : QString());
    return writeObject(tx, kSendingSetting, *sending);
}

Result<void> changeVisits(Transaction &tx, const StoreEntries &before, const StoreEntries &after)
{
    if (before.noShowMinutes == after.noShowMinutes)
        return {};
    auto visits = settingOf(tx.database(), kVisits);
    if (!visits)
        return visits.error();
    visits->insert(QLatin1String(kMinutes), after.noShowMinutes);
    return writeObject(tx, kVisits, *visits);
}

Result<void> changeDisposal(Transaction &tx, const StoreEntries &before, const StoreEntries &after)
{
    return before.disposalMonths == after.disposalMonths ? Result<void>()
                                                         : writeDisposalMonths(tx, after.disposalMonths);
}

} // namespace

Result<StoreEntries> storeEntries(Database &database)
{
    const auto book = rulebook(database);
    const auto sending = settingOf(database, kSendingSetting);
    const auto months = disposalMonths(database);
    if (!book || !sending || !months)
        return !book ? book.error() : !sending ? sending.error() : months.error();
    const Dealership &dealer = (*book)->dealership;
    return StoreEntries{dealer.name, dealer.address, dealer.phone,
        (*sending)[QLatin1String(kCanadaList)].toString().trimmed(), scopeIn(*sending),
        int((*book)->noShowAfter / kMinute), *months};
}

Result<DeedId> changeStore(Session &session, const StoreEntries &before, const StoreEntries &after)
{
    return doDeed(session, "store", {}, [&](Transaction &tx) -> Result<void> {
        const auto book = rulebook(tx.database());
        if (!book)
            return book.error();
        if (!(*book)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("role"), {}};
        if (const char *mistake = mistakeIn(after, (*book)->dealership.region))
            return Error{Error::Code::Invalid, QString::fromLatin1(mistake), {}};
        for (const auto change : {changeDealer, changeSending, changeVisits, changeDisposal}) {
            if (auto done = change(tx, before, after); !done)
                return done;
        }
        return {};
    });
}

Result<int> awayDays(Database &database)
{
    constexpr int kDays = 45;
    const auto all = loadAll(database, kSetting);
    if (!all)
        return all.error();
    const auto row = std::ranges::find(*all, kAwayDays, &Setting::key);
    bool isNumber = false;
    const int days = row == all->end() ? 0 : row->value.toInt(&isNumber);
    return isNumber && days >= 0 && days < 10'000 ? std::clamp(days, kFewestAwayDays, kMostAwayDays) : kDays;
}

Result<DeedId> setAwayDays(Session &session, int days)
{
    if (days < kFewestAwayDays || days > kMostAwayDays)
        return Error{Error::Code::Invalid, QStringLiteral("days"), {}};
    return doDeed(session, "store", {}, [&](Transaction &tx) -> Result<void> {
        const auto before = awayDays(tx.database());
        if (auto may = onlyManagers(tx); !may || !before)
            return !may ? may : before.error();
        return *before == days ? Result<void>() : writeSetting(tx, kAwayDays, QString::number(days));
    });
}

Result<RefusalScope> refusalScope(Database &database)
{
    const auto rules = legalRules(database);
    if (!rules)
        return rules.error();
    return RefusalScope{(*rules)->refusalOfAll, (*rules)->refusalOfAllFrom};
}

} // namespace updesk
