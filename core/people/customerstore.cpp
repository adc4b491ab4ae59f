// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/customerstore.h"

#include "core/people/phonenumber.h"
#include "core/store/found.h"

#include <algorithm>
#include <set>

namespace updesk
{

static constexpr int kLargestBlock = 200; // a key that so many share tells nobody apart

template <class S, class... T>
static Result<std::vector<S>> rowsOf(
    Database &database, const TableOf<S, T...> &table, const char *ids, CustomerId customer)
{
    Query q = database.query(ids);
    q.bind(1, customer);
    return foundRows(database, table, std::move(q));
}

static Result<std::vector<CustomerId>> customersOf(Query q)
{
    std::vector<CustomerId> found;
    while (q.next())
        found.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return found;
}

const Address *statedPlace(const std::vector<Address> &places)
{
    for (const auto part : {&Address::region, &Address::postal, &Address::country}) {
        const auto stated = std::ranges::find_if(places, [part](const Address &one) { return !(one.*part).isEmpty(); });
        if (stated != places.end())
            return &*stated;
    }
    return places.empty() ? nullptr : &places.front();
}

Result<Customer> CustomerStore::find(CustomerId id) const
{
    auto customer = load(*m_database, kCustomer, id.value);
    for (int hops = 0; customer && !customer->mergedInto.isNull() && hops < 20; ++hops)
        customer = load(*m_database, kCustomer, customer->mergedInto.value);
    return customer;
}

Result<std::vector<Phone>> CustomerStore::phones(CustomerId id) const
{
    return rowsOf(*m_database, kPhone,
        "SELECT id FROM phone WHERE customer_id=?1 AND deleted=0 ORDER BY bad, preferred DESC, id", id);
}

Result<std::vector<Email>> CustomerStore::emails(CustomerId id) const
{
    return rowsOf(*m_database, kEmail,
        "SELECT id FROM email WHERE customer_id=?1 AND deleted=0 ORDER BY bad, preferred DESC, id", id);
}

Result<std::vector<Address>> CustomerStore::addresses(CustomerId id) const
{
    return rowsOf(*m_database, kAddress, "SELECT id FROM address WHERE customer_id=?1 AND deleted=0 ORDER BY id", id);
}

Result<std::vector<CustomerId>> CustomerStore::household(HouseholdId household) const
{
    Query q = m_database->query("SELECT id FROM customer WHERE household_id=?1 AND deleted=0 AND merged_into IS NULL");
    q.bind(1, household);
    return customersOf(std::move(q));
}

Result<void> CustomerStore::addContacts(CustomerId record, MatchFacts &facts) const
{
    const auto known = phones(record);
    const auto mails = emails(record);
    const auto places = addresses(record);
    if (!known || !mails || !places)
        return !known ? known.error() : !mails ? mails.error() : places.error();
    for (const Phone &phone : *known)
        facts.phones << phone.e164;
    for (const Email &mail : *mails)
        facts.emails << mail.matching;
    if (facts.street.isEmpty() && facts.postal.isEmpty() && !places->empty()) {
        facts.street = places->front().street;
        facts.postal = places->front().postal;
    }
    Query vins =
        m_database->query("SELECT vin, bought FROM owned_vehicle WHERE customer_id=?1 AND deleted=0 AND vin<>''");
    vins.bind(1, record);
    while (vins.next())
        facts.vins.push_back({vins.text(0), vins.number(1)});
    return vins.done();
}

/// The record and all that were merged into it; mostly itself alone.
static Result<std::vector<CustomerId>> recordsOf(Database &database, CustomerId id)
{
    std::vector<CustomerId> records{id};
    for (size_t i = 0; i < records.size(); ++i) {
        Query q = database.query("SELECT id FROM customer WHERE merged_into=?1");
        q.bind(1, records[i]);
        const auto aliases = customersOf(std::move(q));
        if (!aliases)
            return aliases;
        for (const CustomerId &alias : *aliases) {
            if (std::ranges::find(records, alias) == records.end())
                records.push_back(alias);
        }
    }
    return records;
}

// What another desk wrote to a record while this one merged it stands on the alias, and is the same customer's.
Result<MatchFacts> CustomerStore::matchFacts(CustomerId id) const
{
    const auto customer = load(*m_database, kCustomer, id.value);
    const auto records = recordsOf(*m_database, id);
    if (!customer || !records)
        return !customer ? customer.error() : records.error();
    MatchFacts facts;
    facts.first = customer->first;
    facts.last = customer->last;
    facts.suffix = customer->suffix;
    facts.company = customer->company;
    facts.dmsNumber = customer->dmsNumber;
    for (const CustomerId &record : *records) {
        if (auto added = addContacts(record, facts); !added)
            return added.error();
    }
    return facts;
}

// The first text that no longer begins with `start`, for a range on an index.
static QString after(const QString &start) { return start + QChar(0xffff); }

Result<std::vector<CustomerId>> CustomerStore::byKey(const BlockKey &key) const
{
    const auto ask = [&](const char *sql) {
        Query q = m_database->query(sql);
        q.bind(1, key.value).bind(2, kLargestBlock + 1);
        return customersOf(std::move(q));
    };
    switch (key.kind) {
    case BlockKey::Kind::Dms:
        return ask("SELECT id FROM customer WHERE dms_no=?1 AND dms_no<>'' AND deleted=0 LIMIT ?2");
    case BlockKey::Kind::Phone:
        return ask("SELECT customer_id FROM phone WHERE e164=?1 AND deleted=0 LIMIT ?2");
    case BlockKey::Kind::Email:
        return ask("SELECT customer_id FROM email WHERE matching=?1 AND deleted=0 LIMIT ?2");
    case BlockKey::Kind::Vin:
        return ask("SELECT customer_id FROM owned_vehicle WHERE vin=?1 AND vin<>'' AND deleted=0 LIMIT ?2");
    case BlockKey::Kind::LastPostal: {
        Query q = m_database->query("SELECT customer_id FROM address WHERE last_key=?1 AND last_key<>'' AND postal>=?2"
                                    " AND postal<?3 AND deleted=0 LIMIT ?4");
        const QStringList parts = key.value.split(u'|');
        q.bind(1, parts.value(0)).bind(2, parts.value(1)).bind(3, after(parts.value(1))).bind(4, kLargestBlock + 1);
        return customersOf(std::move(q));
    }
    case BlockKey::Kind::Last3HousePostal3:
        break;
    }
    Query q = m_database->query("SELECT customer_id FROM address WHERE last_key>=?1 AND last_key<?2 AND last_key<>''"
                                " AND postal>=?3 AND postal<?4 AND street>=?5 AND street<?6 AND deleted=0 LIMIT ?7");
    const QStringList parts = key.value.split(u'|');
    q.bind(1, parts.value(0)).bind(2, after(parts.value(0))).bind(3, parts.value(2)).bind(4, after(parts.value(2)));
    q.bind(5, parts.value(1)).bind(6, after(parts.value(1))).bind(7, kLargestBlock + 1);
    return customersOf(std::move(q));
}

Result<void> CustomerStore::countShared(const MatchKeys &keys, Commonness &common) const
{
    for (const QString &phone : keys.phones) {
        const auto on = byKey({BlockKey::Kind::Phone, phone});
        if (!on)
            return on.error();
        common.countShared(phone, int(on->size()));
    }
    for (const QString &email : keys.emails) {
        const auto on = byKey({BlockKey::Kind::Email, email});
        if (!on)
            return on.error();
        common.countShared(email, int(on->size()));
    }
    return {};
}

Result<std::vector<MatchCandidate>> CustomerStore::candidates(const MatchKeys &keys, int most) const
{
    std::set<CustomerId> found, alive;
    for (const BlockKey &key : blockKeys(keys)) {
        const auto block = byKey(key);
        if (!block)
            return block.error();
        if (int(block->size()) <= kLargestBlock)
            found.insert(block->begin(), block->end());
    }
    std::vector<MatchCandidate> candidates;
    if (found.empty())
        return candidates;
    Commonness common = Commonness::standard();
    if (auto counted = countShared(keys, common); !counted)
        return counted.error();
    for (const CustomerId &any : found) {
        const auto customer = find(any);
        if (customer && customer->mergedInto.isNull())
            alive.insert(customer->id);
    }
    for (const CustomerId &id : alive) {
        const auto facts = matchFacts(id);
        if (!facts)
            return facts.error();
        candidates.push_back({id, judge(keys, keysOf(*facts), common)});
    }
    rank(candidates);
    if (int(candidates.size()) > most)
        candidates.resize(size_t(most));
    return candidates;
}

// From the front as people type it, and the last four to seven digits as they say it.
Result<std::vector<CustomerId>> CustomerStore::byPhoneDigits(
    const QString &digits, const QString &region, int most) const
{
    if (digits.size() < 4)
        return std::vector<CustomerId>{};
    const QString prefix =
        isNorthAmerican(region) && !digits.startsWith(u'1') ? QStringLiteral("+1") : QStringLiteral("+");
    Query front = m_database->query("SELECT customer_id FROM phone WHERE e164>=?1 AND e164<?2 AND deleted=0 LIMIT ?3");
    front.bind(1, QString(prefix + digits)).bind(2, after(prefix + digits)).bind(3, most);
    auto found = customersOf(std::move(front));
    if (!found || digits.size() > 7)
        return found;
    QString tail = digits;
    std::reverse(tail.begin(), tail.end());
    Query back = m_database->query("SELECT customer_id FROM phone WHERE tail>=?1 AND tail<?2 AND deleted=0 LIMIT ?3");
    back.bind(1, tail).bind(2, after(tail)).bind(3, most);
    const auto more = customersOf(std::move(back));
    if (!more)
        return more.error();
    found->insert(found->end(), more->begin(), more->end());
    return found;
}

Result<std::vector<CustomerId>> CustomerStore::byNameWords(const QStringList &words, int most) const
{
    if (words.isEmpty())
        return std::vector<CustomerId>{};
    // The longest word is the rarest; the others must stand beside it.
    QStringList rarest = words;
    std::ranges::stable_sort(rarest, std::ranges::greater(), [](const QString &w) { return w.size(); });
    if (words.size() == 1) {
        Query q = m_database->query("SELECT customer_id FROM word WHERE word>=?1 AND word<?2 LIMIT ?3");
        q.bind(1, rarest[0]).bind(2, after(rarest[0])).bind(3, most);
        return customersOf(std::move(q));
    }
    Query q =
        m_database->query("SELECT customer_id FROM word w WHERE word>=?1 AND word<?2 AND EXISTS(SELECT 1 FROM word o"
                          " WHERE o.customer_id=w.customer_id AND o.word>=?3 AND o.word<?4) LIMIT ?5");
    q.bind(1, rarest[0]).bind(2, after(rarest[0])).bind(3, rarest[1]).bind(4, after(rarest[1]));
    auto found = customersOf(std::move(q.bind(5, words.size() == 2 ? most : kLargestBlock)));
    if (!found || words.size() == 2)
        return found;
    std::vector<CustomerId> all;
    for (const CustomerId &id : *found) {
        bool every = true;
        for (auto word = rarest.begin() + 2; every && word != rarest.end(); ++word) {
            Query has = m_database->query("SELECT 1 FROM word WHERE customer_id=?1 AND word>=?2 AND word<?3 LIMIT 1");
            every = has.bind(1, id).bind(2, *word).bind(3, after(*word)).next();
            if (auto done = has.done(); !done)
                return done.error();
        }
        if (every && int(all.size()) < most)
            all.push_back(id);
    }
    return all;
}

Result<std::vector<CustomerId>> CustomerStore::byEmailStart(const QString &start, int most) const
{
    Query q =
        m_database->query("SELECT customer_id FROM email WHERE matching>=?1 AND matching<?2 AND deleted=0 LIMIT ?3");
    q.bind(1, start.toLower()).bind(2, after(start.toLower())).bind(3, most);
    return customersOf(std::move(q));
}

} // namespace updesk
