// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>

#include <set>

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

/// The appointments of a sample's day, and what is said of one.
class TestVisitCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;

    QJsonObject board(const char *line = "appointments --json") { return program->at10(words(line)).json(); }
    QString leadIn(const char *state)
    {
        for (const QJsonValue &row : board()[QLatin1String("rows")].toArray()) {
            if (row[QLatin1String("state")].toString() == QLatin1String(state))
                return row[QLatin1String("lead")].toString();
        }
        return {};
    }
    QString stateOf(const QString &lead)
    {
        for (const QJsonValue &row : board()[QLatin1String("rows")].toArray()) {
            if (row[QLatin1String("lead")].toString() == lead)
                return row[QLatin1String("state")].toString();
        }
        return {};
    }
    Program::Ran visit(const QString &lead, const char *line)
    {
        return program->at10(QStringList{QStringLiteral("visit"), lead} + words(line));
    }

private Q_SLOTS:
    void init()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
    }
    void aSampleHasADayInEveryState()
    {
        const QJsonObject day = board();
        std::set<QString> states;
        for (const QJsonValue &row : day[QLatin1String("rows")].toArray())
            states.insert(row[QLatin1String("state")].toString());
        for (const char *state : {"set", "not-confirmed", "confirmed", "arrived", "missed", "cancelled", "sold"})
            QVERIFY2(states.contains(QLatin1String(state)), state);
        const QJsonObject counts = day[QLatin1String("counts")].toObject();
        const auto count = [&](const char *name) { return counts[QLatin1String(name)].toInt(); };
        QCOMPARE(count("set"), count("shown") + count("missed") + count("open"));
        QVERIFY(!day[QLatin1String("present")].toArray().isEmpty());
        QVERIFY(board("appointments --json --week")[QLatin1String("rows")].toArray().size()
            >= day[QLatin1String("rows")].toArray().size());
        QVERIFY(board("appointments --json --day 2031-01-01")[QLatin1String("rows")].toArray().isEmpty());
        const auto said = program->at10(words("appointments"));
        QCOMPARE(said.status, 0);
        QVERIFY(said.out.contains("Set ") && said.out.contains("In the store"));
    }
    void whatBecomesOfAVisitIsWrittenDownAndTakenBack()
    {
        const QString lead = leadIn("not-confirmed");
        QVERIFY(!lead.isEmpty());
        const auto done = visit(lead, "--confirmed --by text --json");
        QCOMPARE(done.status, 0);
        QCOMPARE(done.json()[QLatin1String("state")].toString(), QStringLiteral("confirmed"));
        QCOMPARE(stateOf(lead), QStringLiteral("confirmed"));
        QVERIFY(visit(lead, "--confirmed").out.contains("already"));
        QCOMPARE(program->at10(words("undo")).status, 0);
        QCOMPARE(stateOf(lead), QStringLiteral("not-confirmed"));
        QCOMPARE(visit(lead, "--arrived").status, 0);
        QCOMPARE(stateOf(lead), QStringLiteral("arrived"));
        QCOMPARE(visit(lead, "--left").status, 0);
        QCOMPARE(visit(lead, "--left").status, 4); // nobody is there any more
    }
    void theShowroomLogHasWhoLeftToo()
    {
        const auto log = [&] { return board("appointments --json --showroom")[QLatin1String("visits")].toArray(); };
        const QString lead = leadIn("not-confirmed");
        const auto before = log();
        QCOMPARE(visit(lead, "--arrived").status, 0);
        QCOMPARE(visit(lead, "--left").status, 0);
        const auto after = log();
        QCOMPARE(after.size(), before.size() + 1);
        const auto mine = std::find_if(after.begin(), after.end(),
            [&](const QJsonValue &one) { return one[QLatin1String("lead")].toString() == lead; });
        QVERIFY(mine != after.end());
        QVERIFY((*mine)[QLatin1String("appointment")].toBool());
        QVERIFY(!(*mine)[QLatin1String("left")].toString().isEmpty());
        QCOMPARE((*mine)[QLatin1String("minutes")].toInt(), 0);
        const auto said = program->at10(words("appointments --showroom"));
        QVERIFY2(said.status == 0 && said.out.contains("BE-BACK"), said.out.constData());
        QVERIFY(program->at10(words("appointments --showroom --day 2031-01-01")).out.contains("Nobody came"));
    }
    void whatCannotBeIsRefused()
    {
        const QString lead = leadIn("confirmed");
        QCOMPARE(visit(lead, "--missed").status, 3);
        QCOMPARE(visit(lead, "--at 2026-03-11T10:00").status, 3);
        QCOMPARE(visit(lead, "").status, 2);
        QCOMPARE(visit(lead, "--arrived --missed").status, 2);
        QCOMPARE(visit(lead, "--confirmed --by pigeon").status, 2);
        QCOMPARE(visit(QStringLiteral("Nobody-at-all"), "--arrived").status, 4);
        QCOMPARE(stateOf(lead), QStringLiteral("confirmed"));
        QCOMPARE(program->at10(words("appointments --person nobody")).status, 4);
        QCOMPARE(program->at10(words("appointments --day sometime")).status, 2);
        QCOMPARE(visit(lead, "--at 2026-03-13T11:00").status, 0);
        QCOMPARE(stateOf(lead), QStringLiteral("rescheduled"));
    }
};
UPDESK_TEST(TestVisitCommands);
#include "tst_visitcommands.moc"
