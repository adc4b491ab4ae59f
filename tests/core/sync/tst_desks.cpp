// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/availability.h"
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/rounds.h"
#include "core/desk/routedesk.h"
#include "core/desk/setbackverbs.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/proofrows.h"
#include "core/leads/queuerows.h"
#include "core/people/customer.h"
#include "core/store/check.h"
#include "tests/support/fakecomputer.h"
#include "tests/support/shareddesk.h"
#include "tests/support/suite.h"

#include <QLoggingCategory>

using namespace updesk;

/// Two desks and a real PostgreSQL, as a dealership has them.
class TestDesks : public QObject
{
    Q_OBJECT
    static int talk(SharedDesk &desk) { return desk.talk().setbacks; }
    static void restart(SharedDesk &desk, const Clock &clock)
    {
        const PersonId person = desk.session->person();
        desk.syncer.reset();
        desk.session = std::move(*Session::open(desk.path, clock));
        desk.session->setPerson(person);
        desk.syncer = std::make_unique<Syncer>(
            desk.session->database(), desk.place.store, clock, desk.way()(desk.session->database()));
    }
private Q_SLOTS:
    void aLoneStoreIsTakenUpOnceAndEveryDeskHasIt()
    {
        SyncServer server;
        qint64 sent = 0;
        const auto lone = adopted(server, 5, &sent);
        qint64 rows = 0;
        for (const Table *table : lone->session->database().setup().tables)
            rows += lone->count(table->name);
        QCOMPARE(sent, rows);
        const auto again = adoptStore(lone->session->database(), server.as("ida"), server.options("ida"), lone->clock);
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Duplicate);
        SharedDesk ann(server, lone->clock, "ann");
        talk(ann);
        for (const char *table : {"lead", "customer", "phone", "activity", "task", "assignment", "person", "lead_now"})
            QCOMPARE(ann.count(table), lone->count(table));
        const auto report = checkStore(ann.session->database());
        QVERIFY(report && report->sound());
        const auto built = rebuild(ann.session->database(), lone->clock.now(), Rebuild::CompareOnly);
        QVERIFY(built);
        QCOMPARE(built->differed, 0);
    }
    void aFileWithRowsDoesNotJoin()
    {
        SyncServer server;
        TestStore store;
        const auto options = server.options("ann");
        const auto joined = joinServer(store->database(), *server.as("ann"), options, 0);
        QVERIFY(!joined);
        QCOMPARE(joined.error().code, Error::Code::Duplicate);
        const FakeClock clock;
        const auto empty = Database::open(store.dir.filePath(QStringLiteral("empty")), deskSetup(clock));
        QVERIFY(empty);
        QCOMPARE(joinServer(**empty, *server.as("ann"), options, 99).error().code, Error::Code::Denied);
        QCOMPARE(*(*empty)->state("joined"), 0);
    }
    void whoIsBusyAtOneDeskGetsNoLeadFromTheOther()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        talk(ann);
        talk(bob);
        const PersonId annie = ann.session->person();
        const auto verdict = [&] {
            const auto test = testRoute(*bob.session, lone->webLead(1), lone->clock.now());
            for (const PersonVerdict &one : test->verdicts)
                if (one.person == annie)
                    return one.verdict;
            return RouteVerdict::NoRule;
        };
        QVERIFY(verdict() != RouteVerdict::Busy);
        QVERIFY(becomeBusy(*ann.session, kHour)); // her own word, and no manager's
        talk(ann);
        talk(bob);
        QCOMPARE(busyAt(bob.session->database(), lone->clock.now())->at(annie), lone->clock.now() + kHour);
        QCOMPARE(verdict(), RouteVerdict::Busy);
        QVERIFY(becomeFree(*ann.session));
        talk(ann);
        talk(bob);
        QVERIFY(verdict() != RouteVerdict::Busy);
        QCOMPARE(ann.rows(), bob.rows());
    }
    void twoSpellsOfOnePersonAreOneAndEndTogether()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk left(server, lone->clock, "ann"), right(server, lone->clock, "ann");
        const Time now = lone->clock.now();
        QVERIFY(becomeBusy(*left.session, 15 * kMinute) && becomeBusy(*right.session, kHour));
        for (SharedDesk *desk : {&left, &right, &left})
            talk(*desk);
        const PersonId annie = left.session->person();
        for (SharedDesk *desk : {&left, &right}) {
            QCOMPARE(desk->count("busy"), 2);
            QCOMPARE(busyAt(desk->session->database(), now)->at(annie), now + kHour);
        }
        QVERIFY(becomeFree(*left.session));
        talk(left);
        talk(right);
        QVERIFY(busyAt(right.session->database(), now)->empty());
        QCOMPARE(left.rows(), right.rows());
    }
    void aLeadOfOneDeskIsWorkedAtTheOther()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        talk(ann);
        talk(bob);
        const auto made = capture(*ann.session, lone->webLead(1));
        QVERIFY(made);
        talk(ann);
        talk(bob);
        const auto row = queueRow(bob.session->database(), made->lead);
        QVERIFY(row);
        QCOMPARE(row->now.clock, LeadNow::Running);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = lone->clock.now() - 20 * kSecond;
        lone->clock.advance(kMinute);
        call.dialledAt = lone->clock.now() - 20 * kSecond;
        QVERIFY(logCall(*bob.session, made->lead, call));
        talk(bob);
        talk(ann);
        QCOMPARE(leadNowOf(ann.session->database(), made->lead)->attempts, 1);
        QCOMPARE(ann.rows(), bob.rows());
    }
    // The desk's own clock was turned back, the server's time was not: the moment is right, and the doubt is told
    // everywhere.
    void aCallByATurnedClockIsMarkedAtEveryDesk()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("updesk.clock=false"));
        SyncServer server;
        const auto lone = adopted(server, 0);
        FakeComputer computer;
        computer.wall.set(lone->clock.now());
        computer.start();
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        talk(ann);
        talk(bob);
        const auto made = capture(*bob.session, lone->webLead(1));
        QVERIFY(made);
        talk(bob);
        talk(ann);
        ann.session = std::move(*Session::open(ann.path, *computer.clock));
        ann.session->setPerson(server.person("ann"));
        ann.syncer = std::make_unique<Syncer>(
            ann.session->database(), ann.place.store, computer.wall, ann.way()(ann.session->database()));
        computer.clock->setOffset(0);
        computer.pass(40 * kMinute);
        computer.turn(-38 * kMinute);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = ann.session->now();
        computer.pass(20 * kSecond);
        QVERIFY(logCall(*ann.session, made->lead, call));
        talk(ann);
        lone->clock.advance(41 * kMinute);
        talk(bob);
        for (SharedDesk *desk : {&ann, &bob}) {
            const auto now = leadNowOf(desk->session->database(), made->lead);
            QVERIFY(now);
            QCOMPARE(now->clockJump, -38 * 60);
            QCOMPARE(now->firstHuman - now->received, 40 * kMinute);
            QCOMPARE(proofOf(*now), Proof::ClockJumped);
            QCOMPARE(desk->count("activity WHERE clock_jump=-2280"), 1);
            const auto built = rebuild(desk->session->database(), lone->clock.now(), Rebuild::CompareOnly);
            QVERIFY(built);
            QCOMPARE(built->differed, 0);
        }
        QCOMPARE(ann.rows(), bob.rows());
    }
    // Days without the server: both work on, nothing is lost, nothing is there twice, and two edits of one field are
    // told.
    void aServerThatIsAwayStopsNobody()
    {
        SyncServer server;
        const auto lone = adopted(server, 3);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        talk(ann);
        talk(bob);
        const auto leads = queueRows(ann.session->database(), {}, 10);
        QVERIFY(leads && leads->size() == 3);
        const LeadId lead = leads->front().now.id;
        const CustomerId customer = leads->front().now.customer;
        Postgres::shared().kill();
        for (SharedDesk *desk : {&ann, &bob}) {
            lone->clock.advance(kMinute);
            CallLog call;
            call.outcome = Outcome::NoAnswer;
            call.dialledAt = lone->clock.now() - 20 * kSecond;
            QVERIFY(logCall(*desk->session, lead, call));
            QVERIFY(doDeed(*desk->session, "rename", {}, [&](Transaction &tx) -> Result<void> {
                const auto before = load(tx.database(), kCustomer, customer.value);
                Customer after = *before;
                after.company = desk == &ann ? QStringLiteral("Ames Farm") : QStringLiteral("Bobs Farm");
                return apply(tx, set(kCustomer, *before, after));
            }));
            QVERIFY(capture(*desk->session, lone->webLead(desk == &ann ? 11 : 12)));
            const Syncer::Turn turn = desk->syncer->turn();
            QVERIFY(!turn.online);
            QCOMPARE(turn.error->code, Error::Code::Offline);
            QVERIFY(turn.wait > 0 && turn.wait <= 31 * kSecond);
            QCOMPARE(unsent(desk->session->database())->deeds, 3);
        }
        Postgres::shared().start();
        for (int round = 0; round < 2; ++round) {
            talk(ann);
            talk(bob);
        }
        QCOMPARE(unsent(ann.session->database())->deeds, 0);
        QCOMPARE(unsent(bob.session->database())->deeds, 0);
        QCOMPARE(ann.rows(), bob.rows());
        QCOMPARE(ann.count("lead"), 5);
        QCOMPARE(ann.count("activity WHERE kind=0"), 2);
        QCOMPARE(load(ann.session->database(), kCustomer, customer.value)->company, QStringLiteral("Bobs Farm"));
        const auto told = setbacks(bob.session->database());
        QVERIFY(told && !told->empty());
        QVERIFY(std::ranges::any_of(*told, [](const Setback &one) {
            return one.kind == Setback::Kind::TwoPlaces && one.field == "company"
                && one.theirs == QLatin1String("Ames Farm") && one.ours == QLatin1String("Bobs Farm");
        }));
    }
    // Both closed it with the server away: each hears of the other's reason, once, and either may choose the other.
    void whoeverWasFirstHearsOfTheSecondToo()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        talk(ann);
        talk(bob);
        const LeadId lead = queueRows(ann.session->database(), {}, 10)->front().now.id;
        const auto why = [lead](
                             SharedDesk &desk) { return load(desk.session->database(), kLead, lead.value)->closedWhy; };
        QVERIFY(closeLead(*ann.session, lead, Closed::Lost, QStringLiteral("Too far")));
        lone->clock.advance(kMinute);
        QVERIFY(closeLead(*bob.session, lead, Closed::Lost, QStringLiteral("No credit")));
        talk(ann);
        QCOMPARE(talk(bob), 1);
        QCOMPARE(ann.count("setback"), 0);
        QCOMPARE(talk(ann), 1);
        QCOMPARE(*unseenSetbacks(ann.session->database()), 1);
        const auto told = setbacks(ann.session->database());
        QCOMPARE(told->size(), size_t(1));
        QCOMPARE(told->front().kind, Setback::Kind::Lost);
        QCOMPARE(told->front().ours, QStringLiteral("Too far"));
        QCOMPARE(told->front().theirs, QStringLiteral("No credit"));
        QVERIFY(told->front().who == server.person("ann") && told->front().other == server.person("bob"));
        QCOMPARE(*settleSetbacks(*ann.session, ann.session->person()), 1);
        restart(ann, lone->clock);
        QCOMPARE(talk(ann), 0);
        QVERIFY(useOther(*ann.session, told->front()));
        talk(ann);
        QCOMPARE(talk(bob), 0); // it was chosen, and met nothing
        QCOMPARE(why(bob), QStringLiteral("Too far"));
        QCOMPARE(talk(ann), 0);
        QCOMPARE(ann.count("setback") + bob.count("setback"), 2);
        QCOMPARE(ann.rows(), bob.rows());
        SharedDesk late(server, lone->clock, "ann"); // of what was before it came it tells nothing
        QVERIFY(capture(*late.session, lone->webLead(5)));
        talk(late);
        talk(late);
        QCOMPARE(late.count("setback"), 0);
    }
    void deedsOfSomebodyElseWaitForTheirLogin()
    {
        SyncServer server;
        const auto lone = adopted(server, 1);
        SharedDesk ann(server, lone->clock, "ann");
        talk(ann);
        ann.session->setPerson(server.person("bob"));
        QVERIFY(capture(*ann.session, lone->webLead(21)));
        ann.session->setPerson(server.person("ann"));
        QVERIFY(capture(*ann.session, lone->webLead(22)));
        talk(ann);
        const auto left = unsent(ann.session->database());
        QVERIFY(left);
        QCOMPARE(left->deeds, 1);
        QCOMPARE(left->waiting, 1);
        ann.syncer = std::make_unique<Syncer>(ann.session->database(), ann.place.store, lone->clock, [&] {
            ServerPlace bobs = ann.place;
            bobs.login = QStringLiteral("bob");
            bobs.person = server.person("bob");
            auto remote = connectTo(bobs, SyncServer::passwordOf(QStringLiteral("bob")), ann.session->database());
            return remote ? Result<std::unique_ptr<Remote>>(std::move(*remote))
                          : Result<std::unique_ptr<Remote>>(remote.error());
        });
        talk(ann);
        QCOMPARE(unsent(ann.session->database())->deeds, 0);
    }
};

UPDESK_TEST(TestDesks);
#include "tst_desks.moc"
