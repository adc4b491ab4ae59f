// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace updesk;

namespace
{

QStringList words(const QString &line) { return line.split(u' ', Qt::SkipEmptyParts); }

} // namespace

/// Plans and what they come to, from the command line.
class TestPlanCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;
    Program::Ran run(const QString &line) { return program->at10(words(line)); }

private Q_SLOTS:
    void initTestCase()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
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
