// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tables.h"
#include "tests/flows/serverprogram.h"
#include "tests/support/fakeclock.h"

using namespace updesk;

/// A store that is taken up by a server from the command line.
class TestAdoptCommands : public ServerProgram
{
    Q_OBJECT

    /// As a server that was made anew has it: the store and its people, and none of its rows.
    void loseStore(const QByteArray &number)
    {
        asChief("DO $$ DECLARE t text; BEGIN FOR t IN SELECT tbl FROM updesk.synced WHERE feed<>0 LOOP"
                " EXECUTE format('DELETE FROM updesk.%I WHERE store_id="
            + number + "', t); END LOOP; END $$; DELETE FROM updesk.op_log WHERE store_id=" + number
            + "; UPDATE updesk.feed SET seq=0, n=0, chain='\\x00' WHERE store_id=" + number
            + "; UPDATE updesk.meta SET feed_epoch=gen_random_uuid()");
    }

private Q_SLOTS:
    void initTestCase() { openServer(); }
    void cleanupTestCase() { closeServer(); }

    void whoMayNotTakeAStoreUpIsToldWhatItTakes()
    {
        const QString config = QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json");
        QCOMPARE(on("alone.updesk", {QStringLiteral("init"), QStringLiteral("--config"), config}).status, 0);
        NewMember ida;
        {
            FakeClock clock(SystemClock().now());
            const auto database = Database::open(m_program.file(QStringLiteral("alone.updesk")), deskSetup(clock));
            ida.store = int(*(*database)->state("store"));
        }
        ida.login = QStringLiteral("ida");
        m_program.write(QStringLiteral("ida.pw"), SyncServer::passwordOf(ida.login).toUtf8() + '\n');
        const auto adopt = [&](const QStringList &more = {}) {
            return on("alone.updesk",
                QStringList{QStringLiteral("server"), QStringLiteral("adopt"), url(), QStringLiteral("--login"),
                    ida.login, QStringLiteral("--password-file"), m_program.file(QStringLiteral("ida.pw"))}
                    + more);
        };
        const auto joined = join("alone.updesk", url(), "ann");
        QCOMPARE(joined.status, 3);
        QVERIFY(joined.err.contains("use server adopt") && !joined.err.contains("updeskctl sync"));
        const qsizetype kept = authoritiesKept().size();
        const auto untrusted = adopt({QStringLiteral("--ca"), Postgres::shared().strangersCa()});
        QCOMPARE(untrusted.status, 3);
        QVERIFY2(untrusted.err.contains("not of this store's authority"), untrusted.err.constData());
        QCOMPARE(authoritiesKept().size(), kept);
        for (const char *role : {"", "sales"}) { // no member of it, and one who may not
            ida.role = QString::fromLatin1(role);
            QVERIFY(ida.role.isEmpty() || addMember(*m_server->chief(), ida, SystemClock().now()));
            const auto ran = adopt();
            QCOMPARE(ran.status, 3);
            const QByteArray words = "--store " + QByteArray::number(ida.store) + " --role admin";
            QVERIFY2(ran.err.contains(words), ran.err.constData());
        }
    }
    // Broken off by what the server refuses, the taking up says why each time and goes on once that is settled.
    void aStoreIsTakenUpOrItIsSaidWhyNot()
    {
        const QString config = QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json");
        const auto made = on("lone.updesk", {QStringLiteral("init"), QStringLiteral("--config"), config});
        QVERIFY2(made.status == 0, made.err.constData());
        FakeClock clock(SystemClock().now());
        QByteArray number, row;
        {
            const auto database = Database::open(m_program.file(QStringLiteral("lone.updesk")), deskSetup(clock));
            QVERIFY(database);
            number = QByteArray::number(*(*database)->state("store"));
            Query q = (*database)->once("SELECT lower(hex(id)) FROM source LIMIT 1");
            QVERIFY(q.next());
            row = q.bytes(0);
        }
        NewMember ida;
        ida.login = QStringLiteral("ida");
        ida.store = number.toInt();
        ida.role = QStringLiteral("admin");
        QVERIFY(addMember(*m_server->chief(), ida, clock.now()));
        m_program.write(QStringLiteral("ida.pw"), SyncServer::passwordOf(QStringLiteral("ida")).toUtf8() + '\n');
        const auto adopt = [&](const QStringList &more = {}) {
            return on("lone.updesk",
                QStringList{QStringLiteral("server"), QStringLiteral("adopt"), url(), QStringLiteral("--login"),
                    QStringLiteral("Ida"), QStringLiteral("--password-file"), m_program.file(QStringLiteral("ida.pw")),
                    QStringLiteral("--json")}
                    + more);
        };
        asChief("INSERT INTO updesk.source(id, store_id, seq) VALUES ('" + row + "', 1, 1)");
        for (int i = 0; i < 2; ++i) {
            const auto ran = adopt();
            QCOMPARE(ran.status, 3);
            QVERIFY2(ran.err.contains("another store's number"), ran.err.constData());
            QCOMPARE(sync("lone.updesk", "ida").status, 4); // of no server
        }
        asChief("DELETE FROM updesk.source WHERE id='" + row
            + "'; UPDATE updesk.field SET put_by='{}' WHERE"
              " tbl='source'");
        const auto refused = adopt();
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains("a row of source (role)"), refused.err.constData());
        asChief("UPDATE updesk.field SET put_by='{sales,manager,admin}' WHERE tbl='source'");
        const auto ran = adopt();
        QVERIFY2(ran.status == 0, ran.err.constData());
        QVERIFY(ran.json()[QLatin1String("rows_sent")].toInt() > 1);
        QCOMPARE(sync("lone.updesk", "ida").status, 0);
        const auto again = adopt();
        QCOMPARE(again.status, 3);
        QVERIFY2(again.err.contains("belongs to a server already"), again.err.constData());
        loseStore(number);
        const auto lost = sync("lone.updesk", "ida");
        QCOMPARE(lost.status, 3);
        QVERIFY2(lost.err.contains("server adopt --again"), lost.err.constData());
        QCOMPARE(adopt().status, 3);
        const auto brought = adopt({QStringLiteral("--again")});
        QVERIFY2(brought.status == 0, brought.err.constData());
        const auto shared = sync("lone.updesk", "ida");
        QVERIFY2(shared.status == 0, shared.err.constData());
        QVERIFY(!shared.err.contains("left this desk"));
    }
};

UPDESK_TEST(TestAdoptCommands);
#include "tst_adoptcommands.moc"
