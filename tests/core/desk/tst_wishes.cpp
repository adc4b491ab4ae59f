// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/undo.h"
#include "core/leads/attempts.h"
#include "core/leads/leadnowstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

Q_DECLARE_METATYPE(updesk::Channel)
Q_DECLARE_METATYPE(updesk::Task::Kind)

/// What the inquiry says about how and when it wants its answer (F4), and what is done with it.
class TestWishes : public QObject
{
    Q_OBJECT
    static LeadNow now(TestStore &store, LeadId lead) { return *leadNowOf(store->database(), lead); }
    static Lead lead(TestStore &store, LeadId id) { return *load(store->database(), kLead, id.value); }

private Q_SLOTS:
    void theFirstStepGoesTheWayWishedFor_data()
    {
        QTest::addColumn<Channel>("wish");
        QTest::addColumn<QString>("lacks"); // p: phone, e: e-mail; refused: P, E; C: said yes to texts
        QTest::addColumn<Task::Kind>("kind");
        const auto row = [](const char *name, Channel wish, const char *lacks, Task::Kind kind) {
            QTest::newRow(name) << wish << QString::fromLatin1(lacks) << kind;
        };
        row("no wish", Channel::None, "", Task::Kind::Call);
        row("calls", Channel::Phone, "", Task::Kind::Call);
        row("e-mail", Channel::Email, "", Task::Kind::Email);
        row("texts, and said yes to them", Channel::Text, "C", Task::Kind::Text);
        row("texts without a yes", Channel::Text, "", Task::Kind::Call); // US-7
        row("e-mail without an address", Channel::Email, "e", Task::Kind::Call);
        row("e-mail, which is refused", Channel::Email, "E", Task::Kind::Call);
        row("calls without a phone", Channel::Phone, "p", Task::Kind::Email);
        row("calls, which are refused", Channel::Phone, "P", Task::Kind::Email);
        row("no way at all", Channel::Email, "pe", Task::Kind::FindContact);
        row("every way refused", Channel::Email, "PE", Task::Kind::Decide);
    }
    void theFirstStepGoesTheWayWishedFor()
    {
        QFETCH(Channel, wish);
        QFETCH(QString, lacks);
        QFETCH(Task::Kind, kind);
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.preferredChannel = wish;
        draft.textConsent = lacks.contains(u'C');
        draft.consentWords = draft.textConsent ? QStringLiteral("yes, text me") : QString();
        if (lacks.contains(u'p'))
            draft.phones.clear();
        if (lacks.contains(u'e'))
            draft.emails.clear();
        for (const auto &[letter, way] : {std::pair(u'P', Channel::Phone), std::pair(u'E', Channel::Email)}) {
            if (lacks.contains(letter))
                draft.refusals.push_back({way, QStringLiteral("not that way"), false});
        }
        const LeadNow first = now(store, store.add(draft).lead);
        QCOMPARE(first.nextKind, kind);
        if (kind == Task::Kind::Decide)
            return;
        QCOMPARE(first.clock, LeadNow::Running);
        QCOMPARE(first.nextDue, first.clockDue); // the wish moves no deadline
    }
    void aCallAnswersWhoWishedForAnEmailAllTheSame()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.preferredChannel = Channel::Email;
        const LeadId id = store.add(draft).lead;
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.told = store.clock.now();
        QVERIFY(logCall(*store, id, call));
        QCOMPARE(now(store, id).clock, LeadNow::Stopped);
    }
    // Written from the person's own mail program: nothing here saw it, and it is an attempt all the same (F39).
    void aMessageSentFromElsewhereAnswersAsToldAndTheNextGoesTheSameWay()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.preferredChannel = Channel::Email;
        const LeadId id = store.add(draft).lead;
        store.clock.advance(3 * kMinute);
        const auto logged = logSent(*store, id, Channel::Email, store.clock.now() - kMinute);
        QVERIFY(logged && logged->verified && logged->nextDue > store.clock.now());
        const LeadNow answered = now(store, id);
        QCOMPARE(answered.clock, LeadNow::Stopped);
        QCOMPARE(answered.firstEvidence, Evidence::Told);
        QCOMPARE(answered.firstHuman, store.clock.now() - kMinute);
        QCOMPARE(answered.attempts, 1);
        QCOMPARE(answered.stage, Stage::Tried);
        QCOMPARE(answered.nextKind, Task::Kind::Email);
        QCOMPARE(answered.attempt, 2);
        QCOMPARE(store.count("activity WHERE kind=2 AND direction=2 AND outcome=0 AND evidence=1"), 1);
        QVERIFY(undoLast(*store));
        QCOMPARE(now(store, id).clock, LeadNow::Running);
        QCOMPARE(now(store, id).attempt, 1);
    }
    void aMessageIsToldOfItsOwnTime()
    {
        TestStore store;
        store.clock.advance(20 * kSecond);
        const LeadId id = store.add(store.webLead(1)).lead;
        const Time came = store.clock.now();
        store.clock.advance(kMinute);
        const auto subject = [&](Channel way, Time told) { return logSent(*store, id, way, told).error().subject; };
        QCOMPARE(subject(Channel::Phone, store.clock.now()), QStringLiteral("channel"));
        QCOMPARE(subject(Channel::Email, store.clock.now() + 1), QStringLiteral("told"));
        QCOMPARE(subject(Channel::Text, came - kMinute), QStringLiteral("told"));
        QCOMPARE(store.count("activity WHERE direction=2"), 0);
        QVERIFY(logSent(*store, id, Channel::Text, came - 20 * kSecond)); // its minute
        QCOMPARE(now(store, id).firstHuman, came);
    }
    void aMessageOfNoTimeWasSentJustNow()
    {
        TestStore store;
        const LeadId id = store.add(store.webLead(1)).lead;
        store.clock.advance(kMinute);
        QVERIFY(logSent(*store, id, Channel::Email, 0));
        QCOMPARE(now(store, id).firstHuman, store.clock.now());
    }
    void afterTheLastMessageNothingIsPlanned()
    {
        TestStore store;
        const LeadId id = store.add(store.webLead(1)).lead;
        for (int n = 1; n <= kMostAttempts; ++n) {
            store.clock.advance(kHour);
            const auto logged = logSent(*store, id, Channel::Email, store.clock.now());
            QCOMPARE(logged->lastAttempt, n == kMostAttempts);
        }
        QVERIFY(now(store, id).nextTask.isNull());
    }
    // F19: the second inquiry is laid on the open lead, with all that it says.
    void aSecondInquirysWishesAreLaidOnTheOpenLead()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        draft.bestTime = QStringLiteral("morning");
        const LeadId id = store.add(draft).lead;
        const LeadNow before = now(store, id);
        QCOMPARE(before.nextKind, Task::Kind::Call);
        store.clock.advance(kMinute);
        draft.externalId = QStringLiteral("T-again");
        draft.source = QStringLiteral("AutoSite");
        draft.preferredChannel = Channel::Email;
        draft.bestTime = QStringLiteral("evening");
        draft.financeMethod = QStringLiteral("lease");
        const Captured again = store.add(draft);
        QCOMPARE(again.lead, id);
        QCOMPARE(lead(store, id).bestTime, QStringLiteral("evening"));
        QCOMPARE(Channel(lead(store, id).preferredChannel), Channel::Email);
        QCOMPARE(lead(store, id).financeMethod, QStringLiteral("lease"));
        const LeadNow after = now(store, id);
        QCOMPARE(after.nextTask, before.nextTask);
        QCOMPARE(after.nextKind, Task::Kind::Email);
        QCOMPARE(after.nextChannel, Channel::Email);
        QCOMPARE(after.nextDue, before.nextDue);
        QCOMPARE(after.attempt, before.attempt);
        draft.externalId = QStringLiteral("T-third");
        draft.preferredChannel = Channel::None;
        draft.bestTime.clear();
        draft.financeMethod.clear();
        QCOMPARE(store.add(draft).lead, id); // what it does not say stays
        QCOMPARE(lead(store, id).bestTime, QStringLiteral("evening"));
        QCOMPARE(now(store, id).nextKind, Task::Kind::Email);
        QVERIFY(undoLast(*store) && undoLast(*store));
        QCOMPARE(lead(store, id).bestTime, QStringLiteral("morning"));
        QCOMPARE(now(store, id).nextKind, Task::Kind::Call);
    }
    void aPromisedCallStaysACall()
    {
        TestStore store;
        LeadDraft draft = store.webLead(1);
        const LeadId id = store.add(draft).lead;
        CallLog call;
        call.outcome = Outcome::CallBack;
        call.told = store.clock.now();
        call.callBack = store.clock.now() + kHour;
        QVERIFY(logCall(*store, id, call));
        draft.externalId = QStringLiteral("T-again");
        draft.source = QStringLiteral("AutoSite");
        draft.preferredChannel = Channel::Email;
        QCOMPARE(store.add(draft).lead, id);
        QVERIFY(now(store, id).promised);
        QCOMPARE(now(store, id).nextKind, Task::Kind::Call);
    }
};
UPDESK_TEST(TestWishes);
#include "tst_wishes.moc"
