// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/gaterows.h"

#include "core/desk/contactrows.h"
#include "core/sequences/consentwords.h"
#include "core/store/aliases.h"
#include "core/store/apply.h"

#include <algorithm>
#include <functional>

namespace updesk
{

// Leads of other people's making are no inquiry: a referral (6), one of the service drive (8), an equity lead (9).
static constexpr char kDealings[] =
    "WITH " UPDESK_WHO
    "SELECT (SELECT max(v.bought) FROM who CROSS JOIN owned_vehicle v WHERE v.customer_id=who.id AND v.bought_here=1"
    " AND v.deleted=0),"
    " (SELECT max(max(d.at, d.delivered_at)) FROM who CROSS JOIN lead l CROSS JOIN deal d WHERE l.customer_id=who.id"
    " AND d.lead_id=l.id AND d.state=1 AND d.deleted=0),"
    " (SELECT max(l.received) FROM who CROSS JOIN lead l WHERE l.customer_id=who.id AND l.type NOT IN (6,8,9)"
    " AND l.deleted=0),"
    " (SELECT max(a.at) FROM who CROSS JOIN lead l CROSS JOIN activity a WHERE l.customer_id=who.id"
    " AND a.lead_id=l.id AND a.deleted=0 AND (a.direction=1 OR a.kind=5) AND l.type NOT IN (6,8,9)),"
    " (SELECT max(s.at) FROM who CROSS JOIN consent s WHERE s.customer_id=who.id AND s.state=0 AND s.purpose='service'"
    " AND s.deleted=0 AND NOT EXISTS(SELECT 1 FROM consent w WHERE w.customer_id=s.customer_id AND w.state=0"
    " AND w.deleted=0 AND w.purpose='withdrawn '||lower(hex(s.id))))";
// A text that has left, or may have, counts as the line that it becomes; one that was sent is that line.
static constexpr char kContacts[] =
    "SELECT a.id, a.at FROM phone p CROSS JOIN lead l CROSS JOIN activity a WHERE p.e164=?1 AND p.deleted=0"
    " AND l.customer_id=p.customer_id AND a.lead_id=l.id AND a.at>=?2 AND a.deleted=0 AND a.direction=2"
    " AND a.kind IN (0,1)"
    " UNION SELECT m.id, m.began FROM phone p CROSS JOIN lead l CROSS JOIN message m WHERE p.e164=?1 AND p.deleted=0"
    " AND l.customer_id=p.customer_id AND m.lead_id=l.id AND m.began>=?2 AND m.deleted=0 AND m.chan=2"
    " AND m.state IN ('sending','unknown') AND m.id IS NOT ?3 ORDER BY 2";
static constexpr char kTexted[] =
    "WITH " UPDESK_WHO
    "SELECT 1 FROM who CROSS JOIN lead l CROSS JOIN activity a WHERE l.customer_id=who.id AND a.lead_id=l.id"
    " AND a.kind=1 AND a.direction=2 AND a.deleted=0 LIMIT 1";
// A statement that stands: no later row of the customer calls it a mistake or withdraws it. One that lifts a refusal
// agrees to nothing.
static constexpr char kConsents[] =
    "WITH " UPDESK_WHO
    "SELECT s.channel, s.address, s.purpose, s.state, s.how, s.words, s.at FROM who CROSS JOIN consent s"
    " WHERE s.customer_id=who.id AND s.state IN (0,1,2) AND s.purpose NOT IN ('lifted','store') AND s.deleted=0"
    " AND NOT EXISTS(SELECT 1 FROM consent m"
    " WHERE m.customer_id=s.customer_id AND m.state=3 AND m.deleted=0 AND m.purpose=lower(hex(s.id)))"
    " AND NOT EXISTS(SELECT 1 FROM consent w WHERE w.customer_id=s.customer_id AND w.state=0 AND w.deleted=0"
    " AND w.purpose='withdrawn '||lower(hex(s.id)))"
    " ORDER BY s.at DESC, s.state DESC, s.id DESC";
static constexpr char kReceipts[] =
    "WITH " UPDESK_WHO "SELECT count(*) FROM who CROSS JOIN gate_log g WHERE g.customer_id=who.id"
    " AND g.at>=?2 AND g.purpose=3 AND g.verdict=0 AND g.deleted=0";
static constexpr char kSince[] =
    "SELECT id FROM gate_log WHERE at>=?1 AND deleted=0 ORDER BY at DESC, id DESC LIMIT ?2";
static constexpr char kOfLead[] = "SELECT id FROM gate_log WHERE lead_id=?1 AND deleted=0 ORDER BY at, id LIMIT ?2";

Result<Dealings> dealingsOf(Database &database, CustomerId customer)
{
    Dealings dealings;
    Query q = database.query(kDealings);
    q.bind(1, customer);
    if (q.next()) {
        dealings.purchased = std::max(q.number(0), q.number(1));
        dealings.inquired = std::max(q.number(2), q.number(3));
        dealings.serviced = q.number(4);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return dealings;
}

Result<std::vector<Time>> contactsWith(Database &database, const QString &e164, Time since, MessageId but)
{
    std::vector<Time> times;
    Query q = database.query(kContacts);
    q.bind(1, e164).bind(2, since).bind(3, but);
    while (q.next())
        times.push_back(q.number(1));
    if (auto done = q.done(); !done)
        return done.error();
    return times;
}

Result<bool> isFirstText(Database &database, CustomerId customer)
{
    Query q = database.query(kTexted);
    q.bind(1, customer);
    const bool first = !q.next();
    if (auto done = q.done(); !done)
        return done.error();
    return first;
}

bool isForOffers(const QString &purpose, const QString &words)
{
    return purpose.isEmpty() || purpose == QLatin1String(kOffersConsent)
        || (purpose == QLatin1String(kInquiryConsent) && namesOffers(words));
}

// What was agreed to before a later "no" to that way is over, whether or not the "no" was lifted since.
static void agree(
    StandingConsent &standing, const ConsentProof &proof, const std::array<bool, kContactWays.size()> &over)
{
    const bool every = proof.channel == Channel::None;
    if (every && std::ranges::none_of(over, std::identity())) {
        standing.agreed.push_back(proof);
        return;
    }
    for (size_t i = 0; i < over.size(); ++i) {
        if (over[i] || !(every || proof.channel == kContactWays[i]))
            continue;
        standing.agreed.push_back(proof);
        standing.agreed.back().channel = kContactWays[i];
    }
}

// Newest first: of one moment the "no" comes before the "yes".
Result<StandingConsent> standingConsent(Database &database, CustomerId customer)
{
    StandingConsent standing;
    bool decided = false; // by the newest of the words in doubt
    std::array<bool, kContactWays.size()> over{};
    Query q = database.query(kConsents);
    q.bind(1, customer);
    while (q.next()) {
        const auto channel = Channel(q.number(0));
        const QString purpose = q.text(2), words = q.text(5);
        const auto state = Consent::State(q.number(3));
        if (state == Consent::State::No) {
            for (size_t i = 0; i < over.size(); ++i)
                over[i] = over[i] || channel == Channel::None || channel == kContactWays[i];
        } else if (state == Consent::State::None) {
            const bool unclear = purpose == QLatin1String(kUnclearConsent);
            if (!decided && unclear) {
                standing.unclear = true;
                standing.unclearWords = words;
                standing.unclearAt = q.number(6);
            }
            decided = decided || unclear || purpose == QLatin1String(kUnderstoodConsent);
        } else {
            // What somebody here keyed is no proof that the customer wrote it.
            const bool proven = Consent::How(q.number(4)) != Consent::How::Keyed && !words.trimmed().isEmpty();
            agree(standing, {channel, q.text(1), proven && isForOffers(purpose, words), q.number(6)}, over);
        }
    }
    if (auto done = q.done(); !done)
        return done.error();
    return standing;
}

Result<int> receiptsSince(Database &database, CustomerId customer, Time refusedAt)
{
    Query q = database.query(kReceipts);
    q.bind(1, customer).bind(2, refusedAt);
    const int count = q.next() ? q.integer(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return count;
}

static Result<std::vector<GateLog>> gateLogs(Database &database, Query q)
{
    std::vector<Id> ids;
    while (q.next())
        ids.push_back(q.id(0));
    if (auto done = q.done(); !done)
        return done.error();
    std::vector<GateLog> rows;
    for (const Id &id : ids) {
        auto row = load(database, kGateLog, id);
        if (!row)
            return row.error();
        rows.push_back(std::move(*row));
    }
    return rows;
}

Result<std::vector<GateLog>> gateLogOfLead(Database &database, LeadId lead, int most)
{
    Query q = database.query(kOfLead);
    q.bind(1, lead).bind(2, most);
    return gateLogs(database, std::move(q));
}

Result<std::vector<GateLog>> gateLogSince(Database &database, Time since, int most)
{
    Query q = database.query(kSince);
    q.bind(1, since).bind(2, most);
    return gateLogs(database, std::move(q));
}

} // namespace updesk
