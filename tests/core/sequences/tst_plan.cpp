// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/planbook.h"
#include "core/sequences/plancheck.h"
#include "core/sequences/planjson.h"
#include "core/sequences/templatebook.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace updesk;

/// Plans as data, what the checker says of them, and those that come with the program.
class TestPlan : public QObject
{
    Q_OBJECT

    static std::vector<TemplateEntry> templates()
    {
        std::vector<TemplateEntry> out;
        for (const Template &row : TemplateBook::standard().templates())
            out.push_back({row, false});
        return out;
    }
    static const std::vector<Script> &scripts() { return TemplateBook::standard().scripts(); }
    static QStringList codes(const Plan &plan)
    {
        QStringList out;
        for (const PlanFinding &finding : checkPlan(plan, templates(), scripts()))
            out << QStringLiteral("%1 %2 %3 %4 %5")
                       .arg(QLatin1String(problemCode(finding.problem)))
                       .arg(finding.step)
                       .arg(finding.count)
                       .arg(finding.limit)
                       .arg(finding.words)
                       .trimmed();
        return out;
    }
    static QByteArray with(const QByteArray &step, const QByteArray &rest = {})
    {
        return R"({"key":"one","title":"One","steps":[)" + step + "]" + rest + "}";
    }
    static constexpr char kCall[] = R"({"key":"a","way":"call","delay":"1d","script":"first_call"})";

private Q_SLOTS:
    void everyShippedPlanReadsBackAsItIs()
    {
        QVERIFY(shippedPlans().size() >= 9);
        QSet<QString> keys;
        for (const Plan &plan : shippedPlans()) {
            const auto again = planFromJson(planToJson(plan));
            QVERIFY(again);
            QVERIFY(*again == plan);
            keys.insert(plan.key);
        }
        for (const char *key : {"internet", "phone", "walk_in", "no_show", "sold", "service_referral", "equity",
                 "lease_end", "long_nurture"})
            QVERIFY2(keys.contains(QLatin1String(key)), key);
        QVERIFY(shippedPlan(QStringLiteral("internet")) && !shippedPlan(QStringLiteral("none")));
    }
    void everyShippedPlanPassesTheChecker()
    {
        for (const Plan &plan : shippedPlans()) {
            QCOMPARE(plan.key + codes(plan).join(u';'), plan.key);
            QVERIFY(plan.attempts() >= 10 && plan.attempts() <= 15);
            QVERIFY(plan.stopsOnReply);
            QVERIFY2(plan.then.isEmpty() || shippedPlan(plan.then), qPrintable(plan.key));
        }
    }
    void FL7_everyTypeOfLeadAndEveryPaceHasAPlan()
    {
        for (int type = int(LeadType::Web); type <= int(LeadType::Equity); ++type) {
            for (const Pace pace : {Pace::Automatic, Pace::Nurture, Pace::Personal, Pace::Immediate}) {
                const bool any = std::ranges::any_of(shippedPlans(), [&](const Plan &plan) {
                    return plan.start == PlanStart::Capture && plan.isFor(LeadType(type), pace);
                });
                QVERIFY2(any, qPrintable(QString::number(type)));
            }
        }
    }
    void theFirstHourOfAnInquiry() // mission S5.1
    {
        for (const char *key : {"internet", "internet_light"}) {
            const Plan &plan = *shippedPlan(QLatin1String(key));
            const auto planned = plannedSteps(plan);
            const auto at = [&](size_t i) { return planned[i].at; };
            const auto step = [&](size_t i) { return plan.steps[size_t(planned[i].step)]; };
            const auto channel = [&](size_t i) { return step(i).channel; };
            QVERIFY(planned.size() >= 8);
            QCOMPARE(channel(0), Channel::Email);
            QVERIFY(plan.steps[0].acknowledges && plan.steps[0].by == StepBy::Automatic);
            QVERIFY(at(0) <= kMinute);
            QVERIFY(channel(1) == Channel::Phone && at(1) <= 5 * kMinute);
            QVERIFY(channel(2) == Channel::Text && at(2) <= 10 * kMinute && (step(2).skipIf & SkipReached));
            QVERIFY(channel(3) == Channel::Email && at(3) <= 30 * kMinute);
            QSet<int> after;
            for (const size_t i : {size_t(4), size_t(5), size_t(6)}) {
                QVERIFY(at(i) >= 4 * kHour && at(i) <= 4 * kHour + 30 * kMinute);
                after.insert(int(channel(i)));
            }
            QCOMPARE(after.size(), 3); // a text, a call and an e-mail
            QCOMPARE(step(6).text, QStringLiteral("vehicle_details_email"));
            QVERIFY(channel(7) == Channel::Text && at(7) >= 20 * kHour && at(7) <= 28 * kHour);
        }
    }
    void whatIsNotNamedHasItsDefault()
    {
        const auto plan = planFromJson(with(kCall));
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().subject));
        QCOMPARE(plan->days, 30);
        QCOMPARE(plan->least, 10);
        QCOMPARE(plan->most, 15);
        QVERIFY(plan->stopsOnReply);
        QVERIFY(plan->isFor(LeadType::Equity, Pace::Automatic));
        QCOMPARE(plan->steps[0].by, StepBy::Person);
        QCOMPARE(plan->steps[0].anchor, Anchor::Last);
        QCOMPARE(plan->steps[0].delay, kDay);
    }
    void whatIsWrongIsNamedByItsPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QByteArray &json, const char *at, const char *why) {
            QTest::newRow(name) << json << QString::fromLatin1(at) << QString::fromLatin1(why);
        };
        row("no steps", R"({"key":"a","title":"A","steps":[]})", "steps", "empty");
        row("no title", R"({"key":"a","steps":[)" + QByteArray(kCall) + "]}", "title", "needed");
        row("unknown key", with(kCall, R"(,"colour":"red")"), "colour", "unknown");
        row("unknown in a step", with(R"({"key":"a","way":"call","delay":"1d","script":"x","wait":1})"),
            "steps[0].wait", "unknown");
        row("no way", with(R"({"key":"a","delay":"1d","script":"x"})"), "steps[0].way", "needed");
        row("another way", with(R"({"key":"a","way":"fax","delay":"1d","script":"x"})"), "steps[0].way", "one_of");
        row("a call by the program", with(R"({"key":"a","way":"call","by":"automatic","delay":"1d","script":"x"})"),
            "steps[0].by", "person");
        row("no delay", with(R"({"key":"a","way":"call","script":"x"})"), "steps[0].delay", "needed");
        row("a delay in words", with(R"({"key":"a","way":"call","delay":"soon","script":"x"})"), "steps[0].delay",
            "delay");
        row("a delay of years", with(R"({"key":"a","way":"call","delay":"5000d","script":"x"})"), "steps[0].delay",
            "delay");
        row("no template", with(R"({"key":"a","way":"text","delay":"1d"})"), "steps[0].template", "needed");
        row("two of a key", with(QByteArray(kCall) + ',' + kCall), "steps[1].key", "twice");
        row("a branch back",
            with(QByteArray(kCall)
                + R"(,{"key":"b","way":"call","delay":"1d","script":"x","on":[{"outcome":["no_answer"],"go":"a"}]})"),
            "steps[1].on[0].go", "later");
        row("a branch to nowhere",
            with(R"({"key":"b","way":"call","delay":"1d","script":"x","on":[{"outcome":["no_answer"],"go":"z"}]})"),
            "steps[0].on[0].go", "one_of");
        row("an unknown outcome",
            with(R"({"key":"b","way":"call","delay":"1d","script":"x","on":[{"outcome":["maybe"],"go":"stop"}]})"),
            "steps[0].on[0].outcome", "one_of");
        row("an unknown type", with(kCall, R"(,"types":["fax"])"), "types", "one_of");
        row("no days", with(kCall, R"(,"days":0)"), "days", "number");
        row("attempts the wrong way round", with(kCall, R"(,"attempts":[9,3])"), "attempts", "number");
        row("a step that is none", with("7"), "steps[0]", "object");
        QByteArray many = kCall;
        for (int i = 0; i < 70; ++i)
            many += QByteArray(",") + QByteArray(kCall).replace("\"a\"", '"' + QByteArray::number(i) + '"');
        row("more steps than anybody needs", with(many), "steps", "many");
    }
    void whatIsWrongIsNamedByItsPlace()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, at);
        QFETCH(const QString, why);
        const auto plan = planFromJson(json);
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, Error::Code::Invalid);
        QCOMPARE(plan.error().subject, at);
        QCOMPARE(plan.error().detail, why);
    }
    void whatIsNoJsonIsDamage()
    {
        for (const char *json : {"", "[]", "{", "null", "\xff\xfe"})
            QCOMPARE(planFromJson(json).error().code, Error::Code::Damaged);
    }
    void theCheckerFindsTemplatesThatAreNotThere()
    {
        Plan plan = *shippedPlan(QStringLiteral("internet"));
        plan.steps[3].text = QStringLiteral("no_such_text");
        plan.steps[4].text = QStringLiteral("first_text"); // for another channel
        plan.steps[2].text = QStringLiteral("no_such_script");
        plan.steps[5].against = QStringLiteral("no_such_text");
        QCOMPARE(codes(plan),
            (QStringList{QStringLiteral("unknown_script 2 0 0 no_such_script"),
                QStringLiteral("unknown_template 3 0 0 no_such_text"), QStringLiteral("other_channel 4 0 0 first_text"),
                QStringLiteral("unknown_template 5 0 0 no_such_text")}));
        QVERIFY(isBlocked(checkPlan(plan, templates(), scripts())));
    }
    void theCheckerCountsAttemptsAndParts()
    {
        Plan plan = *shippedPlan(QStringLiteral("internet"));
        plan.steps.resize(9); // the first two days only
        const QStringList few = codes(plan);
        QVERIFY2(few.contains(QStringLiteral("too_few -1 7 10")), qPrintable(few.join(u'\n')));
        QVERIFY2(few.contains(QStringLiteral("missing_part -1 0 2 evening")), qPrintable(few.join(u'\n')));
        QVERIFY2(few.contains(QStringLiteral("few_weekdays -1 2 4")), qPrintable(few.join(u'\n')));
        plan = *shippedPlan(QStringLiteral("internet"));
        for (int i = 0; i < 3; ++i) {
            plan.steps.push_back(plan.steps.back());
            plan.steps.back().key += QString::number(i);
            plan.steps.back().delay = kHour;
        }
        QCOMPARE(codes(plan), QStringList{QStringLiteral("too_many -1 17 15")});
    }
    void theCheckerFindsGapsBurstsNightsAndNoEnd()
    {
        Plan plan = *shippedPlan(QStringLiteral("internet"));
        plan.steps.back().delay = 12 * kDay;
        const QStringList late = codes(plan);
        QVERIFY2(!late.filter(QStringLiteral("wide_gap 15 ")).isEmpty()
                || !late.filter(QStringLiteral("over 15 ")).isEmpty(),
            qPrintable(late.join(u'\n')));
        plan = *shippedPlan(QStringLiteral("internet"));
        plan.steps.back().delay = 29 * kDay;
        QVERIFY(codes(plan).contains(QStringLiteral("over 15 30 0")));
        plan = *shippedPlan(QStringLiteral("internet"));
        plan.stopsOnReply = false;
        QCOMPARE(codes(plan), QStringList{QStringLiteral("no_reply_stop -1 0 0")});
        plan = *shippedPlan(QStringLiteral("internet"));
        plan.steps[5].delay = plan.steps[6].delay = 12 * kHour; // ten at night
        plan.steps[7].delay = 12 * kHour;
        QVERIFY(!codes(plan).filter(QStringLiteral("quiet_hours -1 ")).isEmpty());
        plan = *shippedPlan(QStringLiteral("internet"));
        plan.steps[7] = plan.steps[6];
        plan.steps[7].key = QStringLiteral("another");
        QVERIFY(codes(plan).contains(QStringLiteral("many_at_once -1 5 4")));
        plan = *shippedPlan(QStringLiteral("internet"));
        std::swap(plan.steps[2], plan.steps[4]);
        QVERIFY(!codes(plan).filter(QStringLiteral("backwards ")).isEmpty());
    }
    void delaysAreShortWords()
    {
        for (const char *text : {"0m", "5m", "245m", "4h", "1d", "30d"})
            QCOMPARE(delayText(*delayOf(QLatin1String(text))), QLatin1String(text));
        for (const char *text : {"", "5", "m", "-5m", "5 m", "99999999d", "1w"})
            QVERIFY2(!delayOf(QLatin1String(text)), text);
    }
    void aStepIsTheHowManythAttempt()
    {
        const Plan &plan = *shippedPlan(QStringLiteral("internet"));
        QCOMPARE(plan.attemptOf(0), 0); // the acknowledgements
        QCOMPARE(plan.attemptOf(1), 0);
        QCOMPARE(plan.attemptOf(2), 1);
        QCOMPARE(plan.attemptOf(int(plan.steps.size()) - 1), plan.attempts());
        QCOMPARE(plan.attemptOf(99), 0);
    }
};

UPDESK_TEST(TestPlan);
#include "tst_plan.moc"
