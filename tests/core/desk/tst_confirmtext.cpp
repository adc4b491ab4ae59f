// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/boardrows.h"
#include "core/appointments/confirmwords.h"
#include "core/desk/appointmentverbs.h"
#include "core/desk/calls.h"
#include "core/desk/filetext.h"
#include "core/desk/undo.h"
#include "core/sequences/message.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/suite.h"

using namespace updesk;
using How = FiledText::How;
using State = Appointment::State;

/// "Answer C to confirm": a text that only says that they come confirms their visit.
class TestConfirmText : public QObject
{
    Q_OBJECT

    struct Desk {
        TestStore store;
        LeadId lead;
        Time at = 0;
        int texts = 0;

        Desk()
        {
            lead = store.add(phoneLead(store, 1)).lead;
            at = store.clock.now() + 2 * kDay;
            book(lead, at);
            store.clock.advance(kHour);
        }
        void book(LeadId of, Time when)
        {
            CallLog call;
            call.outcome = Outcome::VisitSet;
            call.appointment = when;
            if (const auto logged = logCall(*store, of, call); !logged)
                qFatal("book %s", qPrintable(logged.error().subject));
        }
        FiledText says(const QByteArray &words, Time when = 0)
        {
            InboundText text{QStringLiteral("SM%1").arg(++texts), fromPhone(1), QStringLiteral("+14045550100"),
                QString::fromUtf8(words), when};
            const auto filed = fileText(*store, text);
            if (!filed)
                qFatal("text %s", qPrintable(filed.error().subject));
            return *filed;
        }
        Appointment visit() { return appointmentsOfLead(store->database(), lead)->front(); }
        bool waits() { return leadNowOf(store->database(), lead)->waitingSince > 0; }
        qint64 confirmations()
        {
            return store.count("task WHERE kind=3 AND deleted=0 AND dropped=0 AND done_by_activity IS NULL");
        }
        void sent(const char *text)
        {
            Message m;
            m.id = {newId(store.clock.now())};
            m.lead = lead;
            m.purpose = QString::fromLatin1(m.id.value.hex());
            m.channel = int(Channel::Text);
            m.state = QStringLiteral("sent");
            m.text = QLatin1String(text);
            m.began = store.clock.now();
            if (!doDeed(*store, "test", {}, [&](Transaction &tx) { return takeRow(tx, kMessage, m); }))
                qFatal("sent");
        }
    };

private Q_SLOTS:
    void wordsThatOnlySayTheyCome_data()
    {
        QTest::addColumn<QByteArray>("words");
        for (const char *words : {"C", "c.", " C ", "Confirm", "CONFIRMED!", "Yes", "yes, confirmed", "Confirmo", "Sí",
                 "confirmado", "Je confirme", "oui", "C C"})
            QTest::newRow(words) << QByteArray(words);
    }
    void wordsThatOnlySayTheyCome()
    {
        QFETCH(const QByteArray, words);
        Desk desk;
        QCOMPARE(desk.confirmations(), 1);
        const FiledText filed = desk.says(words);
        QCOMPARE(filed.how, How::Filed);
        QCOMPARE(filed.lead, desk.lead);
        const Appointment visit = desk.visit();
        QCOMPARE(visit.state, State::Confirmed);
        QCOMPARE(visit.confirmedWay, Channel::Text);
        QCOMPARE(visit.confirmedAt, desk.store.clock.now());
        QCOMPARE(desk.confirmations(), 0); // nobody has to call about it
        QVERIFY(!desk.waits()); // and nobody to answer
        QCOMPARE(desk.store.count("activity WHERE kind=1 AND direction=1 AND code="
                     + QByteArray::number(int(Activity::Code::VisitConfirmed))),
            1);
        QCOMPARE(rebuild(desk.store->database(), desk.store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void wordsThatAPersonReads_data()
    {
        QTest::addColumn<QByteArray>("words");
        for (const char *words : {"C but later?", "Can we confirm 4 instead?", "yes but not today", "Confirm what?",
                 "ok", "no", "I cannot confirm", "C?? who is this", ""})
            QTest::newRow(*words ? words : "nothing") << QByteArray(words);
    }
    void wordsThatAPersonReads()
    {
        QFETCH(const QByteArray, words);
        Desk desk;
        QCOMPARE(desk.says(words).how, How::Filed);
        QCOMPARE(desk.visit().state, State::Set);
        QVERIFY(desk.waits());
        QCOMPARE(desk.confirmations(), 1);
    }
    void aWordOfRefusalNeverConfirms()
    {
        for (const char *words : {"STOP", "cancel", "confirm stop", "please stop"}) {
            Desk desk;
            QVERIFY(desk.says(words).said != OptOutSaid::Nothing || QByteArray(words) == "confirm stop");
            QVERIFY(desk.visit().state != State::Confirmed);
            QCOMPARE(desk.visit().confirmedAt, Time(0));
        }
    }
    void ofTwoVisitsNobodyKnowsWhichIsMeant()
    {
        Desk desk;
        Appointment other = desk.visit();
        other.id = {newId(desk.store.clock.now())};
        other.at += kDay;
        QVERIFY(doDeed(*desk.store, "test", {}, [&](Transaction &tx) { return apply(tx, put(kAppointment, other)); }));
        desk.says("C");
        const auto visits = appointmentsOfLead(desk.store->database(), desk.lead);
        QCOMPARE(visits->size(), size_t(2));
        for (const Appointment &one : *visits)
            QCOMPARE(one.state, State::Set);
        QVERIFY(desk.waits());
    }
    void ofTwoPeopleWithTheNumberNobodyKnowsWho()
    {
        Desk desk;
        LeadDraft wife = desk.store.webLead(2);
        wife.phones = phoneLead(desk.store, 1).phones;
        CaptureChoices own;
        own.newPerson = true;
        const LeadId hers = desk.store.add(wife, own).lead;
        desk.book(hers, desk.at);
        desk.says("C");
        QCOMPARE(desk.visit().state, State::Set);
        QCOMPARE(appointmentsOfLead(desk.store->database(), hers)->front().state, State::Set);
    }
    void oneThatIsConfirmedStaysAsItIs()
    {
        Desk desk;
        QVERIFY(confirmVisit(*desk.store, desk.visit().id));
        const Appointment before = desk.visit();
        desk.store.clock.advance(kMinute);
        desk.says("C");
        QCOMPARE(desk.visit(), before);
        QVERIFY(desk.waits());
    }
    void withoutAVisitAheadItIsAReplyLikeAnyOther()
    {
        Desk desk;
        desk.store.clock.set(desk.at + kMinute);
        desk.says("C");
        QCOMPARE(desk.visit().state, State::Set);
        QVERIFY(desk.waits());
    }
    void whatWasWrittenBeforeTheVisitWasSetIsNotAboutIt()
    {
        Desk desk;
        desk.says("C", desk.visit().setAt - kMinute);
        QCOMPARE(desk.visit().state, State::Set);
    }
    void aYesAnswersWhatWasAskedLast()
    {
        Desk desk;
        desk.sent("second_text"); // "Shall I send photos, or is a call easier?"
        desk.says("Yes");
        QCOMPARE(desk.visit().state, State::Set);
        QVERIFY(desk.waits());
        desk.says("C"); // that can mean nothing else
        QCOMPARE(desk.visit().state, State::Confirmed);
        Desk asked;
        asked.sent("second_text");
        asked.store.clock.advance(kMinute);
        asked.sent("visit_confirm_text");
        asked.says("Yes");
        QCOMPARE(asked.visit().state, State::Confirmed);
    }
    void takenBackTheVisitIsAsBefore()
    {
        Desk desk;
        const Appointment before = desk.visit();
        const FiledText filed = desk.says("C");
        QCOMPARE(desk.visit().state, State::Confirmed);
        const QByteArray deed = desk.store.list("SELECT hex(id) FROM deed WHERE verb='reply'").trimmed();
        QVERIFY(undoDeed(*desk.store, {*Id::fromHex(deed.toLower().toStdString())}));
        QCOMPARE(desk.visit(), before);
        QCOMPARE(desk.confirmations(), 1);
        QVERIFY(!filed.original.isNull());
    }
};

UPDESK_TEST(TestConfirmText);
#include "tst_confirmtext.moc"
