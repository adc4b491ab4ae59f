// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"
#include "core/desk/filetext.h"
#include "core/desk/heard.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/textdocument.h"
#include "core/desk/undosteps.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/suite.h"

using namespace updesk;
using How = FiledText::How;

static InboundText textOf(const char *body, int from = 1, const char *id = "SM1")
{
    return {QString::fromLatin1(id), fromPhone(from), QStringLiteral("+14045550100"), QString::fromUtf8(body), 0};
}

/// Texts that customers send.
class TestFileText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTextGoesToTheOpenLeadAndWaitsForAnAnswer()
    {
        TestStore store;
        CaptureChoices choices;
        choices.owner = store.omar;
        const Captured one = store.add(phoneLead(store, 1), choices);
        store.clock.advance(kMinute);
        InboundText text = textOf("Is it still there?");
        text.at = store.clock.now() - 20 * kSecond;
        const auto filed = fileText(*store, text);
        QVERIFY2(filed, filed ? "" : qPrintable(filed.error().subject + filed.error().detail));
        QCOMPARE(filed->how, How::Filed);
        QCOMPARE(filed->lead, one.lead);
        const auto now = leadNowOf(store->database(), one.lead);
        QCOMPARE(now->place.group, 0);
        QCOMPARE(now->waitingSince, store.clock.now());
        QCOMPARE(now->firstHuman, 0);
        QCOMPARE(
            store.list("SELECT body FROM activity WHERE kind=1 AND direction=1"), QByteArray("Is it still there?\n"));
        QCOMPARE(store.count("activity WHERE kind=1 AND sent_at=" + QByteArray::number(text.at)), 1);
        QCOMPARE(std::ranges::count(*notices(store->database(), store.omar), Notice::Kind::Replied, &Notice::kind), 1);
        QCOMPARE(*quarantineCount(store->database()), 0);
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void theSameTextTwiceChangesNothing()
    {
        TestStore store;
        store.add(phoneLead(store, 1));
        InboundText text = textOf("Yes", 1, "SM7");
        QCOMPARE(fileText(*store, text)->how, How::Filed);
        const qint64 log = store.count("deed");
        store.clock.advance(kMinute);
        text.at = store.clock.now(); // the provider says when only the second time
        QCOMPARE(fileText(*store, text)->how, How::Known);
        QCOMPARE(store.count("deed"), log);
        QCOMPARE(store.count("activity WHERE kind=1"), 1);
        text.providerId = QStringLiteral("SM8");
        QCOMPARE(fileText(*store, text)->how, How::Filed); // who says yes twice says it twice
        QCOMPARE(store.count("activity WHERE kind=1"), 2);
    }
    void aReplyStopsThePlanAndWhatTheProgramWasToSend()
    {
        TestStore store;
        followByProgram(store);
        const LeadId lead = store.add(phoneLead(store, 1)).lead;
        QVERIFY(openSteps(store, lead) > 0);
        store.clock.advance(kMinute);
        QCOMPARE(fileText(*store, textOf("Call me at five"))->how, How::Filed);
        QCOMPARE(openSteps(store, lead), 0); // what is queued for these goes no more
        QCOMPARE(plansOfLead(store->database(), lead)->front().why, PlanStop::Reply);
    }
    void stopCountsAtOnceAndIsConfirmedOnce_data()
    {
        QTest::addColumn<QByteArray>("word");
        for (const char *word : {"STOP", "alto", "ARRÊT", "Stop.", "unsubscribe"})
            QTest::newRow(word) << QByteArray(word);
    }
    void stopCountsAtOnceAndIsConfirmedOnce()
    {
        QFETCH(QByteArray, word);
        TestStore store;
        setWays(store, textsOnly());
        const Captured one = store.add(phoneLead(store, 1));
        const auto filed = fileText(*store, textOf(word.constData()));
        QVERIFY(filed);
        QCOMPARE(filed->said, OptOutSaid::Stop);
        const auto can = contactable(store->database(), one.customer);
        QVERIFY(!can->text && !can->call && !can->email);
        QVERIFY(!mayTextTo(store, one.lead));
        QCOMPARE(store.count("task WHERE deleted=0 AND done_by_activity IS NULL AND dropped=0 AND kind<>7"), 0);
        QVERIFY(filed->receipt);
        QCOMPARE(store.list("SELECT to_address||' '||body||' '||state||' '||meant FROM message"),
            QByteArray("+14045550101 Northgate Motors: You will get no more messages from us. queued 3\n"));
        QCOMPARE(store.count("gate_log WHERE purpose=3 AND verdict=0"), 1); // it counts as the one receipt
        const qint64 before = store.list("SELECT send_before FROM message").trimmed().toLongLong();
        QCOMPARE(before, store.clock.now() + 5 * kMinute);
        store.clock.advance(kMinute);
        const auto again = fileText(*store, textOf(word.constData(), 1, "SM2"));
        QVERIFY(again && !again->receipt);
        QCOMPARE(store.count("message"), 1);
    }
    void withoutAWayOutNothingIsQueued()
    {
        TestStore store;
        store.add(phoneLead(store, 1));
        const auto filed = fileText(*store, textOf("STOP"));
        QVERIFY(filed && !filed->receipt && filed->said == OptOutSaid::Stop);
        QCOMPARE(store.count("message"), 0);
    }
    // US-10: within five minutes of the opt-out, not of when it was fetched.
    void whatIsFetchedTooLateIsObeyedAndNotConfirmed()
    {
        TestStore store;
        setWays(store, textsOnly());
        const Captured one = store.add(phoneLead(store, 1));
        const Captured two = store.add(phoneLead(store, 2));
        store.clock.advance(kDay);
        InboundText text = textOf("STOP");
        text.at = store.clock.now() - 6 * kHour;
        const auto late = fileText(*store, text);
        QVERIFY(late && !late->receipt && late->said == OptOutSaid::Stop);
        QVERIFY(!contactable(store->database(), one.customer)->text);
        QCOMPARE(store.count("message"), 0);
        text = textOf("STOP", 2, "SM2");
        text.at = store.clock.now() - 2 * kMinute;
        QVERIFY(fileText(*store, text)->receipt);
        const qint64 before = store.list("SELECT send_before FROM message").trimmed().toLongLong();
        QCOMPARE(before, text.at + 5 * kMinute);
        QVERIFY(!contactable(store->database(), two.customer)->text);
    }
    void aProvidersClockThatIsAheadMakesNoReceiptLater()
    {
        TestStore store;
        setWays(store, textsOnly());
        store.add(phoneLead(store, 1));
        InboundText text = textOf("STOP");
        text.at = store.clock.now() + kDay;
        QVERIFY(fileText(*store, text)->receipt);
        const qint64 before = store.list("SELECT send_before FROM message").trimmed().toLongLong();
        QCOMPARE(before, store.clock.now() + 5 * kMinute);
    }
    void aStopThatIsTakenBackAndFiledAgainIsConfirmedOnce()
    {
        TestStore store;
        setWays(store, textsOnly());
        store.add(phoneLead(store, 1));
        store.clock.advance(kMinute);
        QVERIFY(fileText(*store, textOf("STOP"))->receipt);
        store.clock.advance(kMinute);
        QVERIFY(undoNewest(*store));
        const auto rows = quarantineRows(store->database());
        QCOMPARE(rows->size(), size_t(1));
        const auto again = retryQuarantine(*store, rows->front().id);
        QVERIFY2(again, again ? "" : qPrintable(again.error().subject + again.error().detail));
        QCOMPARE(again->outcome, IntakeResult::Outcome::Filed);
        QCOMPARE(store.count("message"), 1);
    }
    // Whoever answers the program's thanks for a purchase has no open lead any more.
    void aBuyersAnswerStopsTheirPlanAndAPersonSeesIt()
    {
        TestStore store;
        followByProgram(store);
        const LeadId lead = store.add(phoneLead(store, 1)).lead;
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        deal.delivered = true;
        QVERIFY(sellLead(*store, lead, deal));
        QCOMPARE(runningPlans(store->database(), lead)->size(), size_t(1));
        store.clock.advance(kHour);
        const auto filed = fileText(*store, textOf("Thanks! One thing rattles, though"));
        QCOMPARE(filed->how, How::Filed);
        QCOMPARE(filed->lead, lead);
        QVERIFY(runningPlans(store->database(), lead)->empty());
        QCOMPARE(openSteps(store, lead), 0);
        QCOMPARE(*quarantineCount(store->database()), 0);
        const auto now = leadNowOf(store->database(), lead);
        QCOMPARE(now->closed, Closed::Sold);
        QCOMPARE(now->nextDue, store.clock.now());
        QVERIFY(now->place.group < 5); // today, not later
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
        // Nothing follows them now: the next one is for a person to file.
        QCOMPARE(fileText(*store, textOf("Hello?", 1, "SM2"))->how, How::Quarantined);
    }
    void aBuyersStopPlansNothing()
    {
        TestStore store;
        followByProgram(store);
        const LeadId lead = store.add(phoneLead(store, 1)).lead;
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        deal.delivered = true;
        QVERIFY(sellLead(*store, lead, deal));
        QCOMPARE(fileText(*store, textOf("STOP"))->lead, lead);
        QVERIFY(runningPlans(store->database(), lead)->empty());
        QCOMPARE(store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL"), 0);
    }
    void wordsInDoubtHoldAndAPersonDecides()
    {
        TestStore store;
        const Captured one = store.add(phoneLead(store, 1));
        const auto filed = fileText(*store, textOf("qiut"));
        QVERIFY(filed);
        QCOMPARE(filed->said, OptOutSaid::Perhaps);
        QCOMPARE(store.count("task WHERE kind=7 AND dropped=0 AND done_by_activity IS NULL"), 1);
        GateAsk ask;
        ask.channel = Channel::Text;
        ask.sentBy = SentBy::Automatic;
        QVERIFY(!askGate(*store, one.lead, ask)->allows());
        QVERIFY(settleDoubt(*store, one.lead, false));
    }
    void aStrangersTextWaitsWithItsWordsAndBecomesALeadByHand()
    {
        TestStore store;
        store.add(phoneLead(store, 1));
        const auto filed = fileText(*store, textOf("Do you buy cars?", 9));
        QCOMPARE(filed->how, How::Quarantined);
        QVERIFY(filed->lead.isNull());
        const auto rows = quarantineRows(store->database());
        QCOMPARE(rows->size(), size_t(1));
        const QuarantineRow row = rows->front();
        QCOMPARE(row.code, QStringLiteral("unknown_number"));
        QCOMPARE(row.phones, QStringList{fromPhone(9)});
        QCOMPARE(row.subject, QStringLiteral("Do you buy cars?"));
        auto draft = draftFromQuarantine(*store, row.id);
        QCOMPARE(draft->phones.front().e164, fromPhone(9));
        QCOMPARE(draft->comments, QStringLiteral("Do you buy cars?"));
        draft->last = QStringLiteral("Nine");
        const auto made = leadFromQuarantine(*store, row.id, *draft, {});
        QVERIFY2(made, made ? "" : qPrintable(made.error().subject));
        QCOMPARE(*quarantineCount(store->database()), 0);
        QCOMPARE(fileText(*store, textOf("Do you buy cars?", 9))->how, How::Known);
        QCOMPARE(fileText(*store, textOf("Hello?", 9, "SM2"))->lead, made->lead);
    }
    void aTextThatWaitsIsFiledOnceItsCustomerIsKnown()
    {
        TestStore store;
        QCOMPARE(fileText(*store, textOf("It's Ann", 3))->how, How::Quarantined);
        const auto rows = quarantineRows(store->database());
        QCOMPARE(retryQuarantine(*store, rows->front().id)->outcome, IntakeResult::Outcome::Quarantined);
        const LeadId lead = store.add(phoneLead(store, 3)).lead;
        const auto filed = retryQuarantine(*store, rows->front().id);
        QCOMPARE(filed->outcome, IntakeResult::Outcome::Filed);
        QCOMPARE(filed->captured.front().lead, lead);
        QCOMPARE(store.list("SELECT body FROM activity WHERE kind=1"), QByteArray("It's Ann\n"));
        QCOMPARE(*quarantineCount(store->database()), 0);
        QCOMPARE(retryQuarantine(*store, rows->front().id)->outcome, IntakeResult::Outcome::Known);
        QVERIFY(undoLast(*store));
        QCOMPARE(*quarantineCount(store->database()), 1);
        QCOMPARE(store.count("activity WHERE kind=1 AND deleted=0"), 0);
    }
    void aFiledTextThatIsTakenBackWaitsInTheTray()
    {
        TestStore store;
        store.add(phoneLead(store, 1));
        store.clock.advance(kMinute);
        QCOMPARE(fileText(*store, textOf("Yes"))->how, How::Filed);
        store.clock.advance(kMinute);
        QVERIFY(undoNewest(*store));
        QCOMPARE(store.count("activity WHERE kind=1 AND deleted=0"), 0);
        const auto rows = quarantineRows(store->database());
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(fileText(*store, textOf("Yes"))->how, How::Known);
        QCOMPARE(retryQuarantine(*store, rows->front().id)->outcome, IntakeResult::Outcome::Filed);
    }
    void ofTwoWithOneNumberTheOneWeTextedLastHasTheAnswerAndStopBindsBoth()
    {
        TestStore store;
        LeadDraft second = phoneLead(store, 2);
        second.phones = phoneLead(store, 1).phones;
        const Captured one = store.add(phoneLead(store, 1));
        store.clock.advance(kHour);
        CaptureChoices apart;
        apart.newPerson = true;
        const Captured two = store.add(second, apart);
        QVERIFY(one.customer != two.customer);
        QCOMPARE(fileText(*store, textOf("Hi", 1, "SM1"))->lead, two.lead); // nobody was texted: the newest
        Activity sent;
        sent.kind = Activity::Kind::Text;
        sent.direction = Activity::Direction::Out;
        sent.evidence = Evidence::Confirmed;
        sent.lead = one.lead;
        sent.customer = one.customer;
        sent.at = store.clock.now();
        QVERIFY(doDeed(*store, "sent", {}, [&](Transaction &tx) -> Result<void> {
            sent.id = {tx.freshId()};
            return apply(tx, put(kActivity, sent));
        }));
        QCOMPARE(fileText(*store, textOf("Yes please", 1, "SM2"))->lead, one.lead);
        QCOMPARE(fileText(*store, textOf("STOP", 1, "SM3"))->lead, one.lead);
        QVERIFY(!contactable(store->database(), two.customer)->text);
        QVERIFY(!mayTextTo(store, two.lead));
        QCOMPARE(
            store.count("task WHERE deleted=0 AND done_by_activity IS NULL AND dropped=0 AND channel IN (1,2)"), 0);
    }
    void aTextFromTheNumberOfAMergedRecordIsTheCustomersWhoLives()
    {
        TestStore store;
        const Captured lives = store.add(phoneLead(store, 1)), gone = store.add(phoneLead(store, 2));
        QVERIFY(closeLead(*store, gone.lead, Closed::Lost, QStringLiteral("twice")));
        QVERIFY(merge(*store, gone.customer, lives.customer));
        store.clock.advance(kMinute);
        const auto filed = fileText(*store, textOf("Is it still there?", 2));
        QCOMPARE(filed->lead, lives.lead);
        QCOMPARE(leadNowOf(store->database(), lives.lead)->place.group, 0);
        QCOMPARE(fileText(*store, textOf("STOP", 2, "SM2"))->lead, lives.lead);
        QVERIFY(!contactable(store->database(), lives.customer)->text);
        QVERIFY(!mayTextTo(store, lives.lead));
    }
    void whoHasNoOpenLeadWaitsAndTheirStopDoesNot()
    {
        TestStore store;
        const Captured one = store.add(phoneLead(store, 1));
        QVERIFY(closeLead(*store, one.lead, Closed::Lost, QStringLiteral("bought_elsewhere")));
        QCOMPARE(fileText(*store, textOf("Any news?"))->how, How::Quarantined);
        QCOMPARE(quarantineRows(store->database())->front().code, QStringLiteral("no_open_lead"));
        const auto stopped = fileText(*store, textOf("STOP", 1, "SM2"));
        QCOMPARE(stopped->how, How::Filed);
        QCOMPARE(stopped->lead, one.lead);
        QVERIFY(!contactable(store->database(), one.customer)->text);
        QCOMPARE(*quarantineCount(store->database()), 1);
        QCOMPARE(store.count("lead WHERE closed=0"), 0);
    }
    void rubbishHarmsNothing_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("body");
        QTest::newRow("empty") << fromPhone(1) << QString();
        QTest::newRow("controls") << fromPhone(1) << QStringLiteral("a\a\x1b[2J\u0000b").append(QChar(0)).append(u'c');
        QTest::newRow("huge") << fromPhone(1) << QString(3'000'000, u'x');
        QTest::newRow("half a pair") << fromPhone(1) << QString(QChar(0xd83d));
        QTest::newRow("head") << fromPhone(1) << QStringLiteral("\n\nid X\nfrom +1\n\n");
        QTest::newRow("short code") << QStringLiteral("32665") << QStringLiteral("Your code is 1234");
        QTest::newRow("name") << QStringLiteral("AMZN\nid Y") << QStringLiteral("parcel");
        QTest::newRow("no sender") << QString() << QStringLiteral("?");
    }
    void rubbishHarmsNothing()
    {
        QFETCH(QString, from);
        QFETCH(QString, body);
        TestStore store;
        store.add(phoneLead(store, 1));
        const InboundText text{QStringLiteral("SM1"), from, QStringLiteral("+14045550100"), body, 0};
        const auto filed = fileText(*store, text);
        QVERIFY2(filed, filed ? "" : qPrintable(filed.error().subject + filed.error().detail));
        QCOMPARE(filed->how, from == fromPhone(1) ? How::Filed : How::Quarantined);
        QCOMPARE(*quarantineCount(store->database()), 0); // a machine's needs nobody
        QVERIFY(store.list("SELECT max(length(body)) FROM activity").trimmed().toInt() <= 10'000);
        QCOMPARE(fileText(*store, text)->how, How::Known);
    }
    void aStopWithAPictureUnderItStops()
    {
        const QString under = QStringLiteral("\nhttps://api.example.com/Messages/SM1/Media\nhttps://x.example/2");
        QCOMPARE(typedWords(QStringLiteral("STOP") + under), QStringLiteral("STOP"));
        QCOMPARE(typedWords(QStringLiteral("see https://x.example")), QStringLiteral("see https://x.example"));
        QCOMPARE(typedWords(under), QString());
        QCOMPARE(typedWords(QStringLiteral("https://northgate.example/x STOP texting me")),
            QStringLiteral("STOP texting me"));
        QCOMPARE(typedWords(QStringLiteral("Hi\nhttps://a.example/x  http://b.example stop\nhttps://c.example")),
            QStringLiteral("Hi\nstop"));
        QCOMPARE(typedWords(QStringLiteral("STOP\nhttps://a.example https://b.example")), QStringLiteral("STOP"));
        QCOMPARE(typedWords(QString()), QString());
        for (const bool open : {true, false}) {
            TestStore store;
            const Captured one = store.add(phoneLead(store, 1));
            if (!open)
                QVERIFY(closeLead(*store, one.lead, Closed::Lost, QStringLiteral("gone")));
            InboundText text = textOf("Stop");
            text.body += under;
            QCOMPARE(fileText(*store, text)->said, OptOutSaid::Stop);
            QVERIFY(!contactable(store->database(), one.customer)->text);
        }
        TestStore store;
        store.add(phoneLead(store, 1));
        QCOMPARE(fileText(*store, {QStringLiteral("SM1"), fromPhone(1), {}, under.trimmed(), 0})->how, How::Filed);
        QCOMPARE(store.list("SELECT body FROM activity WHERE kind=1"), under.trimmed().toUtf8() + '\n');
        QCOMPARE(
            fileText(*store, textOf("https://northgate.example/x stop texting me", 1, "SM2"))->said, OptOutSaid::Stop);
    }
    void aTextReadsBackFromItsDocument()
    {
        InboundText text{QStringLiteral("SM-1"), fromPhone(1), fromPhone(2), QStringLiteral("a\n\nb é 你"), 1234};
        QCOMPARE(*textIn(textDocument(text)), text);
        QVERIFY(!textIn("text"));
        QVERIFY(!textIn(QByteArray()));
        text.providerId.clear();
        InboundText other = text;
        other.body = QStringLiteral("x");
        QVERIFY(originalOf(text).sha256 != originalOf(other).sha256);
    }
};
UPDESK_TEST(TestFileText);
#include "tst_filetext.moc"
