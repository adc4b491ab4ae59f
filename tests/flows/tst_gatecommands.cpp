// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

/// The gate and the do-not-call list from the command line.
class TestGateCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;

    QString aLead()
    {
        const QString file = program->write(QStringLiteral("g.xml"), Program::adf("Gina Gate", "2125550150", "G-1"));
        return program->at10({QStringLiteral("import"), file}).status == 0 ? QStringLiteral("G-1") : QString();
    }
    QJsonObject gate(const char *line) { return program->at10(words("gate G-1 --json") + words(line)).json(); }

private Q_SLOTS:
    void init()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
        QCOMPARE(aLead(), QStringLiteral("G-1"));
    }
    void theGateSaysYesNotNowOrNoAndWhy()
    {
        const QJsonObject day = gate("--channel call");
        QCOMPARE(day[QLatin1String("says")].toString(), QStringLiteral("allow"));
        QCOMPARE(day[QLatin1String("purpose")].toString(), QStringLiteral("informational"));
        QCOMPARE(day[QLatin1String("rules_dated")].toString(), QStringLiteral("2026-01-01"));
        QCOMPARE(day[QLatin1String("may_until")].toArray()[0][QLatin1String("last_day")].toString(),
            QStringLiteral("2026-06-12"));
        const QJsonObject night = gate("--channel call --at 2026-03-12T22:30");
        QCOMPARE(night[QLatin1String("says")].toString(), QStringLiteral("move"));
        QCOMPARE(night[QLatin1String("move_to")].toString(), QStringLiteral("2026-03-13T12:00:00.000Z"));
        const QJsonObject why = night[QLatin1String("reasons")].toArray()[0].toObject();
        QCOMPARE(why[QLatin1String("rule")].toString(), QStringLiteral("US-1"));
        QVERIFY(!why[QLatin1String("words")].toString().isEmpty());
        QCOMPARE(night[QLatin1String("may_override")].toString(), QStringLiteral("manager"));
        const QJsonObject text = gate("--channel text --automatic --purpose marketing");
        QCOMPARE(text[QLatin1String("says")].toString(), QStringLiteral("block"));
        QVERIFY(text[QLatin1String("to_person")].toBool());
        const auto plain = program->at10(words("gate G-1 --channel call --at 2026-03-12T22:30"));
        QVERIFY2(plain.out.startsWith("Not now; from "), plain.out.constData());
        QVERIFY(plain.out.contains("US-1  It is 22:30 where they are."));
    }
    void wrongWordsAreTwo()
    {
        for (const char *line : {"gate", "gate G-1", "gate G-1 --channel fax", "gate --channel call",
                 "gate G-1 --channel call --purpose fun", "dnc", "dnc import", "dnc import x.txt", "dnc mark it",
                 "dnc import x.txt --dated soon", "dnc forget"})
            QCOMPARE(program->at10(words(line)).status, 2);
        QCOMPARE(program->at10(words("gate Zzyzx --channel call")).status, 4);
        QCOMPARE(program->at10(words("gate G-1 --channel email")).status, 3); // there is no address
    }
    void aListIsImportedAndItsAgeTold()
    {
        const auto none = program->at10(words("dnc status --json")).json();
        QVERIFY(none[QLatin1String("stale")].toBool());
        QVERIFY(none[QLatin1String("age_days")].isNull());
        const QString file = program->write(QStringLiteral("list.csv"), "212,5550150\nabc\n212,5550151\n");
        const QStringList import{QStringLiteral("dnc"), QStringLiteral("import"), file, QStringLiteral("--dated")};
        const auto done = program->at10(import + words("2026-03-02 --json"));
        QCOMPARE(done.status, 0);
        QCOMPARE(done.json()[QLatin1String("numbers")].toInt(), 2);
        QCOMPARE(done.json()[QLatin1String("bad")].toArray()[0][QLatin1String("line")].toInt(), 2);
        QCOMPARE(done.json()[QLatin1String("marked")].toInt(), 1);
        const auto status = program->at10(words("dnc status --json")).json();
        QCOMPARE(status[QLatin1String("age_days")].toInt(), 10);
        QVERIFY(!status[QLatin1String("stale")].toBool());
        QCOMPARE(program->at10(words("dnc mark --json")).json()[QLatin1String("marked")].toInt(-1), 0);
        QCOMPARE(program->at10(import + words("2026-03-20")).status, 3);
        QCOMPARE(program->at10(words("dnc import nowhere.txt --dated 2026-03-02")).status, 4);
    }
    void aLoggedCallPassesTheGateAndBarsNothing()
    {
        const auto late = program->run(words("log-call G-1 --outcome no-answer --json --now 2026-03-12T22:30:00"));
        QCOMPARE(late.status, 0);
        QCOMPARE(late.json()[QLatin1String("gate")][QLatin1String("says")].toString(), QStringLiteral("move"));
        QVERIFY2(late.err.contains("22:30 where they are"), late.err.constData());
        QCOMPARE(
            program->run(words("log-call G-1 --outcome do-not-contact --told 10:02 --now 2026-03-12T10:05:00")).status,
            0);
        QCOMPARE(program->at10(words("log-sent G-1 --by text")).status, 3);
        const auto refused = program->at10(words("gate G-1 --channel call --json")).json();
        QCOMPARE(refused[QLatin1String("rules")].toArray()[0].toString(), QStringLiteral("US-6"));
        QCOMPARE(refused[QLatin1String("may_override")].toString(), QStringLiteral("nobody"));
    }
    void ownRulesTakeThePlaceOfTheShippedOnes()
    {
        const auto shipped = program->at10(words("gate --rules --json")).json();
        QCOMPARE(shipped[QLatin1String("file")].toString(), QStringLiteral("rules-2026-01-01.json"));
        const QString broken = program->write(QStringLiteral("own.json"), "{\"dated\": \"2026-02-01\"}");
        const auto refused = program->at10({QStringLiteral("gate"), QStringLiteral("--set-rules"), broken});
        QCOMPARE(refused.status, 3);
        QVERIFY2(refused.err.contains("us"), refused.err.constData());
        QFile file(QStringLiteral(UPDESK_SOURCE_DIR "/resources/legal/rules-2026-01-01.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray own = file.readAll();
        own.replace("\"dated\": \"2026-01-01\"", "\"dated\": \"2026-02-01\"");
        const QString path = program->write(QStringLiteral("own.json"), own);
        QCOMPARE(program->at10({QStringLiteral("gate"), QStringLiteral("--set-rules"), path}).status, 0);
        const auto mine = program->at10(words("gate --rules --json")).json();
        QCOMPARE(mine[QLatin1String("rules_dated")].toString(), QStringLiteral("2026-02-01"));
        QCOMPARE(program->at10(words("gate --set-rules none")).status, 0);
        QCOMPARE(program->at10(words("gate --rules --json")).json(), shipped);
    }
};
UPDESK_TEST(TestGateCommands);
#include "tst_gatecommands.moc"
