// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/plancheck.h"
#include "core/sequences/planjson.h"
#include "tests/core/sequences/planworld.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Steps that are there for some customers only: by what there is to reach them by.
class TestPlanSkips : public QObject
{
    Q_OBJECT

    /// The whole plan of an inquiry, acknowledgement by text included.
    static World inquiry(bool email)
    {
        World world;
        world.plan = *shippedPlan(QStringLiteral("internet"));
        world.facts.email = email;
        return world;
    }
    static const StepDecision *about(const PlanLook &look, const World &world, const char *key)
    {
        const int step = world.plan.find(QLatin1String(key));
        const auto found = std::ranges::find(look.decisions, step, &StepDecision::step);
        return found == look.decisions.end() ? nullptr : &*found;
    }
    static QStringList problems(const Plan &plan)
    {
        QStringList out;
        for (const PlanFinding &finding : checkPlan(plan, {}, {})) {
            if (finding.problem == PlanProblem::Never || finding.problem == PlanProblem::TwoAcks)
                out << QStringLiteral("%1 %2").arg(QLatin1String(problemCode(finding.problem))).arg(finding.step);
        }
        return out;
    }

private Q_SLOTS:
    void everyConditionIsReadAndWrittenAgain()
    {
        const QByteArray json = R"({"key":"a","title":"A","steps":[{"key":"t","way":"text","delay":"1d","template":"x",
            "skip_if":["reached","no_text_consent","has_email","no_email","has_phone","no_phone"]}]})";
        const auto plan = planFromJson(json);
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().subject));
        QCOMPARE(plan->steps[0].skipIf, 63);
        QCOMPARE(*planFromJson(planToJson(*plan)), *plan);
    }
    void whoHasAnEmailIsAnsweredByEmailAlone()
    {
        for (const char *key : {"internet", "internet_light"}) {
            World world = inquiry(true);
            world.plan = *shippedPlan(QLatin1String(key));
            const PlanLook look = world.look();
            const StepDecision *mail = about(look, world, "ack_email"), *text = about(look, world, "ack_text");
            QVERIFY(mail && text);
            QCOMPARE(mail->says, Says::Plan);
            QCOMPARE(mail->due, world.now);
            QCOMPARE(text->says, Says::Skip);
            QCOMPARE(text->rule, QStringLiteral("has_email"));
        }
    }
    void whoHasNoneIsAnsweredByTextAtOnce()
    {
        for (const char *key : {"internet", "internet_light"}) {
            World world = inquiry(false);
            world.plan = *shippedPlan(QLatin1String(key));
            const PlanLook look = world.look();
            const StepDecision *mail = about(look, world, "ack_email"), *text = about(look, world, "ack_text");
            QVERIFY(mail && text);
            QCOMPARE(mail->says, Says::Skip);
            QCOMPARE(mail->rule, QStringLiteral("no_email"));
            QCOMPARE(text->says, Says::Plan);
            QCOMPARE(text->by, SentBy::Automatic);
            QCOMPARE(text->due, world.now);
        }
    }
    void anAddressThatTheyRefuseIsNone()
    {
        World world = inquiry(true);
        world.facts.refusesEmail = true;
        const PlanLook look = world.look();
        QCOMPARE(about(look, world, "ack_text")->says, Says::Plan);
    }
    void US7_withoutConsentItIsAPersons()
    {
        World world = inquiry(false);
        world.gate = [](const PlanStep &step, SentBy by, Time) {
            const bool blocked = step.channel == Channel::Text && by == SentBy::Automatic;
            return blocked ? GateAnswer{GateAnswer::Says::Block, 0, QStringLiteral("US-7")} : GateAnswer{};
        };
        const PlanLook look = world.look();
        const StepDecision *text = about(look, world, "ack_text");
        QCOMPARE(text->says, Says::Plan);
        QCOMPARE(text->by, SentBy::Person);
        QCOMPARE(text->rule, QStringLiteral("US-7"));
    }
    // What waits for the morning is not lost to an address that comes in the night: the mail was passed over already.
    void whatWasPlannedStaysThoughAnAddressComes()
    {
        World world = inquiry(false);
        const Time morning = World::moment("2026-03-13T08:00:00");
        world.gate = [&](const PlanStep &step, SentBy, Time at) {
            const bool early = step.channel != Channel::Email && at < morning;
            return early ? GateAnswer{GateAnswer::Says::Move, morning, QStringLiteral("US-1")} : GateAnswer{};
        };
        world.step();
        const int text = world.plan.find(QStringLiteral("ack_text"));
        QVERIFY(world.open(text));
        world.facts.email = true;
        world.now += kHour;
        world.step();
        QVERIFY(world.open(text));
        world.event(PlanEvent::Kind::Reached); // but who was spoken to needs none
        world.step();
        QVERIFY(!world.open(text));
    }
    void aMailMayAskForThePhone()
    {
        World world;
        PlanStep mail = sent(Channel::Email, 0);
        mail.skipIf = SkipHasPhone;
        world.only(mail);
        QCOMPARE(world.look().decisions[0].rule, QStringLiteral("has_phone"));
        world.plan.steps[0].skipIf = SkipNoPhone;
        QCOMPARE(world.look().decisions[0].says, Says::Plan);
        world.facts.refusesPhone = true;
        QCOMPARE(world.look().decisions[0].rule, QStringLiteral("no_phone"));
        world.plan.steps[0].skipIf = SkipNoEmail;
        QCOMPARE(world.look().decisions[0].says, Says::Plan);
    }
    void theCheckerFindsWhatCanNeverBe()
    {
        Plan plan = *shippedPlan(QStringLiteral("internet"));
        QCOMPARE(problems(plan), QStringList());
        const int text = plan.find(QStringLiteral("ack_text"));
        plan.steps[size_t(text)].skipIf = SkipHasPhone; // a text to who has no phone
        QCOMPARE(problems(plan), QStringList{QStringLiteral("never %1").arg(text)});
        plan.steps[size_t(text)].skipIf = SkipHasEmail | SkipNoEmail;
        QCOMPARE(problems(plan), QStringList{QStringLiteral("never %1").arg(text)});
        plan.steps[0].skipIf = SkipHasEmail; // a mail to who has no address
        QVERIFY(problems(plan).contains(QStringLiteral("never 0")));
    }
    void theCheckerFindsTwoAcknowledgementsOfOneLead()
    {
        Plan plan = *shippedPlan(QStringLiteral("internet"));
        const int text = plan.find(QStringLiteral("ack_text"));
        plan.steps[size_t(text)].skipIf = 0; // who has both gets both
        QCOMPARE(problems(plan), QStringList{QStringLiteral("two_acks %1").arg(text)});
        QVERIFY(!blocks(PlanProblem::Never) && !blocks(PlanProblem::TwoAcks));
    }
    void aStepForOthersIsNotCountedAsOver()
    {
        const Plan plan = *shippedPlan(QStringLiteral("internet"));
        for (const PlanFinding &finding : checkPlan(plan, {}, {}))
            QVERIFY2(finding.problem != PlanProblem::Over, qPrintable(QString::number(finding.step)));
        const auto byPhone = plannedSteps(plan, {true, false}), byMail = plannedSteps(plan, {false, true});
        const int text = plan.find(QStringLiteral("ack_text"));
        QVERIFY(std::ranges::find(byPhone, text, &PlannedStep::step) != byPhone.end());
        QVERIFY(std::ranges::find(byMail, text, &PlannedStep::step) == byMail.end());
    }
};

UPDESK_TEST(TestPlanSkips);
#include "tst_planskips.moc"
