// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/setbackverbs.h"
#include "core/desk/worker.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/store/check.h"
#include "core/sync/exchange.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

namespace
{

/// A server at which Omar had every lead first and which takes everything else.
class OmarsServer final : public Remote
{
public:
    explicit OmarsServer(PersonId omar) : m_omar(omar) { }
    Result<Hello> hello(int schema) override { return Hello{schema, 0, FakeClock().now(), "one"}; }
    Result<std::vector<Answer>> push(PersonId, std::span<const OutDeed> deeds) override
    {
        std::vector<Answer> answers;
        for (const OutDeed &deed : deeds) {
            for (const Op &op : deed.ops)
                answers.push_back(op.kind == Op::Kind::Claim ? lost(op) : Answer{});
        }
        return answers;
    }
    Result<Page> pull(int, qint64, int) override { return Page{}; }
    Result<std::map<int, qint64>> feeds() override { return std::map<int, qint64>(); }
    Result<std::set<Id>> knows(std::span<const Id> deeds) override { return std::set<Id>(deeds.begin(), deeds.end()); }
    bool speaksFor(PersonId) const override { return true; }

private:
    Answer lost(const Op &op) const
    {
        Answer answer;
        answer.state = Answer::State::Lost;
        answer.holder = m_omar.value;
        answer.hasRow = true;
        answer.row = TakenRow{op.table, op.row, 1, 9, {{op.table->find("owner_id"), m_omar.value, {}}}};
        return answer;
    }
    PersonId m_omar;
};

/// A server at which others' edits met what Dana had written; it takes everything.
class MeetingServer final : public Remote
{
public:
    explicit MeetingServer(PersonId dana) : m_dana(dana) { }
    Result<Hello> hello(int schema) override { return Hello{schema, 0, FakeClock().now(), "one"}; }
    Result<std::vector<Answer>> push(PersonId, std::span<const OutDeed> deeds) override
    {
        size_t ops = 0;
        for (const OutDeed &deed : deeds)
            ops += deed.ops.size();
        return std::vector<Answer>(ops);
    }
    Result<Page> pull(int, qint64, int) override { return Page{}; }
    Result<std::map<int, qint64>> feeds() override { return std::map<int, qint64>{{store, seq}}; }
    Result<std::set<Id>> knows(std::span<const Id>) override { return std::set<Id>(); }
    bool speaksFor(PersonId who) const override { return who.isNull() || who == m_dana; }
    std::vector<PersonId> people() const override { return {m_dana}; }
    Result<Overlaps> overlaps(PersonId who, qint64 after) override
    {
        asked << after;
        if (broken)
            return *broken;
        Overlaps page;
        for (const Overlap &one : met) {
            if (who != m_dana || one.seq <= after)
                continue;
            if (pageSize > 0 && page.met.size() >= pageSize && page.met.back().seq != one.seq)
                break;
            page.met.push_back(one);
        }
        if (pageSize > 0 && page.met.size() >= pageSize)
            page.upTo = page.met.back().seq;
        return page;
    }

    int store = 0;
    qint64 seq = 0;
    size_t pageSize = 0; ///< 0: all
    std::vector<Overlap> met;
    std::optional<Error> broken;
    QList<qint64> asked; ///< the number, each time

private:
    PersonId m_dana;
};

/// Dana's desk and that server, which knows 10 pushes when the desk comes.
struct MeetingDesk {
    MeetingDesk() : server(store.dana)
    {
        lead = store.add(store.webLead(1)).lead;
        server.store = store->by().store;
        store->setPerson(store.dana);
        server.seq = 10;
        if (!store->database().execute("INSERT INTO state VALUES('joined',1)") || talk() != 0 || !writes("A")
            || talk() != 0)
            qFatal("talk");
    }
    bool writes(const char *comments)
    {
        return bool(doDeed(*store, "test", {lead}, [&](Transaction &tx) {
            const auto before = load(tx.database(), kLead, lead.value);
            Lead after = *before;
            after.comments = QString::fromLatin1(comments);
            return apply(tx, set(kLead, *before, after));
        }));
    }
    /// How many setbacks it brought; -1: it was cut off.
    int talk()
    {
        Exchange exchange(store->database(), server, server.store, store.clock);
        const auto hello = exchange.hello();
        const auto done = hello ? exchange.run() : Result<Exchanged>(hello.error());
        return done ? done->setbacks : -1;
    }
    Overlap edit(qint64 seq, const char *field, bool lost)
    {
        return {seq, store.clock.now() + seq, store.omar, "lead", lead.value, field, QStringLiteral("hers"),
            QStringLiteral("his"), lost};
    }

    TestStore store;
    MeetingServer server;
    LeadId lead;
};

} // namespace

static int s_left = 0; // steps until the power goes

/// What the server did not take is told once and settled once, whatever happens in between.
class TestTold : public QObject
{
    Q_OBJECT
    /// Nobody's lead, which Dana takes while the server is away, with two steps of her own on it.
    static LeadId takenOffline(TestStore &store)
    {
        const LeadId lead = store.add(store.webLead(1)).lead;
        const auto done = doDeed(*store, "test", {lead}, [&](Transaction &tx) {
            const auto before = load(tx.database(), kLead, lead.value);
            Lead free = *before;
            free.owner = {};
            return apply(tx, set(kLead, *before, free, Op::Kind::Assign));
        });
        store.clock.advance(kMinute);
        store->setPerson(store.dana);
        if (!done || !store->database().execute("INSERT INTO state VALUES('joined',1)") || !claimLead(*store, lead))
            qFatal("claim");
        for (const Time later : {kHour, 2 * kHour}) {
            if (!doDeed(*store, "test", {lead}, [&](Transaction &tx) {
                    Task task;
                    task.id = {tx.freshId()};
                    task.lead = lead;
                    task.person = store.dana;
                    task.due = tx.now() + later;
                    return apply(tx, put(kTask, task));
                }))
                qFatal("plan");
        }
        return lead;
    }
    static bool talk(Session &session, PersonId omar)
    {
        OmarsServer server(omar);
        Exchange exchange(session.database(), server, session.by().store, session.clock());
        return exchange.hello() && exchange.run();
    }
    static bool talkAndTell(Session &session, PersonId omar)
    {
        return talk(session, omar) && settleSetbacks(session, session.person()) && talk(session, omar);
    }
    static void isToldAndSettledOnce(TestStore &store, LeadId lead)
    {
        const auto all = notices(store->database(), store.dana);
        QCOMPARE(std::ranges::count(*all, Notice::Kind::ClaimLost, &Notice::kind), 1);
        const auto told = std::ranges::find(*all, Notice::Kind::ClaimLost, &Notice::kind);
        QCOMPARE(told->lead, lead);
        QCOMPARE(told->other, store.omar);
        QCOMPARE(store.count("setback"), 1);
        QCOMPARE(load(store->database(), kLead, lead.value)->owner, store.omar);
        QCOMPARE(store.count("task WHERE dropped=4 AND deleted=0"), 2); // hers
        QCOMPARE(store.count("task WHERE dropped=0 AND deleted=0"), 1); // the lead's own first step
        QCOMPARE(store.count("assignment WHERE deleted=1"), 1);
        QCOMPARE(store.count("deed WHERE verb='setback'"), 1);
        QCOMPARE(store.count("deed WHERE n>(SELECT v FROM state WHERE k='sent')"), 0); // the others know it too
        const auto report = checkStore(store->database());
        QVERIFY(report && report->sound());
    }

private Q_SLOTS:
    void aKillBetweenAnswerAndNoticeTellsAllTheSameOnce()
    {
        int killed = 0;
        for (bool ended = false; !ended; ++killed) {
            TestStore store;
            const LeadId lead = takenOffline(store);
            store.session.reset();
            const pid_t child = ::fork();
            if (child == 0) {
                const auto session = Session::open(store.path, store.clock);
                s_left = killed + 1;
                onStep = [](const char *) {
                    if (--s_left == 0)
                        ::kill(::getpid(), SIGKILL);
                };
                ::_exit(session && talkAndTell(**session, store.omar) ? 0 : 1);
            }
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            ended = WIFEXITED(status);
            QVERIFY(!ended || WEXITSTATUS(status) == 0);
            store.clock.advance(kHour); // the child had this process's random numbers
            store.reopen();
            store->setPerson(store.dana);
            // As a desk begins: what was left untold first, then the server, who says again what was not heard.
            QVERIFY(settleSetbacks(*store, store->person()));
            QVERIFY(talkAndTell(*store, store.omar));
            isToldAndSettledOnce(store, lead);
            QCOMPARE(*settleSetbacks(*store, store->person()), 0);
        }
        QVERIFY2(killed > 15, QByteArray::number(killed).constData());
        qInfo("killed at each of %d steps", killed - 1);
    }
    void whoeverWasFirstHearsOfTheSecond()
    {
        MeetingDesk desk;
        desk.server.seq = 12;
        desk.server.met = {
            desk.edit(9, "best_time", true), desk.edit(11, "comments", true), desk.edit(12, "closed_why", false)};
        QCOMPARE(desk.talk(), 2); // what is older than the desk concerns it not
        QCOMPARE(desk.server.asked, QList<qint64>{10});
        const auto told = setbacksAfter(desk.store->database(), 0);
        QVERIFY(told && told->size() == 2);
        QCOMPARE(told->front().kind, Setback::Kind::Lost);
        QCOMPARE(told->back().kind, Setback::Kind::TwoPlaces);
        for (const Setback &one : *told) {
            QCOMPARE(one.who, desk.store.dana);
            QCOMPARE(one.other, desk.store.omar);
            QCOMPARE(one.ours + one.theirs, QStringLiteral("hershis"));
            QVERIFY(hasOther(desk.store->database(), one));
        }
        QCOMPARE(*settleSetbacks(*desk.store, desk.store.dana), 2);
        const auto all = notices(desk.store->database(), desk.store.dana);
        QCOMPARE(std::ranges::count(*all, Notice::Kind::TheirsStands, &Notice::kind), 1);
        QCOMPARE(std::ranges::count(*all, Notice::Kind::OursStands, &Notice::kind), 1);
        QCOMPARE(std::ranges::count(*all, desk.lead, &Notice::lead), 2);
    }
    void whileNothingMovesNothingIsAsked()
    {
        MeetingDesk desk;
        QCOMPARE(desk.talk(), 0);
        QVERIFY(desk.server.asked.isEmpty());
        desk.server.seq = 11;
        QCOMPARE(desk.talk(), 0);
        QCOMPARE(desk.talk(), 0);
        QCOMPARE(desk.server.asked, QList<qint64>{10});
    }
    void ofWhatNobodyHasToDecideNobodyIsTold()
    {
        MeetingDesk desk;
        Overlap own = desk.edit(11, "comments", true), foreign = own;
        own.by = desk.store.dana; // at another desk of hers
        foreign.table = "of_a_newer_server";
        desk.server.met = {own, foreign, desk.edit(11, "closed_at", true), desk.edit(11, "newer", true),
            desk.edit(11, "owner_id", true)};
        desk.server.seq = 11;
        QCOMPARE(desk.talk(), 0);
        QCOMPARE(desk.store.count("setback"), 0);
    }
    void pageAfterPageIsReadAndNothingTwice()
    {
        MeetingDesk desk;
        desk.server.pageSize = 2;
        for (const qint64 seq : {11, 12, 12, 12, 13})
            desk.server.met.push_back(desk.edit(seq, "comments", true));
        for (size_t i = 0; i < desk.server.met.size(); ++i)
            desk.server.met[i].row = newId(qint64(i) + 1);
        desk.server.seq = 14;
        QCOMPARE(desk.talk(), 5);
        QCOMPARE(desk.server.asked, (QList<qint64>{10, 12}));
        // A server that was set back has lower numbers, and hears again what it had heard.
        desk.server.seq = 8;
        QCOMPARE(desk.talk(), 0);
        QCOMPARE(desk.server.asked.size(), 2);
        for (Overlap &one : desk.server.met)
            one.seq = 9;
        desk.server.seq = 9;
        QCOMPARE(desk.talk(), 0);
        QCOMPARE(desk.server.asked.back(), 8);
        QCOMPARE(desk.store.count("setback"), 5);
    }
    void aQuestionThatFailsIsAskedAgain()
    {
        MeetingDesk desk;
        desk.server.met = {desk.edit(11, "comments", true)};
        desk.server.seq = 11;
        for (const auto &[code, setbacks] : {std::pair{Error::Code::Offline, -1}, {Error::Code::Failed, 0}}) {
            desk.server.broken = Error{code, QStringLiteral("server"), {}};
            QCOMPARE(desk.talk(), setbacks); // only a line that is down ends the talk
        }
        desk.server.broken.reset();
        QCOMPARE(desk.talk(), 1);
        QCOMPARE(desk.server.asked, (QList<qint64>{10, 10, 10}));
    }
    // An agent, or a window that was busy: the worker beside it tells and settles.
    void withoutAWindowTheWorkerTells()
    {
        TestStore store;
        const LeadId lead = takenOffline(store);
        QVERIFY(talk(*store, store.omar));
        QCOMPARE(store.count("notice WHERE kind=21"), 0);
        Worker worker(store.path, store.clock, PersonId{});
        worker.start();
        QTRY_COMPARE(store.count("notice WHERE kind=21"), 1);
        worker.stop();
        QVERIFY(talk(*store, store.omar));
        isToldAndSettledOnce(store, lead);
    }
    // What the program did by itself is told to whoever is there; to nobody it is a line of the list.
    void whatTheProgramDidIsToldToWhoeverIsThere()
    {
        for (const bool somebody : {true, false}) {
            TestStore store;
            const LeadId lead = store.add(store.webLead(1)).lead;
            Query q = store->database().query("INSERT INTO setback(kind,at,verb,tbl,row_id,field,ours,theirs,why)"
                                              " VALUES(1,?1,'import','lead',?2,'comments','a','','role')");
            QVERIFY(q.bind(1, store.clock.now()).bind(2, lead).run());
            QCOMPARE(*settleSetbacks(*store, somebody ? store.omar : PersonId{}), 1);
            QCOMPARE(store.count("notice WHERE kind=22"), somebody ? 1 : 0);
            QCOMPARE(*unseenSetbacks(store->database()), 1);
        }
    }
};
static_assert(int(Notice::Kind::ClaimLost) == 21 && int(Notice::Kind::ChangeRefused) == 22);

UPDESK_TEST(TestTold);
#include "tst_told.moc"
