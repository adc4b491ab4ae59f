// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/filetext.h"
#include "core/desk/tones.h"
#include "core/desk/undo.h"
#include "core/leads/queuerows.h"
#include "core/leads/timelinerows.h"
#include "core/leads/tonerows.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

void hears(TestStore &store, const char *body, int from = 1)
{
    static int number = 0;
    const auto filed = fileText(*store,
        {QStringLiteral("TN%1").arg(++number), fromPhone(from), QStringLiteral("+14045550100"), QString::fromUtf8(body),
            0});
    if (!filed || filed->how != FiledText::How::Filed)
        qFatal("text");
}

int toneOf(TestStore &store, LeadId lead) { return queueRow(store->database(), lead)->tone; }

/// How the customer's lines sound that the history shows, newest first.
QStringList shownTones(TestStore &store, CustomerId customer)
{
    QStringList tones;
    const auto rows = timelineRows(store->database(), customer, TimelineKind::Messages, 100);
    for (const TimelineRow &row : *rows) {
        if (row.activity.direction == Activity::Direction::In && row.activity.kind != Activity::Kind::Import)
            tones << row.activity.providerText;
    }
    return tones;
}

} // namespace

/// The mark of a text or mail that sounds angry or urgent.
class TestTones : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWaitsBearsItsMarkUntilAPersonAnswers()
    {
        TestStore store;
        const Captured one = store.add(phoneLead(store, 1));
        store.clock.advance(kMinute);
        hears(store, "Is it still there?");
        QCOMPARE(toneOf(store, one.lead), 0);
        store.clock.advance(kMinute);
        hears(store, "Nobody called me. This is UNACCEPTABLE");
        QCOMPARE(toneOf(store, one.lead), int(ToneAngry));
        store.clock.advance(kMinute);
        hears(store, "I need it asap");
        QCOMPARE(toneOf(store, one.lead), ToneAngry | ToneUrgent);
        QCOMPARE(store.count("activity WHERE provider_text='angry'"), 1);
        QCOMPARE(shownTones(store, one.customer), QStringList({QStringLiteral("urgent"), QStringLiteral("angry"), {}}));
        store.clock.advance(kMinute);
        CallLog call;
        call.outcome = Outcome::CallBack;
        call.callBack = store.clock.now() + kHour;
        call.dialledAt = store.clock.now() - 30 * kSecond;
        QVERIFY(logCall(*store, one.lead, call));
        QCOMPARE(leadNowOf(store->database(), one.lead)->waitingSince, Time(0));
        QCOMPARE(toneOf(store, one.lead), 0);
        QCOMPARE(shownTones(store, one.customer).size(), 3); // how it sounded is still told
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void aMailThatSoundsAngryBearsItToo()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const QByteArray from = store.webLead(1).emails.front().address.toLatin1();
        store.clock.advance(kMinute);
        const auto taken = takeDocument(*store,
            "From: " + from
                + "\r\nTo: sales@northgate.example\r\nSubject: URGENT: Re: Your inquiry\r\nIn-Reply-To: <x@y>\r\n"
                  "Message-ID: <t1@z>\r\n\r\nYou lied to me.\r\n",
            QStringLiteral("r.eml"));
        QVERIFY(taken);
        QCOMPARE(taken->outcome, IntakeResult::Outcome::Filed);
        QCOMPARE(toneOf(store, one.lead), ToneAngry | ToneUrgent);
        QCOMPARE(shownTones(store, one.customer), QStringList(QStringLiteral("angry urgent")));
    }
    void aPersonTakesTheMarkOffAndUndoBringsItBack()
    {
        TestStore store;
        const Captured one = store.add(phoneLead(store, 1));
        store.clock.advance(kMinute);
        hears(store, "angry angry");
        const Time since = leadNowOf(store->database(), one.lead)->waitingSince;
        store.clock.advance(kMinute);
        const auto off = takeToneOff(*store, one.lead);
        QVERIFY(off && !off->isNull());
        QCOMPARE(toneOf(store, one.lead), 0);
        QCOMPARE(shownTones(store, one.customer), QStringList(QString()));
        QCOMPARE(leadNowOf(store->database(), one.lead)->waitingSince, since); // it still waits for an answer
        QCOMPARE(leadNowOf(store->database(), one.lead)->place.group, 0);
        QCOMPARE(
            store.count("activity WHERE deleted=0 AND code=" + QByteArray::number(int(Activity::Code::ToneTakenOff))),
            1);
        const auto twice = takeToneOff(*store, one.lead);
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, Error::Code::NotFound);
        QCOMPARE(twice.error().subject, QStringLiteral("tone"));
        QVERIFY(undoLast(*store));
        QCOMPARE(toneOf(store, one.lead), int(ToneAngry));
        QCOMPARE(shownTones(store, one.customer), QStringList(QStringLiteral("angry")));
        QVERIFY(takeToneOff(*store, one.lead));
        store.clock.advance(kMinute);
        hears(store, "it is urgent"); // what comes later has a mark of its own
        QCOMPARE(toneOf(store, one.lead), int(ToneUrgent));
        QCOMPARE(shownTones(store, one.customer), QStringList({QStringLiteral("urgent"), QString()}));
    }
    void aMarkFromADeskWhoseClockIsAheadIsTakenOffToo()
    {
        TestStore store;
        const Captured one = store.add(phoneLead(store, 1));
        store.clock.advance(kHour);
        hears(store, "furious");
        store.clock.advance(-10 * kMinute);
        QVERIFY(takeToneOff(*store, one.lead));
        QCOMPARE(toneOf(store, one.lead), 0);
    }
    void nothingIsTakenOffWhereNothingWaits()
    {
        TestStore store;
        const Captured one = store.add(phoneLead(store, 1));
        QCOMPARE(takeToneOff(*store, one.lead).error().code, Error::Code::NotFound);
        QCOMPARE(takeToneOff(*store, LeadId{}).error().code, Error::Code::NotFound);
        QCOMPARE(store.count("deed WHERE verb='tone_off'"), 0);
    }
    // Oldest first, whatever it says; and what follows goes on as after any reply.
    void theMarkNeitherMovesNorStopsAnything()
    {
        TestStore store;
        const LeadId calm = store.add(phoneLead(store, 1)).lead;
        const LeadId cross = store.add(phoneLead(store, 2)).lead;
        store.clock.advance(kMinute);
        hears(store, "Is it still there?", 1);
        store.clock.advance(kMinute);
        hears(store, "Is it still there? I am furious", 2);
        QueueFilter filter;
        const auto rows = queueRows(store->database(), filter, 10);
        QCOMPARE(rows->size(), size_t(2));
        QCOMPARE(rows->at(0).now.id, calm);
        QCOMPARE(rows->at(1).now.id, cross);
        QCOMPARE(rows->at(0).tone, 0);
        QCOMPARE(rows->at(1).tone, int(ToneAngry));
        QCOMPARE(rows->at(0).now.nextKind, rows->at(1).now.nextKind);
        QCOMPARE(store.count("consent WHERE state=2"), 0);
        QCOMPARE(mayTextTo(store, calm), mayTextTo(store, cross));
        QCOMPARE(store.count("message"), 0);
    }
};

UPDESK_TEST(TestTones);
#include "tst_tones.moc"
