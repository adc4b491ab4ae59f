// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capturerun.h"

#include "core/desk/arrivals.h"
#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/enrol.h"
#include "core/desk/firststep.h"
#include "core/desk/followplan.h"
#include "core/desk/gaterows.h"
#include "core/desk/refusals.h"
#include "core/desk/sameinquiry.h"
#include "core/leads/attempts.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/consentwords.h"

namespace updesk
{

Result<void> CaptureWriter::writeConsent(Run &run)
{
    const auto how = run.choices.keyed ? Consent::How::Keyed : Consent::How::Words;
    if (auto refused = writeRefusals(run.tx, run.customer.id, run.draft, how); !refused)
        return refused;
    if (!run.draft.textConsent && run.draft.consentWords.isEmpty())
        return {};
    Consent consent;
    consent.id = {run.tx.freshId()};
    consent.customer = run.customer.id;
    consent.address = run.draft.phones.empty() ? QString() : run.draft.phones.front().e164;
    consent.channel = int(Channel::Text);
    consent.purpose = QLatin1String(namesOffers(run.draft.consentWords) ? kOffersConsent : kInformsConsent);
    consent.state = run.draft.textConsent ? Consent::State::Yes : Consent::State::None;
    consent.how = run.choices.keyed ? Consent::How::Keyed : Consent::How::Form;
    consent.words = run.draft.consentWords;
    consent.by = run.tx.by().who;
    consent.at = run.tx.now();
    return apply(run.tx, put(kConsent, consent));
}

Result<void> CaptureWriter::writeLead(Run &run)
{
    if (run.joins())
        return {};
    const LeadDraft &d = run.draft;
    Lead &lead = run.lead;
    lead.id = {run.tx.freshId()};
    lead.customer = run.customer.id;
    lead.type = d.type;
    lead.source = run.source;
    lead.providerText = d.providerText;
    lead.externalId = d.externalId;
    // The clock runs from arrival, and nothing arrives tomorrow, whatever a document says (R12).
    lead.received = d.received > 0 ? std::min(d.received, run.tx.now()) : run.tx.now();
    lead.sentAt = d.sentAt;
    lead.timeframeDays = d.timeframeDays;
    lead.timeframeWords = d.timeframeWords;
    lead.asks = d.asks;
    lead.preApproved = d.preApproved;
    lead.downPayment = d.downPayment;
    lead.financeMethod = d.financeMethod;
    lead.comments = d.comments;
    lead.bestTime = d.bestTime;
    lead.preferredChannel = int(d.preferredChannel);
    lead.original = run.choices.original;
    lead.placeholder = run.draft.warnings.contains(QLatin1String("placeholder_value"));
    run.due = dueOf(lead.received, targetFor(m_rules->targets, lead.source, lead.type), m_rules->hours);
    return apply(run.tx, put(kLead, lead));
}

static LeadVehicle rowOf(const VehicleDraft &draft, const Id &id, LeadId lead, bool preferred)
{
    return {{id}, lead, draft.year, draft.make, draft.model, draft.trim, draft.stock, draft.vin, draft.status,
        draft.interest, draft.odometer, draft.unit, preferred, draft.payoff, draft.lender, draft.details};
}

Result<void> CaptureWriter::writeVehicles(Run &run)
{
    for (const bool wanted : {true, false}) {
        const auto &drafts = wanted ? run.draft.wants : run.draft.trades;
        if (drafts.empty())
            continue;
        std::vector<LeadVehicle> known;
        if (run.joins()) {
            auto rows =
                wanted ? wantsOf(run.tx.database(), run.openLead.id) : tradesOf(run.tx.database(), run.openLead.id);
            if (!rows)
                return rows.error();
            known = std::move(*rows);
        }
        for (const VehicleDraft &draft : drafts) {
            if (std::ranges::any_of(known, [&](const LeadVehicle &row) { return sameVehicle(row, draft); }))
                continue;
            const LeadVehicle row = rowOf(draft, run.tx.freshId(), run.leadId(), known.empty());
            known.push_back(row);
            if (auto done = apply(run.tx, wanted ? put(kWant, row) : put(kTrade, row)); !done)
                return done;
        }
    }
    return {};
}

// What the second inquiry says more is laid on the open lead; its receipt and its clock stay (F19).
Result<void> CaptureWriter::joinLead(Run &run)
{
    if (!run.joins())
        return {};
    const auto now = leadNowOf(run.tx.database(), run.openLead.id);
    if (!now)
        return now.error();
    run.before = *now;
    Lead more = run.openLead;
    if (run.draft.timeframeDays >= 0) {
        more.timeframeDays = run.draft.timeframeDays;
        more.timeframeWords = run.draft.timeframeWords;
    }
    more.asks |= run.draft.asks;
    more.preApproved = more.preApproved || run.draft.preApproved;
    more.downPayment = std::max(more.downPayment, run.draft.downPayment);
    if (more.financeMethod.isEmpty())
        more.financeMethod = run.draft.financeMethod;
    if (!run.draft.bestTime.isEmpty())
        more.bestTime = run.draft.bestTime;
    more.noTrade = more.noTrade && run.draft.trades.empty();
    if (run.draft.preferredChannel != Channel::None)
        more.preferredChannel = int(run.draft.preferredChannel);
    auto done = apply(run.tx, set(kLead, run.openLead, more));
    run.openLead = more;
    return done;
}

Result<void> CaptureWriter::writeOwner(Run &run)
{
    Lead &lead = run.joins() ? run.openLead : run.lead;
    const Person *owner = m_rules->person(lead.owner);
    const bool gone = owner && !owner->active; // who left does not hear that the customer asks again
    if (!lead.owner.isNull() && !gone)
        return {};
    Assignment row;
    row.from = lead.owner;
    if (!run.choices.owner.isNull() && !run.joins()) {
        row.to = run.choices.owner;
        row.reason = int(run.choices.owner == run.tx.by().who ? RouteReason::AtDesk : RouteReason::ByHand);
    } else {
        auto routed = m_routes.route(
            routeLeadOf(run.draft, lead.source, run.due), run.lastOwner, run.draft.salesperson, run.tx.now());
        if (!routed)
            return routed.error();
        row.to = routed->person;
        row.rule = routed->rule;
        row.reason = int(routed->reason);
    }
    run.pool = RouteReason(row.reason) == RouteReason::Pool;
    if (row.to.isNull() && !run.pool)
        return {};
    row.id = {run.tx.freshId()};
    row.lead = lead.id;
    row.by = run.tx.by().who;
    row.at = run.tx.now();
    Lead owned = lead;
    owned.owner = row.to;
    if (owned.owner != lead.owner) {
        if (auto done = apply(run.tx, set(kLead, lead, owned, Op::Kind::Assign)); !done)
            return done;
    }
    if (auto done = apply(run.tx, put(kAssignment, row)); !done)
        return done;
    lead = owned;
    m_routes.given(row.to, row.at, row.rule);
    return {};
}

Result<void> CaptureWriter::writeVisit(Run &run, Time begun, Activity &came)
{
    came.kind = Activity::Kind::Visit;
    came.person = run.owner();
    came.code = run.out.beBack ? Activity::Code::BeBack : Activity::Code::None;
    Visit visit{{run.tx.freshId()}, run.leadId(), run.customer.id, run.owner(), begun, 0, run.out.beBack};
    const auto expected = meetExpected(run.tx, run.customer.id, begun, came.id);
    if (!expected)
        return expected.error();
    visit.appointment = *expected;
    if (!visit.person.isNull() && visit.person == run.tx.by().who) // who keys it stands with them
        visit.greeted = begun;
    return apply(run.tx, put(kVisit, visit));
}

Result<void> CaptureWriter::writeArrival(Run &run)
{
    Activity came;
    if (!run.choices.original.isNull() && run.choices.ordinal >= 0) {
        const auto place = newestArrival(run.tx.database(), run.choices.original, run.choices.ordinal);
        if (!place)
            return place.error();
        came.id = place->next;
    }
    if (came.id.isNull())
        came.id = {run.tx.freshId()};
    came.lead = run.leadId();
    came.customer = run.customer.id;
    came.direction = Activity::Direction::In;
    const Time begun = run.draft.received > 0 ? std::min(run.draft.received, run.tx.now()) : run.tx.now();
    came.at = begun;
    came.original = run.choices.original;
    came.body = run.draft.comments;
    if (run.joins()) {
        came.source = run.source;
        came.providerText = run.draft.providerText;
        came.externalId = run.draft.externalId;
        came.sentAt = run.draft.sentAt;
    }
    if (run.met())
        came.evidence = run.answersInquiry() ? Evidence::Told : Evidence::Confirmed;
    if (run.answersInquiry() && begun < run.openLead.received) // the form was begun before the inquiry came
        came.at = std::max(run.tx.now(), run.openLead.received);
    if (run.visit()) {
        if (auto done = writeVisit(run, begun, came); !done)
            return done;
    } else if (run.draft.type == LeadType::Phone) {
        came.kind = Activity::Kind::Call;
        came.person = run.phoneUp() ? run.tx.by().who : PersonId{};
        came.seconds = run.phoneUp() ? run.choices.callSeconds : 0;
    } else {
        came.kind = Activity::Kind::Import;
        came.code = run.joins() ? Activity::Code::AskedAgain : Activity::Code::Inquiry;
    }
    return apply(run.tx, put(kActivity, came));
}

// What is planned already and not promised goes the way that the second inquiry wishes for; its time stays.
static Result<void> goTheirWay(Transaction &tx, const Lead &lead)
{
    const auto now = leadNowOf(tx.database(), lead.id);
    const auto step = firstStep(tx.database(), lead);
    if (!now || !step)
        return !now ? now.error() : step.error();
    const auto tries = [](Task::Kind kind) {
        return kind == Task::Kind::Call || kind == Task::Kind::Email || kind == Task::Kind::Text;
    };
    if (now->nextTask.isNull() || now->promised || !tries(now->nextKind) || !tries(step->kind))
        return {};
    const auto planned = load(tx.database(), kTask, now->nextTask.value);
    if (!planned)
        return planned.error();
    Task other = *planned;
    other.kind = step->kind;
    other.channel = step->channel;
    return apply(tx, set(kTask, *planned, other));
}

Result<void> CaptureWriter::writeTask(Run &run)
{
    if (run.choices.appointment > 0)
        return writeBooking(run.tx, {run.leadId(), run.customer.id, run.owner(), run.choices.appointment, {}});
    if (run.joins() && run.visit()) { // who came is not written to as one who never answers
        if (auto followed = followPlan(run.tx, run.openLead.id); !followed)
            return followed.error();
    }
    if (run.joins() && !run.draft.refusals.empty()) {
        const auto decide = obeyRefusals(run.tx, run.customer.id);
        run.decide = decide && *decide;
        return decide ? Result<void>() : Result<void>(decide.error());
    }
    if (run.joins())
        return run.draft.preferredChannel == Channel::None ? Result<void>() : goTheirWay(run.tx, run.openLead);
    auto step = firstStep(run.tx.database(), run.lead);
    if (!step)
        return step.error();
    const bool tries = step->kind != Task::Kind::Decide && step->kind != Task::Kind::FindContact;
    const auto enrolled = tries ? enrolAtCapture(run.tx, run.lead) : Result<bool>(false);
    if (!enrolled || *enrolled)
        return enrolled ? Result<void>() : enrolled.error();
    Task &task = *step;
    task.id = {run.tx.freshId()};
    task.lead = run.lead.id;
    run.decide = task.kind == Task::Kind::Decide;
    task.attempt = run.decide ? 0 : 1;
    task.attempts = run.decide ? 0 : kMostAttempts;
    // Who was here or on the phone is called again when the store next opens for calls; a decision waits for nothing.
    task.due = run.decide ? run.tx.now()
        : run.met()       ? m_rules->hours.nextMorning(m_rules->hours.endOfDay(run.tx.now()))
                          : run.due.due;
    if (task.due == 0)
        task.due = run.tx.now() + kDay;
    return apply(run.tx, put(kTask, task));
}

Result<void> CaptureWriter::writeScore(Run &run)
{
    if (auto derived = run.tx.derive(); !derived)
        return derived;
    const auto now = leadNowOf(run.tx.database(), run.leadId());
    if (!now)
        return now.error();
    run.out.grade = now->grade;
    run.out.owner = now->owner;
    run.hot = now->tier == Tier::Hot;
    return run.joins() ? writeScoreMove(run.tx, run.before, *m_rules, "asked_again")
                       : writeScoreLog(run.tx, *now, *m_rules, "capture");
}

Result<void> CaptureWriter::tellPool(Run &run)
{
    const auto people = m_routes.onDuty(run.tx.now());
    if (!people)
        return people.error();
    for (const PersonId &person : *people) {
        if (person == run.tx.by().who)
            continue;
        const Notice news{0, person, Notice::Kind::UpForGrabs, run.tx.now(), run.leadId(), {}, 1, false};
        if (auto told = tell(run.tx, news); !told)
            return told;
    }
    return {};
}

Result<void> CaptureWriter::tellPeople(Run &run)
{
    const PersonId me = run.tx.by().who;
    const PersonId owner = run.owner();
    run.out.ownerIsOther = run.choices.keyed && run.knownCustomer && !owner.isNull() && owner != me && run.joins();
    Notice news{
        0, owner, run.hot ? Notice::Kind::HotLead : Notice::Kind::NewLead, run.tx.now(), run.leadId(), me, 1, false};
    if (run.joins())
        news.kind = run.choices.keyed ? Notice::Kind::MatchedToYours : Notice::Kind::AskedAgain;
    if (!owner.isNull() && owner != me) {
        if (auto told = tell(run.tx, news); !told)
            return told;
    }
    if (run.pool) {
        if (auto told = tellPool(run); !told)
            return told;
    }
    if (!run.out.ownerIsOther && !run.decide)
        return {};
    for (const Person &person : m_rules->people) {
        if (person.role != Role::Manager || !person.active || person.id == me)
            continue;
        news.person = person.id;
        news.kind = run.decide ? Notice::Kind::ToDecide : Notice::Kind::MatchedToOthers;
        news.other = owner;
        if (auto told = tell(run.tx, news); !told)
            return told;
    }
    return {};
}

// Once for each name: the source is made only the first time (F11).
Result<void> CaptureWriter::tellUnknownSource(Run &run)
{
    if (!run.unknownSource)
        return {};
    return tellManagers(
        run.tx, {0, {}, Notice::Kind::UnknownSource, run.tx.now(), run.leadId(), PersonId{run.source.value}, 1, false});
}

} // namespace updesk
