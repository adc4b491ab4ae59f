// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/simworld.h"

#include "core/leads/activity.h"
#include "core/leads/original.h"
#include "core/people/customer.h"
#include "core/store/compare.h"
#include "tests/support/emptystore.h"
#include "tests/support/modeloverlaps.h"
#include "tests/support/rawsqlite.h"

#include <QDir>
#include <QFileInfo>

namespace updesk
{

static constexpr int kSmallPage = 6; // so that most worlds have full ones
static World *s_world = nullptr; // for the steps of the store, which know no world

static Error cutOff() { return {Error::Code::Offline, QStringLiteral("server"), {}}; }

/// The tasks of a program that asks which of two calls has finished one.
static const Table &askingTasks()
{
    static const Table table = [] {
        Table asking = kTask;
        for (Column &column : asking.columns)
            column.rule = column.rule == Rule::Either ? Rule::Field : column.rule;
        return asking;
    }();
    return table;
}

/// The customers of a program that is one column older.
static const Table &oldCustomers()
{
    static const Table table = [] {
        Table shorter = kCustomer;
        --shorter.count;
        return shorter;
    }();
    return table;
}

// Before the call, after it (the answer is lost), late, twice, slowly, or with the desk's or the server's own power.
template <class Call>
auto Wire::call(const char *what, Call &&go) -> decltype(go())
{
    m_world.doing = what;
    m_world.reach(QByteArray(what) + " asked");
    if (!m_world.faults)
        return go();
    switch (m_world.dice(30)) {
    case 0:
        return cutOff();
    case 1:
        (void)go();
        return cutOff();
    case 2:
        (void)go();
        return go();
    case 3:
        m_world.pass(Time(m_world.dice(20)) * kSecond);
        break;
    case 4:
        m_world.server.locked = true;
        break;
    default:
        break;
    }
    m_world.reach("server before its commit");
    auto answer = go();
    m_world.server.locked = false;
    m_world.reach("server after its commit");
    m_world.reach(QByteArray(what) + " said");
    return answer;
}

Result<Hello> Wire::hello(int)
{
    return call("hello", [this] {
        auto hello = m_world.server.hello();
        if (hello)
            hello->now = m_world.now;
        return hello;
    });
}

std::optional<TakenRow> Wire::known(TakenRow row) const
{
    row.table = m_desk.database->table(row.table->name);
    if (!row.table)
        return std::nullopt;
    std::erase_if(row.fields, [&](const Change &field) { return field.column >= row.table->count; });
    return row;
}

Result<std::vector<Answer>> Wire::push(PersonId, std::span<const OutDeed> deeds)
{
    if (m_world.planted == Planted::AcknowledgedUnasked && m_world.faults && m_world.dice(6) == 0) {
        size_t ops = 0;
        for (const OutDeed &deed : deeds)
            ops += deed.ops.size();
        return std::vector<Answer>(ops);
    }
    if (m_world.planted == Planted::RepeatedBelieved && m_world.faults && !deeds.empty() && m_world.dice(4) == 0) {
        (void)m_world.server.push(m_desk.author, deeds, m_world.now);
        m_desk.away = true; // before the answer is here: what others do comes first
        return cutOff();
    }
    if (m_world.planted == Planted::AcknowledgedEarly)
        (void)m_desk.database->execute("UPDATE state SET v=(SELECT max(n) FROM deed) WHERE k='sent'");
    if (m_world.faults && m_world.dice(40) == 0)
        m_world.late.push_back({m_desk.author, {deeds.begin(), deeds.end()}});
    auto answers = call("push", [&] { return m_world.server.push(m_desk.author, deeds, m_world.now); });
    m_world.doing = answers && !deeds.empty() ? "answers" : "parking"; // asked with none: what it fails on may be found
    if (!answers)
        return answers;
    for (Answer &answer : *answers) {
        if (answer.row)
            answer.row = known(std::move(*answer.row));
        if (m_world.planted == Planted::RepeatedBelieved)
            answer.again = false;
        if (m_world.planted == Planted::SetbackUntold)
            std::erase_if(answer.met, [](const Answer::Met &met) { return !met.won; });
    }
    return answers;
}

Result<Page> Wire::pull(int feed, qint64 after, int limit)
{
    auto page = call("pull", [&]() -> Result<Page> { return m_world.server.pull(feed, after, limit); });
    if (!page)
        return page;
    m_world.doing = page->upTo == 0 ? "end" : "page";
    std::vector<TakenRow> rows;
    for (TakenRow &row : page->rows) {
        if (auto own = known(std::move(row)))
            rows.push_back(std::move(*own));
    }
    page->rows = std::move(rows);
    if (m_world.planted == Planted::UnknownPageEnds && page->rows.empty())
        page->upTo = 0;
    m_desk.pulled.insert(m_desk.pulled.end(), page->rows.begin(), page->rows.end());
    if (m_world.planted == Planted::CursorAhead && !page->rows.empty())
        page->upTo = m_world.server.feeds().begin()->second;
    if (m_world.planted == Planted::PageCutInPush && page->rows.size() > 1)
        page->rows.pop_back();
    return page;
}

Result<OlderScope> Wire::olderScope(PersonId, std::span<const Id> records, Time before)
{
    return call("older", [&]() -> Result<OlderScope> { return m_world.server.olderScope(records, before); });
}

Result<Page> Wire::older(PersonId, const OlderAsk &ask)
{
    if (ask.by == OlderAsk::By::Own)
        return Page{}; // the model's feed brings everybody all
    const char *before = m_world.doing; // it may be asked in the middle of a push or a pull
    auto page = call("older", [&]() -> Result<Page> { return m_world.server.older(ask); });
    if (!page)
        return page;
    m_world.doing = before;
    std::vector<TakenRow> rows;
    for (TakenRow &row : page->rows) {
        if (auto own = known(std::move(row)))
            rows.push_back(std::move(*own));
    }
    page->rows = std::move(rows);
    if (m_world.planted == Planted::OlderCutShort && ask.by == OlderAsk::By::Lead && !page->rows.empty())
        page->rows.pop_back();
    return page;
}

// Asked between pushing and pulling: the person goes on working meanwhile.
Result<std::map<int, qint64>> Wire::feeds()
{
    const bool greets = qstrcmp(m_world.doing, "hello") == 0;
    if (m_world.faults && !greets && m_world.dice(4) == 0)
        m_world.edit(m_desk);
    auto feeds = call("feeds", [this]() -> Result<std::map<int, qint64>> { return m_world.server.feeds(); });
    m_world.doing = greets ? "hello" : "end";
    return feeds;
}

Result<Overlaps> Wire::overlaps(PersonId who, qint64 after)
{
    auto page = call("older", [&]() -> Result<Overlaps> { return overlapsOf(m_world.server, who, after); });
    m_world.doing = "end";
    if (m_world.planted == Planted::FirstUntold && page)
        std::erase_if(page->met, [](const Overlap &met) { return met.lost; });
    return page;
}

Result<std::set<Id>> Wire::knows(std::span<const Id> deeds)
{
    auto known = call("knows", [&]() -> Result<std::set<Id>> { return m_world.server.knows(deeds); });
    m_world.doing = "hello";
    return known;
}

// The files of a world live no longer than it: that they reach the disk would take longer than all that happens in it.
static QString folderOfAWorld()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    const QString in = memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath();
    return in + QStringLiteral("/updesk-world-XXXXXX");
}

World::World(quint64 seed, Planted bug)
    : dir(folderOfAWorld()),
      noise(seed),
      random(seed),
      planted(bug),
      favourite(int(seed % quint64(kSimStepCount))),
      now(FakeClock().now())
{
    s_world = this;
    auto &flaws = server.flaws;
    flaws.forgetsOps = bug == Planted::ServerForgetsOps;
    flaws.keepsRefusedRow = bug == Planted::RefusedRowStays;
    flaws.takesEveryClaim = bug == Planted::EveryClaimWins;
    flaws.numbersRestart = bug == Planted::NumbersRestart;
    flaws.sendsForeignRows = bug == Planted::ForeignRows;
    flaws.clockIsIgnored = bug == Planted::ClockIgnored;
    flaws.holdsOnlyTheUnknown = bug == Planted::HeldIsOvertaken;
    flaws.revivesByAny = bug == Planted::RevivedByAny;
    flaws.blanksUnnamed = bug == Planted::UnknownBlanked;
    flaws.takesEveryYes = bug == Planted::EveryYesCounts;
    flaws.takesStaleEpochs = bug == Planted::StaleEpochs;
    flaws.sweepsToQueued = bug == Planted::UnknownSentAgain;
    flaws.restartsAny = bug == Planted::StopUndone;
    const auto id = [this](int n) { return seededId(now, 1, quint64(n)); };
    if (likes("parking") || bug == Planted::FailuresForgotten || dice(5) == 0)
        server.chokesOn = likes("parking committed") ? "w" : likes("parking") ? "w1" : "77";
    if (dice(3) == 0 || likes("staying"))
        server.lack(kCustomer.name, kCustomer.columns[size_t(kCustomer.count) - 1].name);
    const int count = dice(8) ? 2 + dice(3) : 5 + dice(4);
    for (int i = 0; i < count; ++i) {
        auto &desk = *desks.emplace_back(std::make_unique<SimDesk>());
        desk.path = dir.filePath(QStringLiteral("desk%1.updesk").arg(i));
        desk.author = {
            PersonId{id(i + 1)}, id(100 + i), dice(2) ? ModelServer::Role::Manager : ModelServer::Role::Sales};
        desk.old = dice(4) == 0 && !likes("staying");
        if (dice(4) == 0)
            desk.skew = (dice(2) ? 1 : -1) * Time(dice(2 * 24 * 60)) * kMinute;
        makeEmptyStore(desk.path);
        open(desk);
    }
    for (int i = 0; i < 1 + dice(2); ++i)
        hosts.push_back({{PersonId{id(200 + i)}, id(300 + i), ModelServer::Role::Auto}, {}});
    backup = server;
}

World::~World() { onStep = nullptr; }

void World::pass(Time time)
{
    now += time;
    for (const auto &desk : desks)
        desk->clock.set(now + desk->skew);
}

void World::open(SimDesk &desk)
{
    desk.exchange.reset();
    desk.database.reset();
    desk.clock.set(now + desk.skew);
    Database::Setup setup = deskSetup(desk.clock);
    setup.derivations.clear(); // what is computed is not synced
    setup.patience = 0;
    if (desk.old)
        std::ranges::replace(setup.tables, static_cast<const Table *>(&kCustomer), &oldCustomers());
    if (planted == Planted::EitherTold)
        std::ranges::replace(setup.tables, static_cast<const Table *>(&kTask), &askingTasks());
    if (desk.old)
        std::erase(setup.tables, static_cast<const Table *>(&kOriginalPart));
    auto opened = Database::open(desk.path, setup);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().detail));
    desk.database = std::move(*opened);
    (void)desk.database->execute("PRAGMA synchronous=OFF; INSERT OR IGNORE INTO state VALUES('joined',1)"
                                 ",('overlaps.7."
        + desk.author.who.value.hex() + "',1)"); // of all from the first on
    desk.wire = std::make_unique<Wire>(*this, desk);
    desk.exchange = std::make_unique<Exchange>(*desk.database, *desk.wire, ModelServer::kStore, desk.clock, kSmallPage);
    desk.greeted = desk.full = false;
}

bool World::likes(const char *doings) const { return QByteArray(kSimSteps[favourite]).startsWith(doings); }

void World::reach(const QByteArray &step)
{
    const auto *found = std::ranges::find_if(kSimSteps, [&](const char *name) { return step == name; });
    if (found == std::end(kSimSteps))
        qFatal("a step without a number: %s", step.constData());
    const int number = int(found - std::begin(kSimSteps));
    if (!faults)
        return;
    const bool often = number == favourite && spared < 20;
    if (often ? dice(3) == 0 : dice(600) != 0)
        return;
    spared += often;
    ++hits[size_t(number)];
    if (step.startsWith("server"))
        restartServer();
    throw PowerCut{};
}

// Nothing is lost of what it had taken, but every connection is.
void World::restartServer()
{
    server.locked = false;
    late.clear();
    for (const auto &desk : desks)
        desk->greeted = false;
}

void World::sync(SimDesk &desk)
{
    desk.pulled.clear();
    doing = "hello";
    if (!desk.greeted)
        desk.greeted = bool(desk.exchange->hello());
    if (!desk.greeted)
        return;
    doing = "staying";
    if (planted == Planted::FailuresForgotten)
        (void)keepTrouble(*desk.database, {});
    if (const auto done = desk.exchange->run(); !done) {
        desk.greeted = false; // the connection is gone: hello again
        return;
    }
    if (planted == Planted::NoOverlay) {
        auto tx = Transaction::begin(*desk.database, {{}, ModelServer::kStore});
        for (const TakenRow &row : desk.pulled) {
            if (tx)
                (void)takeRow(*tx, row);
        }
        if (tx)
            (void)tx->commit();
    }
    const auto faultsSeen = compareLogWithRows(*desk.database);
    for (const RowFault &seen : faultsSeen ? *faultsSeen : std::vector<RowFault>()) {
        if (fault.isEmpty())
            fault = "a person does not see an own change: " + seen.table.toUtf8() + '.' + seen.column.toUtf8();
    }
}

void World::fillDisk(SimDesk &desk, bool full)
{
    desk.full = full;
    (void)desk.database->execute(full ? "PRAGMA max_page_count=1" : "PRAGMA max_page_count=1073741823");
}

// Another program writes at this desk the whole time.
void World::lockedOut(SimDesk &desk)
{
    raw::File other(desk.path.toStdString());
    other.run("BEGIN IMMEDIATE");
    const size_t entered = desk.entered.size();
    edit(desk);
    sync(desk);
    if (desk.entered.size() != entered)
        fault = "a deed was entered while another had the file";
}

void World::happen(SimDesk &desk, int what)
{
    if (likes("host") && dice(2) == 0) {
        message();
        return serve(hosts[size_t(dice(int(hosts.size())))]);
    }
    if (dice(likes("tidy") || likes("older") ? 3 : 25) == 0)
        return dice(likes("older") ? 3 : 2) == 0 ? fetchAny(desk) : tidy(desk);
    if (planted == Planted::RepeatedBelieved && what >= 86 && what < 92)
        desk.away = false;
    if ((likes("end") || likes("hello") || likes("knows")) && what >= 87 && what < 94)
        return what == 87 ? void(backup = server) : restore();
    if (what < 54)
        edit(desk);
    else if (what < 86)
        sync(desk);
    else if (what < 90)
        serve(hosts[size_t(dice(int(hosts.size())))]);
    else if (what < 92)
        message();
    else if (what == 92 && dice(2) == 0 && !likes("parking") && !likes("tidy")) // which need what is sent
        desk.away = !desk.away;
    else if (what == 92)
        fillDisk(desk, !desk.full);
    else if (what == 93)
        lockedOut(desk);
    else if (what == 94)
        throw PowerCut{};
    else if (what < 97)
        backup = server;
    else if (what == 97 && dice(3) == 0)
        restore();
    else if (what == 98 && !likes("parking") && dice(3) == 0) { // after which it fails on nothing
        server.upgrade();
        restartServer();
    } else if (desk.old && dice(4) == 0) {
        desk.old = false; // its program is updated
        open(desk);
    } else
        desk.skew = dice(3) ? 0 : (dice(2) ? 1 : -1) * Time(dice(2 * 24 * 60)) * kMinute;
}

void World::step()
{
    pass(1 + dice(5000));
    SimDesk &desk = *desks[size_t(dice(int(desks.size())))];
    if (!late.empty() && dice(3) == 0)
        deliverLate();
    try {
        happen(desk, dice(100));
    } catch (const PowerCut &) {
        ++crashes;
        server.locked = false;
        open(desk);
    }
}

void World::run(int steps)
{
    s_world = this;
    faults = true;
    onStep = [](const char *name) {
        if (qstrcmp(name, "copied") == 0 || qstrcmp(name, "backed up") == 0)
            return; // a whole copy changes nothing of what desks and server have
        const QByteArray step = QByteArray(s_world->doing) + ' ' + name;
        if (step == "answers committed" || step == "parking committed")
            s_world->doing = "staying"; // what comes next
        s_world->reach(step);
    };
    if (likes("staying") || likes("tidy") || likes("older") || likes("end") || likes("host") || likes("knows")
        || likes("parking"))
        steps *= 2; // they come seldom
    if (likes("staying") || likes("tidy") || likes("end"))
        steps *= 2;
    if (likes("parking"))
        steps *= 4; // only after several failures each
    for (int i = 0; i < steps; ++i)
        step();
    onStep = nullptr;
}

void World::settle()
{
    const auto unsettled = [](const std::unique_ptr<SimDesk> &desk) {
        const auto left = unsent(*desk->database);
        return !left || left->deeds > left->held + left->parked + left->waiting;
    };
    constexpr int kMostTalks = 1000; // one for each time that a batch fails
    for (int talks = 0; talks < kMostTalks && std::ranges::any_of(desks, unsettled); ++talks) {
        for (const auto &desk : desks)
            sync(*desk);
    }
    if (fault.isEmpty() && std::ranges::any_of(desks, unsettled))
        fault = "what the server cannot take stands in the way of the rest";
}

void World::quiet()
{
    faults = false;
    deliverLate();
    for (const auto &desk : desks) {
        desk->greeted = false;
        fillDisk(*desk, false);
        desk->away = false;
    }
    settle();
    server.upgrade();
    for (const auto &desk : desks)
        desk->greeted = false;
    for (SimHost &host : hosts) {
        pass(kMinute); // the lease of the one before has run out
        serve(host);
    }
    for (int round = 0; round < 6; ++round) {
        for (const auto &desk : desks) {
            pass(kSecond);
            sync(*desk);
            if (!desk->greeted && fault.isEmpty())
                fault = "a talk failed that nothing stood in the way of";
        }
    }
    fetchAll();
    ops = int(server.log().size());
}

} // namespace updesk
