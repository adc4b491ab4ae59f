// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/samplestories.h"

#include "core/desk/buyerfacts.h"
#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/rounds.h"
#include "core/people/staff.h"

namespace updesk
{

static constexpr int kUnits = 40;

SampleStories::SampleStories(Session &session, SteppedClock &clock, quint64 seed, Time now)
    : m_session(session), m_clock(clock), m_random(seed), m_now(now), m_year(2026)
{
    if (const auto rules = session.rules())
        m_hours = (*rules)->hours;
    m_year = m_hours.dayOf(now) / 10'000;
    m_world.fillStock(seed, kUnits, m_year, now);
}

void SampleStories::at(Time when, Deed deed) { m_deeds.emplace(std::min(when, m_now), std::move(deed)); }

// A deed may put further ones on the list, later than itself.
Result<void> SampleStories::play()
{
    while (!m_deeds.empty()) {
        const auto first = m_deeds.begin();
        const Deed deed = std::move(first->second);
        m_clock.set(std::max(m_clock.now(), first->first));
        m_deeds.erase(first);
        if (auto done = deed(); !done)
            return done;
    }
    m_clock.set(m_now);
    return {};
}

void SampleStories::arrive(Time when, LeadDraft draft, Then then, bool keyed)
{
    at(when, [this, draft = std::move(draft), then = std::move(then), keyed]() -> Result<void> {
        CaptureChoices choices;
        choices.keyed = keyed;
        m_session.setPerson({});
        auto captured = capture(m_session, draft, choices);
        if (!captured)
            return captured.error();
        m_leads += captured->how == Captured::How::NewCustomer || captured->how == Captured::How::KnownCustomer;
        // Nobody stays in the store for ever.
        const Time leaves = m_clock.now() + m_random.between(35, 150) * kMinute;
        if (draft.type == LeadType::WalkIn && leaves <= m_now)
            left(captured->lead, leaves);
        if (then)
            then(*captured);
        return {};
    });
}

Result<void> SampleStories::actAsOwner(LeadId id)
{
    const auto lead = load(m_session.database(), kLead, id.value);
    if (!lead)
        return lead.error();
    m_session.setPerson(lead->owner);
    return {};
}

void SampleStories::call(LeadId lead, Time when, CallLog log)
{
    at(when, [this, lead, log]() mutable -> Result<void> {
        if (auto acting = actAsOwner(lead); !acting)
            return acting;
        const auto row = load(m_session.database(), kLead, lead.value);
        if (!row)
            return row.error();
        const Time now = m_clock.now();
        if (log.dialledAt < 0)
            log.dialledAt = 0; // keyed without a dial: not verified
        else if (log.told == 0) // nobody dials before the inquiry is there
            log.dialledAt = std::max(now - m_random.between(20, 240) * kSecond, row->received + kSecond);
        else
            log.told = now - log.told;
        log.endedAt = now;
        const auto logged = logCall(m_session, lead, log);
        if (!logged)
            return logged.error();
        return log.outcome == Outcome::VisitSet || log.outcome == Outcome::CallBack ? asked(lead) : Result<void>{};
    });
}

// What a buyer is asked before a visit. No chance is taken of those by which all else comes.
Result<void> SampleStories::asked(LeadId lead)
{
    static constexpr Decides kDecides[] = {Decides::Others, Decides::Unknown, Decides::Alone};
    const auto trades = tradesOf(m_session.database(), lead);
    if (!trades)
        return trades.error();
    BuyerFacts facts;
    facts.decides = kDecides[m_asked % 3];
    facts.noTrade = trades->empty() && m_asked % 2 == 0;
    ++m_asked;
    const auto said = sayBuyerFacts(m_session, lead, facts);
    return said ? Result<void>{} : said.error();
}

void SampleStories::close(LeadId lead, Time when, Closed how, const QString &why)
{
    at(when, [this, lead, how, why]() -> Result<void> {
        if (auto acting = actAsOwner(lead); !acting)
            return acting;
        const auto closed = closeLead(m_session, lead, how, why);
        return closed ? Result<void>{} : closed.error();
    });
}

LeadDraft SampleStories::inquiry(LeadType type)
{
    LeadDraft draft = m_world.person(m_random, ++m_people);
    m_world.addWish(m_random, draft, m_year, m_now);
    draft.type = type;
    return draft;
}

LeadDraft SampleStories::anyInquiry()
{
    struct Sender {
        const char *source;
        LeadType type;
        double weight;
    };
    static constexpr Sender kSenders[] = {{"Website", LeadType::Web, 44}, {"AutoTrader", LeadType::ThirdParty, 14},
        {"Cars.com", LeadType::ThirdParty, 12}, {"CarGurus", LeadType::ThirdParty, 11},
        {"Facebook", LeadType::Social, 7}, {"Referral", LeadType::Referral, 6},
        {"Repeat customer", LeadType::Repeat, 6}};
    std::array<double, std::size(kSenders)> weights{};
    for (size_t i = 0; i < weights.size(); ++i)
        weights[i] = kSenders[i].weight;
    const Sender &sender = kSenders[m_random.weighted(weights)];
    LeadDraft draft = inquiry(sender.type);
    draft.source = QString::fromLatin1(sender.source);
    return draft;
}

Time SampleStories::openMoment(int daysAgo)
{
    const int step = daysAgo < 0 ? 1 : -1;
    int day = m_hours.local(m_now).day - daysAgo;
    for (int tries = 0; tries < 60; ++tries) {
        const Time moment =
            m_hours.days().first(day, m_random.between(8 * 60 + 10, 19 * 60 + 20)) + m_random.below(60) * kSecond;
        if (m_hours.isOpen(moment))
            return moment;
        if (tries % 6 == 5)
            day += step;
    }
    return m_now - daysAgo * kDay;
}

Time SampleStories::soonAfter(Time when, int leastMinutes, int mostMinutes)
{
    const Time later = when + m_random.between(leastMinutes * 60, mostMinutes * 60) * kSecond;
    const Time open = m_hours.nextOpening(later);
    return open == 0 ? later : open == later ? later : open + m_random.between(60, 1500) * kSecond;
}

void SampleStories::plan()
{
    planClosed();
    planLater();
    planBoard();
    planFamilies();
    planToday();
    planConfirmations();
    planWaiting();
    planLive();
    planDocuments();
    planRounds();
}

// The ladder acts while the last leads wait, and who was told earlier has read it.
void SampleStories::planRounds()
{
    for (int minutes = 130; minutes >= 0; --minutes) {
        at(m_now - minutes * kMinute, [this]() -> Result<void> {
            m_session.setPerson({});
            const auto round = makeRound(m_session);
            return round ? Result<void>{} : round.error();
        });
    }
    at(m_now - 25 * kMinute, [this]() -> Result<void> {
        const auto rules = m_session.rules();
        if (!rules)
            return rules.error();
        for (const Person &person : (*rules)->people) {
            if (auto seen = markNoticesSeen(m_session.database(), person.id); !seen)
                return seen;
        }
        return {};
    });
}

} // namespace updesk
