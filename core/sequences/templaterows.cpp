// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templaterows.h"

#include "core/leads/rulebook.h"
#include "core/sequences/quoterows.h"
#include "core/vehicles/stock.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

namespace updesk
{

namespace
{

// The preferred vehicle, with the unit of its number: the one that is still here before one that is sold.
constexpr char kLead[] = R"(
SELECT l.owner_id, c.first, c.last, c.full_name, c.company, c.lang,
    w.year, w.make, w.model, w.trim, w.stock, u.id, u.state, u.year, u.make, u.model, u.trim, u.price, u.odometer
FROM lead l LEFT JOIN customer c ON c.id=l.customer_id
LEFT JOIN want w ON w.id=(SELECT x.id FROM want x WHERE x.lead_id=l.id AND x.deleted=0
    ORDER BY x.preferred DESC, x.id LIMIT 1)
LEFT JOIN unit u ON u.id=(SELECT x.id FROM unit x WHERE x.stock=w.stock AND w.stock<>'' AND x.deleted=0
    ORDER BY x.state, x.id LIMIT 1)
WHERE l.id=?1 AND l.deleted=0)";
constexpr char kAlike[] = "SELECT count(*) FROM unit WHERE make=?1 COLLATE NOCASE AND model=?2 COLLATE NOCASE"
                          " AND deleted=0 AND state=0";
constexpr char kTradeIn[] = "SELECT year, make, model, trim, stock FROM trade WHERE lead_id=?1 AND deleted=0"
                            " ORDER BY preferred DESC, id LIMIT 1";
// 0 set, 1 not confirmed, 2 confirmed.
constexpr char kNextVisit[] = "SELECT at FROM appointment WHERE lead_id=?1 AND at>?2 AND state IN (0,1,2) AND deleted=0"
                              " ORDER BY at LIMIT 1";
// 4 missed.
constexpr char kLastVisit[] = "SELECT state FROM appointment WHERE lead_id=?1 AND deleted=0 ORDER BY at DESC LIMIT 1";
constexpr char kToTry[] = "SELECT id FROM lead WHERE id<?1 AND deleted=0 AND closed=0 ORDER BY id DESC LIMIT ?2";
constexpr char kIncentives[] = "SELECT value FROM setting WHERE key='incentives' AND deleted=0 LIMIT 1";
constexpr char kLanguage[] = "SELECT value FROM setting WHERE key='message_language' AND deleted=0 LIMIT 1";

void readVehicle(const Query &q, int from, NamedVehicle &v)
{
    q.read(from, v.year);
    q.read(from + 1, v.make);
    q.read(from + 2, v.model);
    q.read(from + 3, v.trim);
}

Result<void> readLead(Database &database, TemplateFacts &facts, PersonId &owner)
{
    Query q = database.query(kLead);
    q.bind(1, facts.lead);
    const bool found = q.next();
    if (found) {
        q.read(0, owner);
        q.read(1, facts.first);
        q.read(2, facts.last);
        q.read(3, facts.full);
        q.read(4, facts.company);
        q.read(5, facts.language);
        readVehicle(q, 6, facts.want);
        q.read(10, facts.want.stock);
        facts.onLot = !q.isNull(11) && q.integer(12) == int(Unit::State::InStock);
        if (!q.isNull(11)) {
            readVehicle(q, 13, facts.want); // the lot knows better what stands on it
            q.read(17, facts.price);
            q.read(18, facts.want.odometer);
        }
    }
    if (auto done = q.done(); !done || found)
        return done;
    return Error{Error::Code::NotFound, QStringLiteral("lead"), {}};
}

Result<void> readAlike(Database &database, TemplateFacts &facts)
{
    if (facts.want.make.isEmpty() || facts.want.model.isEmpty())
        return {};
    Query q = database.query(kAlike);
    q.bind(1, facts.want.make).bind(2, facts.want.model);
    if (q.next())
        q.read(0, facts.alike);
    return q.done();
}

Result<void> readTrade(Database &database, TemplateFacts &facts)
{
    Query q = database.query(kTradeIn);
    q.bind(1, facts.lead);
    if (q.next()) {
        readVehicle(q, 0, facts.trade);
        q.read(4, facts.trade.stock);
    }
    return q.done();
}

Result<void> readVisit(Database &database, TemplateFacts &facts)
{
    Query q = database.query(kNextVisit);
    q.bind(1, facts.lead).bind(2, facts.asOf);
    if (q.next())
        q.read(0, facts.visitAt);
    return q.done();
}

// What was figured is said as long as it is so (F62).
Result<void> readPayment(Database &database, TemplateFacts &facts)
{
    const auto quote = newestQuote(database, facts.lead);
    if (!quote)
        return quote.error();
    if (*quote && holds(**quote, facts))
        facts.payment = (*quote)->payment;
    return {};
}

// Nothing is said of what cannot be read.
Result<void> readIncentive(Database &database, TemplateFacts &facts)
{
    const auto all = incentivesOf(database);
    if (!all)
        return all.error().code == Error::Code::Invalid ? Result<void>() : all.error();
    const QTimeZone zone(facts.zone.toLatin1());
    const QDate today = QDateTime::fromMSecsSinceEpoch(facts.asOf, zone.isValid() ? zone : QTimeZone::utc()).date();
    if (const Incentive *one = incentiveFor(*all, facts.want, today))
        facts.incentive = *one;
    return {};
}

/// Today or at the next opening, and on the morning of the open day after it: half hours at which somebody could come.
std::array<Time, 2> offeredTimes(const Hours &showroom, Time now)
{
    constexpr Time kHalf = 30 * kMinute;
    std::array<Time, 2> out{};
    const Time soon = (now + kHour + kHalf - 1) / kHalf * kHalf;
    out[0] = showroom.nextOpening(soon);
    const bool fits = out[0] > 0 && showroom.closing(out[0]) - out[0] >= kHour;
    if (!fits && out[0] > 0)
        out[0] = showroom.nextOpening(showroom.closing(out[0]));
    if (out[0] > 0)
        out[1] = showroom.nextOpening(showroom.days().first(showroom.days().dayOf(out[0]) + 1, 10 * 60));
    return out;
}

void setStore(TemplateFacts &facts, const Rulebook &rules, PersonId owner, PersonId writer)
{
    const Person *person = rules.person(owner);
    if (!person)
        person = rules.person(writer);
    if (person)
        facts.rep = person->name;
    facts.store = rules.dealership.name;
    facts.storePhone = rules.dealership.phone;
    facts.storeAddress = rules.dealership.address;
    facts.region = rules.dealership.region;
    facts.zone = rules.dealership.timeZone;
    facts.offered = offeredTimes(rules.showroom, facts.asOf);
}

} // namespace

Result<std::vector<Incentive>> incentivesOf(Database &database)
{
    QString value;
    Query q = database.query(kIncentives);
    if (q.next())
        q.read(0, value);
    if (auto done = q.done(); !done)
        return done.error();
    return incentivesIn(value.toUtf8());
}

Result<bool> missedLastVisit(Database &database, LeadId lead)
{
    constexpr int kMissed = 4;
    Query q = database.query(kLastVisit);
    q.bind(1, lead);
    const bool missed = q.next() && q.integer(0) == kMissed;
    if (auto done = q.done(); !done)
        return done.error();
    return missed;
}

Result<QString> storeLanguage(Database &database)
{
    QString value;
    Query q = database.query(kLanguage);
    if (q.next())
        q.read(0, value);
    if (auto done = q.done(); !done)
        return done.error();
    return QJsonDocument::fromJson('[' + value.toUtf8() + ']')[0].toString();
}

Result<TemplateFacts> templateFacts(Database &database, LeadId lead, Time now, PersonId writer)
{
    TemplateFacts facts;
    facts.lead = lead;
    facts.asOf = now;
    PersonId owner;
    if (auto done = readLead(database, facts, owner); !done)
        return done.error();
    if (auto done = readAlike(database, facts); !done)
        return done.error();
    if (auto done = readTrade(database, facts); !done)
        return done.error();
    if (auto done = readVisit(database, facts); !done)
        return done.error();
    if (auto done = readPayment(database, facts); !done)
        return done.error();
    const auto rules = rulebook(database);
    const auto language = storeLanguage(database);
    if (!rules || !language)
        return !rules ? rules.error() : language.error();
    facts.storeLanguage = *language;
    setStore(facts, **rules, owner, writer);
    if (auto done = readIncentive(database, facts); !done)
        return done.error();
    return facts;
}

Result<std::vector<LeadId>> leadsToTry(Database &database, LeadId last, int most)
{
    Id before = last.value;
    if (before.isNull())
        before.bytes.fill(0xff);
    std::vector<LeadId> leads;
    Query q = database.query(kToTry);
    q.bind(1, before).bind(2, most);
    while (q.next())
        leads.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return leads;
}

} // namespace updesk
