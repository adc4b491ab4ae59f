// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/doubt.h"
#include "core/leads/leadnow.h"
#include "tests/support/suite.h"

using namespace updesk;

static constexpr Time kNow = 1'773'324'000'000; // Thursday 12 March 2026, 14:00 UTC

class TestLeadNow : public QObject
{
    Q_OBJECT
    using Done = LeadFacts::Done;
    using Kind = Activity::Kind;
    using Direction = Activity::Direction;
    static LeadFacts web()
    {
        LeadFacts facts;
        facts.id = {newId(kNow)};
        facts.received = kNow - kMinute;
        facts.hasName = true;
        facts.phones = 1;
        return facts;
    }
    static Done call(Outcome outcome, Evidence evidence, Time at = kNow)
    {
        return {Kind::Call, Direction::Out, outcome, evidence, Activity::Code::None, at};
    }
    static Done mail(Time at) { return {Kind::Email, Direction::In, Outcome::None, Evidence::None, {}, at}; }
    static LeadNow made(const LeadFacts &facts, Time now = kNow) { return leadNow(facts, Rulebook{}, now); }
private Q_SLOTS:
    void theStageIsTheFurthestThatHappened()
    {
        LeadFacts facts = web();
        QCOMPARE(made(facts).stage, Stage::New);
        facts.done = {{Kind::Email, Direction::Out, Outcome::None, Evidence::Automatic, {}, kNow}};
        QCOMPARE(made(facts).stage, Stage::New);
        facts.done.push_back(call(Outcome::NoAnswer, Evidence::None));
        QCOMPARE(made(facts).stage, Stage::Tried);
        facts.done.push_back(mail(kNow));
        QCOMPARE(made(facts).stage, Stage::Contacted);
        facts.visitSet = true;
        QCOMPARE(made(facts).stage, Stage::VisitSet);
        facts.shown = true;
        QCOMPARE(made(facts).stage, Stage::Shown);
        facts.closed = Closed::Sold;
        QCOMPARE(made(facts).stage, Stage::Sold);
        for (const Closed closed : {Closed::Lost, Closed::Bad, Closed::Duplicate}) {
            facts.closed = closed;
            QCOMPARE(made(facts).stage, Stage::Lost);
        }
        facts.closed = Closed::Open; // reopening computes it again
        QCOMPARE(made(facts).stage, Stage::Shown);
    }
    void aSpokenOutcomeIsAContactOnlyWithEvidence()
    {
        for (const Outcome spoke :
            {Outcome::VisitSet, Outcome::CallBack, Outcome::NotInterested, Outcome::DoNotContact}) {
            LeadFacts facts = web();
            facts.done = {call(spoke, Evidence::None)};
            QCOMPARE(made(facts).stage, Stage::Tried);
            facts.done = {call(spoke, Evidence::Told)};
            QCOMPARE(made(facts).stage, Stage::Contacted);
        }
        LeadFacts facts = web();
        facts.done = {call(Outcome::Voicemail, Evidence::Confirmed)};
        QCOMPARE(made(facts).stage, Stage::Tried);
    }
    void theClockStopsOnHumanEvidenceOnly()
    {
        for (const Evidence evidence : {Evidence::None, Evidence::Automatic}) {
            LeadFacts facts = web();
            facts.done = {call(Outcome::NoAnswer, evidence)};
            QCOMPARE(made(facts).clock, LeadNow::Running);
            QCOMPARE(made(facts).firstHuman, Time(0));
        }
        for (const Evidence evidence : {Evidence::Told, Evidence::Dialled, Evidence::Confirmed}) {
            LeadFacts facts = web();
            facts.done = {
                call(Outcome::NoAnswer, evidence, kNow + 5), call(Outcome::NoAnswer, Evidence::Told, kNow + 9)};
            QCOMPARE(made(facts).clock, LeadNow::Stopped);
            QCOMPARE(made(facts).firstHuman, kNow + 5);
            QCOMPARE(made(facts).firstEvidence, evidence);
        }
        LeadFacts facts = web();
        facts.done = {{Kind::Note, Direction::None, Outcome::None, Evidence::None, {}, kNow},
            {Kind::Change, Direction::None, Outcome::None, Evidence::None, Activity::Code::GradeSet, kNow}};
        QCOMPARE(made(facts).clock, LeadNow::Running);
    }
    void theEarliestStampCountsWhateverTheOrderOfRows()
    {
        LeadFacts facts = web();
        facts.done = {call(Outcome::NoAnswer, Evidence::Dialled, kNow + 20), mail(kNow + 10),
            call(Outcome::NoAnswer, Evidence::Confirmed, kNow + 5)};
        const LeadNow now = made(facts);
        QCOMPARE(now.firstHuman, kNow + 5);
        QCOMPARE(now.firstContact, kNow + 10);
        QCOMPARE(now.attempts, 2);
        QCOMPARE(now.waitingSince, Time(0)); // the later call answered it
    }
    void walkInsAndPhoneUpsAreBornStoppedAndWaitForNobody()
    {
        LeadFacts facts = web();
        facts.type = LeadType::Phone;
        facts.done = {{Kind::Call, Direction::In, Outcome::None, Evidence::Confirmed, {}, facts.received}};
        QCOMPARE(made(facts).clock, LeadNow::BornStopped);
        QCOMPARE(made(facts).waitingSince, Time(0));
        QCOMPARE(scoreInputOf(facts, Rulebook{}).replies, 0);
        facts.type = LeadType::WalkIn;
        facts.visits = 1;
        facts.visitWaiting = kNow;
        facts.done = {{Kind::Visit, Direction::In, Outcome::None, Evidence::Confirmed, {}, kNow}};
        QCOMPARE(made(facts).waitingSince, kNow);
        QCOMPARE(made(facts).stage, Stage::Shown);
        facts.visitWaiting = 0;
        QCOMPARE(made(facts).waitingSince, Time(0));
    }
    void aNoticeThatSomebodyRangStopsNoClock()
    {
        LeadFacts facts = web();
        facts.type = LeadType::Phone;
        const Done began{Kind::Call, Direction::In, Outcome::None, Evidence::None, {}, facts.received};
        facts.done = {began};
        QCOMPARE(made(facts).clock, LeadNow::Running);
        QCOMPARE(made(facts).clockDue, facts.received + 5 * kMinute);
        QCOMPARE(made(facts).stage, Stage::New); // nobody spoke with anybody
        QCOMPARE(made(facts).waitingSince, Time(0)); // the inquiry itself is no reply
        facts.done.push_back({Kind::Call, Direction::In, Outcome::None, Evidence::None, {}, kNow});
        QCOMPARE(made(facts).waitingSince, kNow);
        QCOMPARE(made(facts).place.group, 0);
        QCOMPARE(made(facts).clock, LeadNow::Running);
        QCOMPARE(made(facts).firstContact, Time(0));
    }
    void whoWasMetOnAnOpenInquiryAnswersItAsTold()
    {
        for (const Kind kind : {Kind::Call, Kind::Visit}) {
            LeadFacts facts = web();
            facts.done = {{kind, Direction::In, Outcome::None, Evidence::Told, {}, kNow}};
            QCOMPARE(made(facts).clock, LeadNow::Stopped);
            QCOMPARE(made(facts).firstEvidence, Evidence::Told);
            QCOMPARE(made(facts).firstHuman, kNow);
            QVERIFY(clockView(clockFactsOf(made(facts)), kNow).hollow);
        }
    }
    void aCustomerWhoWroteLastWaitsSinceTheFirstUnansweredWord()
    {
        LeadFacts facts = web();
        facts.done = {call(Outcome::NoAnswer, Evidence::Dialled, kNow), mail(kNow + 10), mail(kNow + 20)};
        QCOMPARE(made(facts).waitingSince, kNow + 10);
        facts.done.push_back(call(Outcome::NoAnswer, Evidence::None, kNow + 30)); // not verified: no answer yet
        QCOMPARE(made(facts).waitingSince, kNow + 10);
        facts.done.push_back(call(Outcome::NoAnswer, Evidence::Dialled, kNow + 40));
        QCOMPARE(made(facts).waitingSince, Time(0));
    }
    void askingAgainWaitsOnlyOnceTheFirstInquiryWasAnswered()
    {
        LeadFacts facts = web();
        const Done again{Kind::Import, Direction::In, Outcome::None, Evidence::None, Activity::Code::AskedAgain, kNow};
        facts.done = {
            {Kind::Import, Direction::In, Outcome::None, Evidence::None, Activity::Code::Inquiry, kNow - 9}, again};
        QCOMPARE(made(facts).inquiries, 2);
        QCOMPARE(made(facts).waitingSince, Time(0));
        QCOMPARE(made(facts).clock, LeadNow::Running);
        facts.done.insert(facts.done.begin(), call(Outcome::NoAnswer, Evidence::Dialled, kNow - 5));
        QCOMPARE(made(facts).waitingSince, kNow);
    }
    void theSoonestTaskIsNextAndAClosedLeadHasNone()
    {
        LeadFacts facts = web();
        const TaskId confirm{newId(kNow)}, promised{newId(kNow)};
        facts.todo = {{confirm, Task::Kind::Confirm, Channel::Phone, kNow + kDay, false, 0, 0},
            {promised, Task::Kind::Call, Channel::Phone, kNow + kHour, true, 3, 8}};
        LeadNow now = made(facts);
        QCOMPARE(now.nextTask, promised);
        QVERIFY(now.promised);
        QCOMPARE(now.attempt, 3);
        QCOMPARE(now.confirmDue, kNow + kDay);
        facts.closed = Closed::Lost;
        now = made(facts);
        QVERIFY(now.nextTask.isNull());
        QCOMPARE(now.place.group, kClosedGroup);
        QCOMPARE(now.clock, LeadNow::NeverAnswered);
        QCOMPARE(now.ladderAt, Time(0));
    }
    void closingDoesNotHideThatNobodyAnswered()
    {
        LeadFacts facts = web();
        facts.closed = Closed::Lost;
        QCOMPARE(clockView(clockFactsOf(made(facts)), kNow).state, ClockState::NeverAnswered);
        facts.closed = Closed::Bad;
        QCOMPARE(made(facts).clock, LeadNow::NeverAnswered);
        facts.done = {call(Outcome::NotInterested, Evidence::None)};
        QCOMPARE(made(facts).clock, LeadNow::NeverAnswered);
        facts.done = {call(Outcome::NotInterested, Evidence::Dialled)};
        QCOMPARE(made(facts).clock, LeadNow::Stopped);
        facts.done.clear();
        facts.closed = Closed::Duplicate; // its other lead tells the truth
        QCOMPARE(made(facts).clock, LeadNow::NoClock);
        facts.closed = Closed::Lost;
        facts.closedUndecided = true;
        QCOMPARE(made(facts).clock, LeadNow::NoClock);
    }
    void aLeadWithoutAClockShowsNone()
    {
        LeadFacts facts = web();
        facts.todo = {{TaskId{newId(1)}, Task::Kind::Decide, Channel::None, kNow, false, 0, 0}};
        const LeadNow now = made(facts);
        QCOMPARE(now.clock, LeadNow::NoClock);
        for (const Time at : {kNow, kNow + 4 * kMinute, kNow + kDay})
            QCOMPARE(clockView(clockFactsOf(now), at), ClockView());
    }
    void whoRefusesEveryWayIsAManagersNextStepAndWaitsForNoAnswer()
    {
        LeadFacts facts = web();
        facts.done = {{Activity::Kind::Email, Activity::Direction::In, Outcome::None, Evidence::None,
            Activity::Code::DoNotContact, kNow}};
        facts.todo = {{TaskId{newId(1)}, Task::Kind::Confirm, Channel::InPerson, kNow - kHour, false, 0, 0},
            {TaskId{newId(2)}, Task::Kind::Decide, Channel::None, kNow, false, 0, 0}};
        LeadNow now = made(facts);
        QCOMPARE(now.waitingSince, Time(0));
        QCOMPARE(now.nextKind, Task::Kind::Decide);
        QCOMPARE(now.nextDue, kNow);
        QVERIFY(now.place.group > 0 && now.place.group < kClosedGroup);
        QCOMPARE(scoreInputOf(facts, Rulebook()).replies, 0);
        facts.visitWaiting = kNow; // they came all the same and stand in the store
        QCOMPARE(made(facts).waitingSince, kNow);
        facts.closed = Closed::Lost;
        QCOMPARE(made(facts).waitingSince, Time(0));
    }
    void wordsInDoubtWaitAsEveryAnswerDoes()
    {
        LeadFacts facts = web();
        facts.done = {{Kind::Text, Direction::In, Outcome::None, Evidence::None, {}, kNow}};
        facts.todo = {{TaskId{newId(1)}, Task::Kind::Call, Channel::Phone, kNow - kHour, false, 0, 0},
            {TaskId{newId(2)}, Task::Kind::Decide, Channel::Text, kNow, false, 0, 0}};
        const LeadNow now = made(facts);
        QCOMPARE(now.place.group, 0);
        QCOMPARE(now.waitingSince, kNow);
        QCOMPARE(now.clock, LeadNow::Running);
        QCOMPARE(now.nextKind, Task::Kind::Decide);
        QVERIFY(isDoubt(now.nextKind, now.nextChannel));
        facts.todo.push_back({TaskId{newId(3)}, Task::Kind::Decide, Channel::None, kNow, false, 0, 0});
        QCOMPARE(made(facts).waitingSince, Time(0)); // and then they refused every way
    }
    void packingAndUnpackingGiveTheSameScore()
    {
        quint32 seed = 1;
        const auto next = [&seed](
                              quint32 below) { return int((seed = seed * 1664525u + 1013904223u) >> 8) % int(below); };
        for (int i = 0; i < 2000; ++i) {
            ScoreInput in;
            in.ring = next(6) - 1;
            in.asksVisit = next(2), in.asksCall = next(2), in.asksAvailable = next(2);
            in.exactUnit = next(2), in.makeAndModel = next(2), in.tradeIn = next(2);
            in.preApproved = next(2), in.downPaymentStated = next(2);
            in.returnVisits = next(16), in.replies = next(16), in.clicks = next(16);
            in.timeframeDays = next(400) - 1;
            in.received = kNow, in.lastSign = kNow + next(1000);
            const SourceWeight weight{};
            in.sourceRate = weight.rate, in.bestRate = weight.best;
            const ScoreInput out = unpacked(packed(in), in.received, in.lastSign, weight);
            QCOMPARE(packed(out), packed(in));
            QCOMPARE(score(out, ScoreModel{}, kNow + kDay).total, score(in, ScoreModel{}, kNow + kDay).total);
        }
        ScoreInput huge;
        huge.timeframeDays = INT_MAX;
        huge.replies = INT_MAX;
        QCOMPARE(unpacked(packed(huge), 0, 0, {}).timeframeDays, 65534);
        QCOMPARE(unpacked(packed(huge), 0, 0, {}).replies, 15);
    }
    void aLeadReceivedTomorrowIsNotAnErrorToday()
    {
        LeadFacts facts = web(); // the clock was set back since
        facts.received = kNow + 3 * kDay;
        const LeadNow now = made(facts);
        QVERIFY(now.score >= 0 && now.score <= 100);
        QVERIFY(now.place.group >= 1 && now.place.group <= 5);
        QVERIFY(now.place.nextChange == 0 || now.place.nextChange > kNow);
    }
};
UPDESK_TEST(TestLeadNow);
#include "tst_leadnow.moc"
