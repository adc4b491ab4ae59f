// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/scriptcheck.h"
#include "core/sequences/templatebook.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What may be saved as a script.
class TestScriptCheck : public QObject
{
    Q_OBJECT
    using Problem = ScriptProblem;

    static QString words(const char *text) { return QString::fromUtf8(text); }
    static Script script(ScriptKind kind, const QString &body, const char *language = "en")
    {
        Script row;
        row.key = QStringLiteral("any");
        row.kind = kind;
        row.language = QLatin1String(language);
        row.title = QStringLiteral("Any");
        row.body = body;
        return row;
    }
    static Script call(const char *json) { return script(ScriptKind::Call, words(json)); }
    static bool finds(const Script &row, Problem problem, int step)
    {
        for (const ScriptFinding &finding : checkScript(row)) {
            if (finding.problem == problem && finding.step == step)
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void allThatCameWithTheProgramIsSound()
    {
        for (const Script &row : TemplateBook::standard().scripts())
            QVERIFY2(!isBlocked(checkScript(row)), qPrintable(row.key + row.language));
    }
    void aStepIsWrittenAndReadAsItIs()
    {
        CallStep step{words(" Ask "), words("two\nlines "), StepAnswer::Trade};
        step.page = QStringLiteral("process_receipt");
        QCOMPARE(stepsTyped(callStepsJson({step})), std::vector{step});
        step.title = step.title.trimmed();
        step.say = step.say.trimmed();
        QCOMPARE(*callSteps(callStepsJson({step})), std::vector{step});
    }
    void anAnswerOfANewerProgramIsKeptAndNotSaved()
    {
        const char *json = R"([{"title":"a","answer":"shoe_size"}])";
        const std::vector<CallStep> steps = stepsTyped(words(json));
        QCOMPARE(steps.front().answer, StepAnswer::None);
        QCOMPARE(steps.front().unknown, QStringLiteral("shoe_size"));
        QVERIFY(callStepsJson(steps).contains(QStringLiteral("shoe_size")));
        QCOMPARE(callSteps(words(json)).error().subject, QStringLiteral("1"));
        QVERIFY(finds(call(json), Problem::UnknownAnswer, 0));
        QVERIFY(isBlocked(checkScript(call(json))));
    }
    // An older program refuses a script whole for an answer that it does not know.
    void anAnswerThatCameLaterIsANoteForAnOlderProgram()
    {
        const CallStep step{words("Who decides?"), {}, StepAnswer::Decider};
        const QString json = callStepsJson({step});
        QVERIFY(
            json.contains(QLatin1String(R"("answer":"note")")) && json.contains(QLatin1String(R"("fills":"decider")")));
        QCOMPARE(*callSteps(json), std::vector{step});
        const char *newer = R"([{"title":"a","answer":"note","fills":"shoe_size"}])";
        QCOMPARE(callSteps(words(newer))->front().answer, StepAnswer::Note);
        QVERIFY(finds(call(R"([{"title":"a","answer":"note","fills":"decider"},
            {"title":"b","answer":"note","fills":"decider"}])"),
            Problem::AnswerTwice, 1));
        for (const char *language : {"en", "es", "fr"}) {
            const auto scripts = TemplateBook::standard().scripts();
            const auto first = std::ranges::find_if(scripts, [&](const Script &row) {
                return row.key == QLatin1String("first_call") && row.language == QLatin1String(language);
            });
            QVERIFY(first != scripts.end());
            const auto steps = *callSteps(first->body);
            QCOMPARE(std::ranges::count(steps, StepAnswer::Decider, &CallStep::answer), 1);
        }
    }
    void whatIsWrongIsNamedWithItsStep()
    {
        QVERIFY(finds(call(R"([{"title":"a"},{"title":" "}])"), Problem::NoStepTitle, 1));
        QVERIFY(finds(call(R"([{"title":"a","say":"Hi {frist}"}])"), Problem::Words, 0));
        QVERIFY(isBlocked(checkScript(call(R"([{"title":"a","say":"Hi {frist}"}])"))));
        Script untitled = call(R"([{"title":"a"}])");
        untitled.title = QStringLiteral(" ");
        QVERIFY(finds(untitled, Problem::NoTitle, -1));
        QVERIFY(finds(script(ScriptKind::Voicemail, QString(20'001, u'a')), Problem::TooLong, -1));
        QVERIFY(finds(script(ScriptKind::Objection, words("Hi {first")), Problem::Words, -1));
    }
    void twoStepsThatFillTheSameAreToldAndSaved()
    {
        const Script twice = call(R"([{"title":"a","answer":"trade"},{"title":"b","answer":"trade"}])");
        QVERIFY(finds(twice, Problem::AnswerTwice, 1));
        QVERIFY(!isBlocked(checkScript(twice)));
        QVERIFY(checkScript(call(R"([{"title":"a","answer":"note"},{"title":"b","answer":"note"}])")).empty());
    }
    void onlyEnglishMayNotBeEmptyWhileItIsInUse()
    {
        for (const char *body : {"", "[]", " "}) {
            QVERIFY(isEmptyScript(call(body)));
            QVERIFY(finds(call(body), Problem::NoWords, -1));
            QVERIFY(checkScript(script(ScriptKind::Call, words(body), "es")).empty());
        }
        Script off = script(ScriptKind::Voicemail, {});
        off.active = false;
        QVERIFY(checkScript(off).empty());
        QVERIFY(!isEmptyScript(call("{")));
        QVERIFY(!isEmptyScript(script(ScriptKind::Voicemail, words("[]"))));
    }
    void whatIsNoListOfStepsHasNone()
    {
        for (const char *body : {"", "{", "{}", "7", "null", "[1,\"a\",null]"})
            (void)stepsTyped(words(body));
        QVERIFY(stepsTyped(words("{}")).empty());
        QCOMPARE(callSteps(words("{}")).error().code, Error::Code::Damaged);
    }
};
UPDESK_TEST(TestScriptCheck);
#include "tst_scriptcheck.moc"
