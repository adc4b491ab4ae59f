// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/appointments/showroomrows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/capturerows.h"
#include "core/desk/dealverbs.h"
#include "core/desk/samplestories.h"
#include "core/desk/showroomverbs.h"

// Who came to the showroom of a sample store, who comes today, and what was sold.
namespace updesk
{

static constexpr Time kQuarter = 15 * kMinute;

void SampleStories::withVisit(LeadId lead, Time when, Acts acts, std::function<Result<void>(const Appointment &)> act)
{
    at(when, [this, lead, acts, act = std::move(act)]() -> Result<void> {
        if (auto acting = actAsOwner(lead); !acting)
            return acting;
        if (acts == Acts::Colleague) {
            const auto rules = m_session.rules();
            if (!rules)
                return rules.error();
            for (const Person &person : (*rules)->people) {
                if (person.active && person.role == Role::Manager)
                    m_session.setPerson(person.id);
            }
        }
        const auto visits = appointmentsOfLead(m_session.database(), lead);
        if (!visits)
            return visits.error();
        return visits->empty() ? Result<void>() : act(visits->front());
    });
}

void SampleStories::confirmed(LeadId lead, Time when, Channel way)
{
    withVisit(lead, when, Acts::Owner, [this, way](const Appointment &visit) -> Result<void> {
        if (!mayBecome(visit.state, Appointment::State::Confirmed))
            return {};
        const auto done = confirmVisit(m_session, visit.id, way);
        return done ? Result<void>() : done.error();
    });
}

void SampleStories::came(LeadId lead, Time when, Acts acts)
{
    withVisit(lead, when, acts, [this](const Appointment &visit) -> Result<void> {
        if (!mayBecome(visit.state, Appointment::State::Arrived))
            return {};
        const auto done = arriveVisit(m_session, visit.id);
        return done ? Result<void>() : done.error();
    });
}

// Whoever of this lead is in the store, also a walk-in without an appointment.
void SampleStories::inStore(LeadId lead, Time when, std::function<Result<DeedId>(RowOnlyId)> act)
{
    at(when, [this, lead, act = std::move(act)]() -> Result<void> {
        if (auto acting = actAsOwner(lead); !acting)
            return acting;
        const auto present = presentRows(m_session.database(), m_clock.now() - kDay);
        if (!present)
            return present.error();
        for (const PresentRow &row : *present) {
            if (row.visit.lead != lead)
                continue;
            if (const auto done = act(row.visit.id); !done)
                return done.error();
        }
        return {};
    });
}

void SampleStories::reached(LeadId lead, Time when, VisitStep step)
{
    inStore(lead, when, [this, step](RowOnlyId visit) { return reachStep(m_session, visit, step); });
}

void SampleStories::left(LeadId lead, Time when)
{
    inStore(lead, when, [this](RowOnlyId visit) { return departVisit(m_session, visit); });
}

// The customer comes in, and the car is sold within the hour.
void SampleStories::sell(const Captured &lead, Time when)
{
    came(lead.lead, when - kHour, Acts::Owner);
    reached(lead.lead, when - 40 * kMinute, VisitStep::DemoDrive);
    sold(lead.lead, when);
    left(lead.lead, when + kMinute);
}

void SampleStories::sold(LeadId lead, Time when)
{
    at(when, [this, lead]() -> Result<void> {
        if (auto acting = actAsOwner(lead); !acting)
            return acting;
        const auto wants = wantsOf(m_session.database(), lead);
        if (!wants)
            return wants.error();
        DealDraft deal;
        if (!wants->empty())
            deal.vehicle =
                QStringLiteral("%1 %2 %3").arg(wants->front().year).arg(wants->front().make, wants->front().model);
        if (wants->empty() || wants->front().model.isEmpty())
            deal.vehicle = QStringLiteral("%1 Toyota RAV4").arg(m_year);
        deal.price = qint64(m_random.between(17'000, 46'000)) * 100;
        deal.grossKnown = true;
        deal.frontGross = qint64(m_random.between(400, 2'900)) * 100;
        deal.backGross = qint64(m_random.between(200, 1'900)) * 100;
        deal.delivered = m_clock.now() < m_now - 2 * kDay;
        const auto done = sellLead(m_session, lead, deal);
        return done ? Result<void>() : done.error();
    });
}

void SampleStories::booked(Time visit, Time call, Then then)
{
    const Time came = std::min(openMoment(m_random.between(2, 4)), call - kMinute);
    LeadDraft draft = anyInquiry();
    draft.textConsent = m_random.between(0, 2) > 0;
    CallLog log;
    log.outcome = Outcome::VisitSet;
    log.appointment = visit;
    arrive(came, std::move(draft), [this, call, log, then = std::move(then)](const Captured &lead) {
        this->call(lead.lead, call, log);
        if (then)
            then(lead);
    });
}

// A day of the board with every state on it, around now.
void SampleStories::planBoard()
{
    const auto quarter = [this](int minutes) { return (m_now + minutes * kMinute) / kQuarter * kQuarter; };
    const Time sale = quarter(-190), drive = quarter(-70), waits = quarter(-25), tries = quarter(20);
    const Time yesterday = m_now - 30 * kHour;
    booked(sale, yesterday, [this, sale](const Captured &lead) {
        confirmed(lead.lead, sale - 23 * kHour, Channel::Phone);
        came(lead.lead, sale - 4 * kMinute, Acts::Owner);
        reached(lead.lead, sale + 50 * kMinute, VisitStep::WriteUp);
        sold(lead.lead, sale + 70 * kMinute);
        left(lead.lead, sale + 90 * kMinute);
    });
    booked(quarter(-95), yesterday, {}); // nobody comes: the rounds find it
    booked(drive, yesterday, [this, drive](const Captured &lead) {
        confirmed(lead.lead, drive - 23 * kHour, Channel::Text);
        came(lead.lead, drive + 2 * kMinute, Acts::Owner);
        reached(lead.lead, drive + 20 * kMinute, VisitStep::DemoDrive);
    });
    booked(
        waits, yesterday, [this, waits](const Captured &lead) { came(lead.lead, waits + kMinute, Acts::Colleague); });
    booked(tries, yesterday, [this, tries](const Captured &lead) {
        CallLog none;
        none.outcome = Outcome::NoAnswer;
        call(lead.lead, tries - 23 * kHour, none);
        call(lead.lead, m_now - 50 * kMinute, none);
    });
    for (const int minutes : {50, 95, 200}) {
        const Time visit = quarter(minutes);
        booked(visit, yesterday, [this, visit, minutes](const Captured &lead) {
            confirmed(lead.lead, visit - 23 * kHour, minutes == 50 ? Channel::Text : Channel::Phone);
        });
    }
    booked(quarter(150), m_now - 100 * kMinute, {}); // agreed on this morning
    booked(quarter(260), yesterday, [this](const Captured &lead) {
        withVisit(lead.lead, m_now - 80 * kMinute, Acts::Owner, [this](const Appointment &visit) -> Result<void> {
            const auto done = cancelVisit(m_session, visit.id);
            return done ? Result<void>() : done.error();
        });
    });
}

} // namespace updesk
