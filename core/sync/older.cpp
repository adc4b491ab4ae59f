// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/older.h"

#include "core/store/desksetting.h"
#include "core/store/rowseq.h"
#include "core/sync/fillplan.h"
#include "core/sync/inbox.h"
#include "core/sync/oldermarks.h"

#include <algorithm>

namespace updesk
{

static constexpr int kBytesPage = 8; // a document's part is up to 128 KB

Result<OlderHere> olderHere(Database &database, CustomerId customer, Time now)
{
    const auto joined = database.state("joined");
    if (!joined || *joined == 0)
        return joined ? Result<OlderHere>(OlderHere::AllHere) : joined.error();
    const auto records = recordsOf(database, customer);
    if (!records)
        return records.error();
    const auto whole = isOlderWhole(database, *records, now);
    if (!whole || *whole)
        return whole ? Result<OlderHere>(OlderHere::AllHere) : whole.error();
    for (const Id &record : *records) {
        Query q = database.query("SELECT created<?2 FROM customer WHERE id=?1");
        const bool old = q.bind(1, record).bind(2, now - kKeptAtDesk).next() && q.number(0) != 0;
        if (auto done = q.done(); !done)
            return done.error();
        if (old)
            return OlderHere::Likely;
    }
    return OlderHere::Perhaps;
}

static Result<bool> hasAll(Database &database, const char *table, std::span<const Id> rows)
{
    for (const Id &row : rows) {
        const auto there = hasRow(database, *database.table(table), row);
        if (!there || !*there)
            return there;
    }
    return true;
}

static Result<qint64> looseHere(Database &database, std::span<const Id> records, Time before)
{
    qint64 rows = 0;
    for (const Table *table : looseTables(database.setup().tables)) {
        for (const Id &record : records) {
            Query q = database.once(QByteArray("SELECT count(*) FROM ") + table->name
                + " WHERE lead_id IS NULL AND customer_id=?1 AND at<?2");
            rows += q.bind(1, record).bind(2, before).next() ? q.number(0) : 0;
            if (auto done = q.done(); !done)
                return done.error();
        }
    }
    return rows;
}

// Of a fetch that broke off the leads may be here and what hangs on them may not.
Result<bool> missesOlder(Database &database, Remote &remote, CustomerId customer, PersonId who)
{
    const Time now = database.setup().clock->now(), before = now - kKeptAtDesk;
    const auto records = recordsOf(database, customer);
    if (!records)
        return records.error();
    const auto scope = remote.olderScope(who, *records, before);
    if (!scope)
        return scope.error();
    const auto partly = olderBrokeOff(database, *records, now);
    if (!partly)
        return partly.error();
    if (*partly)
        return !scope->leads.empty() || !scope->originals.empty() || scope->loose > 0;
    const auto leads = hasAll(database, "lead", scope->leads),
               originals = hasAll(database, "original", scope->originals);
    const auto loose = looseHere(database, *records, before);
    if (!leads || !originals)
        return !leads ? leads.error() : originals.error();
    if (!loose)
        return loose.error();
    return !*leads || !*originals || *loose < scope->loose;
}

OlderFetch::OlderFetch(std::unique_ptr<Database> bulk, int store, CustomerId customer, PersonId who, int page)
    : m_bulk(std::move(bulk)), m_store(store), m_customer(customer), m_who(who), m_page(page)
{
}

// What is computed of a row itself is computed; what tells people of a row is not: these are no news.
Result<std::unique_ptr<OlderFetch>> OlderFetch::open(
    const Database &database, int store, CustomerId customer, PersonId who, int page)
{
    Database::Setup setup = database.setup();
    std::erase_if(setup.derivations, [](const Derivation *one) {
        return std::ranges::none_of(one->watches, [](const Derivation::Watch &watch) { return !watch.subjects; });
    });
    auto bulk = Database::open(database.path(), std::move(setup), Database::Open::Existing);
    if (!bulk)
        return bulk.error();
    return std::unique_ptr<OlderFetch>(new OlderFetch(std::move(*bulk), store, customer, who, page));
}

// Of a fetch that broke off a lead may be here alone. One that somebody has opened again since is none of the older
// ones at the server any more, and what was done on it is missing here all the same.
static Result<void> addOpenedSince(Database &database, std::span<const Id> records, Time before, std::vector<Id> &leads)
{
    for (const Id &record : records) {
        Query q = database.query("SELECT id FROM lead WHERE customer_id=?1 AND received<?2");
        q.bind(1, record).bind(2, before);
        while (q.next()) {
            if (std::ranges::find(leads, q.id(0)) == leads.end())
                leads.push_back(q.id(0));
        }
        if (auto done = q.done(); !done)
            return done;
    }
    return {};
}

// Marked before the first row is here: the night must not take away what is just coming.
Result<void> OlderFetch::begin(Remote &remote)
{
    const Time now = m_bulk->setup().clock->now();
    const auto base = seqBase(*m_bulk);
    if (!base)
        return base.error();
    m_base = *base;
    // What comes before the first greeting is of a server that nobody has named: were it set back meanwhile, nothing
    // would take these rows out again.
    const auto server = deskSetting(*m_bulk, QStringLiteral("server_generation"));
    if (!server || server->isEmpty())
        return server ? Error{Error::Code::Offline, QStringLiteral("server"), {}} : server.error();
    auto records = recordsOf(*m_bulk, m_customer);
    if (!records)
        return records.error();
    auto scope = remote.olderScope(m_who, *records, now - kKeptAtDesk);
    const auto partly = olderBrokeOff(*m_bulk, *records, now);
    if (!scope || !partly)
        return !scope ? scope.error() : partly.error();
    if (*partly) {
        if (auto added = addOpenedSince(*m_bulk, *records, now - kKeptAtDesk, scope->leads); !added)
            return added;
    }
    for (const auto &marks : {*records, scope->originals}) { // a document comes before what names it
        if (auto marked = markOlder(*m_bulk, marks, OlderMark::Begun, now); !marked)
            return marked;
    }
    m_asked = now;
    m_records = std::move(*records);
    plan(*scope);
    return {};
}

// What others point at comes first, so that a fetch that is cut off leaves nothing that hangs in the air.
void OlderFetch::plan(const OlderScope &scope)
{
    using By = OlderAsk::By;
    const auto add = [this](const Table &table, By by, const std::vector<Id> &of) {
        const int rows = by == By::Original ? std::min(m_page, kBytesPage) : m_page;
        if (!of.empty())
            m_asks.push_back({&table, by, of, m_asked - kKeptAtDesk, {}, rows});
    };
    const auto addAll = [&](Hangs hangs, By by, const std::vector<Id> &of) {
        for (const Table *table : m_bulk->setup().tables) {
            if (hangsOn(*table) == hangs)
                add(*table, by, of);
        }
    };
    addAll(Hangs::Original, By::Row, scope.originals);
    addAll(Hangs::OfOriginal, By::Original, scope.originals);
    addAll(Hangs::Lead, By::Row, scope.leads);
    for (const Table *table : looseTables(m_bulk->setup().tables)) {
        if (scope.loose > 0)
            add(*table, By::Customer, m_records);
    }
    addAll(Hangs::OfLead, By::Lead, scope.leads);
    std::ranges::reverse(m_asks);
}

Result<bool> OlderFetch::isAnew()
{
    const auto base = seqBase(*m_bulk);
    if (!base)
        return base.error();
    return *base != m_base;
}

// What came before goes, and what is on its way may be of a server that is no more: it is asked for once more.
void OlderFetch::forget()
{
    m_asked = m_rows = 0;
    m_asks.clear();
}

Result<bool> OlderFetch::end()
{
    const auto begun = olderMarkOf(*m_bulk, OlderMark::Begun, m_customer.value);
    if (!begun)
        return begun.error();
    const auto anew = isAnew();
    if (!anew)
        return anew;
    if (*anew || *begun != m_asked) {
        forget();
        return false;
    }
    if (auto marked = markOlder(*m_bulk, m_records, OlderMark::Whole, m_asked); !marked)
        return marked.error();
    return true;
}

Result<bool> OlderFetch::further(Remote &remote)
{
    if (m_asked == 0) {
        if (auto begun = begin(remote); !begun)
            return begun.error();
        return m_asks.empty() ? end() : Result<bool>(false);
    }
    OlderAsk &ask = m_asks.back();
    const auto page = remote.older(m_who, ask);
    if (!page)
        return page.error();
    if (const auto anew = isAnew(); !anew || *anew) {
        forget();
        return anew ? Result<bool>(false) : anew;
    }
    if (auto taken = takeRows(*m_bulk, m_store, *page); !taken)
        return taken.error();
    m_rows += qint64(page->rows.size());
    if (int(page->rows.size()) >= ask.limit)
        ask.after = page->rows.back().row;
    else
        m_asks.pop_back();
    return m_asks.empty() ? end() : Result<bool>(false);
}

} // namespace updesk
