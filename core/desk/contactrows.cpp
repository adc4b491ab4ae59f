// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"

#include "core/people/customerstore.h"
#include "core/store/aliases.h"
#include "core/store/found.h"

#include <algorithm>
#include <map>

namespace updesk
{

// A statement that stands: nothing calls it a mistake, nor withdraws it.
#define STANDING                                                                                                       \
    " AND s.deleted=0 AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.customer_id=s.customer_id AND m.state=3"          \
    " AND m.deleted=0 AND m.purpose=lower(hex(s.id)))"                                                                 \
    " AND NOT EXISTS(SELECT 1 FROM consent w WHERE w.customer_id=s.customer_id AND w.state=0 AND w.deleted=0"          \
    " AND w.purpose='withdrawn '||lower(hex(s.id)))"
// Who refuses, and who has that lifted.
#define REFUSES " (s.state=2 OR (s.state=1 AND s.purpose='lifted'))"
// Another desk may write to a record while this one merges it: what it says then stands on the alias.
#define OF_WHO " FROM who CROSS JOIN consent s WHERE s.customer_id=who.id AND s.state"
#define SAID "SELECT s.customer_id, s.channel, s.state, s.purpose, s.at"
// What a record that was merged in said is the customer's own.
static constexpr char kStanding[] =
    "WITH " UPDESK_WHO "SELECT ?1, s.channel, s.state, s.purpose, s.at" OF_WHO " IN (1,2)" STANDING;
static constexpr char kStatements[] =
    "WITH " UPDESK_WHO "SELECT s.id" OF_WHO " IN (1,2)" STANDING " ORDER BY s.at, s.id";
static constexpr char kWithdrawable[] =
    "WITH " UPDESK_WHO "SELECT s.id" OF_WHO
    " IN (0,1) AND s.purpose<>'lifted' AND (s.state=1 OR s.purpose='service')" STANDING " ORDER BY s.at, s.id";
static constexpr char kRefusals[] =
    "WITH " UPDESK_WHO "SELECT DISTINCT s.channel, s.words, s.at" OF_WHO "=2" STANDING
    " AND NOT EXISTS(SELECT 1 FROM consent y WHERE y.customer_id=s.customer_id AND y.state=1 AND y.purpose='lifted'"
    " AND y.deleted=0 AND y.at>s.at AND y.channel IN (0, s.channel)) ORDER BY s.at, s.channel";
// A number that went with its whole record (an import that was taken back) stays refused; one that was only taken off a
// record that lives may be anybody's now.
#define WITH_ITS_RECORD " (p.deleted=0 OR EXISTS(SELECT 1 FROM customer c WHERE c.id=p.customer_id AND c.deleted=1))"
static constexpr char kRefusedByPhone[] =
    SAID " FROM phone p CROSS JOIN consent s ON s.customer_id=p.customer_id"
         " WHERE p.e164=?2 AND p.customer_id<>?1 AND" REFUSES " AND" WITH_ITS_RECORD STANDING;
static constexpr char kRefusedByEmail[] =
    SAID " FROM email p CROSS JOIN consent s ON s.customer_id=p.customer_id"
         " WHERE p.matching=?2 AND p.customer_id<>?1 AND" REFUSES " AND" WITH_ITS_RECORD STANDING;

namespace
{

/// When each was said last of one way; -1: never.
struct WayNews {
    Time refused = -1, theirs = -1, lifted = -1, agreed = -1;
    bool stands() const { return refused > lifted; } ///< a lift takes back only what was said before it
};
using News = std::array<WayNews, kContactWays.size()>;

void note(News &news, Channel channel, Consent::State state, const QString &purpose, Time at)
{
    for (size_t i = 0; i < news.size(); ++i) {
        if (channel != Channel::None && channel != kContactWays[i])
            continue;
        WayNews &way = news[i];
        const bool yes = state == Consent::State::Yes;
        Time &which = yes && purpose == QLatin1String(kLiftedConsent) ? way.lifted : yes ? way.agreed : way.refused;
        which = std::max(which, at);
        if (!yes && purpose != QLatin1String(kStoreConsent))
            way.theirs = std::max(way.theirs, at);
    }
}

} // namespace

static Result<void> hear(Query said, Contactable &can)
{
    std::map<Id, News> all; // a lift is of the record that refused
    while (said.next())
        note(all[said.id(0)], Channel(said.number(1)), Consent::State(said.number(2)), said.text(3), said.number(4));
    for (const auto &[customer, news] : all) {
        can.call = can.call && !news[0].stands();
        can.text = can.text && !news[1].stands();
        can.email = can.email && !news[2].stands();
        can.textConsent = can.textConsent || news[1].agreed > news[1].theirs;
    }
    return said.done();
}

Result<Contactable> saidOfPhone(Database &database, CustomerId but, const QString &e164)
{
    Query q = database.query(kRefusedByPhone);
    q.bind(1, but).bind(2, e164);
    Contactable said;
    if (auto heard = hear(std::move(q), said); !heard)
        return heard.error();
    said.email = true;
    return said;
}

Result<Contactable> saidOfEmail(Database &database, CustomerId but, const QString &matching)
{
    if (matching.isEmpty())
        return Contactable();
    Query q = database.query(kRefusedByEmail);
    q.bind(1, but).bind(2, matching);
    Contactable said;
    if (auto heard = hear(std::move(q), said); !heard)
        return heard.error();
    said.call = said.text = true;
    return said;
}

// A refusal binds the number and the address, whoever else they are written down for: of those, the ones we would use.
static Result<Contactable> saidElsewhere(Database &database, CustomerId customer, const QString &address)
{
    Contactable can;
    const CustomerStore store(database);
    const auto phones = store.phones(customer);
    const auto emails = store.emails(customer);
    if (!phones || !emails)
        return !phones ? phones.error() : emails.error();
    const bool mails = address.contains(u'@');
    const QString number = mails ? QString() : address, mailbox = mails ? address : QString();
    const auto phone = std::ranges::find_if(*phones, [&number](const Phone &row) {
        return !row.bad && !row.e164.isEmpty() && (number.isEmpty() || row.e164 == number);
    });
    if (phone != phones->end()) {
        const auto said = saidOfPhone(database, customer, phone->e164);
        if (!said)
            return said;
        can.call = said->call;
        can.text = said->text;
    }
    const auto email = std::ranges::find_if(*emails, [&mailbox](const Email &row) {
        return !row.bad && !row.matching.isEmpty() && (mailbox.isEmpty() || row.address == mailbox);
    });
    if (email != emails->end()) {
        const auto said = saidOfEmail(database, customer, email->matching);
        if (!said)
            return said;
        can.email = said->email;
    }
    return can;
}

Result<std::vector<Refusal>> refusalsOf(Database &database, CustomerId customer)
{
    std::vector<Refusal> rows;
    Query q = database.query(kRefusals);
    q.bind(1, customer);
    while (q.next())
        rows.push_back({Channel(q.number(0)), q.text(1), q.number(2)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<std::vector<Consent>> statementsOf(Database &database, CustomerId customer)
{
    Query q = database.query(kStatements);
    q.bind(1, customer);
    return foundRows(database, kConsent, std::move(q));
}

Result<std::vector<Consent>> withdrawableOf(Database &database, CustomerId customer)
{
    Query q = database.query(kWithdrawable);
    q.bind(1, customer);
    return foundRows(database, kConsent, std::move(q));
}

std::array<WayStand, 3> waysOf(const std::vector<Consent> &statements)
{
    News news;
    for (const Consent &said : statements)
        note(news, Channel(said.channel), said.state, said.purpose, said.at);
    std::array<WayStand, 3> ways;
    for (const Consent &said : statements) {
        for (size_t i = 0; i < ways.size(); ++i) {
            if (said.state != Consent::State::No || !isAbout(said, kContactWays[i]) || said.at <= news[i].lifted)
                continue;
            WayStand &way = ways[i];
            const bool theirs = way.theirs || said.purpose != QLatin1String(kStoreConsent);
            way = {true, theirs, said.words, said.by, said.at}; // the newest comes last
        }
    }
    return ways;
}

Result<Contactable> contactable(Database &database, CustomerId customer, const QString &address)
{
    Query own = database.query(kStanding);
    own.bind(1, customer);
    Contactable can;
    if (auto heard = hear(std::move(own), can); !heard)
        return heard.error();
    const auto others = saidElsewhere(database, customer, address);
    if (!others)
        return others;
    can.call = can.call && others->call;
    can.text = can.text && others->text;
    can.email = can.email && others->email;
    can.textConsent = can.textConsent && can.text;
    return can;
}

} // namespace updesk
