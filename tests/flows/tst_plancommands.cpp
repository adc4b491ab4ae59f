// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <map>

using namespace updesk;

namespace
{

QStringList words(const QString &line) { return line.split(u' ', Qt::SkipEmptyParts); }

/// One line of the simulation.
struct Line {
    QString lead, zone, channel, who, plan, step, decision, rule;
    QDateTime local;
    int attempt = 0;
    int minute() const { return local.time().hour() * 60 + local.time().minute(); }
    bool isDone() const { return decision == QLatin1String("done"); }
    bool isOver() const { return decision == QLatin1String("stopped"); }
};

std::vector<Line> linesOf(const QByteArray &out)
{
    std::vector<Line> lines;
    for (const QByteArray &text : out.split('\n')) {
        if (text.isEmpty())
            continue;
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        const auto of = [&](const char *key) { return json[QLatin1String(key)].toString(); };
        Line line{of("lead"), of("zone"), of("channel"), of("who"), of("plan"), of("step"), of("decision"), of("rule"),
            QDateTime::fromString(of("local"), Qt::ISODate), json[QLatin1String("attempt")].toInt(-1)};
        lines.push_back(line);
    }
    return lines;
}

} // namespace

/// Plans and what they come to, from the command line.
class TestPlanCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;
    std::vector<Line> m_lines; ///< of one simulation, for all tests that look at it

    Program::Ran run(const QString &line) { return program->at10(words(line)); }
    std::map<QString, std::vector<Line>> byLead() const
    {
        std::map<QString, std::vector<Line>> out;
        for (const Line &line : m_lines)
            out[line.lead].push_back(line);
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
        const auto ran =
            program->runBare(words(QStringLiteral("simulate follow-up --leads 150 --days 30 --seed 7 --json")));
        QVERIFY2(ran.status == 0, ran.err.constData());
        m_lines = linesOf(ran.out);
        QVERIFY(m_lines.size() > 1000);
    }
    void everyLineSaysWhatWasDecided()
    {
        QSet<QString> channels, who, decisions, zones;
        for (const Line &line : m_lines) {
            QVERIFY(line.lead.size() == 32 && line.local.isValid() && line.attempt >= 0);
            QVERIFY(!line.zone.isEmpty() && !line.plan.isEmpty() && !line.step.isEmpty());
            QVERIFY2(line.isDone() || !line.rule.isEmpty(), qPrintable(line.step + line.decision));
            channels.insert(line.channel);
            who.insert(line.who);
            decisions.insert(line.decision);
            zones.insert(line.zone);
        }
        QCOMPARE(channels, (QSet<QString>{QStringLiteral("call"), QStringLiteral("text"), QStringLiteral("email")}));
        QCOMPARE(who, (QSet<QString>{QStringLiteral("automatic"), QStringLiteral("person")}));
        QCOMPARE(decisions,
            (QSet<QString>{QStringLiteral("done"), QStringLiteral("moved"), QStringLiteral("blocked"),
                QStringLiteral("stopped")}));
        QVERIFY(zones.size() >= 6);
        QCOMPARE(byLead().size(), size_t(150));
    }
    void whoNeverAnswersIsTriedTenToFifteenTimesOrARuleSaysWhyNot()
    {
        int whole = 0;
        for (const auto &[lead, lines] : byLead()) {
            int attempts = 0;
            bool ruled = false;
            for (const Line &line : lines) {
                attempts += line.isDone() && line.attempt > 0;
                ruled = ruled || line.isOver() || line.decision == QLatin1String("blocked");
            }
            const QByteArray told = (lead + u' ' + QString::number(attempts)).toUtf8();
            QVERIFY2(attempts <= 15, told.constData());
            QVERIFY2(ruled || attempts >= 10, told.constData());
            whole += !ruled;
        }
        QVERIFY2(whole >= 60, qPrintable(QString::number(whole)));
    }
    void allPartsOfTheDayAreUsed()
    {
        std::array<int, 3> parts{};
        QSet<int> weekdays;
        for (const Line &line : m_lines) {
            if (!line.isDone() || line.attempt == 0)
                continue;
            weekdays.insert(line.local.date().dayOfWeek());
            ++parts[size_t(line.minute() < 720 ? 0 : line.minute() < 1020 ? 1 : 2)];
        }
        const int all = parts[0] + parts[1] + parts[2];
        for (const int part : parts)
            QVERIFY2(
                part * 10 >= all, qPrintable(QStringLiteral("%1 %2 %3").arg(parts[0]).arg(parts[1]).arg(parts[2])));
        QVERIFY(weekdays.size() >= 6);
    }
    void nobodyIsContactedOutsideTheHours()
    {
        for (const Line &line : m_lines) {
            if (!line.isDone() || (line.channel == QLatin1String("email") && line.attempt == 0))
                continue; // an acknowledgement leaves around the clock
            QVERIFY2(line.minute() >= 8 * 60 && line.minute() < 21 * 60,
                qPrintable(line.zone + u' ' + line.local.toString(Qt::ISODate) + u' ' + line.step));
        }
    }
    void nothingIsDoneAfterAStop()
    {
        for (const auto &[lead, lines] : byLead()) {
            QDateTime stopped;
            for (const Line &line : lines) {
                if (line.isOver() && !stopped.isValid())
                    stopped = line.local;
                QVERIFY2(!line.isDone() || !stopped.isValid(), qPrintable(lead + u' ' + line.step));
            }
        }
        QSet<QString> reasons;
        for (const Line &line : m_lines) {
            if (line.isOver())
                reasons.insert(line.rule);
        }
        for (const char *reason : {"reply", "visit", "sale", "opt_out"})
            QVERIFY2(reasons.contains(QLatin1String(reason)), reason);
    }
    void aStepIsDoneOnce()
    {
        QSet<QString> seen;
        for (const Line &line : m_lines) {
            if (!line.isDone())
                continue;
            const QString key = line.lead + line.plan + line.step;
            QVERIFY2(!seen.contains(key), qPrintable(key));
            seen.insert(key);
        }
    }
    void theSameSeedTellsTheSameStory()
    {
        const auto tell = [&](const char *seed) {
            return program
                ->runBare(words(
                    QStringLiteral("simulate follow-up --leads 8 --days 10 --json --seed ") + QLatin1String(seed)))
                .out;
        };
        const QByteArray one = tell("3");
        QVERIFY(!one.isEmpty());
        QCOMPARE(tell("3"), one);
        QVERIFY(tell("4") != one);
    }
    void wrongWordsAreRefused()
    {
        for (const char *line : {"simulate", "simulate weather", "simulate follow-up --leads 0",
                 "simulate follow-up --leads many", "simulate follow-up --days 0", "simulate follow-up --days -3"})
            QCOMPARE(program->runBare(words(QLatin1String(line))).status, 2);
    }
    void plansAreListedTakenOverAndSwitchedOff()
    {
        const auto before = run(QStringLiteral("plans --json"));
        QCOMPARE(before.status, 0);
        const QJsonArray shipped = before.json()[QLatin1String("plans")].toArray();
        QVERIFY(shipped.size() >= 9);
        for (const QJsonValue one : shipped) {
            QCOMPARE(one[QLatin1String("version")].toInt(), 0);
            QVERIFY(one[QLatin1String("problems")].toArray().isEmpty());
        }
        QCOMPARE(run(QStringLiteral("plans --use --user dana")).status, 3); // she sells
        QCOMPARE(run(QStringLiteral("plans --use --user mike")).status, 0);
        const QJsonArray own = run(QStringLiteral("plans --json")).json()[QLatin1String("plans")].toArray();
        QCOMPARE(own.size(), shipped.size());
        for (const QJsonValue one : own)
            QVERIFY(one[QLatin1String("active")].toBool() && one[QLatin1String("version")].toInt() == 1);
        QCOMPARE(run(QStringLiteral("plans --off equity --user mike")).status, 0);
        QCOMPARE(run(QStringLiteral("plans --off none --user mike")).status, 4);
        QVERIFY(run(QStringLiteral("plans")).out.contains("off"));
    }
    void aLeadIsPutIntoAPlanAndTakenOut()
    {
        QCOMPARE(run(QStringLiteral("plans --use --user mike")).status, 0);
        const QString lead = run(QStringLiteral("queue --json"))
                                 .json()[QLatin1String("rows")]
                                 .toArray()
                                 .first()[QLatin1String("id")]
                                 .toString();
        const auto begun = run(QStringLiteral("enrolment %1 --start internet --json").arg(lead));
        QVERIFY2(begun.status == 0, begun.err.constData());
        const QJsonObject plan = begun.json()[QLatin1String("plans")].toArray().last().toObject();
        QCOMPARE(plan[QLatin1String("state")].toString(), QStringLiteral("running"));
        QVERIFY(!plan[QLatin1String("steps")].toArray().isEmpty());
        QCOMPARE(run(QStringLiteral("enrolment %1 --start internet").arg(lead)).status, 3);
        QCOMPARE(run(QStringLiteral("enrolment %1 --start none").arg(lead)).status, 4);
        const auto ended = run(QStringLiteral("enrolment %1 --stop --json").arg(lead)).json();
        const QJsonObject last = ended[QLatin1String("plans")].toArray().last().toObject();
        QCOMPARE(last[QLatin1String("why")].toString(), QStringLiteral("by_person"));
        QCOMPARE(run(QStringLiteral("effect --json")).status, 0);
    }
    void aPlanInAFileIsCheckedAndSaved()
    {
        const QString good =
            program->write(QStringLiteral("good.json"), program->read(QStringLiteral(":/updesk/plans/internet.json")));
        const auto sound = run(QStringLiteral("plan check %1 --json").arg(good));
        QVERIFY2(sound.status == 0, sound.err.constData());
        QVERIFY(sound.json()[QLatin1String("sound")].toBool());
        QVERIFY(sound.json()[QLatin1String("steps")].toArray().size() > 10);
        const QString broken = program->write(QStringLiteral("broken.json"), R"({"key":"a","title":"A","steps":[7]})");
        const auto refused = run(QStringLiteral("plan check %1").arg(broken));
        QCOMPARE(refused.status, 3);
        QVERIFY(refused.err.contains("steps[0]"));
        const QString poor = program->write(QStringLiteral("poor.json"),
            R"({"key":"a","title":"A","steps":[{"key":"x","way":"text","delay":"1d","template":"no_such"}]})");
        const auto faults = run(QStringLiteral("plan check %1 --json").arg(poor));
        QCOMPARE(faults.status, 5);
        QVERIFY(!faults.json()[QLatin1String("problems")].toArray().isEmpty());
        QCOMPARE(run(QStringLiteral("plan save %1 --user mike").arg(poor)).status, 3);
        QCOMPARE(run(QStringLiteral("plan check %1").arg(program->file(QStringLiteral("none.json")))).status, 4);
        QCOMPARE(run(QStringLiteral("plans --use --user mike")).status, 0);
        QJsonObject other = QJsonDocument::fromJson(program->read(good)).object();
        other.insert(QStringLiteral("days"), 31);
        const QString changed = program->write(QStringLiteral("other.json"), QJsonDocument(other).toJson());
        const auto saved = run(QStringLiteral("plan save %1 --user mike --move call_4 --json").arg(changed));
        QVERIFY2(saved.status == 0, saved.err.constData());
        QVERIFY(saved.json()[QLatin1String("changed")].toBool());
        QVERIFY(!run(QStringLiteral("plan save %1 --user mike --json").arg(changed))
                     .json()[QLatin1String("changed")]
                     .toBool());
    }
};

UPDESK_TEST(TestPlanCommands);
#include "tst_plancommands.moc"
