// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peopleverbs.h"
#include "core/desk/unmerge.h"
#include "core/leads/lead.h"
#include "core/store/apply.h"
#include "tests/flows/program.h"
#include "tests/support/fakeclock.h"
#include "tests/support/suite.h"

#include <QJsonArray>

using namespace updesk;

/// A merge of the window, undone by the command line.
class TestUnmergeCommand : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;
    QString m_leads[3];

    /// Three documents of three people, and the first two are joined by the third, or the first by the second only.
    void mergeThem(int into)
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
        for (int n = 0; n < 3; ++n) {
            const QByteArray number = QByteArray::number(n);
            const QString path = program->write(QStringLiteral("in%1.xml").arg(n),
                Program::adf(
                    "Zelda " + QByteArray(1, char('P' + n)) + "ottinger", "555019" + number + "777", "Z-" + number));
            QCOMPARE(program->at10({QStringLiteral("import"), path}).status, 0);
        }
        FakeClock clock;
        clock.set(1'773'324'000'000 + kHour); // 11:00
        const auto session = Session::open(program->file(QStringLiteral("store.updesk")), clock);
        QVERIFY(session);
        std::vector<CustomerId> people;
        for (int n = 0; n < 3; ++n) {
            const auto shown =
                program->at10({QStringLiteral("show"), QStringLiteral("Z-%1").arg(n), QStringLiteral("--json")}).json();
            m_leads[n] = shown[QLatin1String("id")].toString();
            const auto lead = load((*session)->database(), kLead, *Id::fromHex(m_leads[n].toLatin1().toStdString()));
            QVERIFY(lead);
            people.push_back(lead->customer);
        }
        for (int n = 0; n < into; ++n) {
            clock.advance(kMinute);
            QVERIFY(merge(**session, people[size_t(n)], people[size_t(into)]));
        }
    }
    Program::Ran unmerge(const QString &lead, const QStringList &more = {})
    {
        return program->at10(QStringList{QStringLiteral("unmerge"), lead} + more);
    }

private Q_SLOTS:
    void theOneMergeIsUndoneAndSaysWhoIsApart()
    {
        mergeThem(1);
        const auto ran = unmerge(m_leads[0]);
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.out.trimmed(), QByteArray("Zelda Qottinger and Zelda Pottinger are two customers again."));
        const auto shown = program->at10({QStringLiteral("show"), m_leads[0]});
        QVERIFY2(
            shown.out.contains("merge taken back") && shown.out.contains("Zelda Pottinger"), shown.out.constData());
        const auto again = unmerge(m_leads[0]);
        QCOMPARE(again.status, 4);
        QVERIFY(again.err.contains("no such merge"));
        const QByteArray undone = program->at10({QStringLiteral("undo")}).out;
        QVERIFY2(undone.startsWith("Taken back: an undone merge (") && undone.contains("Zelda Pottinger")
                && undone.contains("Zelda Qottinger"),
            undone.constData());
        QCOMPARE(unmerge(m_leads[1], {QStringLiteral("--json")}).json()[QLatin1String("stayed")].toInt(-1), 0);
    }
    void ofSeveralOneIsNamedByItsId()
    {
        mergeThem(2);
        const auto asked = unmerge(m_leads[2], {QStringLiteral("--json")});
        QCOMPARE(asked.status, 4);
        const QJsonObject error = asked.json()[QLatin1String("error")].toObject();
        QCOMPARE(error[QLatin1String("code")].toString(), QStringLiteral("several"));
        const QJsonArray rows = error[QLatin1String("rows")].toArray();
        QCOMPARE(rows.size(), 2);
        const QString first = rows[1][QLatin1String("id")].toString();
        QCOMPARE(rows[1][QLatin1String("other")].toString(), QStringLiteral("Zelda Pottinger"));
        const auto ran = unmerge(m_leads[2], {QStringLiteral("--merge"), first.right(8), QStringLiteral("--json")});
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.json()[QLatin1String("customers")].toArray().last().toString(), QStringLiteral("Zelda Pottinger"));
    }
    void anOldOneIsRefusedInWords()
    {
        mergeThem(1);
        const auto late = program->run(
            {QStringLiteral("unmerge"), m_leads[0], QStringLiteral("--now"), QStringLiteral("2026-04-20T10:00")});
        QCOMPARE(late.status, 3);
        QVERIFY(late.err.contains("older than 30 days"));
        QCOMPARE(unmerge(m_leads[0], {QStringLiteral("--merge"), QStringLiteral("ffffffff")}).status, 4);
        QCOMPARE(program->run({QStringLiteral("unmerge")}).status, 2);
    }
};
UPDESK_TEST(TestUnmergeCommand);
#include "tst_unmergecommand.moc"
