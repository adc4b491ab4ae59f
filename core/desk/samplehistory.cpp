// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/samplehistory.h"

#include "core/leads/attempts.h"
#include "core/leads/responseclock.h"
#include "core/leads/routing.h"
#include "core/people/emailaddress.h"
#include "core/people/names.h"

namespace updesk
{

SampleHistory::SampleHistory(
    quint64 seed, std::vector<Rep> reps, std::vector<Sender> senders, Hours answering, Hours showroom, Time now)
    : m_random(seed),
      m_reps(std::move(reps)),
      m_senders(std::move(senders)),
      m_hours(std::move(answering)),
      m_showroom(std::move(showroom)),
      m_now(now)
{
    // About two of three leads come while the showroom is open: there the visitors make up for the nights.
    for (const Sender &sender : m_senders) {
        const bool inPerson = bornStopped(sender.type);
        m_shares.push_back(inPerson ? sender.share * 3 / 2 : sender.share);
        m_shutShares.push_back(inPerson ? 0 : sender.share);
    }
    m_world.fillStock(seed, kSampleUnits, m_hours.dayOf(now) / 10'000, now);
}

Time SampleHistory::open(Time moment) const
{
    const Time opening = m_hours.nextOpening(moment);
    return opening == 0 ? moment : opening;
}

size_t SampleHistory::senderOf(SourceId source) const
{
    return size_t(std::ranges::find(m_senders, source, &Sender::source) - m_senders.begin());
}

// About 57 of 100 leads of all ages are open; most of the rest were lost, as in life.
SampleHistory::Fate SampleHistory::fateOf(const Sender &sender, const Rep &rep, Time age)
{
    const bool young = age < 3 * kDay;
    if (!young && m_random.chance(sender.closing * (0.6 + 0.8 * rep.diligence)))
        return Fate::Sold;
    if (!m_random.chance(young ? 0.93 : age < 30 * kDay ? 0.8 : 0.61)) {
        static constexpr double kClosed[] = {85, 10, 5};
        return Fate(int(Fate::Lost) + m_random.weighted(kClosed));
    }
    const bool visitAhead = age < 60 * kDay;
    const double open[] = {1, 45, 34, visitAhead ? 6.0 : 0.0, young ? 3.0 : 13.0};
    return Fate(m_random.weighted(open));
}

LeadRows SampleHistory::lead(int n, Time received)
{
    const Sender &sender = m_senders[size_t(m_random.weighted(m_showroom.isOpen(received) ? m_shares : m_shutShares))];
    const Rep &rep = m_random.of(m_reps);
    LeadDraft draft = m_world.person(m_random, n);
    m_world.addWish(m_random, draft, m_hours.dayOf(received) / 10'000, received);
    LeadRows rows;
    rows.lead.id = {newId(received)};
    rows.customer.id = {newId(received)};
    rows.customer.created = received;
    addPerson(rows, draft);
    Lead &lead = rows.lead;
    lead.customer = rows.customer.id;
    lead.type = sender.type;
    lead.source = sender.source;
    lead.owner = rep.id;
    lead.received = received;
    lead.timeframeDays = draft.timeframeDays;
    lead.timeframeWords = draft.timeframeWords;
    lead.asks = draft.asks;
    lead.preApproved = draft.preApproved;
    lead.downPayment = draft.downPayment;
    lead.comments = draft.comments;
    for (const bool wanted : {true, false}) {
        for (const VehicleDraft &v : wanted ? draft.wants : draft.trades)
            (wanted ? rows.wants : rows.trades)
                .push_back({{newId(received)}, lead.id, v.year, v.make, v.model, v.trim, v.stock, {}, v.status,
                    v.interest, v.odometer, v.unit, true, 0, {}, {}});
    }
    rows.assignments.push_back({{newId(received)}, lead.id, {}, rep.id, QStringLiteral("Sales floor in turn"),
        int(RouteReason::NextUp), {}, {}, received});
    const Fate fate = fateOf(sender, rep, m_now - received);
    addArrival(rows);
    const Time last = addCalls(rows, fate, rep);
    addVisits(rows, fate, last);
    end(rows, fate, last);
    if (lead.closed == Closed::Open)
        addNext(rows, fate, last);
    addOwned(rows, fate);
    return rows;
}

void SampleHistory::addPerson(LeadRows &rows, const LeadDraft &draft)
{
    Customer &customer = rows.customer;
    const Time at = customer.created;
    customer.first = draft.first;
    customer.last = draft.last;
    customer.full = draft.full;
    for (const PhoneDraft &p : draft.phones)
        rows.phones.push_back({{newId(at)}, customer.id, p.typed, p.e164, {}, int(p.kind), true, false, false, {}});
    for (const EmailDraft &m : draft.emails)
        rows.emails.push_back({{newId(at)}, customer.id, m.typed, m.address, matchingEmail(m.address), true, false});
    if (!draft.city.isEmpty())
        rows.addresses.push_back({{newId(at)}, customer.id, draft.street, draft.city, draft.region, draft.postal,
            draft.country, nameKey(draft.last), 0});
}

Activity SampleHistory::activity(
    const LeadRows &rows, Activity::Kind kind, Activity::Direction direction, Time at) const
{
    Activity row;
    row.id = {newId(rows.lead.received)}; // in the order of the leads: a bulk load then fills page after page
    row.lead = rows.lead.id;
    row.customer = rows.customer.id;
    row.kind = kind;
    row.direction = direction;
    row.at = at;
    return row;
}

void SampleHistory::addArrival(LeadRows &rows)
{
    using Kind = Activity::Kind;
    const Lead &lead = rows.lead;
    const bool visit = lead.type == LeadType::WalkIn, phone = lead.type == LeadType::Phone;
    Activity came = activity(rows,
        visit       ? Kind::Visit
            : phone ? Kind::Call
                    : Kind::Import,
        Activity::Direction::In, lead.received);
    came.body = lead.comments;
    if (visit || phone) {
        came.person = lead.owner;
        came.evidence = Evidence::Confirmed;
        came.seconds = phone ? m_random.between(60, 600) : 0;
    } else {
        came.code = Activity::Code::Inquiry;
    }
    rows.activities.push_back(came);
    if (visit)
        rows.visits.push_back({{newId(lead.received)}, lead.id, lead.customer, lead.owner, lead.received,
            lead.received + m_random.between(15, 140) * kMinute, false});
    const Time answered = lead.received + m_random.between(15, 55) * kSecond;
    if (visit || phone || rows.emails.empty() || answered > m_now)
        return;
    Activity sent = activity(rows, Kind::Email, Activity::Direction::Out, answered);
    sent.evidence = Evidence::Automatic;
    sent.code = Activity::Code::Acknowledged;
    rows.activities.push_back(sent);
}

// What the ladder did about a lead that nobody called; without these rows it would act on all of them at once.
void SampleHistory::addNeglect(LeadRows &rows)
{
    using Code = Activity::Code;
    const Time opened = open(rows.lead.received);
    static constexpr std::pair<Code, int> kSteps[] = {{Code::OwnerWarned, 3}, {Code::ManagerTold, 5},
        {Code::TakenBack, 10}, {Code::TakenBack, 15}, {Code::EveryoneTold, 20}};
    for (const auto &[code, minutes] : kSteps) {
        const Time at = opened + minutes * kMinute;
        if (at > m_now)
            return;
        Activity step = activity(rows, Activity::Kind::System, Activity::Direction::None, at);
        step.code = code;
        rows.activities.push_back(step);
    }
}

Time SampleHistory::addCalls(LeadRows &rows, Fate fate, const Rep &rep)
{
    if (fate == Fate::Untouched) {
        if (!bornStopped(rows.lead.type))
            addNeglect(rows);
        return 0;
    }
    const bool reached = fate >= Fate::Contacted && fate != Fate::Bad && fate != Fate::Duplicate;
    const int calls = 1 + m_random.below(reached ? 3 : 2 + int(4 * rep.diligence));
    Time at =
        open(rows.lead.received) + Time(-std::log(1 - m_random.unit()) * (4 + 55 * (1 - rep.diligence)) * kMinute);
    Time last = 0;
    for (int n = 1; n <= calls; ++n) {
        at = open(at);
        if (at > m_now)
            break;
        Activity call = activity(rows, Activity::Kind::Call, Activity::Direction::Out, at);
        call.person = rows.lead.owner;
        const double seen[] = {0.04 + 0.16 * (1 - rep.diligence), 0.07, 0.9};
        static constexpr Evidence kEvidence[] = {Evidence::None, Evidence::Told, Evidence::Dialled};
        call.evidence = n == 1 || (reached && n == calls) ? Evidence::Dialled : kEvidence[m_random.weighted(seen)];
        call.outcome = m_random.chance(0.6) ? Outcome::NoAnswer : Outcome::Voicemail;
        call.seconds = m_random.between(15, 70);
        if (reached && n == calls) {
            call.outcome = fate == Fate::VisitSet || fate == Fate::Shown || fate == Fate::Sold ? Outcome::VisitSet
                : fate == Fate::Lost                                                           ? Outcome::NotInterested
                                                                                               : Outcome::CallBack;
            call.seconds = m_random.between(60, 720);
            call.body = m_random.chance(0.3) ? m_random.of(m_world.notes) : QString();
        }
        rows.activities.push_back(call);
        last = at;
        at += n == 1 ? 4 * kHour : Time(m_random.between(18, 80)) * kHour;
    }
    if (last > 0) {
        const Activity &first = *std::ranges::find(rows.activities, Activity::Direction::Out,
            [](const Activity &a) { return a.kind == Activity::Kind::Call ? a.direction : Activity::Direction::None; });
        rows.tasks.push_back({{newId(rows.lead.received)}, rows.lead.id, {}, Task::Kind::Call,
            open(rows.lead.received) + 5 * kMinute, false, 1, kMostAttempts, 0, Channel::Phone, first.id, 0, {}});
    }
    return last;
}

void SampleHistory::addVisits(LeadRows &rows, Fate fate, Time last)
{
    const bool came = fate == Fate::Shown || fate == Fate::Sold;
    if (last == 0 || (!came && fate != Fate::VisitSet))
        return;
    const Lead &lead = rows.lead;
    Appointment visit{
        {newId(lead.received)}, lead.id, lead.customer, lead.owner, 0, Appointment::State::Set, lead.owner, last, {}};
    if (came) {
        visit.at = open(last + m_random.between(3, 60) * kHour);
        if (visit.at > m_now)
            return;
        visit.state = fate == Fate::Sold ? Appointment::State::Sold : Appointment::State::Arrived;
        rows.visits.push_back({{newId(lead.received)}, lead.id, lead.customer, lead.owner, visit.at,
            visit.at + m_random.between(25, 160) * kMinute, false});
        Activity stood = activity(rows, Activity::Kind::Visit, Activity::Direction::In, visit.at);
        stood.person = lead.owner;
        stood.evidence = Evidence::Confirmed;
        rows.activities.push_back(stood);
    } else {
        visit.at = open(m_now + m_random.between(3, 160) * kHour);
    }
    rows.appointments.push_back(visit);
}

void SampleHistory::end(LeadRows &rows, Fate fate, Time last)
{
    static constexpr const char *kLost[] = {
        "bought_elsewhere", "price", "credit", "not_buying", "vehicle_gone", "too_far", "no_answer", "other"};
    if (fate < Fate::Sold || last == 0)
        return;
    Lead &lead = rows.lead;
    const bool came = !rows.visits.empty() && rows.visits.back().arrived >= last;
    if (fate == Fate::Sold && !came)
        return; // the visit is still to come
    lead.closed = Closed(int(Closed::Sold) + int(fate) - int(Fate::Sold));
    lead.closedAt = came ? rows.visits.back().left : last + m_random.between(0, 30) * kMinute;
    lead.closedAt = std::min(lead.closedAt, m_now);
    if (lead.closed == Closed::Lost)
        lead.closedWhy = QString::fromLatin1(kLost[m_random.below(8)]);
    else if (lead.closed != Closed::Sold)
        lead.closedWhy = fate == Fate::Bad ? QStringLiteral("wrong_number") : QStringLiteral("keyed_twice");
}

// One and a half of a hundred fall due around now; the others are spread over the half year to come.
void SampleHistory::addNext(LeadRows &rows, Fate fate, Time last)
{
    const Lead &lead = rows.lead;
    Task task;
    task.id = {newId(lead.received)};
    task.lead = lead.id;
    const auto calls = int(std::ranges::count(rows.activities, Activity::Kind::Call, &Activity::kind));
    task.attempt = std::min(calls + 1, kMostAttempts);
    task.attempts = kMostAttempts;
    if (fate == Fate::VisitSet && !rows.appointments.empty()) {
        task.kind = Task::Kind::Confirm;
        task.attempt = task.attempts = 0;
        task.due = std::max(rows.appointments.back().at - kDay, last);
    } else if (last == 0) {
        task.due = open(lead.received) + 5 * kMinute;
    } else if (m_now - lead.received < 2 * kDay) {
        task.due = open(last + m_random.between(4, 30) * kHour);
    } else if (m_random.chance(0.015)) {
        task.due = m_now + m_random.between(-8 * 60, 8 * 60) * kMinute;
        task.promised = m_random.chance(0.3);
    } else {
        task.due = open(m_now + m_random.between(20, 180 * 24) * kHour);
    }
    rows.tasks.push_back(task);
}

// Who was spoken to was asked before a visit: some have nothing to trade in, some decide with others. It takes no
// chance of those by which all others come.
static void addSaid(LeadRows &rows)
{
    const auto spoke = [](const Activity &call) {
        return call.outcome == Outcome::VisitSet || call.outcome == Outcome::CallBack;
    };
    if (!std::ranges::any_of(rows.activities, spoke))
        return;
    const auto pick = rows.lead.received / kMinute;
    rows.lead.noTrade = rows.trades.empty() && pick % 3 == 0;
    rows.lead.decides = pick % 4 == 0 ? Decides::Alone : pick % 4 == 1 ? Decides::Others : Decides::Unknown;
}

void SampleHistory::addOwned(LeadRows &rows, Fate fate)
{
    addSaid(rows);
    const bool sold = fate == Fate::Sold && rows.lead.closed == Closed::Sold;
    if (!sold && !m_random.chance(0.45))
        return;
    const Time at = rows.lead.received;
    const int year = m_hours.dayOf(at) / 10'000;
    VehicleDraft v;
    if (sold && !rows.wants.empty()) {
        v.year = rows.wants.front().year;
        v.make = rows.wants.front().make;
        v.model = rows.wants.front().model;
        v.trim = rows.wants.front().trim;
    } else {
        v = m_world.vehicle(m_random, year - m_random.between(2, 6));
    }
    OwnedVehicle owned{{newId(at)}, rows.customer.id, v.year, v.make, v.model, v.trim, {}, 0, sold, false, 0};
    owned.bought = sold ? rows.lead.closedAt : at - m_random.between(300, 2200) * kDay;
    owned.odometer = sold ? m_random.between(5, 60) : int((at - owned.bought) / kDay) * m_random.between(18, 48);
    rows.owned.push_back(owned);
    if (sold)
        addDeal(rows, owned);
    static constexpr const char *kLenders[] = {"Elm Street Bank", "Northside Auto Finance", "Harbor Credit Union"};
    const Time ends = owned.bought + (owned.odometer % 2 == 0 ? 60 : 72) * 30 * kDay;
    if (ends > m_now)
        rows.loans.push_back({{newId(at)}, owned.id, QString::fromLatin1(kLenders[owned.year % 3]), ends});
}

// What was sold within the last two days is not yet delivered.
void SampleHistory::addDeal(LeadRows &rows, const OwnedVehicle &vehicle)
{
    Deal deal;
    deal.id = {newId(rows.lead.received)};
    deal.lead = rows.lead.id;
    deal.customer = rows.customer.id;
    deal.person = deal.enteredBy = rows.lead.owner;
    deal.at = deal.enteredAt = rows.lead.closedAt;
    deal.vehicle = QStringLiteral("%1 %2 %3").arg(vehicle.year).arg(vehicle.make, vehicle.model).simplified();
    deal.price = qint64(m_random.between(170, 460)) * 10'000;
    deal.grossKnown = true;
    deal.frontGross = qint64(m_random.between(4, 29)) * 10'000;
    deal.backGross = qint64(m_random.between(2, 19)) * 10'000;
    if (m_now - deal.at > 2 * kDay) {
        deal.state = Deal::State::Delivered;
        deal.deliveredAt = deal.at + kDay;
    }
    rows.deals.push_back(deal);
}

} // namespace updesk
