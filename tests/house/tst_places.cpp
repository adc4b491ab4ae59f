// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/places.h"
#include "tests/house/planted.h"
#include "tests/support/suite.h"

using namespace updesk::house;

class TestPlaces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sqlStandsInTheStores_data()
    {
        QTest::addColumn<QString>("sql");
        for (const char *sql : {"SELECT id FROM lead", "INSERT INTO lead VALUES (?)", "INSERT OR IGNORE INTO a",
                 "UPDATE lead SET a=1", "DELETE FROM lead", "CREATE TABLE x (a)", "PRAGMA user_version",
                 "select id from lead", " ORDER BY due"})
            QTest::newRow(sql) << QString::fromLatin1(sql);
    }
    void sqlStandsInTheStores()
    {
        QFETCH(const QString, sql);
        const QString text = QStringLiteral("\nauto s = \"%1\";\n").arg(sql);
        for (const char *wrong : {"core/leads/lead.cpp", "core/leads/leadstore.h", "ui/queue/queuemodel.cpp",
                 "app/updesk.cpp", "ui/queue/rows.cpp"}) {
            const Findings found = strayedSql(planted(wrong, text));
            QCOMPARE(found.size(), size_t(1));
            QCOMPARE(found[0].place, QString::fromLatin1(wrong) + QStringLiteral(":2"));
        }
        for (const char *right : {"core/store/apply.cpp", "core/leads/leadstore.cpp", "core/leads/queuerows.cpp",
                 "core/sync/pull.cpp", "tests/core/tst_a.cpp"})
            QVERIFY(strayedSql(planted(right, text)).empty());
    }
    void onlySyncWritesTheServersOwnTablesAndNobodyASyncedOneThere()
    {
        const auto written = [](const char *path, const char *table) {
            return secondWriters(planted(
                path, QStringLiteral("\nauto s = \"INSERT INTO updesk.%1 VALUES ($1)\";\n").arg(QLatin1String(table))));
        };
        QVERIFY(written("core/sync/serverpeople.cpp", "member").empty());
        QCOMPARE(written("core/sync/serverpeople.cpp", "lead").size(), size_t(1));
        QCOMPARE(written("core/sync/serverpeople.cpp", "op_log").size(), size_t(1));
        QCOMPARE(written("core/leads/leadstore.cpp", "member").size(), size_t(1));
    }
    void wordsThatLookLikeSqlAreNot()
    {
        QVERIFY(strayedSql(
            planted("ui/queue/a.cpp", "tr(\"Select a lead from the list\"); // SELECT a FROM b\ntr(\"Update %1\");\n"))
                    .empty());
    }
    void aSecondWriterOfASyncedTableIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("insert") << QStringLiteral("INSERT INTO lead (id) VALUES (?)") << false;
        QTest::newRow("or replace") << QStringLiteral("insert or replace into phone values (?)") << false;
        QTest::newRow("update") << QStringLiteral("UPDATE customer SET first=?") << false;
        QTest::newRow("update, set on the next line") << QStringLiteral("UPDATE OR IGNORE customer ") << false;
        QTest::newRow("words") << QStringLiteral("update lead failed") << true;
        QTest::newRow("delete") << QStringLiteral("DELETE FROM task WHERE id=?") << false;
        QTest::newRow("main") << QStringLiteral("DELETE FROM main.task") << false;
        QTest::newRow("unknown") << QStringLiteral("INSERT INTO brand_new VALUES (1)") << false;
        QTest::newRow("derived") << QStringLiteral("INSERT INTO lead_now VALUES (?) ON CONFLICT DO UPDATE SET a=1")
                                 << true;
        QTest::newRow("word") << QStringLiteral("DELETE FROM word WHERE id=?") << true;
        QTest::newRow("reading") << QStringLiteral("SELECT a FROM lead WHERE b IN (SELECT c FROM task)") << true;
    }
    void aSecondWriterOfASyncedTableIsFound()
    {
        QFETCH(const QString, sql);
        QFETCH(const bool, allowed);
        const QString text = QStringLiteral("auto s = \"%1\";\n").arg(sql);
        QCOMPARE(secondWriters(planted("core/leads/leadstore.cpp", text)).empty(), allowed);
        QVERIFY(secondWriters(planted("core/store/apply.cpp", text)).empty());
    }
    void plainBeginAndOffsetAreFound()
    {
        QCOMPARE(slowSql(planted("core/store/database.cpp", "run(\"BEGIN\");\n")).size(), size_t(1));
        QVERIFY(slowSql(planted("core/store/database.cpp", "run(\"BEGIN IMMEDIATE\");\n")).empty());
        QCOMPARE(slowSql(planted("core/leads/queuerows.cpp", "run(\"SELECT a FROM b LIMIT 50 OFFSET ?\");\n")).size(),
            size_t(1));
    }
    void aLookAtTheClockIsFound_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code :
            {"QDateTime::currentDateTime()", "QDateTime::currentDateTimeUtc()", "QDateTime::currentMSecsSinceEpoch()",
                "QDate::currentDate()", "std::chrono::system_clock::now()", "time(nullptr)", "std::time( 0 )"})
            QTest::newRow(code) << QString::fromLatin1(code);
    }
    void aLookAtTheClockIsFound()
    {
        QFETCH(const QString, code);
        const QString text = QStringLiteral("auto now = %1;\n").arg(code);
        QCOMPARE(clockReads(planted("core/leads/lead.cpp", text)).size(), size_t(1));
        QCOMPARE(clockReads(planted("ui/queue/a.cpp", text)).size(), size_t(1));
        QVERIFY(clockReads(planted("core/base/clock.cpp", text)).empty());
        QVERIFY(clockReads(planted("tests/support/a.cpp", text)).empty());
    }
    void whatOnlyLooksLikeAClockIsNone()
    {
        QVERIFY(clockReads(
            planted("core/leads/a.cpp", "QElapsedTimer t; clock.now(); file.time(0.5); // currentDateTime()\n"))
                    .empty());
        QCOMPARE(
            clockReads(planted("core/leads/leadstore.cpp", "run(\"SELECT datetime('now')\");\n")).size(), size_t(1));
    }
    void strayedWordsAreFound()
    {
        QCOMPARE(strayedWords(planted("core/leads/a.cpp", "auto a = QObject::tr(\"Lead\");\n")).size(), size_t(1));
        QCOMPARE(strayedWords(planted("core/leads/a.cpp", "QCoreApplication::translate (\"A\", \"b\");\n")).size(),
            size_t(1));
        QVERIFY(strayedWords(planted("core/leads/a.cpp", "str(1); // tr(\n")).empty());
        QVERIFY(strayedWords(planted("ui/queue/a.cpp", "tr(\"Lead\");\n")).empty());
        QCOMPARE(
            strayedWords(planted("app/program.cpp", "QCoreApplication::translate(\"A\", \"b\");\n")).size(), size_t(1));
        QCOMPARE(strayedWords(planted("app/program.cpp", "auto a = tr(\"Lead\");\n")).size(), size_t(1));
        QVERIFY(strayedWords(planted("app/showcommand.cpp", "Words::tr(\"Lead\");\n")).empty());
        QVERIFY(strayedWords(planted("app/setupwords.cpp", "QCoreApplication::translate(\"A\", \"b\");\n")).empty());
    }
    void stiffWordsAreFound()
    {
        QCOMPARE(stiffWords(planted("ui/queue/a.cpp", "tr(\"Merge two records\");\n")).size(), size_t(1));
        QCOMPARE(stiffWords(planted("ui/queue/a.cpp", "tr(\"Please wait\"); tr(\"Saved!\");\n")).size(), size_t(2));
        QVERIFY(stiffWords(planted("ui/queue/a.cpp", "tr(\"Recorded call\"); if (!a) record(); // please\n")).empty());
        QVERIFY(stiffWords(planted("core/leads/a.cpp", "find(\"please\");\n")).empty());
    }
    void loopsOverAResultThatIsGoneAreFound()
    {
        QCOMPARE(
            loopsOverTheDead(planted("core/leads/a.cpp", "for (const Lead &one : *leadsOf(database, id))\n")).size(),
            size_t(1));
        QCOMPARE(loopsOverTheDead(planted("tests/core/a.cpp", "for (auto x : *desk.all(1))\n")).size(), size_t(1));
        QVERIFY(
            loopsOverTheDead(planted("core/leads/a.cpp", "for (const Lead &one : *leads)\nf(*leadsOf(d));\n")).empty());
    }
    void locksAndThrowsAreFound()
    {
        QCOMPARE(mutexes(planted("core/intake/a.h", "QMutex m;\nstd::shared_mutex n;\n")).size(), size_t(2));
        QCOMPARE(mutexes(planted("core/intake/a.cpp", "g_mime_init();\n")).size(), size_t(1));
        QVERIFY(mutexes(planted("core/base/log.cpp", "std::mutex m;\n")).empty());
        QCOMPARE(throws(planted("core/intake/a.cpp", "throw 1;\n")).size(), size_t(1));
        QVERIFY(throws(planted("core/intake/a.cpp", "catch (...) { } // throw\n")).empty());
    }
};

UPDESK_TEST(TestPlaces);
#include "tst_places.moc"
