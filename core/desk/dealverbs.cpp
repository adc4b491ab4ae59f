// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"

#include "core/desk/arrivals.h"
#include "core/desk/bookings.h"
#include "core/desk/buyerfacts.h"
#include "core/desk/dealverbrows.h"
#include "core/desk/deed.h"
#include "core/desk/enrol.h"
#include "core/desk/firststep.h"
#include "core/desk/followplan.h"
#include "core/desk/suspicion.h"
#include "core/vehicles/vin.h"

namespace updesk
{

using Code = Activity::Code;

static Error invalid(const char *field) { return {Error::Code::Invalid, QString::fromLatin1(field), {}}; }

static bool isMoney(qint64 cents) { return cents >= 0 && cents <= kMostCents; }
static bool isGross(qint64 cents) { return cents >= -kMostCents && cents <= kMostCents; }

static QString vehicleWords(const Unit &unit)
{
    QStringList parts{unit.year > 0 ? QString::number(unit.year) : QString(), unit.make, unit.model, unit.trim};
    parts.removeAll(QString());
    return parts.join(u' ');
}

/// A sale on its way into the store.
struct SaleRun {
    Transaction &tx;
    const DealDraft &draft;
    Lead lead;
    std::optional<Unit> unit;
    Deal deal{};
};

static Result<void> checkSale(const SaleRun &run)
{
    const DealDraft &draft = run.draft;
    const Time at = draft.at > 0 ? draft.at : run.tx.now();
    if (run.lead.closed == Closed::Sold)
        return invalid("closed");
    if (draft.stock.trimmed().isEmpty() && draft.vehicle.trimmed().isEmpty())
        return invalid("vehicle");
    if (run.unit && run.unit->state == Unit::State::Sold)
        return invalid("stock");
    if (!draft.vin.isEmpty() && normalVin(draft.vin) != draft.vin)
        return invalid("vin");
    if (at > run.tx.now() || at < run.lead.received)
        return invalid("at");
    if (!isMoney(draft.price))
        return invalid("price");
    return isGross(draft.frontGross) && isGross(draft.backGross) ? Result<void>() : invalid("gross");
}

static void fillDeal(SaleRun &run)
{
    const DealDraft &draft = run.draft;
    Deal &deal = run.deal;
    deal.id = {run.tx.freshId()};
    deal.lead = run.lead.id;
    deal.customer = run.lead.customer;
    deal.person = draft.person.isNull() ? run.lead.owner : draft.person;
    deal.at = draft.at > 0 ? draft.at : run.tx.now();
    deal.stock = draft.stock.trimmed();
    deal.vin = draft.vin;
    deal.vehicle = draft.vehicle.simplified();
    if (run.unit) {
        deal.vin = deal.vin.isEmpty() ? run.unit->vin : deal.vin;
        deal.vehicle = deal.vehicle.isEmpty() ? vehicleWords(*run.unit) : deal.vehicle;
    }
    deal.price = draft.price;
    deal.grossKnown = draft.grossKnown;
    deal.frontGross = draft.grossKnown ? draft.frontGross : 0;
    deal.backGross = draft.grossKnown ? draft.backGross : 0;
    deal.dmsNo = draft.dmsNo.trimmed();
    deal.enteredBy = run.tx.by().who;
    deal.enteredAt = run.tx.now();
}

static Result<void> moveUnit(Transaction &tx, const std::optional<Unit> &unit, Unit::State to)
{
    if (!unit || unit->state == to)
        return {};
    Unit moved = *unit;
    moved.state = to;
    return apply(tx, set(kUnit, *unit, moved));
}

static Result<void> markVisit(Transaction &tx, LeadId lead, Appointment::State from, Appointment::State to)
{
    const auto visit = newestIn(tx.database(), lead, from);
    if (!visit)
        return visit.error();
    return *visit ? apply(tx, set(kAppointment, **visit, stamped(tx, **visit, to))) : Result<void>();
}

// What the customer has from here on, where equity is looked for later.
static Result<void> putInGarage(Transaction &tx, const Deal &deal)
{
    const auto unit = unitNumbered(tx.database(), deal.stock);
    if (!unit)
        return unit.error();
    OwnedVehicle car;
    car.id = {tx.freshId()};
    car.customer = deal.customer;
    car.vin = deal.vin;
    car.bought = deal.at;
    car.boughtHere = true;
    car.model = deal.vehicle;
    if (*unit && !deal.stock.isEmpty()) {
        car.year = (*unit)->year;
        car.make = (*unit)->make;
        car.model = (*unit)->model;
        car.trim = (*unit)->trim;
        car.odometer = (*unit)->odometer;
    }
    return apply(tx, put(kOwnedVehicle, car));
}

static Result<void> takeFromGarage(Transaction &tx, const Deal &deal)
{
    const auto car = boughtHereAt(tx.database(), deal.customer, deal.at);
    if (!car)
        return car.error();
    if (!*car)
        return {};
    OwnedVehicle gone = **car;
    gone.gone = true;
    return apply(tx, set(kOwnedVehicle, **car, gone));
}

static Result<void> writeDelivered(Transaction &tx, const Deal &deal)
{
    Deal delivered = deal;
    delivered.state = Deal::State::Delivered;
    delivered.deliveredAt = tx.now();
    if (auto done = applyAll(tx, set(kDeal, deal, delivered),
            put(kActivity, changeOf(tx, deal.customer, Code::DealDelivered, deal.vehicle, deal.lead)));
        !done)
        return done;
    if (auto done = putInGarage(tx, delivered); !done)
        return done;
    const auto lead = load(tx.database(), kLead, deal.lead.value);
    if (!lead && lead.error().code != Error::Code::NotFound)
        return lead.error();
    if (!lead || lead->closed != Closed::Sold) // reopened since: it is worked on
        return {};
    const auto begun = enrolAtDelivery(tx, *lead, deal.id);
    return begun ? Result<void>() : begun.error();
}

static Result<void> writeSale(SaleRun &run)
{
    Transaction &tx = run.tx;
    const bool givenUp = run.lead.closed != Closed::Open;
    if (auto done = givenUp ? writeReopened(tx, run.lead) : Result<void>(); !done)
        return done;
    fillDeal(run);
    if (auto done = apply(tx, put(kDeal, run.deal)); !done)
        return done;
    if (auto done = writeClosed(tx, run.lead, Closed::Sold, {}); !done)
        return done;
    if (auto done =
            apply(tx, put(kActivity, changeOf(tx, run.lead.customer, Code::DealMade, run.deal.vehicle, run.lead.id)));
        !done)
        return done;
    if (auto done = markVisit(tx, run.lead.id, Appointment::State::Arrived, Appointment::State::Sold); !done)
        return done;
    if (auto done = moveUnit(tx, run.unit, Unit::State::Sold); !done)
        return done;
    return run.draft.delivered ? writeDelivered(tx, run.deal) : Result<void>();
}

Result<Sold> sellLead(Session &session, LeadId id, const DealDraft &draft)
{
    Sold out;
    const auto deed = doDeed(session, "sell", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        const QString stock = draft.stock.trimmed();
        auto unit =
            stock.isEmpty() ? Result<std::optional<Unit>>(std::optional<Unit>()) : unitNumbered(tx.database(), stock);
        if (!lead || !unit)
            return !lead ? lead.error() : unit.error();
        SaleRun run{tx, draft, *lead, std::move(*unit), {}};
        if (auto sound = checkSale(run); !sound)
            return sound;
        const auto written = writeSale(run);
        out.deal = run.deal.id;
        return written;
    });
    if (!deed)
        return deed.error();
    out.deed = *deed;
    session.tellNotices();
    return out;
}

Result<DeedId> deliverDeal(Session &session, DealId id)
{
    return doDeed(session, "deliver", {}, [&](Transaction &tx) -> Result<void> {
        const auto deal = load(tx.database(), kDeal, id.value);
        if (!deal)
            return deal.error();
        if (deal->state == Deal::State::Delivered)
            return {};
        return deal->state == Deal::State::Unwound ? invalid("state") : writeDelivered(tx, *deal);
    });
}

static Result<void> reopenUnsold(Transaction &tx, LeadId id)
{
    auto lead = load(tx.database(), kLead, id.value);
    if (!lead)
        return lead.error();
    if (lead->closed != Closed::Sold)
        return {};
    if (auto done = writeReopened(tx, *lead); !done)
        return done;
    auto step = firstStep(tx.database(), *lead); // else nobody would see it again
    if (!step)
        return step.error();
    step->id = {tx.freshId()};
    step->lead = id;
    step->due = tx.now();
    return apply(tx, put(kTask, *step));
}

static Result<void> writeUnwound(Transaction &tx, const Deal &deal, const QString &why)
{
    Deal unwound = deal;
    unwound.state = Deal::State::Unwound;
    unwound.unwoundAt = tx.now();
    unwound.unwoundWhy = why;
    if (auto done = applyAll(tx, set(kDeal, deal, unwound),
            put(kActivity, changeOf(tx, deal.customer, Code::DealUnwound, why, deal.lead)));
        !done)
        return done;
    if (auto done = deal.state == Deal::State::Delivered ? takeFromGarage(tx, deal) : Result<void>(); !done)
        return done;
    if (auto done = endPlans(tx, deal.lead, PlanStop::ByPerson); !done) // nobody is thanked for it any more
        return done;
    const auto unit = deal.stock.isEmpty() ? Result<std::optional<Unit>>(std::optional<Unit>())
                                           : unitNumbered(tx.database(), deal.stock);
    if (!unit)
        return unit.error();
    if (auto done = moveUnit(tx, *unit, Unit::State::InStock); !done)
        return done;
    if (auto done = markVisit(tx, deal.lead, Appointment::State::Sold, Appointment::State::Arrived); !done)
        return done;
    return reopenUnsold(tx, deal.lead);
}

Result<DeedId> unwindDeal(Session &session, DealId id, const QString &why)
{
    if (why.trimmed().isEmpty())
        return invalid("reason");
    return doDeed(session, "unwind", {}, [&](Transaction &tx) -> Result<void> {
        const auto deal = load(tx.database(), kDeal, id.value);
        if (!deal)
            return deal.error();
        return deal->state == Deal::State::Unwound ? Result<void>() : writeUnwound(tx, *deal, why.trimmed());
    });
}

Result<DeedId> setGross(Session &session, DealId id, qint64 front, qint64 back)
{
    if (!isGross(front) || !isGross(back))
        return invalid("gross");
    return doDeed(session, "gross", {}, [&](Transaction &tx) -> Result<void> {
        const auto deal = load(tx.database(), kDeal, id.value);
        if (!deal)
            return deal.error();
        Deal known = *deal;
        known.grossKnown = true;
        known.frontGross = front;
        known.backGross = back;
        return apply(tx, set(kDeal, *deal, known));
    });
}

static Result<void> checkAppraisal(const Appraisal &draft)
{
    constexpr int kOldest = 1900, kNewest = 2100, kFarthest = 2'000'000;
    if (draft.make.isEmpty() && draft.model.isEmpty() && draft.vin.isEmpty())
        return invalid("vehicle");
    if (!draft.vin.isEmpty() && normalVin(draft.vin) != draft.vin)
        return invalid("vin");
    if (!draft.vin.isEmpty() && !draft.vinAsRead && checkVin(draft.vin) == VinCheck::Wrong)
        return invalid("vin_check");
    if (draft.year != 0 && (draft.year < kOldest || draft.year > kNewest))
        return invalid("year");
    if (draft.odometer < 0 || draft.odometer > kFarthest)
        return invalid("odometer");
    if (draft.condition > Appraisal::Condition::ExtraClean)
        return invalid("condition");
    if (!isMoney(draft.payoff))
        return invalid("payoff");
    return isMoney(draft.acv) ? Result<void>() : invalid("acv");
}

Result<Appraised> saveAppraisal(Session &session, LeadId id, const Appraisal &draft)
{
    if (auto sound = checkAppraisal(draft); !sound)
        return sound.error();
    Appraised out;
    const auto deed = doDeed(session, "appraise", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (lead->closed != Closed::Open)
            return Error{Error::Code::Denied, QStringLiteral("lead"), {}};
        Appraisal row = draft;
        row.id = {tx.freshId()};
        row.lead = id;
        row.customer = lead->customer;
        row.person = tx.by().who;
        row.at = tx.now();
        out.appraisal = row.id;
        const QString words = QStringList{row.make, row.model, row.trim}.join(u' ').simplified();
        auto done = applyAll(tx, put(kAppraisal, row),
            put(kActivity, changeOf(tx, lead->customer, Code::TradeAppraised, words.isEmpty() ? row.vin : words, id)));
        return done ? dropNoTrade(tx, id) : done;
    });
    if (!deed)
        return deed.error();
    out.deed = *deed;
    return out;
}

} // namespace updesk
