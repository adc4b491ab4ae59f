// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calldocument.h"
#include "core/desk/calls.h"
#include "core/desk/deed.h"
#include "core/desk/filecall.h"
#include "core/desk/leadverbs.h"
#include "core/desk/originals.h"
#include "core/desk/undosteps.h"
#include "core/intake/codes.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/timelinerows.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/suite.h"

#include <QCryptographicHash>

using namespace updesk;
using How = CallTaken::How;

namespace
{

struct CallDesk {
    TestStore store;
    Captured one;

    CallDesk() : one(store.add(phoneLead(store, 1))) { store.clock.advance(kMinute); }
    PhoneCall call(const char *id = "c1", CallWay way = CallWay::Out, int seconds = 75)
    {
        PhoneCall call;
        call.id = QString::fromLatin1(id);
        call.way = way;
        call.number = fromPhone(1);
        call.rangAt = store.clock.now();
        call.answeredAt = seconds > 0 ? call.rangAt + 10 * kSecond : 0;
        call.seconds = seconds;
        call.endedAt = call.rangAt + (10 + seconds) * kSecond;
        store.clock.set(call.endedAt);
        return call;
    }
    CallLogged log(Time dialledAt, Outcome outcome = Outcome::NoAnswer)
    {
        CallLog log;
        log.outcome = outcome;
        log.dialledAt = dialledAt;
        const auto logged = logCall(*store, one.lead, log);
        if (!logged)
            qFatal("log %s", qPrintable(logged.error().subject));
        return *logged;
    }
    LeadNow now() { return *leadNowOf(store->database(), one.lead); }
};

} // namespace

/// Calls that the phone system saw.
class TestFileCall : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCallOfOursIsAConfirmedAttempt()
    {
        CallDesk desk;
        const PhoneCall call = desk.call();
        const auto taken = takeCall(*desk.store, call);
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().detail));
        QCOMPARE(taken->how, How::Written);
        QCOMPARE(taken->lead, desk.one.lead);
        QCOMPARE(desk.now().attempts, 1);
        QCOMPARE(desk.now().firstEvidence, Evidence::Confirmed);
        QCOMPARE(desk.now().clock, LeadNow::Stopped);
        QCOMPARE(desk.store.list("SELECT seconds FROM activity WHERE kind=0"), QByteArray("75\n"));
        QCOMPARE(takeCall(*desk.store, call)->how, How::Known);
        QCOMPARE(desk.store.count("activity WHERE kind=0"), 1);
    }
    void whatAPersonLogsAfterwardsStandsInItsPlace()
    {
        CallDesk desk;
        const Time dialled = desk.store.clock.now();
        desk.store.clock.advance(2 * kSecond);
        QVERIFY(takeCall(*desk.store, desk.call()));
        desk.store.clock.advance(5 * kSecond);
        const CallLogged logged = desk.log(dialled, Outcome::Voicemail);
        QVERIFY(logged.verified);
        QCOMPARE(desk.now().attempts, 1);
        QCOMPARE(desk.now().firstEvidence, Evidence::Confirmed);
        QCOMPARE(desk.now().attempt, 2); // the second of them is next
        QCOMPARE(desk.store.list("SELECT seconds||' '||outcome FROM activity WHERE kind=0 AND corrects_id IS NOT NULL"),
            QByteArray("75 3\n"));
        desk.store.clock.advance(kMinute);
        QVERIFY(undoNewest(*desk.store));
        QCOMPARE(desk.now().attempts, 1); // the call was made
        desk.store.clock.advance(kHour);
        const Time later = desk.store.clock.now();
        desk.store.clock.advance(20 * kSecond);
        desk.log(later);
        QCOMPARE(desk.now().attempts, 2); // that was another one
        QCOMPARE(rebuild(desk.store->database(), desk.store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void whatAPersonLoggedBeforeIsProven()
    {
        CallDesk desk;
        const PhoneCall call = desk.call();
        desk.store.clock.advance(3 * kSecond);
        desk.log(call.rangAt + kSecond);
        QCOMPARE(desk.now().firstEvidence, Evidence::Dialled);
        QCOMPARE(takeCall(*desk.store, call)->how, How::Proves);
        QCOMPARE(desk.now().attempts, 1);
        QCOMPARE(desk.now().firstEvidence, Evidence::Confirmed);
        QCOMPARE(takeCall(*desk.store, call)->how, How::Known);
        const auto rows = timelineRows(desk.store->database(), desk.one.customer, TimelineKind::Calls, 10);
        QCOMPARE(rows->size(), size_t(2));
        QCOMPARE(rows->front().activity.at, rows->back().activity.at); // one stands in place of the other
        QCOMPARE(desk.store.count("activity WHERE kind=0 AND outcome=4"), 2);
    }
    void aCallInWaitsForAnAnswer()
    {
        CallDesk desk;
        QCOMPARE(takeCall(*desk.store, desk.call("c2", CallWay::In, 0))->how, How::Written);
        QVERIFY(desk.now().waitingSince > 0);
        QCOMPARE(desk.now().place.group, 0);
        QCOMPARE(desk.now().attempts, 0);
        QCOMPARE(desk.now().clock, LeadNow::Running);
    }
    void whomNobodyKnowsAndWhatWasBeforeIsLeftAlone()
    {
        CallDesk desk;
        PhoneCall call = desk.call();
        call.number = fromPhone(44);
        QCOMPARE(takeCall(*desk.store, call)->how, How::Nobody);
        call.number.clear();
        QCOMPARE(takeCall(*desk.store, call)->how, How::Nobody);
        call.number = fromPhone(1);
        call.rangAt -= kDay;
        call.endedAt -= kDay;
        QCOMPARE(takeCall(*desk.store, call)->how, How::Nobody);
        QCOMPARE(desk.store.count("activity WHERE kind=0"), 0);
    }
    void anUnknownCallerWaitsForAPersonOnce()
    {
        CallDesk desk;
        PhoneCall call = desk.call("in1", CallWay::In, 0);
        call.number = fromPhone(44);
        QCOMPARE(takeCall(*desk.store, call)->how, How::Waits);
        QCOMPARE(takeCall(*desk.store, call)->how, How::Known); // told twice
        QCOMPARE(*quarantineCount(desk.store->database()), 1);
        PhoneCall again = desk.call("in2", CallWay::In, 30);
        again.number = call.number;
        QCOMPARE(takeCall(*desk.store, again)->how, How::Waits);
        QCOMPARE(*quarantineCount(desk.store->database()), 1); // a number waits once
        const auto rows = quarantineRows(desk.store->database());
        QCOMPARE(rows->front().code, QStringLiteral("missed_caller"));
        QCOMPARE(rows->front().sender, fromPhone(44));
        PhoneCall withheld = desk.call("in3", CallWay::In, 30);
        withheld.number.clear();
        QCOMPARE(takeCall(*desk.store, withheld)->how, How::Nobody);
        PhoneCall old = desk.call("in4", CallWay::In, 30);
        old.number = fromPhone(45);
        old.rangAt -= 8 * kDay; // a list of a whole year fills no tray
        QCOMPARE(takeCall(*desk.store, old)->how, How::Nobody);
        QCOMPARE(*quarantineCount(desk.store->database()), 1);
        QCOMPARE(desk.store.count("activity WHERE kind=0"), 0);
    }
    void anUnknownCallerBecomesALeadOrIsSetAsideAndComesBack()
    {
        CallDesk desk;
        PhoneCall call = desk.call("in1", CallWay::In, 42);
        call.number = fromPhone(44);
        QVERIFY(takeCall(*desk.store, call));
        const RowOnlyId row = quarantineRows(desk.store->database())->front().id;
        desk.store.clock.advance(kMinute);
        QVERIFY(setAsideQuarantine(*desk.store, row));
        QCOMPARE(*quarantineCount(desk.store->database()), 0);
        QVERIFY(undoNewest(*desk.store));
        QCOMPARE(*quarantineCount(desk.store->database()), 1);
        auto draft = draftFromQuarantine(*desk.store, row);
        QVERIFY(draft);
        QCOMPARE(draft->type, LeadType::Phone);
        QCOMPARE(draft->phones.front().e164, fromPhone(44));
        draft->first = draft->full = QStringLiteral("Kim");
        draft->source = QStringLiteral("Phone");
        desk.store.clock.advance(kMinute);
        const auto made = leadFromQuarantine(*desk.store, row, *draft, {});
        QVERIFY2(made, made ? "" : qPrintable(made.error().subject));
        QCOMPARE(*quarantineCount(desk.store->database()), 0);
        PhoneCall next = desk.call("in2", CallWay::In, 20);
        next.number = fromPhone(44);
        const auto taken = takeCall(*desk.store, next);
        QCOMPARE(taken->how, How::Written);
        QCOMPARE(taken->lead, made->lead);
    }
    void aCallerWhoIsKnownByNowGoesIntoTheHistory()
    {
        CallDesk desk;
        PhoneCall call = desk.call("in1", CallWay::In, 42);
        call.number = fromPhone(44);
        QVERIFY(takeCall(*desk.store, call));
        const RowOnlyId row = quarantineRows(desk.store->database())->front().id;
        QCOMPARE(retryQuarantine(*desk.store, row)->outcome, IntakeResult::Outcome::Quarantined);
        const Captured other = desk.store.add(phoneLead(desk.store, 44));
        desk.store.clock.advance(kMinute);
        const auto filed = retryQuarantine(*desk.store, row);
        QVERIFY(filed);
        QCOMPARE(filed->outcome, IntakeResult::Outcome::Filed);
        QCOMPARE(filed->captured.front().lead, other.lead);
        QCOMPARE(desk.store.list("SELECT seconds FROM activity WHERE kind=0 AND direction=1"), QByteArray("42\n"));
        QCOMPARE(retryQuarantine(*desk.store, row)->outcome, IntakeResult::Outcome::Known);
        QCOMPARE(takeCall(*desk.store, call)->how, How::Known);
    }
    void aDocumentThatOnlyLooksLikeACallIsNoEvidence()
    {
        CallDesk desk;
        const QByteArray document = callDocument(desk.call("in1", CallWay::In, 42));
        Original row;
        row.sha256 = QString::fromLatin1(QCryptographicHash::hash(document, QCryptographicHash::Sha256).toHex());
        row.name = QStringLiteral("call.txt");
        row.bytesTotal = document.size();
        RowOnlyId kept;
        QVERIFY(commitDeed(*desk.store, "quarantine", [&](Transaction &tx) -> Result<void> {
            const auto fresh = keepOriginal(tx, row, document);
            const auto put =
                putQuarantine(tx, row.id, code::kUnknownCaller, QStringLiteral("{}"), Quarantine::State::Waiting);
            kept = put ? *put : RowOnlyId();
            return fresh ? Result<void>() : fresh.error();
        }));
        QVERIFY(!isCall(row, document));
        QCOMPARE(retryQuarantine(*desk.store, kept)->outcome, IntakeResult::Outcome::Quarantined);
        QCOMPARE(desk.store.count("activity WHERE kind=0"), 0);
        QCOMPARE(desk.now().firstEvidence, Evidence::None);
        // Nor one that is dropped in the folder of leads.
        QCOMPARE(takeDocument(*desk.store, document + '\n', QStringLiteral("in2"))->outcome,
            IntakeResult::Outcome::Quarantined);
        const auto rows = quarantineRows(desk.store->database());
        QCOMPARE(rows->size(), size_t(2));
        for (const QuarantineRow &one : *rows)
            QCOMPARE(retryQuarantine(*desk.store, one.id)->outcome, IntakeResult::Outcome::Quarantined);
        QCOMPARE(desk.store.count("activity WHERE kind=0"), 0);
    }
    void aLongIdIsKeptWhole()
    {
        CallDesk desk;
        PhoneCall call = desk.call("in1", CallWay::In, 42);
        call.id = QString(300, u'7');
        QCOMPARE(callIn(callDocument(call))->id, call.id);
        QVERIFY(isCall(originalOf(call), callDocument(call)));
    }
    void aCallOnAClosedLeadStandsInItsHistoryAndPlansNothing()
    {
        CallDesk desk;
        QVERIFY(closeLead(*desk.store, desk.one.lead, Closed::Lost, QStringLiteral("price")));
        QCOMPARE(takeCall(*desk.store, desk.call())->how, How::Written);
        QCOMPARE(desk.store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL"), 0);
    }
};
UPDESK_TEST(TestFileCall);
#include "tst_filecall.moc"
