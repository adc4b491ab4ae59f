// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/movesample.h"

#include "core/appointments/dealrows.h"
#include "core/desk/capturerows.h"
#include "core/desk/capturewriter.h"
#include "core/desk/cobuyer.h"
#include "core/desk/movesamplerows.h"
#include "core/leads/leadnowstore.h"
#include "core/store/apply.h"
#include "core/vehicles/garagerows.h"

#include <QFile>

#include <map>
#include <set>

namespace updesk
{

namespace
{

/// One move from a sample to a store of one's own.
class Mover
{
public:
    static Result<Mover> make(Session &from, Session &own)
    {
        const auto theirs = from.rules();
        const auto ours = own.rules();
        auto added = addedByHand(from.database());
        if (!theirs || !ours || !added)
            return !theirs ? theirs.error() : !ours ? ours.error() : added.error();
        return Mover(from, own, *theirs, *ours, std::move(*added));
    }
    Result<MovedByHand> run();

private:
    Mover(Session &from, Session &own, std::shared_ptr<const Rulebook> theirs, std::shared_ptr<const Rulebook> ours,
        AddedByHand added)
        : m_from(from), m_own(own), m_theirs(std::move(theirs)), m_ours(std::move(ours)), m_added(std::move(added))
    {
    }
    Result<LeadDraft> draftOf(const AddedByHand::Arrival &arrival, const Lead &lead, const Activity &came);
    Result<void> contacts(LeadDraft &draft, CustomerId customer);
    Result<bool> move(const AddedByHand::Arrival &arrival);
    Result<void> history(Transaction &tx, const AddedByHand::Arrival &arrival, const Captured &made);
    Result<void> plans(Transaction &tx, LeadId was, const Captured &made);
    Result<void> showroom(Transaction &tx, LeadId was, const Captured &made);
    Result<void> standing(Transaction &tx, const Lead &was, LeadId lead);
    Result<void> garage(Transaction &tx, CustomerId was, CustomerId customer);
    Result<void> coBuyers();
    PersonId ours(PersonId theirs) const;

    Session &m_from, &m_own;
    std::shared_ptr<const Rulebook> m_theirs, m_ours;
    AddedByHand m_added;
    std::vector<std::pair<Lead, LeadId>> m_leads; ///< as they were, and what they are now
    std::map<CustomerId, CustomerId> m_people; ///< the same of their customers
    std::set<Id> m_vehicles; ///< that were typed
};

PersonId Mover::ours(PersonId theirs) const
{
    const Person *was = m_theirs->person(theirs);
    for (const Person &person : m_ours->people)
        if (was && person.active && person.name.compare(was->name, Qt::CaseInsensitive) == 0)
            return person.id;
    return {};
}

Result<void> Mover::contacts(LeadDraft &draft, CustomerId id)
{
    const CustomerStore store(m_from.database());
    const auto customer = store.find(id);
    const auto phones = store.phones(id);
    const auto emails = store.emails(id);
    const auto addresses = store.addresses(id);
    const auto texts = saidYesToTexts(m_from.database(), id);
    if (!customer || !phones || !emails || !addresses || !texts)
        return !customer ? customer.error()
            : !phones    ? phones.error()
            : !emails    ? emails.error()
            : !addresses ? addresses.error()
                         : texts.error();
    draft.first = customer->first;
    draft.last = customer->last;
    draft.full = customer->full;
    draft.company = customer->company;
    draft.language = customer->language;
    for (const Phone &phone : *phones)
        draft.phones.push_back(
            {phone.typed.isEmpty() ? phone.e164 : phone.typed, phone.e164, phone.extension, PhoneKind(phone.kind)});
    for (const Email &email : *emails)
        draft.emails.push_back({email.typed, email.address});
    if (!addresses->empty()) {
        const Address &first = addresses->front();
        draft.street = first.street;
        draft.city = first.city;
        draft.region = first.region;
        draft.postal = first.postal;
        draft.country = first.country;
    }
    draft.textConsent = *texts;
    return {};
}

static VehicleDraft vehicleOf(const LeadVehicle &row)
{
    VehicleDraft draft;
    draft.year = row.year;
    draft.make = row.make;
    draft.model = row.model;
    draft.trim = row.trim;
    draft.stock = row.stock;
    draft.vin = row.vin;
    draft.status = row.status;
    draft.interest = row.interest;
    draft.odometer = row.odometer;
    draft.unit = row.unit;
    draft.payoff = row.payoff;
    draft.lender = row.lender;
    draft.details = row.details;
    return draft;
}

/// What the lead itself says; one that joined a lead of the sample says only what was typed then.
static void fillFrom(LeadDraft &draft, const Lead &lead)
{
    draft.type = lead.type;
    draft.providerText = lead.providerText;
    draft.sentAt = lead.sentAt;
    draft.received = lead.received;
    draft.timeframeDays = lead.timeframeDays;
    draft.timeframeWords = lead.timeframeWords;
    draft.asks = lead.asks;
    draft.preApproved = lead.preApproved;
    draft.downPayment = lead.downPayment;
    draft.financeMethod = lead.financeMethod;
    draft.comments = lead.comments;
    draft.bestTime = lead.bestTime;
    draft.preferredChannel = Channel(lead.preferredChannel);
}

Result<LeadDraft> Mover::draftOf(const AddedByHand::Arrival &arrival, const Lead &lead, const Activity &came)
{
    LeadDraft draft;
    if (auto done = contacts(draft, lead.customer); !done)
        return done.error();
    draft.externalId = QStringLiteral("sample-") + QString::fromLatin1(arrival.activity.value.hex());
    if (!arrival.fresh) {
        draft.type = came.kind == Activity::Kind::Visit ? LeadType::WalkIn
            : came.kind == Activity::Kind::Call         ? LeadType::Phone
                                                        : LeadType::Web;
        draft.source = draft.type == LeadType::WalkIn ? QStringLiteral("Drive by")
            : draft.type == LeadType::Phone           ? QStringLiteral("Phone")
                                                      : QStringLiteral("Website");
        draft.received = came.at;
        draft.comments = came.body;
        return draft;
    }
    fillFrom(draft, lead);
    if (const Source *source = m_theirs->source(lead.source))
        draft.source = source->name;
    const auto wants = wantsOf(m_from.database(), lead.id);
    const auto trades = tradesOf(m_from.database(), lead.id);
    if (!wants || !trades)
        return !wants ? wants.error() : trades.error();
    for (const LeadVehicle &row : *wants)
        draft.wants.push_back(vehicleOf(row));
    for (const LeadVehicle &row : *trades)
        draft.trades.push_back(vehicleOf(row));
    return draft;
}

Result<void> Mover::history(Transaction &tx, const AddedByHand::Arrival &arrival, const Captured &made)
{
    for (const ActivityId &id : m_added.notes) {
        auto row = load(m_from.database(), kActivity, id.value);
        if (!row && row.error().code == Error::Code::NotFound)
            continue; // taken back
        if (!row)
            return row.error();
        if (row->lead != arrival.lead)
            continue;
        row->id = {tx.freshId()};
        row->lead = made.lead;
        row->customer = made.customer;
        row->person = ours(row->person);
        row->corrects = {};
        row->original = {};
        if (auto done = apply(tx, put(kActivity, *row)); !done)
            return done;
    }
    return {};
}

Result<void> Mover::plans(Transaction &tx, LeadId was, const Captured &made)
{
    auto visits = appointmentsOf(m_from.database(), was);
    auto promises = promisesOf(m_from.database(), was);
    if (!visits || !promises)
        return !visits ? visits.error() : promises.error();
    for (Appointment &visit : *visits) {
        visit.id = {tx.freshId()};
        visit.lead = made.lead;
        visit.customer = made.customer;
        visit.person = ours(visit.person);
        visit.setBy = ours(visit.setBy);
        visit.stateBy = ours(visit.stateBy);
        visit.confirmedBy = ours(visit.confirmedBy);
        visit.movedFrom = {}; // by the id it had there
        if (auto done = apply(tx, put(kAppointment, visit)); !done)
            return done;
    }
    for (Task &promise : *promises) {
        promise.id = {tx.freshId()};
        promise.lead = made.lead;
        promise.person = ours(promise.person);
        promise.appointment = {};
        if (auto done = apply(tx, put(kTask, promise)); !done)
            return done;
    }
    return {};
}

// What was sold and appraised.
Result<void> Mover::showroom(Transaction &tx, LeadId was, const Captured &made)
{
    auto deals = dealsOfLead(m_from.database(), was);
    auto trades = appraisalsOfLead(m_from.database(), was);
    if (!deals || !trades)
        return !deals ? deals.error() : trades.error();
    const auto moved = [&](auto &row) {
        row.id = {tx.freshId()};
        row.lead = made.lead;
        row.customer = made.customer;
        row.person = ours(row.person);
    };
    for (Deal &deal : *deals) {
        moved(deal);
        deal.enteredBy = ours(deal.enteredBy);
        if (auto done = apply(tx, put(kDeal, deal)); !done)
            return done;
    }
    for (Appraisal &trade : *trades) {
        moved(trade);
        if (auto done = apply(tx, put(kAppraisal, trade)); !done)
            return done;
    }
    return {};
}

// What was decided by hand about the lead, its grade, and that it is closed; and what the customer said.
Result<void> Mover::standing(Transaction &tx, const Lead &was, LeadId id)
{
    const auto lead = load(tx.database(), kLead, id.value);
    if (!lead)
        return lead.error();
    Lead decided = *lead;
    decided.gradeSet = was.gradeSet;
    decided.gradeWhy = was.gradeWhy;
    decided.closed = was.closed;
    decided.closedWhy = was.closedWhy;
    decided.closedAt = was.closedAt;
    decided.noTrade = was.noTrade;
    decided.decides = was.decides;
    return apply(tx, set(kLead, *lead, decided));
}

// What of their vehicles was typed. Who came twice brings them once.
Result<void> Mover::garage(Transaction &tx, CustomerId was, CustomerId customer)
{
    const auto theirs = garageOf(m_from.database(), was), known = garageOf(tx.database(), customer);
    if (!theirs || !known)
        return !theirs ? theirs.error() : known.error();
    for (GarageRow row : *theirs) {
        const bool has = std::ranges::any_of(*known, [&](const GarageRow &one) {
            return one.vehicle.vin == row.vehicle.vin && vehicleName(one.vehicle) == vehicleName(row.vehicle);
        });
        if (has || !m_vehicles.contains(row.vehicle.id.value))
            continue;
        const bool owed = !row.loan.id.isNull();
        row.vehicle.id = {tx.freshId()};
        row.vehicle.customer = customer;
        row.loan.id = {tx.freshId()};
        row.loan.vehicle = row.vehicle.id;
        if (auto done = apply(tx, put(kOwnedVehicle, row.vehicle)); !done)
            return done;
        if (auto done = owed ? apply(tx, put(kLoan, row.loan)) : Result<void>(); !done)
            return done;
    }
    return {};
}

// Once everybody is here. People whom the sample invented stay there.
Result<void> Mover::coBuyers()
{
    const auto typed = addedRows(m_from.database(), "customer");
    if (!typed)
        return typed.error();
    for (const auto &[was, id] : m_leads) {
        const auto buyer = coBuyerOf(m_from.database(), was);
        const auto lead = load(m_own.database(), kLead, id.value);
        if (!buyer)
            return buyer.error();
        if (!*buyer || !typed->contains((*buyer)->customer.value) || !lead || !lead->coBuyer.isNull())
            continue;
        const auto known = m_people.find((*buyer)->customer);
        const auto set =
            known == m_people.end() ? addCoBuyer(m_own, id, (*buyer)->name) : setCoBuyer(m_own, id, known->second);
        if (!set && set.error().code != Error::Code::Invalid) // here they are one person
            return set.error();
    }
    return {};
}

/// False: it was moved before.
Result<bool> Mover::move(const AddedByHand::Arrival &arrival)
{
    const auto lead = load(m_from.database(), kLead, arrival.lead.value);
    const auto came = load(m_from.database(), kActivity, arrival.activity.value);
    if (!lead || !came)
        return !lead ? lead.error() : came.error();
    const auto draft = draftOf(arrival, *lead, *came);
    const auto now = leadNowOf(m_from.database(), arrival.lead);
    if (!draft || !now)
        return !draft ? draft.error() : now.error();
    CaptureChoices choices;
    choices.keyed = true;
    choices.ordinal = -1;
    choices.owner = ours(now->owner);
    choices.callSeconds = came->seconds;
    auto writer = CaptureWriter::make(m_own);
    if (!writer)
        return writer.error();
    auto tx = Transaction::begin(m_own.database(), m_own.by());
    if (!tx)
        return tx.error();
    const auto made = writer->write(*tx, *draft, choices);
    if (!made)
        return made.error();
    m_people.emplace(lead->customer, made->customer);
    if (arrival.fresh)
        m_leads.emplace_back(*lead, made->lead);
    if (made->how == Captured::How::SameDocument)
        return false;
    if (arrival.fresh) {
        if (auto done = history(*tx, arrival, *made); !done)
            return done.error();
        if (auto done = plans(*tx, arrival.lead, *made); !done)
            return done.error();
        if (auto done = showroom(*tx, arrival.lead, *made); !done)
            return done.error();
        if (auto done = garage(*tx, lead->customer, made->customer); !done)
            return done.error();
        if (auto done = made->how == Captured::How::JoinedLead ? Result<void>() : standing(*tx, *lead, made->lead);
            !done)
            return done.error();
    }
    if (auto done = tx->commit(); !done)
        return done.error();
    return true;
}

Result<MovedByHand> Mover::run()
{
    MovedByHand moved;
    auto vehicles = addedRows(m_from.database(), "owned_vehicle");
    if (!vehicles)
        return vehicles.error();
    m_vehicles = std::move(*vehicles);
    for (const AddedByHand::Arrival &arrival : m_added.arrivals) {
        const auto done = move(arrival);
        if (!done)
            return done.error();
        ++(*done ? moved.leads : moved.known);
    }
    if (auto done = coBuyers(); !done)
        return done.error();
    auto drafts = everybodysDrafts(m_from.database());
    if (!drafts)
        return drafts.error();
    for (SavedDraft &draft : *drafts) {
        draft.person = ours(draft.person);
        draft.fields.remove(QStringLiteral("customer")); // names a row of the sample
        draft.fields.remove(QStringLiteral("unit"));
        if (auto done = saveDraft(m_own, draft); !done)
            return done.error();
        ++moved.drafts;
    }
    m_own.refresh();
    return moved;
}

} // namespace

Result<AddedByHand> addedByHand(Database &sample)
{
    const auto activities = addedActivities(sample);
    const auto leads = addedRows(sample, "lead");
    const auto drafts = everybodysDrafts(sample);
    if (!activities || !leads || !drafts)
        return !activities ? activities.error() : !leads ? leads.error() : drafts.error();
    std::set<LeadId> came;
    AddedByHand added;
    added.drafts = int(drafts->size());
    for (const AddedRow &row : *activities) {
        const auto activity = load(sample, kActivity, row.row);
        const auto lead = load(sample, kLead, row.lead);
        if (!activity || !lead) {
            const Error error = !activity ? activity.error() : lead.error();
            if (error.code != Error::Code::NotFound)
                return error;
            continue; // taken back
        }
        const Activity::Kind kind = activity->kind;
        const bool isFresh = leads->contains(row.lead);
        const bool arrives = row.byCapture && activity->direction == Activity::Direction::In;
        if (arrives && !(isFresh && came.contains({row.lead}))) {
            added.arrivals.push_back({{row.row}, {row.lead}, isFresh});
            came.insert({row.lead});
        } else if (isFresh && kind != Activity::Kind::Change && kind != Activity::Kind::System) {
            added.notes.push_back({row.row});
        }
    }
    return added;
}

Result<void> markMade(Database &sample)
{
    const auto newest = newestDeed(sample);
    return newest ? sample.setState(kMadeUpTo, *newest) : newest.error();
}

static const char kLeaving[] = "leaving";

Result<void> beginLeaving(Database &sample) { return sample.setState(kLeaving, 1); }

Result<bool> isLeaving(Database &sample)
{
    const auto leaving = sample.state(kLeaving);
    if (!leaving)
        return leaving.error();
    return *leaving != 0;
}

Result<MovedByHand> moveByHand(Session &from, Session &own)
{
    if (!from.isSample())
        return Error{Error::Code::Denied, QStringLiteral("sample"), {}};
    auto mover = Mover::make(from, own);
    if (!mover)
        return mover.error();
    return mover->run();
}

Result<void> removeSample(const QString &path, const Clock &clock)
{
    {
        const auto session = Session::open(path, clock);
        if (!session)
            return session.error();
        if (!(*session)->isSample())
            return Error{Error::Code::Denied, path, {}};
    }
    for (const char *end : {"-wal", "-shm", "-journal", ""}) {
        const QString file = path + QLatin1String(end);
        if (QFile::exists(file) && !QFile::remove(file))
            return Error{Error::Code::Failed, file, {}};
    }
    return {};
}

} // namespace updesk
