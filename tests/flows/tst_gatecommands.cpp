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
        QVERIFY(!status[QLatin1String("ends_soon")].toBool());
        QCOMPARE(status[QLatin1String("last_day")].toString(), QStringLiteral("2026-04-02"));
        const auto near = program->run(words("dnc status --json --now 2026-03-29T10:00:00")).json();
        QVERIFY(near[QLatin1String("ends_soon")].toBool() && !near[QLatin1String("stale")].toBool());
        QVERIFY(program->run(words("dnc status --now 2026-03-29T10:00:00")).out.contains("until 2026-04-02: put in"));
        const auto late = program->run(words("dnc status --json --now 2026-04-03T10:00:00")).json();
        QVERIFY(late[QLatin1String("stale")].toBool() && !late[QLatin1String("ends_soon")].toBool());
        const auto early = program->run(words("dnc status --now 2026-03-01T10:00:00"));
        QVERIFY2(early.out.contains("still to come") && !early.out.contains("too old"), early.out.constData());
        QCOMPARE(program->at10(words("dnc mark --json")).json()[QLatin1String("marked")].toInt(-1), 0);
        QCOMPARE(program->at10(import + words("2026-03-20")).status, 3);
        QCOMPARE(program->at10(words("dnc import nowhere.txt --dated 2026-03-02")).status, 4);
    }
    void US4_theLookUpLogCanBeRead()
    {
        const QString file = program->write(QStringLiteral("list.csv"), "212,5550151\n");
        QCOMPARE(program
                     ->at10({QStringLiteral("dnc"), QStringLiteral("import"), file, QStringLiteral("--dated"),
                         QStringLiteral("2026-03-02")})
                     .status,
            0);
        const QStringList later = words("log-call G-1 --outcome no-answer --now 2026-08-12T10:00:00");
        QCOMPARE(program->run(later).status, 0); // the inquiry is over: it was a cold call
        const auto log = program->run(words("gate --log G-1 --json --now 2026-08-12T11:00:00")).json();
        const QJsonArray rows = log[QLatin1String("gate_log")].toArray();
        QCOMPARE(rows.size(), 1);
        const QJsonObject row = rows[0].toObject();
        QCOMPARE(row[QLatin1String("channel")].toString(), QStringLiteral("call"));
        QCOMPARE(row[QLatin1String("purpose")].toString(), QStringLiteral("marketing"));
        QCOMPARE(row[QLatin1String("list")][QLatin1String("number")].toString(), QStringLiteral("+12125550150"));
        QCOMPARE(row[QLatin1String("list")][QLatin1String("dated")].toString(), QStringLiteral("2026-03-02"));
        QVERIFY(!row[QLatin1String("list")][QLatin1String("listed")].toBool(true));
        const auto all = program->run(words("gate --log --now 2026-08-12T11:00:00"));
        QCOMPARE(all.status, 0);
        QVERIFY2(all.out.contains("+12125550150 not on the list of 2026-03-02"), all.out.constData());
        QVERIFY(program->run(words("gate --log --since 2026-09-01T00:00 --json --now 2026-09-12T11:00:00"))
                    .json()[QLatin1String("gate_log")]
                    .toArray()
                    .isEmpty());
    }
    void US9_howFastRefusalsWereHonouredIsTold()
    {
        const auto before = program->at10(words("opt-outs --json")).json();
        const int had = int(before[QLatin1String("opt_outs")].toArray().size());
        QCOMPARE(program->at10(words("log-call G-1 --outcome do-not-contact --words never")).status, 0);
        const auto after = program->at10(words("opt-outs --json")).json();
        QCOMPARE(int(after[QLatin1String("opt_outs")].toArray().size()), had + 1);
        const QJsonArray ways = after[QLatin1String("ways")].toArray();
        QVERIFY(!ways.isEmpty() && ways[0][QLatin1String("count")].toInt() > 0);
        QVERIFY(program->at10(words("opt-outs")).out.contains("Gina Gate"));
    }
    void F62_incentivesAreImportedListedAndTakenOut()
    {
        const QString file = program->write(QStringLiteral("offers.csv"),
            "words,amount,make,from,until,source\ncustomer cash,\"$3,000\",Toyota,2026-03-01,2026-03-31,bulletin 12\n");
        const auto done =
            program->at10({QStringLiteral("incentives"), QStringLiteral("import"), file, words("--json")[0]});
        QVERIFY2(done.status == 0, done.err.constData());
        const auto list = program->at10(words("incentives --json")).json()[QLatin1String("incentives")].toArray();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0][QLatin1String("amount_cents")].toInt(), 300'000);
        QVERIFY(list[0][QLatin1String("in_force")].toBool());
        QVERIFY(program->at10(words("incentives")).out.contains("customer cash"));
        const QString bad = program->write(QStringLiteral("bad.csv"), "words,from,until\nx,2026-03-01,soon\n");
        const auto refused = program->at10({QStringLiteral("incentives"), QStringLiteral("import"), bad});
        QCOMPARE(refused.status, 3);
        QVERIFY2(refused.err.contains("2.until"), refused.err.constData());
        QCOMPARE(program->at10(words("incentives --json")).json()[QLatin1String("incentives")].toArray().size(), 1);
        QCOMPARE(program->at10(words("incentives clear")).status, 0);
        QVERIFY(program->at10(words("incentives --json")).json()[QLatin1String("incentives")].toArray().isEmpty());
        QCOMPARE(program->at10(words("incentives forget")).status, 2);
        QCOMPARE(program->at10(words("incentives import nowhere.csv")).status, 4);
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
