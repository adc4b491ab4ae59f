// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"

#include "core/people/customerstore.h"
#include "core/store/aliases.h"

#include <algorithm>

namespace updesk
{

// A statement that stands: nothing calls it a mistake.
#define STANDING                                                                                                       \
    " AND s.deleted=0 AND NOT EXISTS(SELECT 1 FROM consent m WHERE m.customer_id=s.customer_id AND m.state=3"          \
    " AND m.deleted=0 AND m.purpose=lower(hex(s.id)))"
// Another desk may write to a record while this one merges it: what it says then stands on the alias.
#define OF_WHO " FROM who CROSS JOIN consent s WHERE s.customer_id=who.id AND s.state"
static constexpr char kStanding[] = "WITH " UPDESK_WHO "SELECT s.channel, s.state" OF_WHO " IN (1,2)" STANDING;
static constexpr char kRefusals[] =
    "WITH " UPDESK_WHO "SELECT DISTINCT s.channel, s.words, s.at" OF_WHO "=2" STANDING " ORDER BY s.at, s.channel";
// A number that went with its whole record (an import that was taken back) stays refused; one that was only taken off a
// record that lives may be anybody's now.
#define WITH_ITS_RECORD " (p.deleted=0 OR EXISTS(SELECT 1 FROM customer c WHERE c.id=p.customer_id AND c.deleted=1))"
static constexpr char kRefusedByPhone[] =
    "SELECT s.channel, s.state FROM phone p CROSS JOIN consent s ON s.customer_id=p.customer_id"
    " WHERE p.e164=?2 AND p.customer_id<>?1 AND s.state=2 AND" WITH_ITS_RECORD STANDING;
static constexpr char kRefusedByEmail[] =
    "SELECT s.channel, s.state FROM email p CROSS JOIN consent s ON s.customer_id=p.customer_id"
    " WHERE p.matching=?2 AND p.customer_id<>?1 AND s.state=2 AND" WITH_ITS_RECORD STANDING;

static Result<void> hear(Query said, Contactable &can)
{
    while (said.next()) {
        const auto channel = Channel(said.number(0));
        const bool all = channel == Channel::None;
        if (Consent::State(said.number(1)) == Consent::State::Yes) {
            can.textConsent = can.textConsent || all || channel == Channel::Text;
            continue;
        }
        can.call = can.call && !(all || channel == Channel::Phone);
        can.text = can.text && !(all || channel == Channel::Text);
        can.email = can.email && !(all || channel == Channel::Email);
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
static Result<Contactable> saidElsewhere(Database &database, CustomerId customer)
{
    Contactable can;
    const CustomerStore store(database);
    const auto phones = store.phones(customer);
    const auto emails = store.emails(customer);
    if (!phones || !emails)
        return !phones ? phones.error() : emails.error();
    const auto phone = std::ranges::find_if(*phones, [](const Phone &row) { return !row.bad && !row.e164.isEmpty(); });
    if (phone != phones->end()) {
        const auto said = saidOfPhone(database, customer, phone->e164);
        if (!said)
            return said;
        can.call = said->call;
        can.text = said->text;
    }
    const auto email =
        std::ranges::find_if(*emails, [](const Email &row) { return !row.bad && !row.matching.isEmpty(); });
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

Result<Contactable> contactable(Database &database, CustomerId customer)
{
    Query own = database.query(kStanding);
    own.bind(1, customer);
    Contactable can;
    if (auto heard = hear(std::move(own), can); !heard)
        return heard.error();
    const auto others = saidElsewhere(database, customer);
    if (!others)
        return others;
    can.call = can.call && others->call;
    can.text = can.text && others->text;
    can.email = can.email && others->email;
    can.textConsent = can.textConsent && can.text;
    return can;
}

} // namespace updesk
