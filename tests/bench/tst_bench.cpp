// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"

#include <limits>

using namespace updesk::bench;

class TestBench : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void percentilesAreSamples()
    {
        QCOMPARE(percentile({}, 0.5), 0.0);
        QCOMPARE(median({7}), 7.0);
        QCOMPARE(median({5, 1, 3}), 3.0);
        QCOMPARE(median({4, 1, 3, 2}), 2.0);
        std::vector<double> hundred;
        for (int i = 100; i > 0; --i)
            hundred.push_back(i);
        QCOMPARE(percentile(hundred, 0.95), 95.0);
        QCOMPARE(percentile(hundred, 1.0), 100.0);
        QCOMPARE(percentile(hundred, 0.0), 1.0);
    }
    void theFirstRunDoesNotCount()
    {
        int calls = 0;
        QCOMPARE(samples(5, [&calls] { ++calls; }).size(), size_t(5));
        QCOMPARE(calls, 6);
        QString order;
        beside(
            2, [&order] { order += u'f'; }, [&order] { order += u'o'; });
        QCOMPARE(order, QStringLiteral("fofofo"));
    }
    void goalsLookAtTheirOwnFigure()
    {
        QVERIFY(holds({"b", "", "ms", 0.05, 0.09, Goal::ratioAtMost(2)}));
        QVERIFY(!holds({"b", "", "ms", 0.05, 0.11, Goal::ratioAtMost(2)}));
        QVERIFY(holds({"a", "", "leads/s", 20000, 12000, Goal::ratioAtLeast(0.5)}));
        QVERIFY(!holds({"a", "", "leads/s", 20000, 9000, Goal::ratioAtLeast(0.5)}));
        QVERIFY(holds({"b'", "", "ms", std::nullopt, 16, Goal::oursAtMost(16)}));
        QVERIFY(!holds({"b'", "", "ms", std::nullopt, 17, Goal::oursAtMost(16)}));
        QVERIFY(holds({"0", "", "ms", std::nullopt, 17, Goal::none()}));
    }
    void aRatioWithoutAFloorIsMissed()
    {
        QVERIFY(!holds({"b", "", "ms", std::nullopt, 1, Goal::ratioAtMost(2)}));
        QVERIFY(!holds({"b", "", "ms", 0.0, 1, Goal::ratioAtMost(2)}));
        QVERIFY(!holds({"b", "", "ms", 1.0, std::numeric_limits<double>::quiet_NaN(), Goal::ratioAtMost(2)}));
        QVERIFY(!ratio({"b", "", "ms", std::nullopt, 1, Goal::none()}));
    }
    void theTableSaysWhatHolds()
    {
        const std::vector<Line> lines{{"b", "first 50 rows", "ms", 0.046, 0.0506, Goal::ratioAtMost(2)},
            {"m", "memory", "MB", 35, 150, Goal::ratioAtMost(4)}, {"0", "disk", "ms", std::nullopt, 0.3, Goal::none()}};
        const QStringList rows = QString::fromStdString(table(lines)).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows[1].simplified(),
            QStringLiteral("b | first 50 rows | 0.046 ms | 0.0506 ms | 1.10 | at most 2.00 x | holds"));
        QVERIFY(rows[2].endsWith(QLatin1String("MISSED")));
        QCOMPARE(rows[3].simplified(), QStringLiteral("0 | disk | - | 0.3 ms | - | - | -"));
        QCOMPARE(rows[0].indexOf(u'|'), rows[3].indexOf(u'|'));
    }
    void theFiguresAreWrittenAsJson()
    {
        const QByteArray text =
            QByteArray::fromStdString(json({{"d", "a \"call\"", "ms", std::nullopt, 0.25, Goal::oursAtMost(3)}}));
        const QJsonObject line = QJsonDocument::fromJson(text).array().at(0).toObject();
        QCOMPARE(line.value(QStringLiteral("work")).toString(), QStringLiteral("a \"call\""));
        QCOMPARE(line.value(QStringLiteral("ours")).toDouble(), 0.25);
        QVERIFY(line.value(QStringLiteral("floor")).isNull());
        QCOMPARE(line.value(QStringLiteral("verdict")).toString(), QStringLiteral("holds"));
    }
    void rawSqliteGivesBackWhatItTook()
    {
        updesk::raw::File file(":memory:");
        file.run("CREATE TABLE t (a INTEGER, b TEXT, c BLOB, d INTEGER) STRICT");
        updesk::raw::Statement insert(file, "INSERT INTO t VALUES (?1, ?2, ?3, ?4)");
        insert.bind(1, 9'007'199'254'740'993).bind(2, "Zo\xc3\xab").bindBytes(3, "\0\1", 2).bind(4, nullptr).run();
        insert.bind(1, 2).bind(2, "").run();
        updesk::raw::Statement select(file, "SELECT a, b, c, d FROM t ORDER BY a DESC");
        QVERIFY(select.next());
        QCOMPARE(select.number(0), 9'007'199'254'740'993);
        QVERIFY(select.text(1) == "Zo\xc3\xab");
        QVERIFY(select.text(2) == std::string_view("\0\1", 2));
        QVERIFY(select.isNull(3));
        QVERIFY(select.next());
        QVERIFY(select.text(1).empty());
        QVERIFY(!select.next());
        QVERIFY(select.next());
    }
};

UPDESK_TEST(TestBench);
#include "tst_bench.moc"
