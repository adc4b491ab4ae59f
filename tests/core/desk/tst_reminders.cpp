// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/calls.h"
#include "core/desk/consentverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/messagelines.h"
#include "core/desk/reminders.h"
#include "core/desk/undo.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/suite.h"

using namespace updesk;

/// The text two hours before a visit (F73).
class TestReminders : public QObject
{
    Q_OBJECT

    struct Desk : SendingStore {
        Time at = 0; ///< of the visit
        explicit Desk(bool consent = true)
        {
            LeadDraft draft = store.webLead(1);
            draft.phones = {{{}, QStringLiteral("+12125550177"), {}, PhoneKind::Mobile}}; // whose hours are known
            draft.textConsent = consent;
            draft.consentWords = consent ? QStringLiteral("SMS opt-in: yes") : QString();
            lead = store.add(draft).lead;
            customer = load(store->database(), kLead, lead.value)->customer;
            book(store.clock.now() + 5 * kHour); // 15:00
        }
        DeedId book(Time when)
        {
            CallLog call;
            call.outcome = Outcome::VisitSet;
            call.appointment = at = when;
            const auto logged = logCall(*store, lead, call);
            if (!logged)
                qFatal("book %s", qPrintable(logged.error().subject));
            return logged->deed;
        }
        Appointment visit() { return appointmentsOfLead(store->database(), lead)->front(); }
        void round()
        {
            for (const auto step : {settleEndedReminders, queueReminders}) {
                if (const auto done = step(*store, kAlone, nullptr); !done)
                    qFatal("reminders %s", qPrintable(done.error().subject));
            }
        }
        std::vector<Message> reminders()
        {
            auto all = *loadAll(store->database(), kMessage);
            std::erase_if(all, [](const Message &one) { return !isReminder(one); });
            return all;
        }
        qint64 tasks(const QByteArray &more = {}) { return store.count("task WHERE deleted=0 AND kind=8" + more); }
        qint64 open() { return tasks(" AND dropped=0 AND done_by_activity IS NULL"); }
        /// As the sender leaves it.
        void end(const Message &message, const QByteArray &state, const QByteArray &why = {})
        {
            Message after = message;
            after.state = QString::fromLatin1(state);
            after.why = QString::fromLatin1(why);
            after.began = store.clock.now();
            const auto laid = doDeed(*store, "test", {}, [&](Transaction &tx) { return takeRow(tx, kMessage, after); });
            if (!laid)
                qFatal("end");
        }
        void queue(TriedVisits &tried)
        {
            if (const auto done = queueReminders(*store, kAlone, &tried); !done)
                qFatal("queue %s", qPrintable(done.error().subject));
        }
        /// Visits a minute before the other one whose reminders did not go: more than are looked at together.
        std::vector<AppointmentId> endedOnes(int count)
        {
            std::vector<AppointmentId> ids;
            const auto laid = doDeed(*store, "test", {}, [&](Transaction &tx) -> Result<void> {
                Appointment visit = this->visit();
                visit.at -= kMinute;
                for (int i = 0; i < count; ++i) {
                    visit.id = {tx.freshId()};
                    ids.push_back(visit.id);
                    Message message;
                    message.id = {tx.freshId()};
                    message.lead = lead;
                    message.purpose = QLatin1String("remind ") + QString::fromLatin1(visit.id.value.hex());
                    message.channel = int(Channel::Text);
                    message.state = QStringLiteral("failed");
                    auto done = takeRow(tx, kAppointment, visit);
                    if (done = done ? takeRow(tx, kMessage, message) : done; !done)
                        return done;
                }
                return {};
            });
            if (!laid)
                qFatal("ended %s", qPrintable(laid.error().detail));
            return ids;
        }
        bool stands() { return *reminderStands(store->database(), reminders().front(), store.clock.now()); }
    };

private Q_SLOTS:
    void withConsentTheProgramSendsItTwoHoursBefore()
    {
        Desk desk;
        QCOMPARE(desk.tasks(), 0); // nothing for a person to do
        desk.store.clock.set(desk.at - kRemindBefore - 1);
        desk.round();
        QVERIFY(desk.reminders().empty());
        desk.store.clock.advance(1);
        desk.round();
        desk.round(); // once
        const auto messages = desk.reminders();
        QCOMPARE(messages.size(), size_t(1));
        const Message &text = messages.front();
        QCOMPARE(text.text, QStringLiteral("visit_reminder_text"));
        QCOMPARE(text.meant, int(Purpose::Transactional));
        QCOMPARE(text.notBefore, desk.store.clock.now());
        QCOMPARE(text.sendBefore, desk.at);
        QVERIFY(text.by.isNull());
        QVERIFY2(text.body.contains(QStringLiteral("today at 3:00")), qPrintable(text.body));
        QVERIFY(desk.stands());
        QCOMPARE(desk.store.faults(), QStringList());
    }
    void onceSentTheBoardSaysSoAndTheHistoryHasIt()
    {
        Desk desk;
        auto rows = *boardRows(desk.store->database(), desk.at - kDay, desk.at + kDay, {});
        QVERIFY(addOwnReminders(desk.store->database(), rows));
        QCOMPARE(rows.front().remind.due, desk.at - kRemindBefore);
        QVERIFY(rows.front().remind.isOpen());
        desk.store.clock.set(desk.at - kRemindBefore);
        desk.round();
        desk.end(desk.reminders().front(), "sent");
        QVERIFY(writeLine(*desk.store, desk.reminders().front(), kAlone));
        rows = *boardRows(desk.store->database(), desk.at - kDay, desk.at + kDay, {});
        QCOMPARE(rows.front().remind.done, desk.store.clock.now());
        QCOMPARE(desk.store.count("activity WHERE kind=1 AND direction=2 AND evidence=4 AND body LIKE '%see you%'"), 1);
        QCOMPARE(desk.open(), 0);
        desk.store.clock.advance(kMinute);
        desk.round();
        QCOMPARE(desk.reminders().size(), size_t(1)); // and never again
        QCOMPARE(desk.store.faults(), QStringList());
    }
    void withoutConsentItIsAPersonsFromTheBookingOn()
    {
        Desk desk(false);
        QCOMPARE(desk.open(), 1);
        QCOMPARE(desk.tasks(" AND due=" + QByteArray::number(desk.at - kRemindBefore)), 1);
        desk.store.clock.set(desk.at - kRemindBefore);
        desk.round();
        QVERIFY(desk.reminders().empty());
        QCOMPARE(desk.open(), 1);
    }
    void whereTheStoreHasNoWayForTextsItIsAPersons()
    {
        Desk desk;
        desk.use({});
        desk.store.clock.set(desk.at - kRemindBefore);
        desk.round();
        QVERIFY(desk.reminders().empty());
        QCOMPARE(desk.open(), 1);
    }
    void whoRefusesTextsGetsNoneAndNobodyIsAsked()
    {
        Desk desk;
        desk.refuses(Channel::Text);
        desk.store.clock.set(desk.at - kRemindBefore);
        desk.round();
        QVERIFY(desk.reminders().empty());
        QCOMPARE(desk.open(), 0);
    }
    void withdrawnConsentMakesItAPersons()
    {
        Desk desk;
        const auto given = *loadAll(desk.store->database(), kConsent);
        QCOMPARE(given.size(), size_t(1));
        QVERIFY(withdrawConsent(*desk.store, desk.lead, given.front().id, QStringLiteral("keyed by mistake")));
        desk.store.clock.set(desk.at - kRemindBefore);
        desk.round();
        QVERIFY(desk.reminders().empty());
        QCOMPARE(desk.open(), 1);
    }
    void atNightItWaitsForTheMorningAndNeverPassesTheVisit()
    {
        Desk early;
        const Time nine = early.store.clock.now() + 23 * kHour; // 9:00 on the next day: due at 7:00
        early.book(nine);
        early.store.clock.set(nine - kRemindBefore);
        early.round();
        QCOMPARE(early.reminders().front().notBefore, nine - kHour); // 8:00, US-1
        QCOMPARE(early.reminders().front().sendBefore, nine);
        Desk tooEarly;
        const Time eight = tooEarly.store.clock.now() + 22 * kHour;
        tooEarly.book(eight);
        tooEarly.store.clock.set(eight - kRemindBefore);
        tooEarly.round();
        QVERIFY(tooEarly.reminders().empty()); // the hours let it go when they are there
        QCOMPARE(tooEarly.open(), 1);
    }
    void aVisitThatIsNoLongerAheadIsNotRemindedOf_data()
    {
        QTest::addColumn<int>("what");
        int n = 0;
        for (const char *what : {"moved", "cancelled", "arrived", "its time has come", "closed"})
            QTest::newRow(what) << n++;
    }
    void aVisitThatIsNoLongerAheadIsNotRemindedOf()
    {
        QFETCH(const int, what);
        Desk desk;
        desk.store.clock.set(desk.at - kRemindBefore);
        desk.round();
        QVERIFY(desk.stands());
        const AppointmentId visit = desk.visit().id;
        desk.store.clock.advance(kMinute);
        switch (what) {
        case 0:
            QVERIFY(moveVisit(*desk.store, visit, desk.at + kDay));
            break;
        case 1:
            QVERIFY(cancelVisit(*desk.store, visit));
            break;
        case 2:
            QVERIFY(arriveVisit(*desk.store, visit));
            break;
        case 3:
            desk.store.clock.set(desk.at);
            break;
        default:
            QVERIFY(closeLead(*desk.store, desk.lead, Closed::Lost, QStringLiteral("price")));
        }
        QVERIFY(!desk.stands());
        desk.end(desk.reminders().front(), "cancelled", "visit");
        desk.round();
        QCOMPARE(desk.store.count("task WHERE kind=8 AND dropped=0 AND done_by_activity IS NULL AND due<"
                     + QByteArray::number(desk.at)),
            0); // nothing is left to do for the old one
        if (what == 0) { // and the new one has its own
            desk.store.clock.set(desk.at + kDay - kRemindBefore);
            desk.round();
            QCOMPARE(desk.reminders().size(), size_t(2));
        }
    }
    void aBookingThatIsTakenBackTakesItAlong()
    {
        Desk desk;
        desk.store.clock.advance(kMinute);
        const DeedId booked = desk.book(desk.store.clock.now() + 4 * kHour);
        desk.store.clock.set(desk.at - kRemindBefore);
        desk.round();
        QVERIFY(desk.stands());
        const Message message = desk.reminders().front();
        QVERIFY(undoDeed(*desk.store, booked));
        QVERIFY(!*reminderStands(desk.store->database(), message, desk.store.clock.now()));
    }
    void whatCouldNotBeSentIsAPersons_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("why");
        QTest::addColumn<int>("tasks");
        QTest::newRow("failed") << QByteArray("failed") << QByteArray("server") << 1;
        QTest::newRow("the customer wrote") << QByteArray("cancelled") << QByteArray("reply") << 1;
        QTest::newRow("a person took it back") << QByteArray("cancelled") << QByteArray("person") << 0;
        QTest::newRow("they refused") << QByteArray("cancelled") << QByteArray("refused") << 0;
    }
    void whatCouldNotBeSentIsAPersons()
    {
        QFETCH(const QByteArray, state);
        QFETCH(const QByteArray, why);
        QFETCH(const int, tasks);
        Desk desk;
        desk.store.clock.set(desk.at - kRemindBefore);
        desk.round();
        desk.end(desk.reminders().front(), state, why);
        desk.round();
        QCOMPARE(desk.open(), tasks);
        const qint64 deeds = desk.store.count("deed");
        desk.round();
        QCOMPARE(desk.store.count("deed"), deeds); // looked at once
        QCOMPARE(desk.reminders().size(), size_t(1));
    }
    void manyThatEndedAreSettledToTheLast()
    {
        Desk desk;
        desk.endedOnes(130);
        desk.store.clock.set(desk.at - kRemindBefore);
        for (const int settled : {50, 100, 130, 130}) { // a bit at each turn
            QVERIFY(settleEndedReminders(*desk.store, kAlone));
            QCOMPARE(desk.open(), settled);
        }
    }
    void endedOnesThatCannotBeSettledDoNotHideALaterOne()
    {
        Desk desk;
        desk.store.clock.set(desk.at - kRemindBefore);
        auto visits = desk.endedOnes(121);
        std::ranges::sort(visits); // as they are looked at
        const AppointmentId last = visits.back();
        visits.pop_back();
        TriedVisits tried;
        for (const AppointmentId visit : visits)
            tried.emplace(visit, desk.store.clock.now());
        QVERIFY(settleEndedReminders(*desk.store, kAlone, &tried));
        QCOMPARE(desk.tasks(" AND appointment_id=x'" + last.value.hex() + '\''), 1);
        QCOMPARE(desk.open(), 1);
    }
    void aVisitWhoseLeadIsNotHereYetWaitsForIt()
    {
        Desk desk;
        Lead late = *load(desk.store->database(), kLead, desk.lead.value);
        Appointment visit = desk.visit();
        const auto lay = [&](const auto &table, const auto &row) {
            return doDeed(*desk.store, "test", {}, [&](Transaction &tx) { return takeRow(tx, table, row); });
        };
        late.id = {newId(desk.store.clock.now())};
        visit.id = {newId(desk.store.clock.now())};
        visit.lead = late.id;
        visit.at -= kMinute;
        QVERIFY(lay(kAppointment, visit));
        desk.store.clock.set(visit.at - kRemindBefore);
        TriedVisits tried;
        desk.queue(tried);
        QCOMPARE(tried, (TriedVisits{{visit.id, desk.store.clock.now()}}));
        QCOMPARE(desk.open(), 0); // it is no person's yet
        QVERIFY(lay(kLead, late));
        desk.store.clock.advance(kMinute - 1);
        desk.queue(tried); // not each second
        QVERIFY(desk.reminders().empty());
        desk.store.clock.advance(1);
        desk.queue(tried);
        const auto texts = desk.reminders();
        QVERIFY(std::ranges::any_of(texts, [&](const Message &one) { return one.lead == late.id; }));
        QCOMPARE(desk.open(), 0);
        QVERIFY(tried.empty());
    }
    void whoMayNotBeTextedIsAskedForAgainAndAgreesMeanwhile_data()
    {
        QTest::addColumn<bool>("refused"); // else there is no number
        QTest::newRow("refused, and lifted") << true;
        QTest::newRow("no number, and one was given") << false;
    }
    void whoMayNotBeTextedIsAskedForAgainAndAgreesMeanwhile()
    {
        QFETCH(const bool, refused);
        Desk desk;
        const Phone phone = loadAll(desk.store->database(), kPhone)->front();
        const auto forbid = [&](bool now) -> bool {
            if (refused && now)
                desk.refuses(Channel::Text);
            if (refused)
                return now || liftRefusal(*desk.store, desk.lead, Channel::Text, QStringLiteral("text me again"));
            Phone after = phone;
            after.bad = now;
            return bool(doDeed(*desk.store, "test", {}, [&](Transaction &tx) { return takeRow(tx, kPhone, after); }));
        };
        QVERIFY(forbid(true));
        desk.store.clock.set(desk.at - kRemindBefore);
        TriedVisits tried;
        desk.queue(tried);
        QCOMPARE(tried, (TriedVisits{{desk.visit().id, desk.store.clock.now()}}));
        desk.store->setPerson(desk.store.mike);
        desk.store.clock.advance(kSecond);
        QVERIFY(forbid(false));
        ConsentDraft yes;
        yes.ways = {Channel::Text};
        yes.given = Consent::Given::Phone;
        yes.words = QStringLiteral("yes, text me");
        QVERIFY(recordConsent(*desk.store, desk.lead, yes));
        desk.store.clock.advance(kMinute - kSecond - 1);
        desk.queue(tried); // nobody is looked at each second
        QVERIFY(desk.reminders().empty());
        desk.store.clock.advance(1);
        desk.queue(tried);
        QCOMPARE(desk.reminders().size(), size_t(1));
        QVERIFY(tried.empty());
    }
    void aClockThatWasSetBackHoldsNoReminderBack()
    {
        Desk desk;
        desk.store.clock.set(desk.at - kRemindBefore);
        TriedVisits tried{{desk.visit().id, desk.store.clock.now() + kHour}};
        desk.queue(tried);
        QCOMPARE(desk.reminders().size(), size_t(1));
    }
    void manyWhoMayNotBeTextedDoNotHideALaterOne()
    {
        Desk desk;
        desk.store.clock.advance(kMinute);
        // More than are looked at together, of people without a number, before the visit of who agreed.
        const auto laid = doDeed(*desk.store, "test", {}, [&](Transaction &tx) -> Result<void> {
            for (int i = 0; i < 120; ++i) {
                Appointment visit = desk.visit();
                visit.id = {tx.freshId()};
                visit.customer = {tx.freshId()};
                visit.at = desk.at - kMinute;
                if (auto done = takeRow(tx, kAppointment, visit); !done)
                    return done;
            }
            return {};
        });
        QVERIFY(laid);
        desk.store.clock.set(desk.at - kRemindBefore);
        desk.round();
        QCOMPARE(desk.reminders().size() + size_t(desk.open()), size_t(1));
    }
    void whatCouldNotBeDoneIsTriedAgainAfterAMinute()
    {
        Desk desk;
        desk.store.clock.set(desk.at - kRemindBefore);
        TriedVisits tried{{desk.visit().id, desk.store.clock.now()}};
        desk.store.clock.advance(kMinute - 1);
        QVERIFY(queueReminders(*desk.store, kAlone, &tried));
        QVERIFY(desk.reminders().empty());
        desk.store.clock.advance(1);
        QVERIFY(queueReminders(*desk.store, kAlone, &tried));
        QCOMPARE(desk.reminders().size(), size_t(1));
        QVERIFY(tried.empty());
    }
    void aVisitSetWithinTwoHoursHasNone()
    {
        Desk desk;
        desk.book(desk.store.clock.now() + kHour);
        desk.round();
        QVERIFY(desk.reminders().empty());
        QCOMPARE(desk.open(), 0);
    }
};

UPDESK_TEST(TestReminders);
#include "tst_reminders.moc"
