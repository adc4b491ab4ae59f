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
    Result<std::set<Id>> knows(std::span<const Id>) override { return std::set<Id>(); }
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
