// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/serverbench.h"

using namespace updesk;

/// Who may say at the server that they contact somebody, and that they go on against a rule of the gate.
class TestServerSigned : public ServerBench
{
    Q_OBJECT

    QString logged(Pusher &who, const QByteArray &rest, const char *verb = "gate")
    {
        return Pusher::outcome(
            who.push({Pusher::put("gate_log", Pusher::fresh(), "\"channel\":2" + rest)}, m_now, verb));
    }
    QString queued(Pusher &who, const QByteArray &rest)
    {
        const Id row = Pusher::fresh();
        return Pusher::outcome(who.push({Pusher::put("message", row,
            "\"lead_id\":" + hex(Pusher::fresh()) + ",\"purpose\":" + hex(row) + ",\"chan\":2" + rest)}));
    }
    QByteArray by(const char *login) const { return ",\"by_person\":" + person(login); }

private Q_SLOTS:
    void initTestCase() { openServer(); }
    void cleanupTestCase() { m_server.reset(); }

    void US14_onlyAManagerGoesOnAndWithTheirOwnName()
    {
        const QByteArray why = ",\"reason\":\"asked to be called\"";
        QCOMPARE(queued(*m_ann, by("ann")), QStringLiteral("ok"));
        QCOMPARE(queued(*m_ann, {}), QStringLiteral("rejected:signed")); // as the program's own
        QCOMPARE(queued(*m_ann, by("ann") + why), QStringLiteral("rejected:role"));
        QCOMPARE(queued(*m_ann, by("meg") + why), QStringLiteral("rejected:signed"));
        QCOMPARE(queued(*m_ann, by("bob")), QStringLiteral("rejected:signed"));
        QCOMPARE(queued(*m_ann, why), QStringLiteral("rejected:role"));
        QCOMPARE(queued(*m_meg, by("meg") + why), QStringLiteral("ok"));
        QCOMPARE(queued(*m_meg, by("ann")), QStringLiteral("rejected:signed"));
    }
    void US14_theProofIsSignedByWhoeverWentOn()
    {
        const QByteArray why = ",\"reason\":\"asked to be called\"";
        QCOMPARE(logged(*m_ann, by("ann")), QStringLiteral("ok"));
        QCOMPARE(logged(*m_ann, by("ann") + why), QStringLiteral("rejected:role"));
        QCOMPARE(logged(*m_ann, by("meg") + why), QStringLiteral("rejected:signed"));
        QCOMPARE(logged(*m_meg, by("meg") + why), QStringLiteral("ok"));
    }
    void aHostWritesDownWhatAManagerAskedFor()
    {
        Pusher host(*m_server, "host");
        const auto epoch = host.pg->query("SELECT updesk.lease_take(1, 'auto', $1, '20 s')", host.desk);
        QVERIFY(epoch && !epoch->isNull(0, 0));
        host.epoch = epoch->number(0, 0);
        const QByteArray why = ",\"reason\":\"asked to be called\"";
        QCOMPARE(logged(host, by("ann")), QStringLiteral("ok")); // of a message that Ann sent
        QCOMPARE(logged(host, by("meg") + why), QStringLiteral("ok"));
        QCOMPARE(logged(host, by("ann") + why), QStringLiteral("rejected:role"));
    }
    // The proof of what has left is the law's, whoever is still there.
    void aHostWritesDownWhatAManagerAskedForWhoHasLeft()
    {
        const QByteArray why = ",\"reason\":\"asked to be called\"", lead = ",\"lead_id\":" + hex(Pusher::fresh());
        const Id row = Pusher::fresh();
        QCOMPARE(Pusher::outcome(m_meg->push({Pusher::put(
                     "message", row, "\"purpose\":" + hex(row) + ",\"chan\":2" + lead + by("meg") + why)})),
            QStringLiteral("ok"));
        QVERIFY(m_server->chief()->execute("DELETE FROM updesk.member WHERE login='meg'"));
        Pusher host(*m_server, "host");
        QVERIFY(m_server->chief()->execute("DELETE FROM updesk.lease"));
        const auto epoch = host.pg->query("SELECT updesk.lease_take(1, 'auto', $1, '20 s')", host.desk);
        QVERIFY(epoch && !epoch->isNull(0, 0));
        host.epoch = epoch->number(0, 0);
        const QString no = QStringLiteral("rejected:role");
        QCOMPARE(logged(host, lead + by("meg") + why), QStringLiteral("ok"));
        QCOMPARE(logged(host, lead + by("meg") + ",\"reason\":\"another\""), no);
        QCOMPARE(logged(host, lead + by("ann") + why), no);
        QCOMPARE(logged(host, ",\"lead_id\":" + hex(Pusher::fresh()) + by("meg") + why), no);
        QCOMPARE(logged(host, by("meg") + why), no); // of no message
    }
};
UPDESK_TEST(TestServerSigned);
#include "tst_serversigned.moc"
