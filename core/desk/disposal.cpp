// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/disposal.h"

#include "core/desk/consentverbs.h"
#include "core/desk/deed.h"
#include "core/desk/erasing.h"
#include "core/desk/gatesettings.h"
#include "core/desk/nightnews.h"
#include "core/people/customerstore.h"

#include <QDateTime>

#include <algorithm>

namespace updesk
{

static const QString kMonths = QStringLiteral("disposal_months");

static Error invalid(const char *what) { return {Error::Code::Invalid, QString::fromLatin1(what), {}}; }

Result<int> disposalMonths(Database &database)
{
    const auto all = loadAll(database, kSetting);
    if (!all)
        return all.error();
    const auto found = std::ranges::find(*all, kMonths, &Setting::key);
    bool good = false;
    const int months = found == all->end() ? 0 : found->value.toInt(&good);
    return good && months >= 0 && months <= kMostDisposalMonths ? months : kMostDisposalMonths;
}

Result<DeedId> setDisposalMonths(Session &session, int months)
{
    if (months < 0 || months > kMostDisposalMonths)
        return invalid("months");
    return doDeed(session, "disposal", {}, [&](Transaction &tx) -> Result<void> {
        const auto before = disposalMonths(tx.database());
        if (auto may = onlyManagers(tx); !may || !before)
            return !may ? may : before.error();
        return *before == months ? Result<void>() : writeDisposalMonths(tx, months);
    });
}

Result<void> writeDisposalMonths(Transaction &tx, int months)
{
    return writeSetting(tx, kMonths, QString::number(months));
}

// Exactly so many months ago is long ago: the two years are over on that day.
static Time longAgo(const Rulebook &rules, Time now, int months)
{
    const LocalDays &days = rules.hours.days();
    const int today = dateNumber(days.dayOf(now));
    const QDate then = dateOf(today).addMonths(-months);
    return days.startOf(dayOfDate(then.year() * 10'000 + then.month() * 100 + then.day()) + 1);
}

Result<DisposalList> disposalList(Session &session)
{
    const auto rules = session.rules();
    const auto months = disposalMonths(session.database());
    if (!rules || !months)
        return !rules ? rules.error() : months.error();
    DisposalList list;
    list.months = *months;
    if (*months == 0)
        return list;
    list.before = longAgo(**rules, session.now(), *months);
    auto rows = disposalRows(session.database(), list.before, session.now());
    if (!rows)
        return rows.error();
    for (DisposalRow &row : *rows)
        (row.isFree(list.before) ? list.proposed : list.held).push_back(std::move(row));
    return list;
}

static Result<CustomerId> mayHold(Transaction &tx, CustomerId asked, const QString &reason)
{
    if (auto may = onlyManagers(tx); !may)
        return may.error();
    if (reason.trimmed().isEmpty())
        return invalid("reason");
    const auto customer = CustomerStore(tx.database()).find(asked);
    const auto erased = customer ? isErasedPerson(tx.database(), customer->id) : Result<bool>(customer.error());
    if (!erased)
        return erased.error();
    if (*erased)
        return Error{Error::Code::Denied, QStringLiteral("erased"), {}};
    return customer->id;
}

static Result<void> putTag(Transaction &tx, CustomerId customer, const QString &tag)
{
    return apply(tx, put(kTag, CustomerLabel{{tx.freshId()}, customer, tag}));
}

Result<DeedId> setLegalHold(Session &session, CustomerId asked, const QString &reason)
{
    return doDeed(session, "legal_hold", {}, [&](Transaction &tx) -> Result<void> {
        const auto customer = mayHold(tx, asked, reason);
        const auto stands = customer ? legalHold(tx.database(), *customer) : customer.error();
        if (!stands)
            return stands.error();
        if (stands->has_value())
            return Error{Error::Code::Duplicate, QStringLiteral("legal_hold"), {}};
        return putTag(tx, *customer, holdTag({{}, reason.simplified(), tx.by().who, tx.now()}));
    });
}

Result<DeedId> liftLegalHold(Session &session, CustomerId asked, const QString &reason)
{
    return doDeed(session, "lift_hold", {}, [&](Transaction &tx) -> Result<void> {
        const auto customer = mayHold(tx, asked, reason);
        if (!customer)
            return customer.error();
        for (int n = 0;; ++n) { // two desks may have set one each
            const auto hold = legalHold(tx.database(), *customer);
            if (!hold)
                return hold.error();
            if (!*hold && n == 0)
                return Error{Error::Code::NotFound, QStringLiteral("legal_hold"), {}};
            if (!*hold)
                break;
            if (auto done = apply(tx, remove(kTag, (*hold)->tag.value)); !done)
                return done;
        }
        const LegalHold lifted{{}, reason.simplified(), tx.by().who, tx.now()};
        return putTag(tx, *customer, QStringLiteral("lifted ") + holdTag(lifted));
    });
}

static Result<void> mayDispose(Session &session)
{
    auto tx = Transaction::begin(session.database(), session.by());
    return tx ? onlyManagers(*tx) : tx.error();
}

// Asked again inside the transaction that erases: an inquiry may have come since the list was read.
static Result<void> isStillProposed(Transaction &tx, CustomerId customer, Time before)
{
    const auto rows = disposalRows(tx.database(), before, tx.now(), customer);
    if (!rows)
        return rows.error();
    const bool free = !rows->empty() && rows->front().isFree(before);
    return free ? Result<void>() : Error{Error::Code::Conflict, QStringLiteral("proposed"), {}};
}

Result<Disposed> disposeOf(Session &session, const std::vector<CustomerId> &chosen, int typed)
{
    if (auto may = mayDispose(session); !may)
        return may.error();
    if (typed != int(chosen.size()) || chosen.empty())
        return invalid("count");
    const auto rules = session.rules();
    const auto months = disposalMonths(session.database());
    if (!rules || !months)
        return !rules ? rules.error() : months.error();
    const Time before = *months == 0 ? 0 : longAgo(**rules, session.now(), *months);
    Disposed all;
    for (const CustomerId &customer : chosen) {
        const auto word = wordToErase(session.database(), customer);
        const auto gone = word ? erasePerson(session, customer, *word,
                              [before](Transaction &tx, CustomerId id) { return isStillProposed(tx, id, before); })
                               : Result<ErasedPerson>(word.error());
        if (gone) {
            ++all.erased;
            all.waits = all.waits || gone->waits;
            all.wiped = all.wiped && gone->wiped;
            continue;
        }
        const Error::Code code = gone.error().code;
        const bool changed = code == Error::Code::Conflict || code == Error::Code::Duplicate
            || code == Error::Code::NotFound || gone.error().subject == QLatin1String("legal_hold");
        if (!changed) {
            all.failed = gone.error();
            return all;
        }
        ++all.kept;
    }
    return all;
}

QByteArray disposalCertificate(const std::vector<DisposedRow> &rows)
{
    QByteArray csv = "erasure,customer,erased_at,approved_by\r\n";
    for (const DisposedRow &row : rows) {
        const QString at = QDateTime::fromMSecsSinceEpoch(row.at, Qt::UTC).toString(Qt::ISODate);
        QString by = row.by;
        csv += row.erasure.value.hex() + ',' + row.customer.value.hex() + ',' + at.toLatin1() + ",\""
            + by.replace(u'"', QStringLiteral("\"\"")).toUtf8() + "\"\r\n";
    }
    return csv;
}

Result<void> tellOfDisposal(Session &session)
{
    const auto rules = session.rules();
    const auto told = lastDisposalMonth(session.database());
    if (!rules || !told)
        return !rules ? rules.error() : told.error();
    const int month = (*rules)->hours.dayOf(session.now()) / 100;
    if (*told == month)
        return {};
    const auto list = disposalList(session);
    if (!list)
        return list.error();
    std::vector<PersonId> whom;
    for (const Person &person : (*rules)->people) {
        const bool decides = person.active && (person.role == Role::Manager || person.role == Role::Principal);
        if (decides && !list->proposed.empty())
            whom.push_back(person.id);
    }
    return tellAtNight(
        session, whom, Notice::Kind::Disposal, int(list->proposed.size()), {setLastDisposalMonth, month});
}

} // namespace updesk
