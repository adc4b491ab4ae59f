// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showroom.h"
#include "core/desk/calls.h"
#include "core/desk/capture.h"
#include "core/desk/sampleworld.h"
#include "core/leads/lead.h"

#include <functional>
#include <map>

namespace updesk
{

/// A clock that stands where it was put.
class SteppedClock final : public Clock
{
public:
    explicit SteppedClock(Time now) : m_now(now) { }
    Time now() const override { return m_now; }
    void set(Time now) { m_now = now; }

private:
    Time m_now;
};

/// What happened to the leads of a small sample store: a list of deeds in the order of time, done by the verbs.
class SampleStories
{
public:
    /// `now` is where the story ends.
    SampleStories(Session &session, SteppedClock &clock, quint64 seed, Time now);

    void plan(); ///< puts every story on the list
    Result<void> play(); ///< does them, the clock standing at each one's moment
    int leads() const { return m_leads; }
    const std::vector<Unit> &stock() const { return m_world.stock; }

private:
    using Deed = std::function<Result<void>()>;
    using Then = std::function<void(const Captured &)>;
    void at(Time when, Deed deed);
    void arrive(Time when, LeadDraft draft, Then then = {}, bool keyed = false);
    void arriveAsDocument(Time when, LeadDraft draft);
    void call(LeadId lead, Time when, CallLog log);
    void close(LeadId lead, Time when, Closed how, const QString &why);
    enum class Acts : quint8 { Owner, Colleague }; ///< who says so
    void withVisit(LeadId lead, Time when, Acts acts, std::function<Result<void>(const Appointment &)> act);
    void inStore(LeadId lead, Time when, std::function<Result<DeedId>(RowOnlyId)> act);
    void confirmed(LeadId lead, Time when, Channel way);
    void came(LeadId lead, Time when, Acts acts);
    void reached(LeadId lead, Time when, VisitStep step);
    void left(LeadId lead, Time when);
    void sold(LeadId lead, Time when);
    void sell(const Captured &lead, Time when);
    void booked(Time visit, Time call, Then then);

    void planLive();
    void planWaiting();
    void planConfirmations();
    void planToday();
    void planLater();
    void planBoard();
    void planClosed();
    void planFamilies();
    void planDocuments();
    void planRounds();

    LeadDraft inquiry(LeadType type = LeadType::Web);
    LeadDraft anyInquiry(); ///< from any of the senders
    Time openMoment(int daysAgo); ///< a moment of that day, or of an open day before it; negative: to come
    Time soonAfter(Time when, int leastMinutes, int mostMinutes); ///< in answering hours
    Result<void> actAsOwner(LeadId lead);
    Result<void> asked(LeadId lead);

    Session &m_session;
    SteppedClock &m_clock;
    SampleRandom m_random;
    SampleWorld m_world;
    Hours m_hours;
    Time m_now;
    int m_year;
    int m_people = 0, m_leads = 0;
    int m_asked = 0; ///< people who were asked before a visit
    std::multimap<Time, Deed> m_deeds;
};

} // namespace updesk
