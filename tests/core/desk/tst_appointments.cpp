// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/noshows.h"
#include "core/desk/rounds.h"
#include "core/desk/showroomverbs.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/people/customer.h"
#include "tests/support/meanwhile.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestAppointments : public QObject
{
    Q_OBJECT
    using State = Appointment::State;

    struct Desk {
        TestStore store;
        LeadId lead;
        Time at = 0;
        explicit Desk(Time ahead = kDay + kHour, int person = 1)
        {
            LeadDraft draft = store.webLead(person);
            draft.textConsent = true;
            lead = store.add(draft).lead;
            at = store.clock.now() + ahead;
            book(at);
        }
        void book(Time when)
        {
            if (!bookVisit(*store, lead, when, store.omar))
                qFatal("book");
        }
        Appointment newest() { return appointmentsOfLead(store->database(), lead)->front(); }
        AppointmentId id() { return newest().id; }
        Appointment row(AppointmentId which) { return *load(store->database(), kAppointment, which.value); }
        LeadNow now() { return *leadNowOf(store->database(), lead); }
        qint64 open(Task::Kind kind)
        {
            return store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL AND kind="
                + QByteArray::number(int(kind)));
        }
        qint64 open() { return store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL"); }
        qint64 lines(Activity::Code code)
        {
            return store.count("activity WHERE deleted=0 AND code=" + QByteArray::number(int(code)));
        }
        /// All that a person sees of the lead, to compare before and after.
        QByteArray picture()
        {
            static_cast<void>(regroup(store->database(), store.clock.now())); // as the window does with time
            return store.list("SELECT quote(state)||quote(at) FROM appointment WHERE deleted=0 ORDER BY id")
                + store.list("SELECT quote(kind)||quote(due)||quote(dropped)||quote(done_by_activity) FROM task"
                             " WHERE deleted=0 ORDER BY id")
                + store.list("SELECT quote(left_at)||quote(greeted)||quote(appointment_id) FROM visit WHERE deleted=0")
                + store.list("SELECT quote(stage)||quote(grp)||quote(next_kind)||quote(next_due)||quote(visit_at)||"
                             "quote(confirm_due)||quote(waiting_since)||quote(clock_state) FROM lead_now")
                + store.list("SELECT quote(code) FROM activity WHERE deleted=0 ORDER BY id");
        }
    };

    static void isRefused(const Result<DeedId> &done, const char *subject)
    {
        QVERIFY(!done);
        QCOMPARE(done.error().code, Error::Code::Invalid);
        QCOMPARE(done.error().subject, QLatin1String(subject));
    }

private Q_SLOTS:
    void aBookingPlansItsCallAndItsText()
    {
        Desk desk(2 * kDay);
        QCOMPARE(desk.open(), 2);
        QCOMPARE(desk.open(Task::Kind::Confirm), 1);
        QCOMPARE(desk.open(Task::Kind::Remind), 1);
        QCOMPARE(desk.store.count("task WHERE appointment_id IS NOT NULL"), 2);
        QCOMPARE(desk.store.count("task WHERE kind=3 AND due=" + QByteArray::number(desk.at - kDay)), 1);
        QCOMPARE(desk.store.count("task WHERE kind=8 AND due=" + QByteArray::number(desk.at - 2 * kHour)), 1);
        QCOMPARE(desk.now().stage, Stage::VisitSet);
    }
    void aVisitOfTodayNeedsNoCall()
    {
        Desk desk(5 * kHour);
        QCOMPARE(desk.open(Task::Kind::Confirm), 0);
        QCOMPARE(desk.open(Task::Kind::Remind), 1);
    }
    void confirmedIsStampedAndItsCallIsDone()
    {
        Desk desk;
        desk.store.clock.advance(2 * kHour);
        const QByteArray before = desk.picture();
        QVERIFY(confirmVisit(*desk.store, desk.id()));
        const Appointment visit = desk.newest();
        QCOMPARE(visit.state, State::Confirmed);
        QCOMPARE(visit.stateBy, desk.store.dana);
        QCOMPARE(visit.stateAt, desk.store.clock.now());
        QCOMPARE(visit.confirmedBy, desk.store.dana);
        QCOMPARE(visit.confirmedWay, Channel::Phone);
        QCOMPARE(desk.open(Task::Kind::Confirm), 0);
        QCOMPARE(desk.open(Task::Kind::Remind), 1); // that comes all the same
        QCOMPARE(desk.now().confirmDue, Time(0));
        QVERIFY(confirmVisit(*desk.store, desk.id())->isNull()); // the second time
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.picture(), before);
    }
    void whoArrivesIsMetByTheReceiver()
    {
        Desk desk;
        desk.store.clock.set(desk.at - 4 * kMinute);
        const QByteArray before = desk.picture();
        const auto came = arriveVisit(*desk.store, desk.id());
        QVERIFY(came);
        QCOMPARE(came->person, desk.store.omar);
        QVERIFY(!came->beBack);
        const auto visit = load(desk.store->database(), kVisit, came->visit.value);
        QCOMPARE(visit->appointment, desk.id());
        QCOMPARE(visit->arrived, desk.store.clock.now());
        QCOMPARE(visit->greeted, Time(0)); // Dana is at the desk, Omar is not there yet
        QCOMPARE(desk.newest().state, State::Arrived);
        QCOMPARE(desk.now().stage, Stage::Shown);
        QCOMPARE(desk.now().clock, LeadNow::Stopped);
        QCOMPARE(desk.open(), 0);
        QVERIFY(arriveVisit(*desk.store, desk.id())->deed.isNull());
        QCOMPARE(desk.store.count("visit"), 1);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.picture(), before);
    }
    void theReceiverWhoSaysSoHasGreetedThem()
    {
        Desk desk;
        desk.store.clock.set(desk.at);
        desk.store->setPerson(desk.store.omar);
        const auto came = arriveVisit(*desk.store, desk.id());
        QCOMPARE(load(desk.store->database(), kVisit, came->visit.value)->greeted, desk.store.clock.now());
    }
    void withNobodyToReceiveThemTheyWait()
    {
        Desk desk;
        QVERIFY(doDeed(*desk.store, "left", {}, [&](Transaction &tx) -> Result<void> {
            const auto omar = load(tx.database(), kPerson, desk.store.omar.value);
            Person gone = *omar;
            gone.active = false;
            return apply(tx, set(kPerson, *omar, gone));
        }));
        desk.store.clock.set(desk.at);
        const auto came = arriveVisit(*desk.store, desk.id());
        QVERIFY(came->person.isNull());
        QCOMPARE(desk.now().waitingSince, desk.store.clock.now());
        QCOMPARE(desk.now().place.group, 0);
        QVERIFY(reachStep(*desk.store, came->visit, VisitStep::Greeted)); // Dana is with them now
        QCOMPARE(desk.now().waitingSince, Time(0));
    }
    void whoComesAgainWithinThirtyDaysIsABeBack()
    {
        Desk desk;
        desk.store.clock.set(desk.at);
        const auto first = arriveVisit(*desk.store, desk.id());
        QVERIFY(departVisit(*desk.store, first->visit));
        desk.store.clock.advance(29 * kDay);
        desk.book(desk.store.clock.now() + kHour);
        desk.store.clock.advance(kHour);
        const auto second = arriveVisit(*desk.store, desk.id());
        QVERIFY(second->beBack);
        QCOMPARE(desk.lines(Activity::Code::BeBack), 1);
        QVERIFY(departVisit(*desk.store, second->visit));
        desk.store.clock.advance(31 * kDay);
        desk.book(desk.store.clock.now() + kHour);
        QVERIFY(!arriveVisit(*desk.store, desk.id())->beBack);
    }
    void nobodyCameAndIsCalledToday()
    {
        Desk desk;
        isRefused(missVisit(*desk.store, desk.id()), "early");
        desk.store.clock.set(desk.at + 10 * kMinute);
        const QByteArray before = desk.picture();
        QVERIFY(missVisit(*desk.store, desk.id()));
        QCOMPARE(desk.newest().state, State::Missed);
        QCOMPARE(desk.newest().stateBy, desk.store.dana);
        QCOMPARE(desk.open(), 1);
        QCOMPARE(desk.open(Task::Kind::Recover), 1);
        QCOMPARE(desk.now().nextKind, Task::Kind::Recover);
        QCOMPARE(desk.now().nextDue, desk.store.clock.now());
        QCOMPARE(desk.now().place.group, 3); // nobody has answered them yet, which goes first
        QVERIFY(missVisit(*desk.store, desk.id())->isNull());
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.picture(), before);
    }
    void whoRefusesCallsIsRecoveredAnotherWay()
    {
        Desk desk;
        QVERIFY(doDeed(*desk.store, "consent", {}, [&](Transaction &tx) -> Result<void> {
            Consent no;
            no.id = {tx.freshId()};
            no.customer = load(tx.database(), kLead, desk.lead.value)->customer;
            no.channel = int(Channel::Phone);
            no.state = Consent::State::No;
            no.how = Consent::How::Words;
            no.at = tx.now();
            return apply(tx, put(kConsent, no));
        }));
        desk.store.clock.set(desk.at + 10 * kMinute);
        QVERIFY(missVisit(*desk.store, desk.id()));
        QCOMPARE(desk.open(Task::Kind::Recover), 0);
        QCOMPARE(desk.open(Task::Kind::Email), 1);
    }
    void whoWasMissedMayStillCome()
    {
        Desk desk;
        desk.store.clock.set(desk.at + 40 * kMinute);
        QVERIFY(missVisit(*desk.store, desk.id()));
        desk.store.clock.advance(20 * kMinute);
        QVERIFY(arriveVisit(*desk.store, desk.id()));
        QCOMPARE(desk.newest().state, State::Arrived);
        QCOMPARE(desk.open(), 0);
    }
    void anotherTimeKeepsTheFormerOneAsMoved()
    {
        Desk desk;
        const AppointmentId first = desk.id();
        const QByteArray before = desk.picture();
        isRefused(moveVisit(*desk.store, first, desk.store.clock.now()), "appointment");
        QVERIFY(moveVisit(*desk.store, first, desk.at + kDay));
        QCOMPARE(desk.row(first).state, State::Rescheduled);
        const Appointment second = desk.newest();
        QCOMPARE(second.state, State::Set);
        QCOMPARE(second.movedFrom, first);
        QCOMPARE(second.person, desk.store.omar);
        QCOMPARE(second.at, desk.at + kDay);
        QCOMPARE(desk.open(Task::Kind::Confirm), 1);
        QCOMPARE(desk.store.count("task WHERE kind=3 AND dropped=0 AND due=" + QByteArray::number(desk.at)), 1);
        isRefused(moveVisit(*desk.store, first, desk.at + 2 * kDay), "state"); // it is no longer there to be moved
        QVERIFY(moveVisit(*desk.store, second.id, second.at)->isNull());
        QVERIFY(undoLast(*desk.store)); // the null deed was none
        QCOMPARE(desk.picture(), before);
    }
    void aMissedVisitGetsAnotherTime()
    {
        Desk desk;
        desk.store.clock.set(desk.at + kHour);
        const AppointmentId first = desk.id();
        QVERIFY(missVisit(*desk.store, first));
        QVERIFY(moveVisit(*desk.store, first, desk.at + kDay, desk.store.dana));
        QCOMPARE(desk.row(first).state, State::Rescheduled);
        QCOMPARE(desk.newest().person, desk.store.dana);
        QCOMPARE(desk.open(Task::Kind::Recover), 0);
    }
    void aCancelledVisitIsKeptAndTheLeadIsCalled()
    {
        Desk desk;
        const QByteArray before = desk.picture();
        QVERIFY(cancelVisit(*desk.store, desk.id(), QStringLiteral("bought elsewhere?")));
        QCOMPARE(desk.newest().state, State::Cancelled);
        QCOMPARE(desk.now().stage, Stage::New); // nothing but an appointment had happened
        QCOMPARE(desk.open(), 1);
        QVERIFY(desk.now().nextDue > desk.store.clock.now());
        isRefused(confirmVisit(*desk.store, desk.id()), "state");
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.picture(), before);
    }
    void aClosedLeadIsNotMoved()
    {
        Desk desk;
        desk.store.clock.set(desk.at + kHour);
        const AppointmentId id = desk.id();
        QVERIFY(missVisit(*desk.store, id));
        QVERIFY(closeLead(*desk.store, desk.lead, Closed::Lost, QStringLiteral("price")));
        isRefused(moveVisit(*desk.store, id, desk.at + kDay), "closed");
        QVERIFY(arriveVisit(*desk.store, id)); // but who comes after all is a buyer again
        QCOMPARE(desk.now().closed, Closed::Open);
        QCOMPARE(desk.now().stage, Stage::Shown);
    }
    void whatIsGoneIsNotFound()
    {
        Desk desk;
        const auto gone = confirmVisit(*desk.store, AppointmentId{newId(1)});
        QVERIFY(!gone && gone.error().code == Error::Code::NotFound);
        QVERIFY(undoLast(*desk.store)); // the booking itself
        const auto undone = arriveVisit(*desk.store, AppointmentId{newId(1)});
        QVERIFY(!undone && undone.error().code == Error::Code::NotFound);
    }
    void aVisitMarkedAtAnotherWindowThisMomentIsNotMarkedTwice()
    {
        Desk desk;
        desk.store.clock.set(desk.at + kHour);
        auto other = Session::open(desk.store.path, desk.store.clock);
        QVERIFY(other);
        (*other)->setPerson(desk.store.mike);
        const AppointmentId id = desk.id();
        {
            const Meanwhile meanwhile("beginning", [&] { QVERIFY(arriveVisit(**other, id)); });
            isRefused(missVisit(*desk.store, id), "state");
        }
        QCOMPARE(desk.newest().state, State::Arrived);
        QCOMPARE(desk.open(Task::Kind::Recover), 0);
    }
    void aWalkInWhoIsExpectedHasArrived()
    {
        Desk desk;
        desk.store.clock.set(desk.at + 45 * kMinute);
        QVERIFY(missVisit(*desk.store, desk.id()));
        LeadDraft draft = desk.store.webLead(1);
        draft.type = LeadType::WalkIn;
        draft.externalId.clear();
        CaptureChoices choices;
        choices.keyed = true;
        const Captured in = desk.store.add(draft, choices);
        QCOMPARE(in.lead, desk.lead);
        QCOMPARE(desk.newest().state, State::Arrived);
        QCOMPARE(desk.store.count("visit WHERE appointment_id IS NOT NULL"), 1);
        QCOMPARE(desk.open(Task::Kind::Recover), 0);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.newest().state, State::Missed);
        QCOMPARE(desk.open(Task::Kind::Recover), 1);
    }
    void aWalkInOfAnotherDayIsNot()
    {
        Desk desk(3 * kDay);
        LeadDraft draft = desk.store.webLead(1);
        draft.type = LeadType::WalkIn;
        draft.externalId.clear();
        CaptureChoices choices;
        choices.keyed = true;
        desk.store.add(draft, choices);
        QCOMPARE(desk.newest().state, State::Set);
        QCOMPARE(desk.open(Task::Kind::Confirm), 1);
    }
    void whoIsNotReachedIsAskedOnceMore()
    {
        Desk desk(2 * kDay);
        desk.store.clock.set(desk.at - 23 * kHour);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = desk.store.clock.now();
        desk.store.clock.advance(20 * kSecond);
        const auto logged = logCall(*desk.store, desk.lead, call);
        QVERIFY(logged);
        QCOMPARE(desk.newest().state, State::NotConfirmed);
        QCOMPARE(desk.newest().stateBy, desk.store.dana);
        QCOMPARE(desk.open(Task::Kind::Confirm), 1);
        QCOMPARE(desk.open(Task::Kind::Call), 0);
        QCOMPARE(logged->nextDue, desk.store.clock.now() + 2 * kHour);
        QCOMPARE(desk.now().confirmDue, logged->nextDue);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.newest().state, State::Set);
    }
    void shortBeforeTheVisitNobodyIsAskedAgain()
    {
        Desk desk(2 * kDay);
        desk.store.clock.set(desk.at - 40 * kMinute);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = desk.store.clock.now();
        desk.store.clock.advance(20 * kSecond);
        const auto logged = logCall(*desk.store, desk.lead, call);
        QCOMPARE(logged->nextDue, Time(0));
        QCOMPARE(desk.open(Task::Kind::Confirm), 0);
    }
    void aCallLongBeforeTheVisitLeavesItsStepsAlone()
    {
        Desk desk(5 * kDay);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.dialledAt = desk.store.clock.now();
        desk.store.clock.advance(20 * kSecond);
        QVERIFY(logCall(*desk.store, desk.lead, call));
        QCOMPARE(desk.newest().state, State::Set);
        QCOMPARE(desk.open(Task::Kind::Confirm), 1);
        QCOMPARE(desk.open(Task::Kind::Remind), 1);
        QCOMPARE(desk.open(), 2);
    }
};
UPDESK_TEST(TestAppointments);
#include "tst_appointments.moc"
