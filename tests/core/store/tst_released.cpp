// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/activity.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"
#include "tests/support/tempdesk.h"

using namespace updesk;

/// Files of every version there was climb to the newest with what is in them.
class TestReleased : public QObject
{
    Q_OBJECT
    static QStringList steps() { return QDir(deskSetup(FakeClock()).migrations).entryList(QDir::Files, QDir::Name); }
    static QByteArray columnsIn(TempDesk &desk)
    {
        return desk.list("SELECT m.name||'.'||c.name||' '||c.type||' '||c.\"notnull\"||' '||ifnull(c.dflt_value,'-')"
                         " FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type='table' ORDER BY 1");
    }
private Q_SLOTS:
    void aFileOfEachVersionClimbs_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version < steps().size(); ++version)
            QTest::newRow(steps()[version - 1].toLatin1().constData()) << version;
    }
    void aFileOfEachVersionClimbs()
    {
        QFETCH(const int, version);
        TempDesk fresh, old;
        old.close();
        QVERIFY(QFile::remove(old.path));
        QTemporaryDir then;
        for (const QString &step : steps().first(version))
            QVERIFY(QFile::copy(old.setup.migrations + u'/' + step, then.filePath(step)));
        QVERIFY(Database::open(old.path, {&old.clock, then.path(), {}, {}}));
        raw::File(old.path.toStdString())
            .run("INSERT INTO activity(id,store_id,lead_id,kind,direction,at,outcome,evidence,body)"
                 " VALUES(x'00000000000070008000000000000001',1,x'00000000000070008000000000000002',0,2,1000,4,2,'said'"
                 ")");
        old.open();
        QCOMPARE(old.list("PRAGMA user_version"), QByteArray::number(steps().size()) + '\n');
        QCOMPARE(columnsIn(old), columnsIn(fresh));
        const auto rows = loadAll(*old.database, kActivity);
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(1));
        Activity call;
        call.id = rows->front().id;
        call.lead = rows->front().lead;
        call.kind = Activity::Kind::Call;
        call.direction = Activity::Direction::Out;
        call.at = 1000;
        call.outcome = Outcome::NoAnswer;
        call.evidence = Evidence::Dialled;
        call.body = QStringLiteral("said");
        QCOMPARE(rows->front(), call); // what it did not know is not claimed of it
    }
};
UPDESK_TEST(TestReleased);
#include "tst_released.moc"
