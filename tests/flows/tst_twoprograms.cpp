// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/check.h"
#include "core/desk/session.h"
#include "tests/flows/program.h"
#include "tests/support/fakeclock.h"
#include "tests/support/suite.h"

using namespace updesk;

/// The window has the store open all day; the command line works on the same file beside it.
class TestTwoPrograms : public QObject
{
    Q_OBJECT
    static QString anOpenLead(Database &database)
    {
        Query q =
            database.query("SELECT lead_id FROM lead_now WHERE grp=4 AND clock_state<>1 ORDER BY lead_id LIMIT 1");
        return q.next() ? QString::fromLatin1(q.id(0).hex()) : QString();
    }
    static qint64 calls(Database &database)
    {
        Query q = database.query("SELECT count(*) FROM activity WHERE kind=0");
        return q.next() ? q.number(0) : -1;
    }
private Q_SLOTS:
    // A connection of the same program that closes must not take the locks of the others along, or the next program
    // takes itself for alone and throws the write-ahead log away.
    void aConnectionThatClosesLeavesTheOthersTheirLocks()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const QString path = program.file(QStringLiteral("store.updesk"));
        const FakeClock clock;
        const auto window = Session::open(path, clock);
        QVERIFY(window);
        Database &database = (*window)->database();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(Session::open(path, clock)); // comes and goes
            const QString lead = anOpenLead(database);
            const qint64 before = calls(database);
            QCOMPARE(
                program
                    .at10({QStringLiteral("log-call"), lead, QStringLiteral("--outcome"), QStringLiteral("no-answer")})
                    .status,
                0);
            QVERIFY(QFile::exists(path + QStringLiteral("-wal")));
            QCOMPARE(calls(database), before + 1);
            QVERIFY(database.execute("INSERT INTO desk_setting VALUES('test" + QByteArray::number(i) + "', 'x')"));
        }
        const auto report = checkStore(database);
        QVERIFY(report && report->sound());
        QCOMPARE(program.run({QStringLiteral("check")}).status, 0);
    }
};

UPDESK_TEST(TestTwoPrograms);
#include "tst_twoprograms.moc"
