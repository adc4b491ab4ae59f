// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "core/desk/tables.h"
#include "tests/flows/program.h"
#include "tests/support/fakeclock.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"

#include <map>

#include <QFile>
#include <QJsonArray>

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

/// Export, check, and files that are not as they should be.
class TestStoreCommands : public QObject
{
    Q_OBJECT

    static void change(const Program &program, const QByteArray &sql)
    {
        FakeClock clock;
        const auto database =
            Database::open(program.file(QStringLiteral("store.updesk")), deskSetup(clock), Database::Open::Existing);
        QVERIFY(database);
        QVERIFY((*database)->execute(sql));
    }

private Q_SLOTS:
    void exportWritesEveryTableAndTheLeads()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const auto ran = program.run(words("export out --json"));
        QCOMPARE(ran.status, 0);
        std::map<QString, int> files;
        for (const QJsonValue &row : ran.json()[QLatin1String("rows")].toArray())
            files[row[QLatin1String("file")].toString()] = row[QLatin1String("lines")].toInt();
        QCOMPARE(files[QStringLiteral("lead.csv")], 200);
        QCOMPARE(files[QStringLiteral("leads.csv")], 200);
        const QByteArray leads = program.read(program.file(QStringLiteral("out/leads.csv")));
        QVERIFY(leads.startsWith("\xef\xbb\xbfid,received,customer"));
        QVERIFY(leads.contains("'+1555")); // a spreadsheet must not take a number for a formula
        QVERIFY(!leads.contains(",+1"));
        QCOMPARE(leads.count("\r\n"), 201);
        const QByteArray head = leads.left(leads.indexOf("\r\n"));
        QVERIFY(
            head.endsWith(",evidence,proof,response_seconds,response_business_seconds,clock_jump,no_trade,decides"));
        QVERIFY(leads.contains(",dialled,,"));
        QVERIFY(leads.contains(",yes,\r\n") && leads.contains(",alone\r\n") && leads.contains(",others\r\n"));
        QVERIFY(leads.contains(",told,told,"));
        QCOMPARE(program.run(words("export out")).status, 0);
        QCOMPARE(program.read(program.file(QStringLiteral("out/leads.csv"))), leads);
    }
    void theExportGivesANumberThatWorks()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const auto firstPhone = [&] {
            const auto shown = program.run(words("export out"));
            const QByteArray leads = program.read(program.file(QStringLiteral("out/leads.csv")));
            // after the mark that keeps it from being a formula
            return shown.status == 0 ? leads.split('\n').value(1).split(',').value(4).mid(2) : QByteArray();
        };
        const QByteArray before = firstPhone();
        QVERIFY(before.startsWith("1555"));
        raw::File file(program.file(QStringLiteral("store.updesk")).toStdString());
        const std::string bad = "e164='+" + before.toStdString() + "'";
        file.run(("INSERT INTO phone(id, store_id, customer_id, e164) SELECT x'ffffffffffffffffffffffffffffffff',"
                  " store_id, customer_id, '+15550149999' FROM phone WHERE "
            + bad + " LIMIT 1")
                     .c_str());
        file.run(("UPDATE phone SET bad=1, preferred=1 WHERE " + bad).c_str());
        QCOMPARE(firstPhone(), QByteArray("15550149999"));
    }
    void exportIntoAFileIsRefusedInWords()
    {
        const Program program;
        QVERIFY(program.makeSample());
        program.write(QStringLiteral("taken"), "x");
        QCOMPARE(program.run(words("export taken")).status, 1);
        QCOMPARE(program.read(program.file(QStringLiteral("taken"))), QByteArray("x"));
    }
    void checkFindsAComputedRowThatIsWrongAndRebuildMendsIt()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QCOMPARE(program.at10(words("check")).status, 0);
        change(program, "UPDATE lead_now SET score=score+1, k3=k3-1 WHERE lead_id=(SELECT max(id) FROM lead)");
        const auto found = program.at10(words("check --json"));
        QCOMPARE(found.status, 5);
        QCOMPARE(found.json()[QLatin1String("sound")].toBool(true), false);
        QCOMPARE(program.at10(words("check --rebuild")).status, 0);
        QCOMPARE(program.at10(words("check")).status, 0);
    }
    void checkNamesWhatIsWrongAndRebuildMendsWhatIsComputed_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("column");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("rows");
        const auto row = [](const char *name, const char *sql, const char *table, const char *column, int kind, int n) {
            QTest::newRow(name) << QByteArray(sql) << QString::fromLatin1(table) << QString::fromLatin1(column) << kind
                                << n;
        };
        const int log = 0, orphan = 1, derived = 2;
        row("a due time", "UPDATE lead_now SET clock_due=clock_due+1 WHERE rowid_of", "lead_now", "", derived, 1);
        row("a group", "UPDATE lead_now SET grp=4 WHERE grp=5", "lead_now", "", derived, -1);
        row("a row that is missing", "DELETE FROM lead_now WHERE rowid_of", "lead_now", "", derived, 1);
        row("a row of nobody", "UPDATE lead_now SET lead_id=x'00112233445566778899aabbccddeeff' WHERE rowid_of",
            "lead_now", "", derived, 2);
        row("a word too many", "INSERT INTO word SELECT 'zzz', min(id) FROM customer", "word", "", derived, 1);
        row("a word too few", "DELETE FROM word WHERE customer_id=(SELECT min(customer_id) FROM word)", "word", "",
            derived, 1);
        row("words of nobody", "INSERT INTO word VALUES('zzz', x'00112233445566778899aabbccddeeff')", "word", "",
            derived, 1);
        row("a task of no lead",
            "UPDATE task SET lead_id=x'00112233445566778899aabbccddeeff'"
            " WHERE id=(SELECT max(id) FROM task)",
            "task", "lead_id", orphan, 1);
        row("a phone of nobody", "UPDATE phone SET customer_id=NULL WHERE id=(SELECT max(id) FROM phone)", "phone",
            "customer_id", orphan, 1);
        row("a line of the log that is gone", "DELETE FROM deed WHERE n=(SELECT max(n)-2 FROM deed)", "deed", "n", log,
            1);
        row("a deed out of order", "UPDATE deed SET hlc=1 WHERE n=(SELECT max(n)-2 FROM deed)", "deed", "hlc", log, 1);
        row("a deed that is no line", "UPDATE deed SET ops='[{' WHERE n=(SELECT max(n) FROM deed)", "deed", "ops", log,
            1);
        row("a row that is gone", "DELETE FROM phone WHERE id=(SELECT max(id) FROM phone)", "phone", "", log, 1);
        row("a field behind the log", "UPDATE lead SET comments='x' WHERE id=(SELECT max(id) FROM lead)", "lead",
            "comments", log, 1);
    }
    void checkNamesWhatIsWrongAndRebuildMendsWhatIsComputed()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, table);
        QFETCH(QString, column);
        QFETCH(int, kind);
        QFETCH(int, rows);
        const Program program;
        QVERIFY(program.makeSample());
        QCOMPARE(program.at10(words("check")).status, 0);
        change(program, sql.replace("rowid_of", "lead_id=(SELECT max(lead_id) FROM lead_now WHERE clock_due>0)"));
        const auto found = program.at10(words("check --json"));
        QCOMPARE(found.status, 5);
        QJsonObject fault;
        for (const QJsonValue &value : found.json()[QLatin1String("faults")].toArray()) {
            if (value[QLatin1String("table")].toString() == table && value[QLatin1String("kind")].toInt() == kind)
                fault = value.toObject();
        }
        QVERIFY2(!fault.isEmpty(), found.out.constData());
        QCOMPARE(fault[QLatin1String("column")].toString(), column);
        QVERIFY(rows < 0 || fault[QLatin1String("rows")].toInt() == rows);
        const auto again = program.at10(words("check --rebuild --json"));
        QCOMPARE(again.status, kind == 2 ? 0 : 5);
        QCOMPARE(program.at10(words("check")).status, kind == 2 ? 0 : 5);
    }
    void checkSaysInWordsWhatIsWrong()
    {
        const Program program;
        QVERIFY(program.makeSample());
        change(program, "DELETE FROM deed WHERE n=(SELECT max(n)-2 FROM deed)");
        change(program, "DELETE FROM phone WHERE id=(SELECT max(id) FROM phone)");
        const auto found = program.at10(words("check"));
        QCOMPARE(found.status, 5);
        QVERIFY2(found.out.contains("deed.n: a line of the log before it is missing (rows: 1)"), found.out.constData());
        QVERIFY2(found.out.contains("phone: is in the log but not there (rows: 1)"), found.out.constData());
    }
    void checkFindsARowThatNoDeedWrote()
    {
        const Program program;
        QVERIFY(program.makeSample());
        change(program, "UPDATE customer SET full_name='Somebody Else' WHERE id=(SELECT min(id) FROM customer)");
        const auto found = program.at10(words("check"));
        QCOMPARE(found.status, 5);
        QVERIFY(found.out.contains("customer.full_name"));
    }
    void aFileThatIsNoStoreIsLeftAsItIs()
    {
        const Program program;
        program.write(QStringLiteral("store.updesk"), QByteArray(8192, 'x'));
        for (const char *line : {"queue", "check", "undo", "import .", "export out"}) {
            const auto ran = program.run(words(line));
            QCOMPARE(ran.status, 1);
            QVERIFY(ran.err.contains("damaged"));
        }
        QCOMPARE(program.read(program.file(QStringLiteral("store.updesk"))), QByteArray(8192, 'x'));
    }
    void aBrokenPageIsReportedAndNothingIsOverwritten()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const QString path = program.file(QStringLiteral("store.updesk"));
        QByteArray bytes = program.read(path);
        for (qsizetype page = 40; page < 60; ++page)
            bytes.replace(page * 4096, 2000, QByteArray(2000, '\xff'));
        program.write(QStringLiteral("store.updesk"), bytes);
        const auto ran = program.run(words("check"));
        QVERIFY(ran.status == 1 || ran.status == 5);
        QVERIFY((ran.out + ran.err).contains("damaged"));
        QCOMPARE(program.read(path), bytes);
    }
    void aBrokenPageThatIsMetWhileWorkingIsToldInAWholeSentence()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QByteArray bytes = program.read(program.file(QStringLiteral("store.updesk")));
        bytes.replace(3 * 4096, 5 * 4096, QByteArray(5 * 4096, 'x'));
        program.write(QStringLiteral("store.updesk"), bytes);
        const auto ran = program.run(words("queue"));
        QCOMPARE(ran.status, 1);
        QVERIFY2(ran.err.startsWith("Could not read the store, it is damaged"), ran.err.constData());
    }
    void aStoreOfANewerUpDeskIsRefusedInWords()
    {
        const Program program;
        QVERIFY(program.makeSample());
        change(program, "PRAGMA user_version=9999");
        const QByteArray before = program.read(program.file(QStringLiteral("store.updesk")));
        const auto ran = program.run(words("queue"));
        QCOMPARE(ran.status, 1);
        QVERIFY(ran.err.contains("newer UpDesk"));
        QCOMPARE(program.read(program.file(QStringLiteral("store.updesk"))), before);
    }
    void aStoreOfTheFirstVersionIsBackedUpAndClimbs()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const QByteArray queue = program.at10(words("queue --json")).out;
        change(program,
            "ALTER TABLE activity DROP COLUMN clock_jump; ALTER TABLE lead_now DROP COLUMN clock_jump;"
            " DROP INDEX lead_now_newest; DROP INDEX lead_now_since; ALTER TABLE lead_now DROP COLUMN place_since;"
            " ALTER TABLE lead_now DROP COLUMN visit_at; DROP INDEX quarantine_original;"
            " DROP TABLE stuck; DROP TABLE setback; ALTER TABLE deed DROP COLUMN epoch; DROP TABLE told;"
            " DROP TABLE send_journal;"
            " DROP INDEX activity_inquiry; DROP INDEX quarantine_aside; ALTER TABLE activity DROP COLUMN source_id;"
            " ALTER TABLE activity DROP COLUMN provider_text; ALTER TABLE activity DROP COLUMN external_id;"
            " ALTER TABLE activity DROP COLUMN sent_at;"
            " DROP INDEX tag_maybe; DROP INDEX consent_refused; ALTER TABLE lead DROP COLUMN co_buyer_id;"
            " ALTER TABLE lead DROP COLUMN no_trade; ALTER TABLE lead DROP COLUMN decides;"
            " DROP TABLE loan; DROP TABLE busy; DELETE FROM state WHERE k='refills';"
            " ALTER TABLE appointment DROP COLUMN state_by;"
            " ALTER TABLE appointment DROP COLUMN state_at;"
            " ALTER TABLE appointment DROP COLUMN confirmed_by;"
            " ALTER TABLE appointment DROP COLUMN confirmed_at;"
            " ALTER TABLE appointment DROP COLUMN confirmed_way;"
            " ALTER TABLE appointment DROP COLUMN moved_from; DROP INDEX task_appointment;"
            " ALTER TABLE task DROP COLUMN appointment_id; DROP INDEX visit_appointment;"
            " DROP INDEX visit_arrived; ALTER TABLE visit DROP COLUMN appointment_id;"
            " ALTER TABLE visit DROP COLUMN greeted; ALTER TABLE visit DROP COLUMN walk_around;"
            " ALTER TABLE visit DROP COLUMN demo_drive; ALTER TABLE visit DROP COLUMN appraisal;"
            " ALTER TABLE visit DROP COLUMN write_up; ALTER TABLE visit DROP COLUMN manager_turn;"
            " ALTER TABLE visit DROP COLUMN finance; DROP TABLE deal; DROP TABLE appraisal;"
            " DROP TABLE gate_log; DROP TABLE dnc; DROP TABLE template; DROP TABLE script;"
            " DROP TABLE plan; DROP TABLE plan_version; DROP TABLE enrolment; DROP TABLE step_run;"
            " DROP TABLE message; DROP TABLE message_acted; DROP TABLE way_mark; DROP INDEX unit_alike;"
            " DROP TABLE mail_track; DROP TABLE mail_event;"
            " DROP TABLE erasure; DROP TABLE suppression; DROP TABLE erased;"
            " DELETE FROM state WHERE k IN ('wipe','unwiped');"
            " ALTER TABLE consent DROP COLUMN given; ALTER TABLE consent DROP COLUMN form;"
            // Nor did its log know these columns.
            " UPDATE deed SET ops=(SELECT json_group_array(json(CASE json_extract(value,'$.t') WHEN "
            "'activity' THEN json_remove(value,'$.f.source_id','$.b.source_id','$.f.provider_text',"
            "'$.b.provider_text','$.f.external_id','$.b.external_id','$.f.sent_at','$.b.sent_at',"
            "'$.f.clock_jump','$.b.clock_jump') WHEN 'appointment' THEN json_remove(value,'$.f.state_by',"
            "'$.b.state_by','$.f.state_at','$.b.state_at','$.f.confirmed_by','$.b.confirmed_by',"
            "'$.f.confirmed_at','$.b.confirmed_at','$.f.confirmed_way','$.b.confirmed_way','$.f.moved_from',"
            "'$.b.moved_from') WHEN 'task' THEN json_remove(value,'$.f.appointment_id','$.b.appointment_id') "
            "WHEN 'visit' THEN json_remove(value,'$.f.appointment_id','$.b.appointment_id','$.f.greeted',"
            "'$.b.greeted','$.f.walk_around','$.b.walk_around','$.f.demo_drive','$.b.demo_drive',"
            "'$.f.appraisal','$.b.appraisal','$.f.write_up','$.b.write_up','$.f.manager_turn',"
            "'$.b.manager_turn','$.f.finance','$.b.finance') WHEN 'consent' THEN json_remove(value,"
            "'$.f.given','$.b.given','$.f.form','$.b.form') WHEN 'lead' THEN json_remove(value,'$.f.no_trade',"
            "'$.b.no_trade','$.f.decides','$.b.decides') ELSE value END)) FROM json_each(ops) WHERE "
            "json_extract(value,'$.t') NOT IN ('deal','appraisal','gate_log','template','script','plan',"
            "'plan_version','enrolment','step_run','message','way_mark','mail_track','mail_event'));"
            " PRAGMA user_version=1");
        QCOMPARE(program.at10(words("queue --json")).out, queue);
        const QString backup = program.file(QStringLiteral("store.updesk.version-1"));
        QVERIFY(QFile::exists(backup));
        const auto checked = program.at10(words("check"));
        QVERIFY2(checked.status == 0, (checked.out + checked.err).left(1500).constData());
        // The backup is a store of its own, as it was before.
        QVERIFY(QFile::remove(program.file(QStringLiteral("store.updesk"))));
        for (const char *end : {"-wal", "-shm"})
            QFile::remove(program.file(QStringLiteral("store.updesk")) + QLatin1String(end));
        QVERIFY(QFile::copy(backup, program.file(QStringLiteral("store.updesk"))));
        QCOMPARE(program.at10(words("queue --json")).out, queue);
    }
    void aLargeSampleOfTwoThousandIsWhole()
    {
        const Program program;
        const auto made = program.at10(words("init --sample large --leads 2000 --json"));
        QVERIFY2(made.status == 0, made.err.constData());
        QCOMPARE(made.json()[QLatin1String("leads")].toInt(), 2000);
        QCOMPARE(program.at10(words("check")).status, 0);
        QCOMPARE(program.at10(words("queue --json --limit 50")).status, 0);
        // Whoever is sold has a line in the sold log.
        QCOMPARE(program.at10(words("export out")).status, 0);
        const auto deals = program.read(program.file(QStringLiteral("out/deal.csv"))).count("\r\n") - 1;
        QVERIFY(deals > 20);
        QCOMPARE(program.read(program.file(QStringLiteral("out/leads.csv"))).count(",sold,"), deals);
    }
};

UPDESK_TEST(TestStoreCommands);
#include "tst_storecommands.moc"
