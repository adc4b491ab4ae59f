// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"
#include "core/desk/dealverbs.h"
#include "core/desk/gaterows.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/planverbs.h"
#include "core/desk/undosteps.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/timelinerows.h"
#include "core/sequences/planstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

static QByteArray reply(const QByteArray &id, const QByteArray &from, const QByteArray &answers = "x@y")
{
    return "From: " + from + "\r\nTo: sales@northgate.example\r\nSubject: Re: Your inquiry\r\nIn-Reply-To: <" + answers
        + ">\r\nMessage-ID: <" + id + "@z>\r\n\r\nTomorrow at five is fine.\r\n> old words\r\n";
}

static QByteArray mailOf(
    const QByteArray &id, const QByteArray &from, const QByteArray &subject, const QByteArray &words)
{
    return "From: " + from + "\r\nTo: sales@northgate.example\r\nSubject: " + subject + "\r\nMessage-ID: <" + id
        + "@z>\r\n\r\n" + words + "\r\n";
}

static LeadId buyer(TestStore &store, int i)
{
    const LeadId lead = store.add(store.webLead(i)).lead;
    DealDraft deal;
    deal.vehicle = QStringLiteral("2024 Toyota RAV4");
    deal.delivered = true;
    if (!sellLead(*store, lead, deal))
        qFatal("sell");
    return lead;
}

static QByteArray bounce(const QByteArray &address, const QByteArray &status)
{
    return "From: MAILER-DAEMON@mx.example\r\nTo: sales@northgate.example\r\nSubject: Undelivered\r\n"
           "Message-ID: <b@mx.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; "
           "report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nfailed\r\n"
           "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
           "Final-Recipient: rfc822; "
        + address + "\r\nAction: failed\r\nStatus: " + status + "\r\n\r\n--b--\r\n";
}

/// Mail of our customers that is no lead: replies, delivery reports, automatic answers.
class TestReplies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aReplyGoesToTheOpenLeadOfWhoeverHasTheAddress()
    {
        TestStore store;
        LeadDraft asked = store.webLead(1);
        CaptureChoices choices;
        choices.owner = store.omar;
        const Captured one = store.add(asked, choices);
        const QByteArray address = asked.emails.front().address.toLatin1();
        const int scored = leadNowOf(store->database(), one.lead)->score;
        store.clock.advance(kMinute);
        const auto taken = takeDocument(*store, reply("1", address), QStringLiteral("r.eml"));
        QVERIFY(taken);
        QCOMPARE(taken->outcome, IntakeResult::Outcome::Filed);
        QCOMPARE(taken->captured.front().lead, one.lead);
        const auto now = leadNowOf(store->database(), one.lead);
        QCOMPARE(now->waitingSince, store.clock.now());
        QCOMPARE(now->firstContact, store.clock.now());
        QCOMPARE(now->place.group, 0);
        QCOMPARE(now->firstHuman, 0);
        QCOMPARE(now->clock, LeadNow::Running); // nobody of the store has answered
        QVERIFY(now->score > scored);
        QCOMPARE(store.count("score_log WHERE cause='reply'"), 1);
        QCOMPARE(store.list("SELECT body FROM activity WHERE kind=2"), QByteArray("Tomorrow at five is fine.\n"));
        const auto news = notices(store->database(), store.omar);
        QCOMPARE(std::ranges::count(*news, Notice::Kind::Replied, &Notice::kind), 1);
        const auto again = takeDocument(*store, reply("1", address), QStringLiteral("r.eml"));
        QCOMPARE(again->outcome, IntakeResult::Outcome::Known);
        QVERIFY(again->code.isEmpty()); // it goes to done/ the second time too
        QCOMPARE(store.count("activity WHERE kind=2"), 1);
        QCOMPARE(*quarantineCount(store->database()), 0);
        QCOMPARE(*quarantineCount(store->database(), QuarantineListed::SetAside), 0);
        QCOMPARE(takeDocument(*store, reply("2", "stranger@example.org"), QStringLiteral("r.eml"))->outcome,
            IntakeResult::Outcome::Quarantined);
        QCOMPARE(*quarantineCount(store->database()), 1);
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void aReplyThatIsTakenBackWaitsInTheTrayAndCanBeFiledAgain()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const QByteArray address = store.webLead(1).emails.front().address.toLatin1();
        store.clock.advance(kMinute);
        const auto taken = takeDocument(*store, reply("1", address), QStringLiteral("r.eml"));
        QVERIFY(taken);
        store.clock.advance(kMinute);
        QVERIFY(undoDeed(*store, taken->captured.front().deed));
        QCOMPARE(store.count("activity WHERE kind=2 AND deleted=0"), 0);
        QCOMPARE(leadNowOf(store->database(), one.lead)->waitingSince, 0);
        const auto rows = quarantineRows(store->database());
        QCOMPARE(rows->size(), size_t(1));
        QCOMPARE(takeDocument(*store, reply("1", address), QStringLiteral("r.eml"))->outcome,
            IntakeResult::Outcome::Known); // what a person took back does not come back by itself
        QCOMPARE(retryQuarantine(*store, rows->front().id)->outcome, IntakeResult::Outcome::Filed);
        QCOMPARE(store.count("activity WHERE kind=2 AND deleted=0"), 1);
        const auto twice = retryQuarantine(*store, rows->front().id);
        QCOMPARE(twice->outcome, IntakeResult::Outcome::Known);
        QVERIFY(twice->code.isEmpty());
        QCOMPARE(store.count("activity WHERE kind=2 AND deleted=0"), 1);
        QVERIFY(undoLast(*store)); // a person pressed the key this time
        QCOMPARE(*quarantineCount(store->database()), 1);
    }
    void aReplyFromAnotherAddressIsKnownByTheMailThatItAnswers()
    {
        TestStore store;
        const auto first = takeDocument(*store,
            "From: Ann Reyes <ann.reyes@example.org>\r\nTo: sales@northgate.example\r\nSubject: 2024 Toyota RAV4\r\n"
            "Message-ID: <first@example.org>\r\n\r\nI am interested in it. Is it still available?\r\n",
            QStringLiteral("1.eml"));
        QCOMPARE(first->outcome, IntakeResult::Outcome::Leads);
        store.clock.advance(kMinute);
        const auto taken = takeDocument(*store,
            reply("2", "ann@work.example", "ours@northgate.example> <first@example.org"), QStringLiteral("2.eml"));
        QCOMPARE(taken->outcome, IntakeResult::Outcome::Filed);
        QCOMPARE(taken->captured.front().lead, first->captured.front().lead);
        // And one that answers the reply, by somebody whom nobody knows.
        const auto third = takeDocument(*store, reply("3", "ann@home.example", "2@z"), QStringLiteral("3.eml"));
        QCOMPARE(third->outcome, IntakeResult::Outcome::Filed);
        const auto colleague =
            takeDocument(*store, reply("4", "dana@northgate.example", "first@example.org"), QStringLiteral("4.eml"));
        QCOMPARE(colleague->outcome, IntakeResult::Outcome::Quarantined); // no customer wrote that
        QCOMPARE(*quarantineCount(store->database()), 1);
        QCOMPARE(store.count("activity WHERE kind=2"), 2);
    }
    void whatAMergedRecordIsReachedByIsTheCustomersWhoLives()
    {
        TestStore store;
        const Captured lives = store.add(store.webLead(1)), gone = store.add(store.webLead(2));
        QVERIFY(closeLead(*store, gone.lead, Closed::Lost, QStringLiteral("twice")));
        QVERIFY(merge(*store, gone.customer, lives.customer));
        const auto put = doDeed(*store, "test", {}, [&](Transaction &tx) -> Result<void> {
            Email late; // another desk wrote it to the record while this one merged it
            late.id = {tx.freshId()};
            late.customer = gone.customer;
            late.typed = late.address = late.matching = QStringLiteral("late@example.org");
            return apply(tx, updesk::put(kEmail, late));
        });
        QVERIFY(put);
        store.clock.advance(kMinute);
        for (const QByteArray &from :
            {store.webLead(2).emails.front().address.toLatin1(), QByteArray("late@example.org")}) {
            const auto taken = takeDocument(*store, reply(from.left(4), from), QStringLiteral("r.eml"));
            QVERIFY(taken);
            QCOMPARE(taken->outcome, IntakeResult::Outcome::Filed);
            QCOMPARE(taken->captured.front().lead, lives.lead);
        }
        QCOMPARE(leadNowOf(store->database(), lives.lead)->place.group, 0);
    }
    void aReplyThatTwoOpenLeadsMayBeMeantByOrNoneWaitsForAPerson()
    {
        TestStore store;
        LeadDraft one = store.webLead(1), two = store.webLead(2);
        two.emails = one.emails;
        const LeadId lead = store.add(one).lead;
        CaptureChoices apart;
        apart.newPerson = true;
        store.add(two, apart);
        QCOMPARE(store.count("lead"), 2);
        const QByteArray address = one.emails.front().address.toLatin1();
        QCOMPARE(takeDocument(*store, reply("1", address), QStringLiteral("1.eml"))->outcome,
            IntakeResult::Outcome::Quarantined);
        QVERIFY(closeLead(*store, lead, Closed::Lost, QStringLiteral("bought_elsewhere")));
        const auto waiting = quarantineRows(store->database());
        QCOMPARE(waiting->size(), size_t(1));
        const auto now = retryQuarantine(*store, waiting->front().id);
        QCOMPARE(now->outcome, IntakeResult::Outcome::Filed); // one of the two is closed
        QVERIFY(now->captured.front().lead != lead);
    }
    void aBuyersReplyIsFiledWhereTheirPlanRuns()
    {
        for (const QByteArray words : {"Thanks, it drives well.", "Please stop emailing me."}) {
            TestStore store;
            store->setPerson(store.mike);
            QVERIFY(useShippedPlans(*store));
            const LeadId lead = buyer(store, 1);
            const QByteArray address = store.webLead(1).emails.front().address.toLatin1();
            QCOMPARE(runningPlans(store->database(), lead)->size(), size_t(1));
            store.clock.advance(kHour);
            const QByteArray mail = "In-Reply-To: <ours@n>\r\n" + mailOf("1", address, "Re: Thank you", words);
            const auto taken = takeDocument(*store, mail, QStringLiteral("r.eml"));
            QVERIFY2(taken, taken ? "" : qPrintable(taken.error().subject + taken.error().detail));
            QCOMPARE(taken->outcome, IntakeResult::Outcome::Filed);
            QCOMPARE(taken->captured.front().lead, lead);
            const bool stop = words.startsWith("Please");
            QCOMPARE(contactable(store->database(), taken->captured.front().customer)->email, !stop);
            if (stop)
                continue;
            QVERIFY(runningPlans(store->database(), lead)->empty());
            QVERIFY(leadNowOf(store->database(), lead)->place.group < 5);
            QVERIFY(undoDeed(*store, taken->captured.front().deed));
            QCOMPARE(*quarantineCount(store->database()), 1);
        }
    }
    void aRefusalIsHeardThoughTheMailWaits_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<bool>("heard");
        const QByteArray answers = "In-Reply-To: <ours@n>\r\n", none;
        QTest::newRow("a reply") << answers << QByteArray("Re: Your RAV4") << QByteArray("Please stop emailing me")
                                 << true;
        QTest::newRow("a fresh mail") << none << QByteArray("Hello") << QByteArray("STOP") << true;
        QTest::newRow("its subject") << none << QByteArray("STOP") << QByteArray("Thank you.") << true;
        QTest::newRow("its subject alone") << none << QByteArray("unsubscribe") << QByteArray() << true;
        QTest::newRow("taken for spam") << QByteArray("X-Spam-Flag: YES\r\n") << QByteArray("Hi") << QByteArray("STOP")
                                        << true;
        QTest::newRow("our words sent back")
            << none << QByteArray("Fw: offer") << QByteArray("Look\r\n> STOP\r\n> Please stop emailing me") << false;
        QTest::newRow("an answer of no such kind")
            << answers << QByteArray("Re: x") << QByteArray("Fine, thanks") << false;
        QTest::newRow("a list") << QByteArray("List-Id: <a.example>\r\n") << QByteArray("News") << QByteArray("STOP")
                                << false;
        QTest::newRow("a program") << QByteArray("Auto-Submitted: auto-replied\r\n") << QByteArray("Away")
                                   << QByteArray("STOP") << false;
    }
    // Two customers of one address, both closed: whose it is nobody can say, and neither is mailed again.
    void aRefusalIsHeardThoughTheMailWaits()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, subject);
        QFETCH(QByteArray, words);
        QFETCH(bool, heard);
        TestStore store;
        LeadDraft one = store.webLead(1), two = store.webLead(2);
        two.emails = one.emails;
        CaptureChoices apart;
        apart.newPerson = true;
        const Captured first = store.add(one), second = store.add(two, apart), other = store.add(store.webLead(3));
        QVERIFY(first.customer != second.customer);
        QVERIFY(closeLead(*store, first.lead, Closed::Lost, QStringLiteral("bought_elsewhere")));
        QVERIFY(closeLead(*store, second.lead, Closed::Lost, QStringLiteral("bought_elsewhere")));
        store.clock.advance(kMinute);
        const QByteArray from = one.emails.front().address.toUpper().toLatin1();
        const auto taken = takeDocument(*store, headers + mailOf("1", from, subject, words), QStringLiteral("1.eml"));
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().subject + taken.error().detail));
        QCOMPARE(taken->outcome, IntakeResult::Outcome::Quarantined);
        for (const CustomerId &customer : {first.customer, second.customer}) {
            QCOMPARE(!contactable(store->database(), customer)->email, heard);
            QCOMPARE(store.count("consent WHERE state=2 AND customer_id=x'" + customer.value.hex() + "'") > 0, heard);
        }
        QVERIFY(contactable(store->database(), other.customer)->email);
        QCOMPARE(store.count("activity WHERE kind=2"), 0); // the mail itself is nobody's yet
    }
    void anOpenLeadsPlanObeysAFreshMailAndWordsInDoubtHold()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1)), two = store.add(store.webLead(2));
        store.clock.advance(kMinute);
        const auto from = [&store](int i) { return store.webLead(i).emails.front().address.toLatin1(); };
        QVERIFY(takeDocument(*store, mailOf("1", from(1), "Hi", "STOP"), QStringLiteral("1.eml")));
        QCOMPARE(
            store.count("task WHERE deleted=0 AND done_by_activity IS NULL AND dropped=0 AND kind<>7 AND lead_id=x'"
                + one.lead.value.hex() + "'"),
            0);
        QVERIFY(takeDocument(*store, mailOf("2", from(2), "Hi", "qiut"), QStringLiteral("2.eml")));
        QVERIFY(standingConsent(store->database(), two.customer)->unclear);
        const auto rows = quarantineRows(store->database());
        QCOMPARE(rows->size(), size_t(2));
        const qint64 said = store.count("consent");
        for (const QuarantineRow &row : *rows)
            QVERIFY(retryQuarantine(*store, row.id)); // is not said once more
        QCOMPARE(store.count("consent"), said);
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void whoOfTwoBuyersWroteDoesNotMatterToTheirPlans()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(useShippedPlans(*store));
        LeadDraft one = store.webLead(1), two = store.webLead(2);
        two.emails = one.emails;
        CaptureChoices apart;
        apart.newPerson = true;
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        deal.delivered = true;
        std::vector<LeadId> leads{store.add(one).lead, store.add(two, apart).lead};
        for (const LeadId &lead : leads) {
            QVERIFY(sellLead(*store, lead, deal));
            QCOMPARE(runningPlans(store->database(), lead)->size(), size_t(1));
        }
        store.clock.advance(kHour);
        const QByteArray address = one.emails.front().address.toLatin1();
        QCOMPARE(takeDocument(*store, reply("1", address), QStringLiteral("1.eml"))->outcome,
            IntakeResult::Outcome::Quarantined);
        QVERIFY(takeDocument(*store, mailOf("2", address, "Re: Thanks", "STOP"), QStringLiteral("2.eml")));
        for (const LeadId &lead : leads)
            QVERIFY(runningPlans(store->database(), lead)->empty());
        QCOMPARE(store.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL"), 0);
    }
    void aColleaguesWordsAreNobodysRefusal()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.emails = {{{}, QStringLiteral("dana@northgate.example")}};
        const Captured one = store.add(draft);
        QVERIFY(takeDocument(*store, mailOf("1", "dana@northgate.example", "Hi", "STOP"), QStringLiteral("1.eml")));
        QVERIFY(contactable(store->database(), one.customer)->email);
        QVERIFY(takeDocument(*store, mailOf("2", "nobody@example.org", "Hi", "STOP"), QStringLiteral("2.eml")));
        QCOMPARE(store.count("consent WHERE state=2"), 0);
    }
    void anAutomaticAnswerIsSetAsideAndStopsNothing()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        const QByteArray address = store.webLead(1).emails.front().address.toLatin1();
        const LeadNow before = *leadNowOf(store->database(), one.lead);
        store.clock.advance(kMinute);
        const auto taken =
            takeDocument(*store, "Auto-Submitted: auto-replied\r\n" + reply("1", address), QStringLiteral("r.eml"));
        QCOMPARE(taken->outcome, IntakeResult::Outcome::Quarantined);
        QVERIFY(taken->setAside);
        QCOMPARE(*leadNowOf(store->database(), one.lead), before);
        QCOMPARE(*quarantineCount(store->database(), QuarantineListed::SetAside), 1);
    }
    void aBounceForGoodMarksTheAddressAndASoftOneDoesNot()
    {
        for (const bool forGood : {false, true}) {
            TestStore store;
            LeadDraft draft = store.webLead(1);
            draft.phones.clear();
            const Captured one = store.add(draft);
            const QByteArray address = draft.emails.front().address.toLatin1();
            QVERIFY(leadNowOf(store->database(), one.lead)->grade < int(Grade::C));
            const auto taken =
                takeDocument(*store, bounce(address, forGood ? "5.1.1" : "4.2.2"), QStringLiteral("b.eml"));
            QVERIFY(taken);
            QCOMPARE(taken->setAside, forGood);
            QCOMPARE(store.count("email WHERE bad=1"), forGood ? 1 : 0);
            QCOMPARE(*quarantineCount(store->database()), forGood ? 0 : 1);
            QCOMPARE(*quarantineCount(store->database(), QuarantineListed::SetAside), forGood ? 1 : 0);
            QCOMPARE(leadNowOf(store->database(), one.lead)->grade == int(Grade::C), forGood);
            QCOMPARE(leadNowOf(store->database(), one.lead)->clock, LeadNow::Running);
        }
    }
    void aMarkedAddressIsToldInTheHistoryAndUndoMakesItGoodAgain()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.phones.clear();
        const Captured one = store.add(draft);
        const int grade = leadNowOf(store->database(), one.lead)->grade;
        QCOMPARE(leadNowOf(store->database(), one.lead)->nextKind, Task::Kind::Email);
        const QByteArray address = draft.emails.front().address.toUpper().toLatin1();
        QVERIFY(takeDocument(*store, bounce(address, "5.1.1"), QStringLiteral("b.eml")));
        const auto rows = timelineRows(store->database(), one.customer, TimelineKind::All, 50);
        const auto told = std::ranges::find_if(
            *rows, [](const TimelineRow &row) { return row.activity.code == Activity::Code::AddressBad; });
        QVERIFY(told != rows->end());
        QCOMPARE(told->activity.body, draft.emails.front().address);
        QVERIFY(!told->activity.original.isNull());
        const auto marked = leadNowOf(store->database(), one.lead);
        QCOMPARE(marked->nextKind, Task::Kind::FindContact); // there is no other way
        QCOMPARE(marked->nextDue, store.clock.now());
        store.clock.advance(kMinute);
        QVERIFY(undoNewest(*store));
        QCOMPARE(store.count("email WHERE bad=1"), 0);
        QCOMPARE(leadNowOf(store->database(), one.lead)->grade, grade);
        QCOMPARE(leadNowOf(store->database(), one.lead)->nextKind, Task::Kind::Email);
        QCOMPARE(*quarantineCount(store->database()), 1); // the report is still there
        QCOMPARE(*quarantineCount(store->database(), QuarantineListed::SetAside), 0);
        QVERIFY(retryQuarantine(*store, quarantineRows(store->database())->front().id)->setAside);
        QCOMPARE(store.count("email WHERE bad=1"), 1);
        QCOMPARE(rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly)->differed, 0);
    }
    void aBounceOfAnAddressThatNobodyHasMarksNothing()
    {
        TestStore store;
        store.add(store.webLead(1));
        const auto taken = takeDocument(*store, bounce("stranger@example.org", "5.1.1"), QStringLiteral("b.eml"));
        QVERIFY(taken && !taken->setAside);
        QCOMPARE(store.count("email WHERE bad=1"), 0);
        QCOMPARE(store.count("activity WHERE code=24"), 0);
    }
};
UPDESK_TEST(TestReplies);
#include "tst_replies.moc"
