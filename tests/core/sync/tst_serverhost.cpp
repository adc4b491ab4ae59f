// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverlane.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

using namespace updesk;

/// The automation host: lease, fencing, and the states of messages.
class TestServerHost : public QObject
{
    Q_OBJECT

    std::unique_ptr<SyncServer> m_server;

    static qint64 take(Pusher &host, const char *ttl = "20 s")
    {
        const auto epoch =
            host.pg->query("SELECT updesk.lease_take(1, 'auto', $1, $2::text::interval)", host.desk, QByteArray(ttl));
        return epoch && !epoch->isNull(0, 0) ? epoch->number(0, 0) : -1;
    }
    static void give(Pusher &host) { QVERIFY(host.pg->query("SELECT updesk.lease_give(1, 'auto', $1)", host.desk)); }
    static QByteArray hex(const Id &id) { return '"' + id.hex() + '"'; }
    QByteArray byAnn() const { return ",\"by_person\":" + hex(m_server->person("ann").value); }
    /// Ann's, or of a plan: a host has put that.
    Id messageTo(Pusher &who, const Id &lead, const QByteArray &more = {})
    {
        const Id id = Pusher::fresh();
        const QByteArray rest = more.contains("run_id") ? more : more + byAnn();
        const QString outcome = Pusher::outcome(who.push({Pusher::put(
            "message", id, "\"lead_id\":" + hex(lead) + ",\"purpose\":\"" + id.hex() + "\",\"body\":\"hi\"" + rest)}));
        if (outcome != QLatin1String("ok"))
            qFatal("message: %s", qPrintable(outcome));
        return id;
    }
    static QJsonObject begin(Pusher &host, qint64 epoch)
    {
        const auto row = host.pg->query("SELECT updesk.msg_begin(1, $1)", epoch);
        host.error = row ? Error() : row.error();
        return row ? QJsonDocument::fromJson(row->bytes(0, 0)).object() : QJsonObject();
    }
    static bool end(Pusher &host, qint64 epoch, const Id &id, const char *state)
    {
        const auto row = host.pg->query("SELECT updesk.msg_end(1, $1, $2, $3, 'p1')", epoch, id, QByteArray(state));
        return row && row->flag(0, 0);
    }
    QString state(const Id &id) const
    {
        return m_server->chief()->query("SELECT state FROM updesk.message WHERE id=$1", id)->text(0, 0);
    }
    static Id idOf(const QJsonObject &row)
    {
        return Id::fromHex(row[QLatin1String("id")].toString().toStdString()).value_or(Id{});
    }
    Id leadOf(Pusher &ann, const Id &customer)
    {
        const Id lead = Pusher::fresh();
        ann.push({Pusher::put("customer", customer, "\"first\":\"C\""),
            Pusher::put("lead", lead, "\"customer_id\":" + hex(customer))});
        return lead;
    }

private Q_SLOTS:
    void init() { m_server = std::make_unique<SyncServer>(); }
    void cleanup() { m_server.reset(); }

    void oneHostAtATimeAndAnEpochForEachChange()
    {
        Pusher one(*m_server, "host"), two(*m_server, "hop");
        const qint64 first = take(one);
        QVERIFY(first > 0);
        QCOMPARE(take(one), first);
        QCOMPARE(take(two), -1);
        give(two); // not its to give
        QCOMPARE(take(two), -1);
        give(one);
        QCOMPARE(take(two), first + 1);
        QCOMPARE(take(two, "1 s"), first + 1);
        QTest::qWait(1100);
        QCOMPARE(take(one), first + 2);
        QCOMPARE(take(two), -1);
        for (const char *wrong : {"0 s", "1 h", "-5 s"})
            QCOMPARE(take(one, wrong), -1);
        QVERIFY(!two.pg->query("SELECT updesk.lease_take(2, 'auto', $1, '5 s')", two.desk));
    }
    void aHostWritesUnderItsNewestEpochOnly()
    {
        Pusher one(*m_server, "host"), two(*m_server, "hop");
        const auto write = [](Pusher &who) {
            return Pusher::outcome(who.push({Pusher::put("task", Pusher::fresh(), "\"note\":\"n\"")}));
        };
        QCOMPARE(write(one), QStringLiteral("no answer"));
        QVERIFY(one.error.code == Error::Code::Conflict && one.error.subject == QLatin1String("lease"));
        const qint64 epoch = take(one);
        one.epoch = epoch;
        QCOMPARE(write(one), QStringLiteral("ok"));
        two.epoch = epoch; // of another desk
        QCOMPARE(write(two), QStringLiteral("no answer"));
        give(one);
        two.epoch = take(two);
        QCOMPARE(write(one), QStringLiteral("no answer"));
        QCOMPARE(write(two), QStringLiteral("ok"));
    }
    // Else the later one would find no row, and its refusal would take the row out at its desk.
    void aDeedOfAHostDoesNotOvertakeOneThatWaits()
    {
        Pusher host(*m_server, "host");
        host.epoch = take(host);
        const Id row = Pusher::fresh(), lead = Pusher::fresh(), other = Pusher::fresh();
        const auto deed = [](const char *verb, const QByteArray &ops) {
            const Time now = SystemClock().now();
            return "{\"d\":\"" + newDeedId(now).hex() + "\",\"h\":" + QByteArray::number(now << 16) + ",\"v\":\"" + verb
                + "\",\"p\":null,\"ops\":[" + ops + "]}";
        };
        const QJsonArray answers = host.send('['
            + deed(
                "ladder", Pusher::put("task", row, "\"note\":\"n\",\"shade\":1") + ',' + Pusher::put("lead", lead, ""))
            + ',' + deed("night", Pusher::set("task", row, "\"note\":\"m\"", "\"note\":\"n\"")) + ','
            + deed("ladder", Pusher::set("lead", lead, "\"type\":1", "\"type\":0")) + ','
            + deed("ladder", Pusher::put("tag", other, "\"tag\":\"t\"")) + ']');
        QStringList held;
        for (const QJsonValue &answer : answers)
            held << answer[QLatin1String("held")].toString(QStringLiteral("-"));
        QCOMPARE(held,
            (QStringList{
                QStringLiteral("task.shade"), QStringLiteral("row"), QStringLiteral("row"), QStringLiteral("-")}));
        QVERIFY(host.row("task", row).isEmpty());
        QVERIFY(!host.row("tag", other).isEmpty());
    }
    void aMessageIsBegunOnceAndEndsOnce()
    {
        Pusher ann(*m_server, "ann"), host(*m_server, "host");
        const Id id = messageTo(ann, leadOf(ann, Pusher::fresh()));
        const qint64 epoch = take(host);
        const QJsonObject row = begin(host, epoch);
        QVERIFY(idOf(row) == id);
        QCOMPARE(row[QLatin1String("body")].toString(), QStringLiteral("hi"));
        QVERIFY(begin(host, epoch).isEmpty() && host.error.detail.isEmpty());
        QVERIFY(!end(host, epoch, id, "queued"));
        QVERIFY(end(host, epoch, id, "sent"));
        QVERIFY(!end(host, epoch, id, "failed"));
        QCOMPARE(state(id), QStringLiteral("sent"));
        QCOMPARE(Pusher::outcome(ann.push({Pusher::set("message", id, "\"body\":\"x\"", "\"body\":\"hi\"")})),
            QStringLiteral("rejected:added"));
        QCOMPARE(Pusher::outcome(ann.push({Pusher::put("message", Pusher::fresh(), "\"state\":\"sent\"" + byAnn())})),
            QStringLiteral("rejected:value")); // what became of a message no desk says
        QCOMPARE(Pusher::outcome(ann.push({Pusher::set("message", id, "\"deleted\":1", "\"deleted\":0")})),
            QStringLiteral("rejected:value")); // nor does it take one back that has left
        QCOMPARE(Pusher::outcome(ann.push({Pusher::put("message", Pusher::fresh(),
                     "\"lead_id\":" + hex(idOf(QJsonObject{{QStringLiteral("id"), row[QLatin1String("lead_id")]}}))
                         + ",\"purpose\":\"" + id.hex() + '"' + byAnn())})),
            QStringLiteral("rejected:exists")); // one message a lead and purpose
    }
    void whatADeadHostLeftIsUnknownAndNeverSentAgain()
    {
        Pusher ann(*m_server, "ann"), one(*m_server, "host"), two(*m_server, "hop");
        const Id id = messageTo(ann, leadOf(ann, Pusher::fresh()));
        const qint64 epoch = take(one);
        QVERIFY(idOf(begin(one, epoch)) == id);
        give(one);
        const qint64 next = take(two);
        QVERIFY(begin(two, next).isEmpty());
        QVERIFY(begin(one, epoch).isEmpty() && one.error.subject == QLatin1String("lease"));
        QVERIFY(!end(one, epoch, id, "sent"));
        QCOMPARE(two.pg->query("SELECT updesk.msg_sweep(1, $1)", next)->number(0, 0), 1);
        QCOMPARE(state(id), QStringLiteral("unknown"));
        QVERIFY(begin(two, next).isEmpty());
        QVERIFY(end(two, next, id, "sent")); // found at the provider
        QCOMPARE(state(id), QStringLiteral("sent"));
    }
    void nothingGoesOutTooLateTooEarlyOrAgainstANo()
    {
        Pusher ann(*m_server, "ann"), host(*m_server, "host");
        const Id quiet = Pusher::fresh();
        const Id lead = leadOf(ann, quiet), other = leadOf(ann, Pusher::fresh());
        const Time now = SystemClock().now();
        const Id late = messageTo(ann, other, ",\"send_before\":" + QByteArray::number(now - 1));
        const Id early = messageTo(ann, other, ",\"not_before\":" + QByteArray::number(now + kDay));
        const Id refused = messageTo(ann, lead, ",\"chan\":2"), free = messageTo(ann, lead, ",\"chan\":3");
        ann.push(
            {Pusher::put("consent", Pusher::fresh(), "\"customer_id\":" + hex(quiet) + ",\"state\":2,\"channel\":2")});
        const qint64 epoch = take(host);
        QVERIFY(idOf(begin(host, epoch)) == free);
        QVERIFY(begin(host, epoch).isEmpty());
        QCOMPARE(state(late), QStringLiteral("expired"));
        QCOMPARE(state(early), QStringLiteral("queued"));
        QCOMPARE(state(refused), QStringLiteral("cancelled"));
        const auto decide = [&](const Id &id, const char *becomes) {
            return ann.pg->query("SELECT updesk.msg_decide(1, $1, $2)", id, QByteArray(becomes))->flag(0, 0);
        };
        QVERIFY(decide(early, "cancelled"));
        QVERIFY(!decide(early, "queued"));
        QVERIFY(!decide(refused, "queued"));
        QVERIFY(!decide(free, "cancelled")); // it may be on its way
        QVERIFY(end(host, epoch, free, "failed"));
        QVERIFY(decide(free, "queued"));
        QVERIFY(idOf(begin(host, epoch)) == free);
    }
    void sendersThatDieAtAnyStepSendNothingTwice()
    {
        Pusher ann(*m_server, "ann");
        const Id lead = leadOf(ann, Pusher::fresh());
        constexpr int kMessages = 30;
        for (int i = 0; i < kMessages; ++i)
            messageTo(ann, lead);
        std::map<Id, int> handedOver;
        quint32 noise = 7;
        const auto dies = [&] { return (noise = noise * 1664525u + 1013904223u) >> 28 < 4; };
        for (int life = 0; life < 200; ++life) {
            Pusher host(*m_server, life % 2 ? "host" : "hop"); // a host that died comes back with another desk's name
            const qint64 epoch = take(host);
            QVERIFY(host.pg->query("SELECT updesk.msg_sweep(1, $1)", epoch));
            QJsonObject row;
            while (!(row = begin(host, epoch)).isEmpty()) {
                if (dies())
                    break;
                ++handedOver[idOf(row)];
                if (dies())
                    break;
                QVERIFY(end(host, epoch, idOf(row), "sent"));
            }
            give(host); // in the place of waiting for its lease to run out
            if (row.isEmpty())
                break;
        }
        const auto chief = m_server->chief();
        const auto states = chief->query("SELECT state, id FROM updesk.message");
        int sent = 0, unknown = 0;
        for (int i = 0; i < states->count(); ++i) {
            const int times = handedOver[states->id(i, 1)];
            sent += states->text(i, 0) == QLatin1String("sent");
            unknown += states->text(i, 0) == QLatin1String("unknown");
            QVERIFY(times <= 1);
            if (states->text(i, 0) == QLatin1String("sent"))
                QCOMPARE(times, 1);
        }
        QCOMPARE(sent + unknown, kMessages);
        QVERIFY(unknown > 0 && sent > 0);
    }
    void aSessionThatHoldsTheStoreIsEnded()
    {
        Pusher bad(*m_server, "ann"), host(*m_server, "host");
        QVERIFY(bad.pg->execute("SET idle_in_transaction_session_timeout=0; BEGIN"));
        QCOMPARE(
            Pusher::outcome(bad.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")})), QStringLiteral("ok"));
        QCOMPARE(host.pg->query("SELECT updesk.unblock_feed(1)")->number(0, 0), 0); // it has not held it long
        QTest::qWait(10'200);
        QCOMPARE(host.pg->query("SELECT updesk.unblock_feed(1)")->number(0, 0), 1);
        QVERIFY(!bad.pg->query("SELECT 1"));
        Pusher bob(*m_server, "bob");
        QCOMPARE(
            Pusher::outcome(bob.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")})), QStringLiteral("ok"));
    }
    void theWatchLeavesOtherStoresAndAdministratorsAlone()
    {
        Pusher other(*m_server, "ann"), host(*m_server, "host");
        const auto chief = m_server->chief();
        const auto another = m_server->chief();
        QVERIFY(another->execute("SET idle_in_transaction_session_timeout=0; BEGIN;"
                                 " UPDATE updesk.feed SET seq=seq WHERE store_id=-1"));
        QVERIFY(chief->execute("SET idle_in_transaction_session_timeout=0; BEGIN;"
                               " UPDATE updesk.feed SET seq=seq WHERE store_id=1"));
        QTest::qWait(10'200);
        const auto ended = host.pg->query("SELECT updesk.unblock_feed(1)");
        QVERIFY2(bool(ended), ended ? "" : qPrintable(ended.error().detail));
        QCOMPARE(ended->number(0, 0), 0);
        QVERIFY(another->execute("ROLLBACK"));
        QVERIFY(chief->execute("ROLLBACK"));
    }
    // Bob keys it on a record that Ann merges meanwhile: it is one customer's.
    void whatWasRefusedOnAMergedRecordStopsAMessage()
    {
        Pusher ann(*m_server, "ann"), bob(*m_server, "bob"), host(*m_server, "host");
        const Id gone = Pusher::fresh(), lives = Pusher::fresh();
        const Id lead = leadOf(ann, lives);
        leadOf(ann, gone);
        QCOMPARE(Pusher::outcome(ann.push({Pusher::set(
                     "customer", gone, "\"merged_into\":" + hex(lives), "\"merged_into\":null", "merge")})),
            QStringLiteral("ok"));
        bob.push(
            {Pusher::put("consent", Pusher::fresh(), "\"customer_id\":" + hex(gone) + ",\"state\":2,\"channel\":2")});
        const Id text = messageTo(ann, lead, ",\"chan\":2"), mail = messageTo(ann, lead, ",\"chan\":3");
        const qint64 epoch = take(host);
        QVERIFY(idOf(begin(host, epoch)) == mail);
        QVERIFY(begin(host, epoch).isEmpty());
        QCOMPARE(state(text), QStringLiteral("cancelled"));
        // Nor does a "yes" without a name for it take it back on the other record.
        QCOMPARE(Pusher::outcome(ann.push({Pusher::put("consent", Pusher::fresh(),
                     "\"customer_id\":" + hex(lives) + ",\"state\":1,\"channel\":2,\"at\":9")})),
            QStringLiteral("rejected:optout"));
    }
    void aMessageToNobodyTheServerKnowsIsCancelled()
    {
        Pusher ann(*m_server, "ann"), host(*m_server, "host");
        const qint64 epoch = take(host);
        QVERIFY(epoch > 0);
        const Id lost = messageTo(ann, Pusher::fresh()); // its lead was refused, or is still to come
        QVERIFY(begin(host, epoch).isEmpty());
        QCOMPARE(state(lost), QStringLiteral("cancelled"));
        const Id first = Pusher::fresh(), second = Pusher::fresh(), third = Pusher::fresh();
        const Id lead = leadOf(ann, first);
        leadOf(ann, second);
        leadOf(ann, third);
        QVERIFY(m_server->chief()->query("UPDATE updesk.customer SET merged_into=$2 WHERE id=$1", first, second));
        QVERIFY(m_server->chief()->query("UPDATE updesk.customer SET merged_into=$2 WHERE id=$1", second, third));
        ann.push({Pusher::put("consent", Pusher::fresh(), "\"customer_id\":" + hex(third) + ",\"state\":2")});
        const Id refused = messageTo(ann, lead);
        QVERIFY(begin(host, epoch).isEmpty());
        QCOMPARE(state(refused), QStringLiteral("cancelled"));
    }
    void aPersonsWishIsActedOnOnce()
    {
        Pusher ann(*m_server, "ann"), host(*m_server, "host");
        const qint64 epoch = take(host);
        const Id lead = leadOf(ann, Pusher::fresh());
        const auto wish = [&](const Id &id, int now, int before) {
            return Pusher::outcome(ann.push({Pusher::set(
                "message", id, "\"wish\":" + QByteArray::number(now), "\"wish\":" + QByteArray::number(before))}));
        };
        const auto stands = [&](const Id &id, SendEnd::State as) {
            ServerLane lane(*host.pg, 1, epoch);
            const auto begun = lane.begin({Channel::None});
            return begun && *begun && (*begun)->id.value == id
                && *lane.end({id}, {as, {}, QStringLiteral("to"), {}, {}});
        };
        const Id queued = messageTo(ann, lead);
        QCOMPARE(wish(queued, 1, 0), QStringLiteral("ok"));
        QCOMPARE(state(queued), QStringLiteral("cancelled"));
        QVERIFY(begin(host, epoch).isEmpty());
        QCOMPARE(wish(queued, 0, 1), QStringLiteral("ok")); // taken back
        QCOMPARE(state(queued), QStringLiteral("queued"));
        QVERIFY(stands(queued, SendEnd::State::Failed));
        QCOMPARE(wish(queued, 3, 0), QStringLiteral("rejected:value")); // it certainly has not arrived
        QCOMPARE(wish(queued, 2, 0), QStringLiteral("ok"));
        QCOMPARE(state(queued), QStringLiteral("queued"));
        QVERIFY(stands(queued, SendEnd::State::Failed)); // and does not go round by itself
        QCOMPARE(state(queued), QStringLiteral("failed"));
        QCOMPARE(wish(queued, 2, 0), QStringLiteral("ok"));
        QVERIFY(stands(queued, SendEnd::State::Unknown));
        QCOMPARE(wish(queued, 2, 0), QStringLiteral("rejected:value")); // never again while nobody knows
        QVERIFY(begin(host, epoch).isEmpty());
        QCOMPARE(wish(queued, 4, 0), QStringLiteral("ok"));
        QCOMPARE(state(queued), QStringLiteral("failed"));
        const Id other = messageTo(ann, lead);
        QVERIFY(stands(other, SendEnd::State::Unknown));
        QCOMPARE(wish(other, 3, 0), QStringLiteral("ok"));
        QCOMPARE(state(other), QStringLiteral("sent"));
    }
    void whatNeverLeftGoesBackByTheHandThatBeganIt()
    {
        Pusher ann(*m_server, "ann"), host(*m_server, "host");
        const qint64 epoch = take(host);
        const Id lead = leadOf(ann, Pusher::fresh());
        const Id id = messageTo(ann, lead, ",\"to_address\":\"a@x.example\",\"subject\":\"S\"");
        ServerLane lane(*host.pg, 1, epoch);
        QVERIFY(!*lane.begin({Channel::Text, Channel::Email})); // of no way that is known
        const auto begun = lane.begin({Channel::None});
        QVERIFY(begun && *begun && (*begun)->id.value == id);
        QCOMPARE((*begun)->to, QStringLiteral("a@x.example"));
        QCOMPARE((*begun)->subject, QStringLiteral("S"));
        QCOMPARE((*begun)->lead.value, lead);
        const Time later = SystemClock().now() + kHour;
        ServerLane older(*host.pg, 1, epoch - 1);
        QCOMPARE(older.putBack({id}, {false, later, {}, {}}).error().subject, QStringLiteral("lease"));
        QVERIFY(*lane.putBack({id}, {false, later, QStringLiteral("US-1"), {}}));
        QCOMPARE(state(id), QStringLiteral("queued"));
        QVERIFY(!*lane.begin({Channel::None}));
        QVERIFY(!*lane.putBack({id}, {true, 0, {}, {}})); // it is not being sent
        QVERIFY(m_server->chief()->query("UPDATE updesk.message SET not_before=0 WHERE id=$1", id));
        QVERIFY(*lane.begin({Channel::None}));
        QVERIFY(*lane.putBack({id}, {true, 0, QStringLiteral("refused"), {}}));
        QCOMPARE(state(id), QStringLiteral("cancelled"));
    }
    void aStepThatIsNoneAnyMoreSendsNothing()
    {
        Pusher ann(*m_server, "ann"), host(*m_server, "host");
        const qint64 epoch = take(host);
        const Id lead = leadOf(ann, Pusher::fresh()), run = Pusher::fresh();
        ann.push({Pusher::put("step_run", run, "\"lead_id\":" + hex(lead) + ",\"state\":3")});
        Pusher meg(*m_server, "meg");
        const Id id = messageTo(meg, lead, ",\"run_id\":" + hex(run));
        QVERIFY(begin(host, epoch).isEmpty());
        QCOMPARE(state(id), QStringLiteral("cancelled"));
    }
    void anAgreedCallBackHoldsWhatAPlanWouldSend()
    {
        Pusher ann(*m_server, "ann"), host(*m_server, "host");
        const qint64 epoch = take(host);
        const Id lead = leadOf(ann, Pusher::fresh()), run = Pusher::fresh(), task = Pusher::fresh();
        ann.push({Pusher::put("step_run", run, "\"lead_id\":" + hex(lead)),
            Pusher::put("task", task, "\"lead_id\":" + hex(lead) + ",\"promised\":1")});
        Pusher meg(*m_server, "meg");
        const Id id = messageTo(meg, lead, ",\"send_before\":1,\"run_id\":" + hex(run));
        QVERIFY(begin(host, epoch).isEmpty());
        QCOMPARE(state(id), QStringLiteral("queued")); // nor does it expire meanwhile
        const Id own = messageTo(ann, lead); // a person's
        QCOMPARE(idOf(begin(host, epoch)), own);
        QVERIFY(begin(host, epoch).isEmpty());
        QVERIFY(m_server->chief()->query("UPDATE updesk.message SET send_before=0 WHERE id=$1", id));
        QVERIFY(begin(host, epoch).isEmpty());
        const QByteArray done = "\"done_by_activity\":" + hex(Pusher::fresh());
        ann.push({Pusher::set("task", task, done, "\"done_by_activity\":null")});
        QCOMPARE(idOf(begin(host, epoch)), id);
        QVERIFY(begin(host, epoch).isEmpty());
    }
    void aStoreThatIsHeldIsBusyForTheOthers()
    {
        Pusher bad(*m_server, "ann"), bob(*m_server, "bob");
        QVERIFY(bad.pg->execute("BEGIN"));
        bad.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")});
        QCOMPARE(Pusher::outcome(bob.push({Pusher::put("tag", Pusher::fresh(), "\"tag\":\"t\"")})),
            QStringLiteral("no answer"));
        QVERIFY(bob.error.code == Error::Code::Busy && bob.error.subject == QLatin1String("lock"));
        QVERIFY(bad.pg->execute("COMMIT"));
        QVERIFY(!bob.again().isEmpty());
    }
};

UPDESK_TEST(TestServerHost);
#include "tst_serverhost.moc"
