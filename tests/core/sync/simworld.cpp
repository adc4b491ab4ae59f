// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/simworld.h"

#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "core/people/staff.h"
#include "core/store/compare.h"

#include <set>

namespace updesk
{

static constexpr int kSmallPage = 6; // so that most worlds have full ones
static World *s_world = nullptr; // for the steps of the store, which know no world

static Error cutOff() { return {Error::Code::Offline, QStringLiteral("server"), {}}; }

// Before the call, after it (the answer is lost), twice, or with the desk's own power.
template <class Call>
auto Wire::call(Call &&go) -> decltype(go())
{
    if (!m_world.faults)
        return go();
    switch (m_world.dice(24)) {
    case 0:
        return cutOff();
    case 1:
        (void)go();
        return cutOff();
    case 2:
        (void)go();
        return go();
    case 3:
        (void)go();
        throw PowerCut{};
    default:
        return go();
    }
}

Result<Hello> Wire::hello(int)
{
    return call([this] {
        auto hello = m_world.server.hello();
        if (hello)
            hello->now = m_world.now;
        return hello;
    });
}

Result<std::vector<Answer>> Wire::push(PersonId, std::span<const OutDeed> deeds)
{
    const auto go = [&] { return m_world.server.push(m_person, deeds, m_world.now); };
    if (m_world.planted == Planted::AcknowledgedUnasked && m_world.faults && m_world.dice(6) == 0) {
        size_t ops = 0;
        for (const OutDeed &deed : deeds)
            ops += deed.ops.size();
        return std::vector<Answer>(ops);
    }
    return call(go);
}

Result<Page> Wire::pull(int feed, qint64 after, int limit)
{
    return call([&]() -> Result<Page> {
        Page page = m_world.server.pull(feed, after, limit);
        if (m_world.planted == Planted::CursorAhead && !page.rows.empty())
            page.rows.back().seq = m_world.server.feeds().begin()->second;
        if (m_world.planted == Planted::PageCutInPush && page.rows.size() > 1)
            page.rows.pop_back();
        return page;
    });
}

// Asked between pushing and pulling: the person goes on working meanwhile.
Result<std::map<int, qint64>> Wire::feeds()
{
    if (m_world.faults && m_world.dice(4) == 0)
        m_world.edit(m_world.deskOf(m_person));
    return call([this]() -> Result<std::map<int, qint64>> { return m_world.server.feeds(); });
}

World::World(quint64 seed, Planted bug) : random(seed), planted(bug), now(FakeClock().now())
{
    s_world = this;
    server.flaws.forgetsOps = bug == Planted::ServerForgetsOps;
    server.flaws.keepsRefusedRow = bug == Planted::RefusedRowStays;
    server.flaws.takesEveryClaim = bug == Planted::EveryClaimWins;
    server.flaws.numbersRestart = bug == Planted::NumbersRestart;
    server.flaws.sendsForeignRows = bug == Planted::ForeignRows;
    server.flaws.clockIsIgnored = bug == Planted::ClockIgnored;
    const int count = 2 + dice(3);
    for (int i = 0; i < count; ++i) {
        auto &desk = *desks.emplace_back(std::make_unique<SimDesk>());
        desk.path = dir.filePath(QStringLiteral("desk%1.updesk").arg(i));
        desk.person = PersonId{seededId(now, 1, quint64(i) + 1)};
        if (dice(4) == 0)
            desk.skew = (dice(2) ? 1 : -1) * Time(dice(2 * 24 * 60)) * kMinute;
        open(desk);
    }
    backup = server;
}

void World::open(SimDesk &desk)
{
    desk.exchange.reset();
    desk.database.reset();
    desk.clock.set(now + desk.skew);
    Database::Setup setup = deskSetup(desk.clock);
    setup.derivations.clear(); // what is computed is not synced
    auto opened = Database::open(desk.path, setup);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().detail));
    desk.database = std::move(*opened);
    (void)desk.database->execute("PRAGMA synchronous=OFF; INSERT OR IGNORE INTO state VALUES('joined',1)");
    desk.wire = std::make_unique<Wire>(*this, desk.person);
    desk.exchange = std::make_unique<Exchange>(*desk.database, *desk.wire, ModelServer::kStore, desk.clock, kSmallPage);
    desk.greeted = false;
}

SimDesk &World::deskOf(PersonId person)
{
    return **std::ranges::find_if(desks, [&](const auto &desk) { return desk->person == person; });
}

void World::maybeCut()
{
    if (faults && dice(400) == 0)
        throw PowerCut{};
}

/// One person's work: a deed of one to three changes on rows that other desks change too.
class Editing
{
public:
    Editing(World &world, SimDesk &desk, Transaction &tx) : m_world(world), m_desk(desk), m_tx(tx) { }
    Result<void> change()
    {
        switch (m_world.dice(10)) {
        case 0:
            return newCustomer();
        case 1:
            return newLead();
        case 2:
            return newActivity();
        case 3:
            return own(Op::Kind::Claim);
        case 4:
            return own(Op::Kind::Assign);
        case 5:
            return close();
        case 6:
            return setting();
        case 7:
            return remove();
        default:
            return rename();
        }
    }

private:
    Id freshId() { return seededId(m_tx.now(), m_world.random(), m_world.random()); }
    QString word() { return QStringLiteral("w%1").arg(m_world.dice(1000)); }
    template <class Table>
    std::optional<typename Table::Struct> any(const Table &table)
    {
        const auto rows = loadAll(m_tx.database(), table);
        if (!rows || rows->empty())
            return std::nullopt;
        return (*rows)[size_t(m_world.dice(int(std::min<size_t>(rows->size(), 4))))];
    }
    Result<void> newCustomer()
    {
        Customer row;
        row.id.value = freshId();
        row.first = word();
        return apply(m_tx, put(kCustomer, row));
    }
    Result<void> newLead()
    {
        Lead row;
        row.id.value = freshId();
        row.received = m_tx.now();
        return apply(m_tx, put(kLead, row));
    }
    Result<void> newActivity()
    {
        Activity row;
        row.id.value = freshId();
        row.body = word();
        return apply(m_tx, put(kActivity, row));
    }
    Result<void> own(Op::Kind kind)
    {
        const auto before = any(kLead);
        if (!before || (kind == Op::Kind::Claim && !before->owner.isNull()))
            return {};
        Lead after = *before;
        after.owner = kind == Op::Kind::Claim ? m_desk.person : m_world.desks[0]->person;
        return apply(m_tx, set(kLead, *before, after, kind));
    }
    Result<void> close()
    {
        const auto before = any(kLead);
        if (!before)
            return {};
        Lead after = *before;
        after.closed = before->closed == Closed::Open ? Closed(1 + m_world.dice(3)) : Closed::Open;
        return apply(m_tx, set(kLead, *before, after));
    }
    Result<void> setting()
    {
        const auto before = any(kSetting);
        if (!before || m_world.dice(4) == 0) {
            Setting row;
            row.id.value = freshId();
            row.key = word();
            return apply(m_tx, put(kSetting, row));
        }
        Setting after = *before;
        after.value = word();
        return apply(m_tx, set(kSetting, *before, after));
    }
    Result<void> rename()
    {
        const auto before = any(kCustomer);
        if (!before)
            return newCustomer();
        Customer after = *before;
        (m_world.dice(2) ? after.first : after.last) = word();
        return apply(m_tx, set(kCustomer, *before, after));
    }
    Result<void> remove()
    {
        const auto row = any(kActivity);
        return row ? apply(m_tx, updesk::remove(kActivity, row->id.value)) : Result<void>();
    }

    World &m_world;
    SimDesk &m_desk;
    Transaction &m_tx;
};

void World::edit(SimDesk &desk)
{
    auto tx = Transaction::begin(*desk.database, {desk.person, ModelServer::kStore});
    if (!tx)
        qFatal("%s", qPrintable(tx.error().detail));
    const auto deed = tx->start("sim");
    Editing editing(*this, desk, *tx);
    for (int i = 1 + dice(3); i > 0; --i) {
        if (auto done = editing.change(); !done)
            return; // two changes of one field in a deed: the person starts again
    }
    const bool written = tx->written();
    if (tx->commit() && written)
        desk.entered.push_back(*deed);
}

void World::sync(SimDesk &desk)
{
    if (!desk.greeted)
        desk.greeted = bool(desk.exchange->hello());
    if (!desk.greeted)
        return;
    if (const auto done = desk.exchange->run(); !done) {
        desk.greeted = false; // the connection is gone: hello again
        return;
    }
    // After a restore a change may come before the row it changes: it is refused, and the person is told.
    const auto faultsSeen = compareLogWithRows(*desk.database);
    for (const RowFault &seen : faultsSeen ? *faultsSeen : std::vector<RowFault>()) {
        if (fault.isEmpty() && (restores == 0 || !seen.column.isEmpty()))
            fault = "a person does not see an own change: " + seen.table.toUtf8() + '.' + seen.column.toUtf8();
    }
}

void World::step()
{
    now += 1 + dice(5000);
    SimDesk &desk = *desks[size_t(dice(int(desks.size())))];
    desk.clock.set(now + desk.skew);
    try {
        const int what = dice(100);
        if (what < 60)
            edit(desk);
        else if (what < 94)
            sync(desk);
        else if (what < 96)
            throw PowerCut{};
        else if (what < 98)
            backup = server;
        else if (what == 98 && dice(4) == 0) {
            ++restores;
            const ModelServer newer = server;
            server = backup;
            server.restored(newer);
            for (const auto &other : desks)
                other->greeted = false;
        } else
            desk.skew = dice(3) ? 0 : (dice(2) ? 1 : -1) * Time(dice(3600)) * kSecond;
    } catch (const PowerCut &) {
        ++crashes;
        open(desk);
    }
}

void World::run(int steps)
{
    s_world = this;
    onStep = [](const char *) { s_world->maybeCut(); };
    for (int i = 0; i < steps; ++i)
        step();
    onStep = nullptr;
}

void World::quiet()
{
    faults = false;
    for (int round = 0; round < 12; ++round) {
        for (const auto &desk : desks) {
            now += kSecond;
            desk->clock.set(now + desk->skew);
            sync(*desk);
        }
    }
    ops = int(server.log().size());
}

static QByteArray rowsOf(Database &database, const Table &table, std::map<Id, std::vector<Value>> &out, bool &foreign)
{
    QByteArray columns;
    for (int i = 0; i < table.count; ++i)
        columns += QByteArray(",") + table.columns[size_t(i)].name;
    Query q = database.once("SELECT id, store_id, seq" + columns + " FROM " + table.name);
    while (q.next()) {
        std::vector<Value> values{q.number(2)};
        foreign = foreign || q.number(1) != ModelServer::kStore;
        for (int i = 0; i < table.count; ++i)
            values.push_back(q.value(3 + i, table.columns[size_t(i)].type));
        out[q.id(0)] = std::move(values);
    }
    return q.done() ? QByteArray() : QByteArray("unreadable");
}

static QByteArray unlike(const World &world, SimDesk &desk)
{
    for (const Table *table : desk.database->setup().tables) {
        std::map<Id, std::vector<Value>> here, there;
        bool foreign = false;
        if (const QByteArray bad = rowsOf(*desk.database, *table, here, foreign); !bad.isEmpty())
            return bad;
        if (foreign)
            return "I10: a row of another store in " + QByteArray(table->name);
        for (const auto &[key, row] : world.server.rows()) {
            if (row.table->name != std::string_view(table->name))
                continue;
            auto &values = there[row.id];
            values.push_back(row.seq);
            values.insert(values.end(), row.fields.begin(), row.fields.end());
        }
        for (const auto &[id, values] : there) {
            const auto found = here.find(id);
            if (found == here.end())
                return "I3: a row of " + QByteArray(table->name) + " is missing at a desk";
            for (size_t i = 0; i < values.size(); ++i) {
                if (values[i] != found->second[i])
                    return "I3: " + QByteArray(table->name) + '.' + (i == 0 ? "seq" : table->columns[i - 1].name)
                        + " of " + id.hex() + " differs at a desk";
            }
        }
        if (here.size() != there.size())
            return "I3: a row of " + QByteArray(table->name) + " is not on the server";
    }
    return {};
}

static QByteArray setbackMissing(const World &world, SimDesk &desk)
{
    std::set<std::pair<Id, int>> noted;
    const auto all = setbacks(*desk.database, 1'000'000);
    if (!all)
        return "setbacks are unreadable";
    for (const Setback &one : *all)
        noted.insert({one.row, int(one.kind)});
    for (const DeedId &deed : desk.entered) {
        const auto ops = opsOf(*desk.database, deed);
        for (size_t i = 0; ops && i < ops->size(); ++i) {
            const auto logged = world.server.log().find(opId(deed.value, int(i)));
            if (logged == world.server.log().end())
                return "I1: an op is neither on the server nor waiting";
            if (logged->second.times != 1)
                return "I2: an op was applied twice";
            const Answer::State state = logged->second.answer.state;
            if ((*ops)[i].changes.empty())
                continue;
            const auto &met = logged->second.answer.met;
            const bool lost = std::ranges::any_of(met, [](const Answer::Met &one) { return !one.won; });
            if ((lost || state == Answer::State::Lost) && !noted.contains({(*ops)[i].row, int(Setback::Kind::Lost)}))
                return "I5: a lost op without a notice";
            if (state == Answer::State::Rejected && !noted.contains({(*ops)[i].row, int(Setback::Kind::Rejected)}))
                return "I5: a refused op without a notice";
        }
    }
    return {};
}

QByteArray World::broken() const
{
    if (!fault.isEmpty())
        return fault;
    for (const auto &desk : desks) {
        const auto left = unsent(*desk->database);
        if (!left || left->deeds != 0)
            return "something is still unsent after quiet";
        if (const QByteArray bad = setbackMissing(*this, *desk); !bad.isEmpty())
            return bad;
        if (const QByteArray bad = unlike(*this, *desk); !bad.isEmpty())
            return bad;
    }
    for (const auto &[key, row] : server.rows()) {
        if (server.wins(row.id) > 1)
            return "I4: two claims of one lead were won";
    }
    return server.misordered() ? "I9: an older change stands over a newer one" : QByteArray();
}

} // namespace updesk
