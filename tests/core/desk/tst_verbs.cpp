// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/desk/contactrows.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/people/customerstore.h"
#include "tests/core/desk/allverbs.h"
#include "tests/support/meanwhile.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// Every verb beside another connection to the same file.
class TestVerbs : public QObject
{
    Q_OBJECT

    struct Desk {
        TestStore store;
        Captured one = store.add(store.webLead(1)), two = store.add(store.webLead(2)),
                 three = store.add(store.webLead(3));
        std::unique_ptr<Session> other;
        RowOnlyId waiting; ///< in the tray
        AppointmentId visit;
        RowOnlyId inStore;
        DealId deal;

        Desk()
        {
            auto opened = Session::open(store.path, store.clock);
            if (!opened)
                qFatal("open");
            other = std::move(*opened);
            other->setPerson(store.mike);
            store.clock.advance(kMinute);
        }
        CallLog call(Outcome outcome)
        {
            CallLog call;
            call.outcome = outcome;
            call.dialledAt = store.clock.now();
            store.clock.advance(10 * kSecond);
            call.endedAt = store.clock.now();
            return call;
        }
        Customer customer(CustomerId id) { return *load(store->database(), kCustomer, id.value); }
        bool booked()
        {
            const bool done = bool(bookVisit(*store, one.lead, store.clock.now() + kDay, store.dana));
            visit = appointmentsOfLead(store->database(), one.lead)->front().id;
            return done;
        }
        bool arrived()
        {
            const auto came = booked() ? arriveVisit(*store, visit) : Result<Arrived>(Arrived());
            inStore = came ? came->visit : RowOnlyId();
            return !inStore.isNull();
        }
        DealDraft sale()
        {
            DealDraft draft;
            draft.stock = QStringLiteral("T1190");
            return draft;
        }
        bool sold()
        {
            const auto done = sellLead(*store, one.lead, sale());
            deal = done ? done->deal : DealId();
            return bool(done);
        }
        RowOnlyId quarantined()
        {
            if (!takeDocument(*store, "<adf><prospect><customer>call (212) 555-0188", QStringLiteral("b.xml")))
                qFatal("quarantine");
            waiting = quarantineRows(store->database())->front().id;
            return waiting;
        }
    };
    using Verb = std::function<bool(Desk &)>;
    struct Named {
        const char *name;
        Verb before, verb;
    };
    static std::vector<Named> verbs()
    {
        const Verb nothing = [](Desk &) { return true; };
        return {
            {"assign", nothing, [](Desk &d) { return bool(assign(*d.store, std::array{d.one.lead}, d.store.omar)); }},
            {"note", nothing, [](Desk &d) { return bool(addNote(*d.store, d.one.lead, QStringLiteral("hm"))); }},
            {"snooze", nothing, [](Desk &d) { return bool(snooze(*d.store, d.one.lead, d.store.clock.now() + kDay)); }},
            {"book", nothing,
                [](Desk &d) {
                    return bool(bookVisit(*d.store, d.one.lead, d.store.clock.now() + kDay, d.store.dana));
                }},
            {"confirm", [](Desk &d) { return d.booked(); },
                [](Desk &d) { return bool(confirmVisit(*d.store, d.visit)); }},
            {"arrive", [](Desk &d) { return d.booked(); },
                [](Desk &d) { return bool(arriveVisit(*d.store, d.visit)); }},
            {"move visit", [](Desk &d) { return d.booked(); },
                [](Desk &d) { return bool(moveVisit(*d.store, d.visit, d.store.clock.now() + 2 * kDay)); }},
            {"cancel visit", [](Desk &d) { return d.booked(); },
                [](Desk &d) { return bool(cancelVisit(*d.store, d.visit)); }},
            {"step", [](Desk &d) { return d.arrived(); },
                [](Desk &d) { return bool(reachStep(*d.store, d.inStore, VisitStep::DemoDrive)); }},
            {"depart", [](Desk &d) { return d.arrived(); },
                [](Desk &d) { return bool(departVisit(*d.store, d.inStore)); }},
            {"sell", nothing, [](Desk &d) { return bool(sellLead(*d.store, d.one.lead, d.sale())); }},
            {"deliver", [](Desk &d) { return d.sold(); }, [](Desk &d) { return bool(deliverDeal(*d.store, d.deal)); }},
            {"unwind", [](Desk &d) { return d.sold(); },
                [](Desk &d) { return bool(unwindDeal(*d.store, d.deal, QStringLiteral("loan"))); }},
            {"gross", [](Desk &d) { return d.sold(); },
                [](Desk &d) { return bool(setGross(*d.store, d.deal, 100, 200)); }},
            {"grade", nothing, [](Desk &d) { return bool(setGrade(*d.store, d.one.lead, 2, QStringLiteral("so"))); }},
            {"close", nothing,
                [](Desk &d) { return bool(closeLead(*d.store, d.one.lead, Closed::Lost, QStringLiteral("price"))); }},
            {"reopen",
                [](Desk &d) { return bool(closeLead(*d.store, d.one.lead, Closed::Lost, QStringLiteral("price"))); },
                [](Desk &d) { return bool(reopenLead(*d.store, d.one.lead)); }},
            {"unverify", [](Desk &d) { return bool(logCall(*d.store, d.one.lead, d.call(Outcome::NoAnswer))); },
                [](Desk &d) {
                    const auto done = markUnverified(*d.store, d.one.lead);
                    return done || done.error().code == Error::Code::Invalid;
                }},
            {"call", nothing, [](Desk &d) { return bool(logCall(*d.store, d.one.lead, d.call(Outcome::NoAnswer))); }},
            {"optout", nothing, [](Desk &d) { return bool(doNotContact(*d.store, d.one.customer)); }},
            {"merge", nothing, [](Desk &d) { return bool(merge(*d.store, d.two.customer, d.one.customer)); }},
            {"household", nothing,
                [](Desk &d) { return bool(linkHousehold(*d.store, d.one.customer, d.two.customer)); }},
            {"undo", [](Desk &d) { return bool(addNote(*d.store, d.one.lead, QStringLiteral("hm"))); },
                [](Desk &d) { return bool(undoLast(*d.store)); }},
            {"set aside", [](Desk &d) { return !d.quarantined().isNull(); },
                [](Desk &d) { return bool(setAsideQuarantine(*d.store, d.waiting)); }},
        };
    }

private Q_SLOTS:
    void aVerbReadsNothingBeforeItsTransaction_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; const Named &named : verbs())
            QTest::newRow(named.name) << i++;
    }
    void aVerbReadsNothingBeforeItsTransaction()
    {
        QFETCH(const int, which);
        const Named named = verbs()[size_t(which)];
        Desk desk;
        QVERIFY(named.before(desk));
        std::optional<StatementTrace> trace(std::in_place, desk.store->database());
        std::vector<QByteArray> before;
        const Meanwhile meanwhile("begun", [&] { before = trace->outside(); });
        QVERIFY(named.verb(desk));
        QVERIFY(meanwhile.happened());
        QCOMPARE(QList<QByteArray>(before.begin(), before.end()), QList<QByteArray>());
    }
    void threePeopleLinkedAtTwoWindowsAreOneHousehold()
    {
        Desk desk;
        {
            const Meanwhile meanwhile(
                "beginning", [&] { QVERIFY(linkHousehold(*desk.other, desk.two.customer, desk.three.customer)); });
            QVERIFY(linkHousehold(*desk.store, desk.one.customer, desk.two.customer));
        }
        const HouseholdId home = desk.customer(desk.one.customer).household;
        QVERIFY(!home.isNull());
        QCOMPARE(CustomerStore(desk.store->database()).household(home)->size(), size_t(3));
    }
    void aDoNotContactBindsTheRecordThatAMergeOfThisMomentLeft()
    {
        Desk desk;
        {
            const Meanwhile meanwhile(
                "beginning", [&] { QVERIFY(merge(*desk.other, desk.one.customer, desk.two.customer)); });
            QVERIFY(doNotContact(*desk.store, desk.one.customer));
        }
        QVERIFY(!contactable(desk.store->database(), desk.two.customer)->call);
        for (const LeadId lead : {desk.one.lead, desk.two.lead})
            QCOMPARE(leadNowOf(desk.store->database(), lead)->closed, Closed::Lost);
    }
    void aLeadClosedThisMomentIsNotSnoozedBookedOrClosedTwice()
    {
        const auto refused = [](auto &&verb) {
            Desk desk;
            const Meanwhile meanwhile("beginning",
                [&] { QVERIFY(closeLead(*desk.other, desk.one.lead, Closed::Lost, QStringLiteral("price"))); });
            const auto done = verb(desk);
            return !done && done.error().code == Error::Code::Invalid
                && desk.store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL AND lead_id="
                                    "(SELECT id FROM lead WHERE closed<>0)")
                == 0;
        };
        QVERIFY(refused([](Desk &d) { return snooze(*d.store, d.one.lead, d.store.clock.now() + kDay); }));
        QVERIFY(refused([](Desk &d) { return bookVisit(*d.store, d.one.lead, d.store.clock.now() + kDay, {}); }));
        QVERIFY(refused([](Desk &d) { return closeLead(*d.store, d.one.lead, Closed::Bad, QStringLiteral("spam")); }));
    }
    void aSnoozeMovesTheTaskThatAnotherWindowHasJustMade()
    {
        Desk desk;
        const Time until = desk.store.clock.now() + kDay;
        {
            const Meanwhile meanwhile(
                "beginning", [&] { QVERIFY(logCall(*desk.other, desk.one.lead, desk.call(Outcome::NoAnswer))); });
            QVERIFY(snooze(*desk.store, desk.one.lead, until));
        }
        QCOMPARE(leadNowOf(desk.store->database(), desk.one.lead)->nextDue, until);
        QCOMPARE(desk.store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL AND lead_id="
                                  "(SELECT id FROM lead ORDER BY id LIMIT 1)"),
            1);
    }
    void whoHasJustLeftGetsNoLead()
    {
        Desk desk;
        const Meanwhile meanwhile("beginning", [&] {
            const auto person = load(desk.other->database(), kPerson, desk.store.omar.value);
            Person gone = *person;
            gone.active = false;
            QVERIFY(doDeed(
                *desk.other, "person", {}, [&](Transaction &tx) { return apply(tx, set(kPerson, *person, gone)); }));
        });
        const auto given = assign(*desk.store, std::array{desk.one.lead}, desk.store.omar);
        QVERIFY(!given);
        QCOMPARE(given.error().code, Error::Code::Denied);
    }
    void theSameDocumentTakenByTwoProgramsAtOnceIsOne_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("leads");
        QTest::newRow("lead") << QByteArray(
            "<?adf version=\"1.0\"?><adf><prospect><customer><contact><name part=\"full\">Rosa Quist</name>"
            "<phone>(555) 555-0111</phone></contact></customer></prospect></adf>")
                              << 1;
        QTest::newRow("unreadable") << QByteArray("<adf><prospect><customer>call (212) 555-0188") << 0;
    }
    void theSameDocumentTakenByTwoProgramsAtOnceIsOne()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, leads);
        TestStore store;
        auto other = Session::open(store.path, store.clock);
        QVERIFY(other);
        {
            const Meanwhile meanwhile(
                "beginning", [&] { QVERIFY(takeDocument(**other, bytes, QStringLiteral("a.xml"))); });
            const auto second = takeDocument(*store, bytes, QStringLiteral("b.xml"));
            QVERIFY(second);
            QCOMPARE(second->outcome, IntakeResult::Outcome::Known);
        }
        QCOMPARE(store.count("original"), 1);
        QCOMPARE(store.count("lead"), leads);
        QCOMPARE(store.count("quarantine"), 1 - leads);
    }
};

UPDESK_TEST(TestVerbs);
#include "tst_verbs.moc"
