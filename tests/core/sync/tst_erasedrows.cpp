// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/servercheck.h"
#include "core/sync/servererase.h"
#include "tests/core/sync/serverbench.h"

using namespace updesk;

/// What is erased is a row of a table: an op that borrows the id of a living row takes nothing from it.
class TestErasedRows : public ServerBench
{
    Q_OBJECT

    /// Somebody who lives, and what hangs on them.
    struct Living {
        Id customer, lead, note, consent;
    };

    static QByteArray of(const Id &customer) { return "\"customer_id\":" + hex(customer); }
    QString put(Pusher &who, const char *table, const Id &row, const QByteArray &fields)
    {
        return Pusher::outcome(who.push({Pusher::put(table, row, fields)}));
    }
    QByteArray noteOf(const Living &one, const char *words) const
    {
        return of(one.customer) + ",\"lead_id\":" + hex(one.lead) + ",\"kind\":4,\"body\":\"" + words
            + "\",\"person_id\":" + person("bob");
    }
    Living live()
    {
        Living one;
        one.customer = putNew(*m_bob, "customer", "\"first\":\"Keep\",\"last\":\"Me\"");
        one.lead = putNew(*m_bob, "lead", of(one.customer) + ",\"comments\":\"the blue one\"");
        one.note = putNew(*m_bob, "activity", noteOf(one, "called"));
        one.consent = putNew(*m_bob, "consent",
            of(one.customer) + ",\"state\":2,\"how\":1,\"words\":\"stop\",\"by_person\":" + person("bob"));
        return one;
    }
    Id gone() { return putNew(*m_ann, "customer", "\"first\":\"Gone\",\"last\":\"One\""); }
    QString erase(const Id &customer) { return put(*m_meg, "erasure", Pusher::fresh(), of(customer) + ",\"at\":7"); }
    /// Ops about somebody else, with the ids of all that lives, in their own tables and in others.
    QStringList plant(const Living &one, const Id &customer)
    {
        QStringList said;
        const QByteArray words = of(customer) + ",\"body\":\"hush hush\"",
                         tag = of(customer) + ",\"tag\":\"hush hush\"";
        for (const Id &row : {one.customer, one.lead, one.note, one.consent})
            said << put(*m_ann, "activity", row, words) << put(*m_ann, "tag", row, tag);
        said << put(*m_ann, "consent", one.consent, of(customer) + ",\"words\":\"hush hush\"");
        said << put(*m_ann, "lead", one.lead, of(customer) + ",\"comments\":\"hush hush\"");
        return said;
    }

    std::unique_ptr<Pg> chief() const
    {
        auto pg = m_server->chief();
        if (!pg->execute("SET search_path=updesk,pg_temp"))
            qFatal("path");
        return pg;
    }
    qint64 count(const QByteArray &what) const
    {
        const auto rows = chief()->query("SELECT count(*) FROM " + what);
        return rows ? rows->number(0, 0) : -1;
    }
    static QByteArray sql(const Id &id) { return '\'' + id.hex() + '\''; }
    QStringList faults() const
    {
        const auto report = checkServer(*m_server->chief());
        if (!report)
            return {report.error().detail};
        QStringList all;
        for (const auto &fault : report->faults)
            all << fault.what + u' ' + fault.table + u' ' + QString::number(fault.place);
        return all;
    }
    /// They are written to, and what they refuse is heard; all as it was said.
    void goesOn(const Living &one)
    {
        QVERIFY(chief()->query("SELECT opted_out($1, 1, 2, '')", one.customer)->flag(0, 0));
        QCOMPARE(text("customer", one.customer, "first"), QStringLiteral("Keep"));
        QCOMPARE(Pusher::outcome(
                     m_bob->push({Pusher::set("customer", one.customer, "\"last\":\"You\"", "\"last\":\"Me\"")})),
            QStringLiteral("ok"));
        QCOMPARE(Pusher::outcome(m_bob->push({Pusher::set("lead", one.lead, "\"comments\":\"the red one\"", "")})),
            QStringLiteral("ok"));
        QCOMPARE(text("lead", one.lead, "comments"), QStringLiteral("the red one"));
        QCOMPARE(put(*m_bob, "activity", Pusher::fresh(), noteOf(one, "called again")), QStringLiteral("ok"));
        QCOMPARE(put(*m_bob, "phone", Pusher::fresh(), of(one.customer) + ",\"typed\":\"2125551234\""),
            QStringLiteral("ok"));
        QCOMPARE(put(*m_bob, "consent", Pusher::fresh(),
                     of(one.customer)
                         + ",\"state\":2,\"how\":1,\"words\":\"no mail either\",\"by_person\":" + person("bob")),
            QStringLiteral("ok"));
    }
    void keepsItsHistory(const Living &one)
    {
        for (const auto &[table, row] : {std::pair("customer", one.customer), std::pair("lead", one.lead),
                 std::pair("activity", one.note), std::pair("consent", one.consent)}) {
            const QByteArray ops =
                QByteArray("op_log WHERE result->>'st'='ok' AND tbl='") + table + "' AND row_id=" + sql(row);
            QVERIFY(count(ops) > 0);
            QCOMPARE(count(ops + " AND body IS NULL"), 0);
        }
    }
    void isForgotten()
    {
        QCOMPARE(count("op_log WHERE body::text LIKE '%hush%' OR body::text LIKE '%Gone%'"), 0);
        QCOMPARE(count("tag WHERE tag<>''") + count("customer WHERE first='Gone'"), 0);
        QCOMPARE(*erasedLeft(*m_server->chief(), m_server->setup.tables), 0);
        QCOMPARE(faults(), QStringList());
    }

    /// In the place of the server one that stands at the step before this rule.
    void openOlderServer()
    {
        m_server = std::make_unique<SyncServer>();
        m_now = SystemClock().now() - kMinute;
        static constexpr char kBetween[] = ";RESET ROLE; SET LOCAL search_path=pg_catalog;"
                                           " SET LOCAL check_function_bodies=off;";
        m_server->database = Postgres::shared().freshDatabase();
        QByteArray all = "BEGIN;";
        int steps = 0;
        for (const QString &path : serverSteps()) {
            if (path >= QStringLiteral(":/updesk/server/0057"))
                break;
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            all += kBetween + file.readAll();
            ++steps;
        }
        // The marks had no table.
        static const QRegularExpression table(QStringLiteral("(INSERT INTO erased_row SELECT st), '[a-z_]+'"));
        const QByteArray erasing =
            QString::fromUtf8(serverErasingSql(m_server->setup.tables)).replace(table, QStringLiteral("\\1")).toUtf8();
        all += QByteArray(kBetween) + "SET LOCAL ROLE updesk_owner; SET LOCAL search_path=updesk,pg_temp;"
            + serverTablesSql(m_server->setup.tables) + erasing + "UPDATE meta SET step=" + QByteArray::number(steps)
            + ";INSERT INTO feed(store_id) VALUES(1);";
        for (const auto &[login, role] : {std::pair("ann", "sales"), std::pair("bob", "sales"),
                 std::pair("meg", "manager"), std::pair("ida", "admin")})
            all += QByteArray("INSERT INTO member VALUES('") + login + "',1," + sql(m_server->person(login).value)
                + ",'" + role + "');";
        const auto done = m_server->chief()->execute(all + "RESET ROLE; COMMIT");
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        m_ann = std::make_unique<Pusher>(*m_server, "ann");
        m_bob = std::make_unique<Pusher>(*m_server, "bob");
        m_meg = std::make_unique<Pusher>(*m_server, "meg");
        m_ida = std::make_unique<Pusher>(*m_server, "ida");
    }
    void upgrade()
    {
        const auto done = upgradeServer(m_server->order());
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    void nameAnn()
    {
        QCOMPARE(
            put(*m_ida, "person", m_server->person("ann").value, "\"name\":\"Ann\",\"login\":\"ann\",\"active\":1"),
            QStringLiteral("ok"));
    }
    /// What a salesperson may not, and then what the administrator may.
    void refusedThenHonest(int activeBefore)
    {
        const QByteArray was = "\"active\":" + QByteArray::number(activeBefore),
                         is = "\"active\":" + QByteArray::number(1 - activeBefore);
        const Id row = m_server->person("ann").value;
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::set("person", row, is, was)})), QStringLiteral("rejected:role"));
        QCOMPARE(Pusher::outcome(m_ida->push({Pusher::set("person", row, is, was)})), QStringLiteral("ok"));
    }

private Q_SLOTS:
    void init() { openServer(); }
    void cleanupTestCase() { m_server.reset(); }

    void aLivingRowIsLeftAloneAfterAnErasure()
    {
        const Living one = live();
        const Id other = gone();
        QCOMPARE(erase(other), QStringLiteral("ok"));
        for (const QString &said : plant(one, other))
            QCOMPARE(said, QStringLiteral("rejected:erased"));
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::set("activity", one.note, of(other) + ",\"body\":\"hush hush\"",
                     of(one.customer) + ",\"body\":\"called\"")})),
            QStringLiteral("rejected:erased"));
        goesOn(one);
        keepsItsHistory(one);
        isForgotten();
    }
    void aLivingRowIsLeftAloneByAnErasureThatComesLater()
    {
        const Living one = live();
        const Id other = gone();
        const QStringList said = plant(one, other);
        QVERIFY(said.contains(QStringLiteral("ok")) && said.contains(QStringLiteral("rejected:exists")));
        QCOMPARE(erase(other), QStringLiteral("ok"));
        goesOn(one);
        keepsItsHistory(one);
        isForgotten();
    }
    void aLivingRowIsLeftAloneInTheVeryPushThatErases()
    {
        const Living one = live();
        const Id other = gone();
        (void)m_meg->push({Pusher::put("activity", one.note, of(other) + ",\"body\":\"hush hush\""),
            Pusher::put("tag", one.customer, of(other) + ",\"tag\":\"hush hush\""),
            Pusher::put("erasure", Pusher::fresh(), of(other) + ",\"at\":7"),
            Pusher::put("activity", one.lead, of(other) + ",\"body\":\"hush hush\"")});
        goesOn(one);
        keepsItsHistory(one);
        isForgotten();
    }
    void whatNeverCameToBeStaysOut()
    {
        const Id other = gone(), lead = Pusher::fresh(), came = Pusher::fresh();
        QCOMPARE(put(*m_ann, "activity", came, of(other) + ",\"kind\":1,\"direction\":1,\"body\":\"hush hush\""),
            QStringLiteral("rejected:received"));
        QCOMPARE(erase(other), QStringLiteral("ok"));
        QCOMPARE(
            put(*m_ann, "lead", lead, of(other) + ",\"comments\":\"hush hush\""), QStringLiteral("rejected:erased"));
        QCOMPARE(put(*m_ann, "activity", Pusher::fresh(), "\"lead_id\":" + hex(lead) + ",\"body\":\"hush hush\""),
            QStringLiteral("rejected:erased"));
        QCOMPARE(put(*m_ann, "activity", came, "\"kind\":4,\"body\":\"hush hush\""), QStringLiteral("rejected:erased"));
        QCOMPARE(count("erased_row WHERE tbl='lead' AND row_id=" + sql(lead)), 1);
        isForgotten();
    }
    // An id of the erased in the place of another table's says nothing of them.
    void anIdIsOneOfItsTable()
    {
        const Id other = gone();
        QCOMPARE(erase(other), QStringLiteral("ok"));
        QCOMPARE(put(*m_bob, "activity", Pusher::fresh(), "\"lead_id\":" + hex(other) + ",\"body\":\"called\""),
            QStringLiteral("ok"));
        QCOMPARE(
            put(*m_bob, "phone", Pusher::fresh(), of(other) + ",\"typed\":\"555\""), QStringLiteral("rejected:erased"));
    }
    void whatIsNoIdKeepsNobodyFromErasing()
    {
        const QByteArray bad = "\"customer_id\":\"nobody\",\"typed\":\"555\"";
        QCOMPARE(put(*m_ann, "phone", Pusher::fresh(), bad), QStringLiteral("rejected:value"));
        QCOMPARE(erase(gone()), QStringLiteral("ok"));
        QCOMPARE(put(*m_ann, "phone", Pusher::fresh(), bad), QStringLiteral("rejected:value"));
        isForgotten();
    }
    void aServerOfBeforeIsHealed()
    {
        openOlderServer();
        const Living one = live(), two = live();
        const Id other = gone(), later = gone(), phone = putNew(*m_ann, "phone", of(other) + ",\"typed\":\"555\"");
        const Id lead = Pusher::fresh(), unknown = Pusher::fresh();
        QCOMPARE(erase(other), QStringLiteral("ok"));
        QCOMPARE(erase(unknown), QStringLiteral("ok"));
        QVERIFY(plant(one, other).contains(QStringLiteral("rejected:erased")));
        QCOMPARE(
            put(*m_ann, "lead", lead, of(other) + ",\"comments\":\"hush hush\""), QStringLiteral("rejected:erased"));
        const Id plan = putNew(
            *m_ann, "enrolment", "\"lead_id\":" + hex(putNew(*m_ann, "lead", of(later))) + ",\"state\":2,\"ended\":77");
        QVERIFY(plant(two, later).contains(QStringLiteral("ok")));
        QCOMPARE(erase(later), QStringLiteral("ok"));
        for (const Living &living : {one, two})
            QCOMPARE(Pusher::outcome(m_bob->push({Pusher::set("customer", living.customer, "\"last\":\"Q\"", "")})),
                QStringLiteral("rejected:erased"));
        upgrade();
        QCOMPARE(count("erased_row WHERE tbl='enrolment' AND row_id=" + sql(plan)), 1); // or it could go on again
        goesOn(one);
        goesOn(two);
        isForgotten();
        QCOMPARE(count("erased_row WHERE tbl='phone' AND row_id=" + sql(phone)), 1);
        QCOMPARE(count("erased_row WHERE tbl='lead' AND row_id=" + sql(lead)), 1);
        for (const Id &customer : {other, later, unknown})
            QCOMPARE(put(*m_ann, "phone", Pusher::fresh(), of(customer) + ",\"typed\":\"555\""),
                QStringLiteral("rejected:erased"));
        QCOMPARE(Pusher::outcome(m_ann->push({Pusher::set("phone", phone, "\"typed\":\"555\"", "")})),
            QStringLiteral("rejected:erased"));
        isForgotten();
    }
    void aRefusedOpOfTheGroupHasTheGroupsNumber()
    {
        nameAnn();
        refusedThenHonest(1);
        for (int i = 0; i < 5; ++i)
            (void)putNew(*m_bob, "tag", "\"tag\":\"t\"");
        refusedThenHonest(0);
        QCOMPARE(
            count("op_log l WHERE l.store_id=1 AND l.tbl='person' AND l.seq>(SELECT seq FROM feed WHERE store_id=0)"),
            0);
        QCOMPARE(faults(), QStringList());
        // What was taken is asked for its number as ever.
        QVERIFY(chief()->execute(
            "UPDATE op_log SET seq=0 WHERE store_id=1 AND n=(SELECT max(n) FROM op_log WHERE store_id=1)"));
        QVERIFY(faults().join(u',').contains(QStringLiteral("backwards")));
    }
    void aServerWithARefusedOpOfTheGroupIsSoundAgain()
    {
        openOlderServer();
        nameAnn();
        for (int i = 0; i < 5; ++i)
            (void)putNew(*m_bob, "tag", "\"tag\":\"t\"");
        refusedThenHonest(1);
        QVERIFY(faults().join(u',').contains(QStringLiteral("backwards")));
        upgrade();
        QCOMPARE(faults(), QStringList());
        refusedThenHonest(0);
        QCOMPARE(faults(), QStringList());
    }
};
UPDESK_TEST(TestErasedRows);
#include "tst_erasedrows.moc"
