// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/rounds.h"
#include "core/desk/showroomverbs.h"
#include "core/desk/undo.h"
#include "core/desk/undosteps.h"
#include "core/leads/leadnowstore.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// Appointments that nobody came to, found by the rounds.
class TestNoShows : public QObject
{
    Q_OBJECT
    using State = Appointment::State;

    struct Desk {
        TestStore store;
        LeadId lead;
        Time at = 0;
        Desk()
        {
            lead = store.add(store.webLead(1)).lead;
            at = store.clock.now() + kHour;
            if (!bookVisit(*store, lead, at, store.omar))
                qFatal("book");
        }
        Appointment newest() { return appointmentsOfLead(store->database(), lead)->front(); }
        void round(Time when)
        {
            store.clock.set(when);
            if (!makeRound(*store))
                qFatal("round");
        }
        qint64 recoveries() { return store.count("task WHERE kind=9 AND deleted=0 AND dropped=0"); }
    };
    static void setMinutes(TestStore &store, const char *json)
    {
        QVERIFY(doDeed(*store, "setting", {}, [&](Transaction &tx) {
            return apply(
                tx, put(kSetting, Setting{{tx.freshId()}, QStringLiteral("appointments"), QString::fromLatin1(json)}));
        }));
    }

private Q_SLOTS:
    void halfAnHourAfterItsTimeItIsMissed()
    {
        Desk desk;
        desk.round(desk.at + 30 * kMinute - 1);
        QCOMPARE(desk.newest().state, State::Set);
        QVERIFY(*makeRound(*desk.store) <= desk.at + 30 * kMinute);
        desk.round(desk.at + 30 * kMinute);
        const Appointment missed = desk.newest();
        QCOMPARE(missed.state, State::Missed);
        QVERIFY(missed.stateBy.isNull()); // the program
        QCOMPARE(missed.stateAt, desk.store.clock.now());
        QCOMPARE(desk.recoveries(), 1);
        QCOMPARE(desk.store.count("activity WHERE kind=7 AND code="
                     + QByteArray::number(int(Activity::Code::VisitMissed)) + " AND person_id IS NULL"),
            1);
        const auto now = leadNowOf(desk.store->database(), desk.lead);
        QCOMPARE(now->nextKind, Task::Kind::Recover);
        QCOMPARE(now->nextDue, desk.store.clock.now());
        desk.round(desk.store.clock.now() + kMinute); // once
        QCOMPARE(desk.recoveries(), 1);
        const auto sound = checkStore(desk.store->database());
        QVERIFY(sound && sound->sound());
    }
    void theStoreSaysAfterHowManyMinutes()
    {
        Desk desk;
        setMinutes(desk.store, R"({"no_show_minutes":10})");
        desk.round(desk.at + 10 * kMinute - 1);
        QCOMPARE(desk.newest().state, State::Set);
        desk.round(desk.at + 10 * kMinute);
        QCOMPARE(desk.newest().state, State::Missed);
    }
    void aSettingThatCannotBeRightIsDamage_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray(R"({"no_show_minutes":0})");
        QTest::newRow("two days") << QByteArray(R"({"no_show_minutes":2880})");
        QTest::newRow("no object") << QByteArray("[]");
    }
    void aSettingThatCannotBeRightIsDamage()
    {
        QFETCH(const QByteArray, json);
        Desk desk;
        setMinutes(desk.store, json.constData());
        const auto rules = desk.store->rules();
        QVERIFY(!rules && rules.error().code == Error::Code::Damaged);
        QCOMPARE(rules.error().subject, QStringLiteral("setting.appointments"));
    }
    void whoHasArrivedOrIsConfirmedElsewhereIsNotMissed()
    {
        Desk desk;
        desk.store.clock.set(desk.at);
        QVERIFY(arriveVisit(*desk.store, desk.newest().id));
        desk.round(desk.at + 2 * kHour);
        QCOMPARE(desk.newest().state, State::Arrived);
        QCOMPARE(desk.recoveries(), 0);
    }
    void outsideAnsweringHoursTheCallWaitsForTheOpening()
    {
        Desk desk;
        QVERIFY(moveVisit(*desk.store, desk.newest().id, desk.at + 8 * kHour + 50 * kMinute)); // 19:50
        desk.round(desk.at + 10 * kHour);
        QCOMPARE(desk.newest().state, State::Missed);
        const auto rules = desk.store->rules();
        QCOMPARE(
            leadNowOf(desk.store->database(), desk.lead)->nextDue, (*rules)->hours.nextOpening(desk.store.clock.now()));
    }
    void whatWasNeverMarkedDaysAgoIsLeftAlone()
    {
        Desk desk;
        desk.round(desk.at + 4 * kDay); // the computer was off
        QCOMPARE(desk.newest().state, State::Set);
        QCOMPARE(desk.recoveries(), 0);
    }
    void aWeekendWithoutTheProgramIsCaughtUp()
    {
        Desk desk;
        desk.round(desk.at + 2 * kDay);
        QCOMPARE(desk.newest().state, State::Missed);
        QCOMPARE(desk.recoveries(), 1);
    }
    void aClosedLeadIsNotCalled()
    {
        Desk desk;
        desk.store.clock.set(desk.at + 5 * kMinute);
        QVERIFY(closeLead(*desk.store, desk.lead, Closed::Lost, QStringLiteral("price")));
        desk.round(desk.at + kHour);
        QCOMPARE(desk.newest().state, State::Missed);
        QCOMPARE(desk.recoveries(), 0);
    }
    void whoComesAnotherTimeAnywayIsNotCalled()
    {
        Desk desk;
        const AppointmentId first = desk.newest().id;
        desk.store.clock.set(desk.at + kMinute);
        QVERIFY(bookVisit(*desk.store, desk.lead, desk.at + kDay, desk.store.omar)); // the first had its time already
        desk.round(desk.at + kHour);
        QCOMPARE(load(desk.store->database(), kAppointment, first.value)->state, State::Missed);
        QCOMPARE(desk.recoveries(), 0);
    }
    void undoPassesOverWhatTheProgramDid()
    {
        Desk desk;
        desk.round(desk.at + kHour);
        const auto step = newestStep(desk.store->database());
        QVERIFY(step);
        QCOMPARE(step->verb, QByteArray("book"));
    }
    void aDeskWithoutTheLeaseLeavesThemAlone()
    {
        Desk desk;
        QVERIFY(desk.store->database().execute("INSERT OR REPLACE INTO state VALUES('joined', 1)"));
        desk.round(desk.at + kHour);
        QCOMPARE(desk.newest().state, State::Set);
        desk.store->setHost({7, running() + kMinute});
        desk.round(desk.at + kHour);
        QCOMPARE(desk.newest().state, State::Missed);
    }
    void twoHostsWriteTheSameRows()
    {
        Desk one;
        QVERIFY(one.store->database().execute("INSERT OR REPLACE INTO state VALUES('joined', 1)"));
        one.store->setHost({7, running() + kMinute});
        const QString copy = one.store.dir.filePath(QStringLiteral("copy.updesk"));
        QVERIFY(one.store->database().execute(("VACUUM INTO '" + copy.toUtf8() + "'").constData()));
        auto two = Session::open(copy, one.store.clock);
        QVERIFY(two);
        (*two)->setHost({8, running() + kMinute});
        one.round(one.at + kHour);
        QVERIFY(makeRound(**two));
        const auto ids = [](Database &database, const char *sql) {
            QByteArray all;
            Query q = database.once(sql);
            while (q.next())
                all += q.id(0).hex() + ' ';
            return q.done() ? all : QByteArray("error");
        };
        for (const char *sql : {"SELECT id FROM task WHERE kind=9", "SELECT id FROM activity WHERE kind=7"}) {
            const QByteArray here = ids(one.store->database(), sql);
            QVERIFY(!here.isEmpty());
            QCOMPARE(ids((*two)->database(), sql), here);
        }
    }
    void whoStoodInTheShowroomIsPutRight()
    {
        Desk desk;
        desk.round(desk.at + kHour); // this desk could not hear of the visit
        QCOMPARE(desk.newest().state, State::Missed);
        QVERIFY(doDeed(*desk.store, "pulled", {}, [&](Transaction &tx) -> Result<void> {
            const auto lead = load(tx.database(), kLead, desk.lead.value);
            Visit visit;
            visit.id = {tx.freshId()};
            visit.lead = desk.lead;
            visit.customer = lead->customer;
            visit.person = desk.store.omar;
            visit.arrived = desk.at;
            visit.appointment = desk.newest().id;
            return apply(tx, put(kVisit, visit));
        }));
        desk.round(desk.at + 2 * kHour);
        QCOMPARE(desk.newest().state, State::Arrived);
        QCOMPARE(desk.recoveries(), 0);
    }
    void aNightOfManyIsCaughtUpInFewRounds()
    {
        TestStore store;
        for (int i = 0; i < 120; ++i)
            QVERIFY(bookVisit(*store, store.add(store.webLead(i)).lead, store.clock.now() + kHour, store.omar));
        store.clock.advance(2 * kHour);
        for (int n = 0; n < 3; ++n)
            QVERIFY(makeRound(*store));
        QCOMPARE(store.count("appointment WHERE state=4"), 120);
    }
};
UPDESK_TEST(TestNoShows);
#include "tst_noshows.moc"
