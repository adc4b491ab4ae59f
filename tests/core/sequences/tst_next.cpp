// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sequences/planworld.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What a plan does next, whatever happens meanwhile.
class TestNext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstHourIsPlannedAtOnce()
    {
        World world;
        const PlanLook look = world.step();
        QCOMPARE(look.decisions.size(), size_t(4)); // what counts from the start and is near
        const Time wanted[] = {0, 5 * kMinute, 10 * kMinute, 30 * kMinute};
        for (size_t i = 0; i < 4; ++i) {
            QCOMPARE(look.decisions[i].says, Says::Plan);
            QCOMPARE(look.decisions[i].due - world.now, wanted[i]);
            QVERIFY(look.decisions[i].rule.isEmpty());
        }
        QCOMPARE(look.decisions[0].by, SentBy::Automatic);
        QCOMPARE(look.decisions[1].by, SentBy::Person);
        QVERIFY(look.again > world.now && look.again <= world.now + 5 * kMinute);
    }
    void thePaceOfTheTierSaysWhoWrites()
    {
        for (const Pace pace : {Pace::Automatic, Pace::Nurture, Pace::Personal, Pace::Immediate}) {
            World world;
            world.facts.pace = pace;
            QCOMPARE(world.look().decisions[3].by, pace >= Pace::Personal ? SentBy::Person : SentBy::Automatic);
        }
    }
    void aStepAfterTheLastWaitsForIt()
    {
        World world;
        world.plan.steps = {call(kHour), call(kDay)};
        world.plan.steps[1].key = QStringLiteral("second");
        QCOMPARE(world.step().decisions.size(), size_t(1));
        world.now += 3 * kHour; // done late
        world.done(0, Outcome::NoAnswer);
        const PlanLook look = world.step();
        QCOMPARE(look.decisions.size(), size_t(1));
        QCOMPARE(look.decisions[0].due, world.now + kDay);
    }
    void anUndoneStepHoldsTheOthersForTwoDays()
    {
        World world("2026-03-09T10:00:00");
        world.plan.steps = {call(kHour), call(kHour)};
        world.plan.steps[1].key = QStringLiteral("second");
        QCOMPARE(world.step().again, world.now + kHour);
        const Time due = world.now + kHour;
        world.now = due;
        QCOMPARE(world.step().again, due + kWaitsForPerson);
        world.now = due + kWaitsForPerson - 1;
        QVERIFY(world.step().decisions.empty());
        world.now = due + kWaitsForPerson;
        const PlanLook look = world.step();
        QCOMPARE(look.decisions.size(), size_t(1));
        QCOMPARE(look.decisions[0].step, 1);
    }
    void anOutcomeLeadsToAnotherStep()
    {
        World world;
        world.plan.steps = {call(0), call(kDay), sent(Channel::Text, 10 * kMinute)};
        world.plan.steps[1].key = QStringLiteral("second");
        world.plan.steps[0].branches = {{1 << int(Outcome::NoAnswer), QStringLiteral("sent")},
            {1 << int(Outcome::WrongNumber), QStringLiteral("stop")}};
        World other = world;
        world.step();
        world.done(0, Outcome::NoAnswer);
        const PlanLook look = world.look();
        QCOMPARE(look.decisions.size(), size_t(1));
        QCOMPARE(look.decisions[0].step, 2);
        QCOMPARE(look.decisions[0].due, world.now + 10 * kMinute);
        other.step();
        other.done(0, Outcome::Voicemail); // no branch: the next one
        QCOMPARE(other.look().decisions[0].step, 1);
        other.facts.runs[0].outcome = Outcome::WrongNumber;
        QCOMPARE(other.look().stop, PlanStop::Branch);
    }
    void anOutcomeLeavesOutWhatIsOpenInBetween()
    {
        World world;
        world.plan.steps[1].branches = {{1 << int(Outcome::Voicemail), QStringLiteral("personal_email")}};
        world.step();
        QVERIFY(world.open(2) && world.open(3));
        world.now += 5 * kMinute;
        world.done(1, Outcome::Voicemail);
        const PlanLook look = world.step();
        QVERIFY(!world.open(2) && world.open(3));
        QVERIFY(std::ranges::any_of(look.decisions, [](const StepDecision &one) {
            return one.step == 2 && one.says == Says::Skip && one.rule == QLatin1String("branch");
        }));
    }
    void whatEndsAPlan_data()
    {
        QTest::addColumn<int>("event");
        QTest::addColumn<int>("stop");
        using Kind = PlanEvent::Kind;
        QTest::newRow("reply") << int(Kind::Reply) << int(PlanStop::Reply);
        QTest::newRow("visit") << int(Kind::Visit) << int(PlanStop::Visit);
        QTest::newRow("sale") << int(Kind::Sale) << int(PlanStop::Sale);
        QTest::newRow("opt-out") << int(Kind::OptOut) << int(PlanStop::OptOut);
        QTest::newRow("closed") << int(Kind::Closed) << int(PlanStop::Closed);
        QTest::newRow("reached") << int(Kind::Reached) << int(PlanStop::None);
    }
    void whatEndsAPlan()
    {
        QFETCH(const int, event);
        QFETCH(const int, stop);
        World world;
        world.step();
        world.event(PlanEvent::Kind(event));
        const PlanLook look = world.look();
        QCOMPARE(int(look.stop), stop);
        QVERIFY(stop == 0 || look.decisions.empty());
    }
    void theStrongestReasonIsNamed()
    {
        World world;
        world.event(PlanEvent::Kind::Reply);
        world.event(PlanEvent::Kind::OptOut);
        QCOMPARE(world.look().stop, PlanStop::OptOut);
        world.facts.events.clear();
        world.facts.phone = world.facts.email = false;
        QCOMPARE(world.look().stop, PlanStop::NoWay);
        world.event(PlanEvent::Kind::Sale);
        QCOMPARE(world.look().stop, PlanStop::Sale);
    }
    void aSaleDoesNotEndWhatFollowsIt()
    {
        World world;
        world.plan = *shippedPlan(QStringLiteral("sold"));
        world.event(PlanEvent::Kind::Sale);
        QCOMPARE(world.look().stop, PlanStop::None);
        QVERIFY(!world.look().decisions.empty());
    }
    void aReplyGoesOnOnlyWhereThePlanSaysSo()
    {
        World world;
        world.plan.stopsOnReply = false;
        world.event(PlanEvent::Kind::Reply);
        const PlanLook look = world.look();
        QCOMPARE(look.stop, PlanStop::None);
        QCOMPARE(look.decisions[2].says, Says::Skip); // the first text: they were reached
        QCOMPARE(look.decisions[2].rule, QStringLiteral("reached"));
    }
    void whoIsReachedGetsNoTextThatIsOpen()
    {
        World world;
        world.step();
        QVERIFY(world.open(2));
        world.now += 6 * kMinute;
        world.done(1, Outcome::CallBack);
        world.event(PlanEvent::Kind::Reached);
        world.facts.held = true;
        const PlanLook look = world.step();
        QVERIFY(!world.open(2));
        QVERIFY(std::ranges::any_of(look.decisions, [](const StepDecision &one) {
            return one.step == 2 && one.says == Says::Skip && one.rule == QLatin1String("reached");
        }));
    }
    void anAgreedCallGoesFirst()
    {
        World world;
        world.only(call(kHour));
        world.facts.held = true;
        QVERIFY(world.look().decisions.empty());
        QCOMPARE(world.look().again, Time(0));
        QVERIFY(!world.look().finished);
        world.facts.held = false;
        QCOMPARE(world.look().decisions.size(), size_t(1));
    }
    void anAgreedCallHoldsWhatTheProgramWouldSend()
    {
        World world;
        world.plan.steps = {sent(Channel::Email, 0), call(10 * kMinute)};
        for (PlanStep &step : world.plan.steps)
            step.anchor = Anchor::Start;
        world.step();
        QVERIFY(world.open(0) && world.open(1));
        world.facts.held = true;
        world.now += kHour;
        const PlanLook held = world.step();
        QVERIFY(world.open(0) && !world.open(0)->asked);
        QCOMPARE(held.decisions.size(), size_t(1)); // a person's step is their own
        QCOMPARE(held.decisions[0].step, 1);
        world.facts.email = false;
        QCOMPARE(world.look().decisions[0].says, Says::Skip); // what cannot be sent at all waits for nothing
        world.facts.email = true;
        world.facts.held = false;
        const PlanLook look = world.step();
        QCOMPARE(look.decisions.size(), size_t(1));
        QCOMPARE(look.decisions[0].says, Says::Keep);
        QVERIFY(world.open(0)->asked);
    }
    void aBadNumberLeavesTheMails()
    {
        World world;
        world.step();
        world.facts.phone = false;
        const PlanLook look = world.step();
        QVERIFY(!world.open(1) && !world.open(2) && world.open(3));
        for (const StepDecision &decision : look.decisions)
            QVERIFY(decision.says == Says::Skip ? decision.rule == QLatin1String("no_phone") : decision.step == 0);
        const auto all = world.play();
        for (const StepDecision &decision : all) {
            if (decision.says == Says::Plan)
                QCOMPARE(world.plan.steps[size_t(decision.step)].channel, Channel::Email);
        }
        // The rest of the plan keeps its days: the last mail does not come on the heels of the one before it.
        const StepState &last = world.facts.runs.back();
        QVERIFY(last.settled - world.facts.started > 15 * kDay);
    }
    void theLawMovesAStepAndSaysSo()
    {
        World world("2026-03-12T21:30:00");
        world.only(sent(Channel::Text, 0));
        world.gate = [&](const PlanStep &, SentBy, Time at) {
            const Time morning = World::moment("2026-03-13T08:00:00");
            return at < morning ? GateAnswer{GateAnswer::Says::Move, morning, QStringLiteral("US-1")} : GateAnswer{};
        };
        const PlanLook look = world.look();
        QCOMPARE(look.decisions.size(), size_t(1));
        QCOMPARE(look.decisions[0].wished, world.now);
        QCOMPARE(local(world, look.decisions[0].due), QStringLiteral("5 8:00"));
        QCOMPARE(look.decisions[0].rule, QStringLiteral("US-1"));
    }
    void aPersonWaitsForTheStoreToOpen()
    {
        World world("2026-03-14T20:30:00"); // Saturday night: it opens on Monday
        world.only(call(0));
        const PlanLook look = world.look();
        QCOMPARE(local(world, look.decisions[0].due), QStringLiteral("1 8:00"));
        QCOMPARE(look.decisions[0].rule, QStringLiteral("store_hours"));
    }
    void aMailOfThePlanKeepsToTheDayButAnAcknowledgementDoesNot()
    {
        World world("2026-03-12T02:10:00");
        world.only(sent(Channel::Email, 0));
        QCOMPARE(local(world, world.look().decisions[0].due), QStringLiteral("4 8:00"));
        QCOMPARE(world.look().decisions[0].rule, QStringLiteral("mail_hours"));
        world.plan.steps[0].acknowledges = true;
        QCOMPARE(world.look().decisions[0].due, world.now);
    }
    void stepsMovedToTheMorningDoNotAllComeAtOnce()
    {
        World world("2026-03-12T22:00:00");
        const Time morning = World::moment("2026-03-13T08:00:00");
        world.gate = [&](const PlanStep &step, SentBy, Time at) {
            return at < morning && step.channel != Channel::Email
                ? GateAnswer{GateAnswer::Says::Move, morning, QStringLiteral("US-1")}
                : GateAnswer{};
        };
        world.step();
        QVERIFY(world.open(1));
        QCOMPARE(world.open(1)->due, morning);
        world.now = morning;
        world.step();
        QVERIFY(world.open(2));
        QVERIFY(world.open(2)->due >= morning + 5 * kMinute);
        world.now += 2 * kHour;
        world.step();
        QVERIFY(!world.open(4) || world.open(4)->due >= morning + 3 * kHour);
    }
    void whatTheLawLeavesToAPersonAPersonDoes()
    {
        World world;
        world.only(sent(Channel::Text, 0));
        world.gate = [](const PlanStep &, SentBy by, Time) {
            return by == SentBy::Automatic ? GateAnswer{GateAnswer::Says::Block, 0, QStringLiteral("US-7")}
                                           : GateAnswer{};
        };
        const PlanLook look = world.look();
        QCOMPARE(look.decisions[0].says, Says::Plan);
        QCOMPARE(look.decisions[0].by, SentBy::Person);
        QCOMPARE(look.decisions[0].rule, QStringLiteral("US-7"));
    }
    void whatIsBlockedIsLeftOutAndTheNextTaken()
    {
        World world;
        world.plan.steps = {call(kHour), sent(Channel::Email, kHour)};
        world.gate = [](const PlanStep &step, SentBy, Time) {
            return step.channel == Channel::Phone ? GateAnswer{GateAnswer::Says::Block, 0, QStringLiteral("US-6")}
                                                  : GateAnswer{};
        };
        const PlanLook look = world.look();
        QCOMPARE(look.decisions.size(), size_t(2));
        QCOMPARE(look.decisions[0].says, Says::Skip);
        QCOMPARE(look.decisions[0].rule, QStringLiteral("US-6"));
        QCOMPARE(look.decisions[1].says, Says::Plan);
        QCOMPARE(look.decisions[1].due, world.now + 2 * kHour); // as late as after a call
    }
    void theGateIsAskedOnceMoreWhenAStepFallsDue()
    {
        World world;
        world.only(call(kHour));
        world.step();
        world.now += kHour;
        const Time free = world.now + 3 * kHour;
        world.gate = [&](const PlanStep &, SentBy, Time at) {
            return at < free ? GateAnswer{GateAnswer::Says::Move, free, QStringLiteral("US-3")} : GateAnswer{};
        };
        const PlanLook moved = world.step();
        QCOMPARE(moved.decisions.size(), size_t(1));
        QCOMPARE(moved.decisions[0].says, Says::Move);
        QCOMPARE(moved.decisions[0].rule, QStringLiteral("US-3"));
        QCOMPARE(world.open(0)->due, free);
        QCOMPARE(moved.again, free);
        world.now = free;
        QCOMPARE(world.step().decisions[0].says, Says::Keep);
        QVERIFY(world.step().decisions.empty()); // once
        world.facts.runs[0].asked = false;
        world.gate = [](const PlanStep &, SentBy, Time) {
            return GateAnswer{GateAnswer::Says::Block, 0, QStringLiteral("US-6")};
        };
        QCOMPARE(world.step().decisions[0].says, Says::Skip);
    }
    void partsOfTheDayAndWeekdaysChange()
    {
        for (const char *start : {"2026-03-09T10:00:00", "2026-03-12T16:20:00", "2026-03-13T23:50:00",
                 "2026-03-15T03:00:00", "2026-10-30T18:00:00"}) {
            World world(start);
            world.play();
            std::array<int, kDayParts> parts{};
            QSet<int> weekdays;
            int attempts = 0, lastDay = 0, same = 0;
            for (const StepState &state : world.facts.runs) {
                if (state.state != RunState::Done || world.plan.steps[size_t(state.step)].acknowledges)
                    continue;
                const LocalMoment at = world.place.at(state.settled);
                ++attempts;
                weekdays.insert(at.weekday);
                if (partAt(at.minute) != DayPart::Any)
                    ++parts[size_t(partAt(at.minute)) - 1];
                same += world.plan.steps[size_t(state.step)].days == DayChoice::Other && at.weekday == lastDay;
                lastDay = at.weekday;
            }
            QVERIFY2(attempts >= 10 && attempts <= 15, start);
            QVERIFY2(parts[0] >= 2 && parts[1] >= 2 && parts[2] >= 2,
                qPrintable(QStringLiteral("%1: %2 %3 %4")
                               .arg(QLatin1String(start))
                               .arg(parts[0])
                               .arg(parts[1])
                               .arg(parts[2])));
            QVERIFY2(weekdays.size() >= 4, start);
            QCOMPARE(same, 0);
            QVERIFY2(world.now - world.facts.started <= 30 * kDay + kDay, start);
        }
    }
    void aStepInTheEveningIsInTheEveningOfTheCustomer()
    {
        World world("2026-03-12T10:00:00", "America/Los_Angeles"); // 13:00 in the store
        world.only(call(kDay, DayPart::Afternoon));
        QVERIFY(partAt(world.place.at(world.look().decisions[0].due).minute) == DayPart::Afternoon);
        // Their evening begins when the store closes: a person's step takes another part, the program's does not.
        world.only(call(kDay, DayPart::Evening));
        const PlanLook person = world.look();
        QVERIFY(world.hours.isOpen(person.decisions[0].due));
        QVERIFY(partAt(world.place.at(person.decisions[0].due).minute) != DayPart::Evening);
        PlanStep text = sent(Channel::Text, kDay);
        text.part = DayPart::Evening;
        world.only(text);
        QVERIFY(partAt(world.place.at(world.look().decisions[0].due).minute) == DayPart::Evening);
    }
    void theNightsOnWhichTheClocksChangeKeepTheHour()
    {
        for (const char *start : {"2026-03-07T12:00:00", "2026-10-31T12:00:00"}) { // the clocks change next morning
            World world(start);
            PlanStep text = sent(Channel::Text, 12 * kHour);
            text.part = DayPart::Morning;
            world.only(text);
            const LocalMoment at = world.place.at(world.look().decisions[0].due);
            QCOMPARE(at.weekday, 7);
            QCOMPARE(at.minute, 480);
            world.facts.spread = 55;
            QCOMPARE(world.place.at(world.look().decisions[0].due).minute, 535);
        }
    }
    void afterItsDaysAPlanIsOver()
    {
        World world;
        world.plan.steps = {call(kHour), call(40 * kDay)};
        world.plan.steps[1].key = QStringLiteral("second");
        world.step();
        world.now += kHour;
        world.step();
        world.done(0, Outcome::NoAnswer);
        const PlanLook look = world.look();
        QCOMPARE(look.decisions[0].says, Says::Skip);
        QCOMPARE(look.decisions[0].rule, QStringLiteral("days_over"));
        QVERIFY(look.finished);
        World left;
        left.only(call(kHour));
        left.step();
        left.now += kHour;
        QCOMPARE(left.step().again, left.facts.started + 30 * kDay);
        left.now = left.facts.started + 30 * kDay;
        QVERIFY(left.look().finished); // though nobody has called
    }
    void whoWasMovedGoesOnFromThatStep()
    {
        World world;
        world.facts.from = 8;
        const PlanLook look = world.look();
        QCOMPARE(look.decisions[0].step, 8);
        QCOMPARE(look.decisions.size(), size_t(1));
    }
    void theSameFactsGiveTheSameAnswer()
    {
        World one("2026-03-13T19:59:59"), other("2026-03-13T19:59:59");
        QVERIFY(one.play() == other.play());
        QVERIFY(one.facts.runs == other.facts.runs);
    }
    void aGateThatNeverAllowsEndsThePlanQuickly()
    {
        World world;
        world.gate = [](const PlanStep &, SentBy, Time) {
            return GateAnswer{GateAnswer::Says::Block, 0, QStringLiteral("US-4")};
        };
        const PlanLook look = world.look();
        QVERIFY(look.finished);
        QCOMPARE(look.decisions.size(), world.plan.steps.size());
        for (const StepDecision &decision : look.decisions)
            QVERIFY(decision.says == Says::Skip && !decision.rule.isEmpty());
        // One that always asks to come later than now ends as well.
        world.gate = [](const PlanStep &, SentBy, Time at) {
            return GateAnswer{GateAnswer::Says::Move, at + kDay, QStringLiteral("US-1")};
        };
        QVERIFY(world.look().finished);
    }
};

UPDESK_TEST(TestNext);
#include "tst_next.moc"
