// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/transaction.h"
#include "core/sync/serverlane.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"
#include "tests/support/waitingsender.h"

#include <QTemporaryDir>
#include <QThread>

#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

static int s_stepsLeft = 0; // until the power goes
static void dieAtStep(const char *)
{
    if (--s_stepsLeft == 0)
        ::kill(::getpid(), SIGKILL);
}

/// A dummy gateway and senders that die: what a message's states promise (sync.md 14).
class TestSender : public QObject
{
    Q_OBJECT
    static inline const std::vector<Channel> kWays{Channel::None, Channel::Text, Channel::Email};
    static QByteArray hex(const Id &id) { return '"' + id.hex() + '"'; }
    static Id messageTo(Pusher &who, const Id &lead, const QByteArray &rest = {})
    {
        const Id id = Pusher::fresh();
        const QString outcome = Pusher::outcome(who.push({Pusher::put(
            "message", id, "\"lead_id\":" + hex(lead) + ",\"purpose\":\"" + id.hex() + "\",\"body\":\"hi\"" + rest)}));
        if (outcome != QLatin1String("ok"))
            qFatal("message: %s", qPrintable(outcome));
        return id;
    }
    static Id leadOf(Pusher &meg, const Id &customer)
    {
        const Id lead = Pusher::fresh();
        meg.push({Pusher::put("customer", customer, "\"first\":\"C\""),
            Pusher::put("lead", lead, "\"customer_id\":" + hex(customer))});
        return lead;
    }
    static qint64 take(Pg &pg, const Id &desk)
    {
        const auto epoch = pg.query("SELECT updesk.lease_take(1, 'auto', $1, '20 s')", desk);
        return epoch && !epoch->isNull(0, 0) ? epoch->number(0, 0) : 0;
    }
    /// One life of a sender, as a process of its own that may be killed at any step. 0: it sent all there was.
    static int live(
        const SyncServer &server, const char *login, const QString &file, const QByteArray &gateway, int steps)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const int out = ::open(gateway.constData(), O_WRONLY | O_APPEND);
            const auto pg = server.as(login);
            const SystemClock clock;
            const auto database = Database::open(file, deskSetup(clock));
            const qint64 epoch = take(*pg, Pusher::fresh());
            ServerLane lane(*pg, SyncServer::kStore, epoch);
            WaitingSender sender(lane, **database, [out](const Message &message) {
                const QByteArray line = message.id.value.hex() + '\n';
                const bool written = ::write(out, line.constData(), size_t(line.size())) == line.size();
                return written ? HandOver::accepted(QStringLiteral("p1")) : HandOver::unknown({});
            });
            s_stepsLeft = steps;
            onStep = dieAtStep;
            if (!sender.sweep())
                ::_exit(3);
            for (;;) {
                const auto sent = sender.sendNext(kWays);
                if (!sent || !sent->found)
                    ::_exit(sent ? 0 : 4);
            }
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status) ? -1 : WEXITSTATUS(status);
    }
    static std::map<Id, int> handedOver(const QString &file)
    {
        std::map<Id, int> times;
        QFile in(file);
        if (!in.open(QIODevice::ReadOnly))
            qFatal("gateway");
        for (const QByteArray &line : in.readAll().split('\n')) {
            if (const auto id = Id::fromHex(line.toStdString()))
                ++times[*id];
        }
        return times;
    }
    static QByteArray state(const SyncServer &server, const Id &id)
    {
        return server.chief()->query("SELECT state FROM updesk.message WHERE id=$1", id)->bytes(0, 0);
    }

private Q_SLOTS:
    void sendersKilledAtAnyStepHandNothingOverTwice()
    {
        const SyncServer server;
        const QTemporaryDir dir;
        const QString gateway = dir.filePath(QStringLiteral("gateway"));
        QFile made(gateway);
        QVERIFY(made.open(QIODevice::WriteOnly));
        made.close();
        Pusher meg(server, "meg");
        const Id lead = leadOf(meg, Pusher::fresh());
        constexpr int kMessages = 40;
        for (int i = 0; i < kMessages; ++i)
            messageTo(meg, lead);
        int kills = 0, status = -1;
        for (int life = 0; life < 400 && status != 0; ++life) {
            const char *login = life % 2 ? "host" : "hop";
            status = live(server, login, dir.filePath(QLatin1String(login)), gateway.toUtf8(), 1 + (life * 7) % 11);
            QVERIFY2(status <= 0, QByteArray::number(status).constData());
            kills += status < 0;
            QVERIFY(server.chief()->query("UPDATE updesk.lease SET until='-infinity'")); // in the place of waiting
        }
        QCOMPARE(status, 0);
        QVERIFY2(kills >= 15, QByteArray::number(kills).constData());
        const auto times = handedOver(gateway);
        const auto states = server.chief()->query("SELECT state, id FROM updesk.message");
        int sent = 0, unknown = 0, unknownThatWent = 0;
        for (int i = 0; i < states->count(); ++i) {
            const auto found = times.find(states->id(i, 1));
            const int went = found == times.end() ? 0 : found->second;
            QVERIFY2(went <= 1, "handed over twice");
            const QString is = states->text(i, 0);
            QVERIFY2(is == QLatin1String("sent") || is == QLatin1String("unknown"), qPrintable(is));
            QVERIFY2(is != QLatin1String("sent") || went == 1, "sent and never handed over");
            sent += is == QLatin1String("sent");
            unknown += is == QLatin1String("unknown");
            unknownThatWent += is == QLatin1String("unknown") && went == 1;
        }
        QCOMPARE(sent + unknown, kMessages);
        QVERIFY(sent > 0 && unknown > 0 && unknownThatWent > 0);
        std::map<Id, SendNote> journal;
        for (const char *login : {"host", "hop"}) {
            const SystemClock clock;
            const auto database = Database::open(dir.filePath(QLatin1String(login)), deskSetup(clock));
            const auto notes = sendJournal(**database);
            QVERIFY(notes);
            for (const SendNote &note : *notes)
                journal[note.message] = note;
        }
        for (const auto &[id, n] : times) // nothing goes out that the journal does not know
            QVERIFY(journal.contains(id));
        qInfo("%d kills, %d sent, %d unknown of which %d had gone out", kills, sent, unknown, unknownThatWent);
    }
    void aSenderThatSleptPastItsTimeHandsNothingOver()
    {
        const SyncServer server;
        const QTemporaryDir dir;
        Pusher meg(server, "meg");
        const Id id = messageTo(meg, leadOf(meg, Pusher::fresh()));
        const auto pg = server.as("host");
        const SystemClock clock;
        const auto database = Database::open(dir.filePath(QStringLiteral("desk")), deskSetup(clock));
        int went = 0;
        ServerLane lane(*pg, SyncServer::kStore, take(*pg, Pusher::fresh()));
        WaitingSender sender(lane, **database, [&went](const Message &) {
            ++went;
            return HandOver::accepted({});
        });
        onStep = [](const char *step) {
            if (qstrcmp(step, "message begun") == 0)
                QThread::msleep(ulong(Sender::kAtOnce + 100));
        };
        const auto sent = sender.sendNext(kWays);
        onStep = nullptr;
        QVERIFY(sent && sent->found && !sent->sent);
        QCOMPARE(went, 0);
        QCOMPARE(state(server, id), QByteArray("sending"));
        QVERIFY(server.chief()->query("UPDATE updesk.lease SET until='-infinity'"));
        ServerLane newer(*pg, SyncServer::kStore, take(*pg, Pusher::fresh()));
        WaitingSender next(newer, **database, [&went](const Message &) {
            ++went;
            return HandOver::unknown({});
        });
        QCOMPARE(*next.sweep(), 1);
        QCOMPARE(state(server, id), QByteArray("unknown"));
        QCOMPARE(next.sendNext(kWays)->found, false);
        QCOMPARE(went, 0);
        const auto late = sender.sendNext(kWays); // of the old epoch
        QVERIFY(!late);
        QCOMPARE(late.error().subject, QStringLiteral("lease"));
    }
    void aNoBeforeTheBeginningStopsItAndWhatIsTooLateExpires()
    {
        const SyncServer server;
        const QTemporaryDir dir;
        Pusher meg(server, "meg");
        const Id customer = Pusher::fresh(), lead = leadOf(meg, customer);
        const Id refused = messageTo(meg, lead, ",\"chan\":2");
        const Id late =
            messageTo(meg, lead, ",\"chan\":3,\"send_before\":" + QByteArray::number(SystemClock().now() - 1));
        const Id unsure = messageTo(meg, lead, ",\"chan\":3");
        meg.push({Pusher::put(
            "consent", Pusher::fresh(), "\"customer_id\":" + hex(customer) + ",\"state\":2,\"channel\":2")});
        const auto pg = server.as("host");
        const SystemClock clock;
        const auto database = Database::open(dir.filePath(QStringLiteral("desk")), deskSetup(clock));
        std::vector<Id> went;
        ServerLane lane(*pg, SyncServer::kStore, take(*pg, Pusher::fresh()));
        WaitingSender sender(lane, **database, [&went](const Message &message) {
            went.push_back(message.id.value);
            return HandOver::unknown({});
        });
        while (true) {
            const auto more = sender.sendNext(kWays);
            QVERIFY(more);
            if (!more->found)
                break;
        }
        QCOMPARE(went, std::vector{unsure});
        QCOMPARE(state(server, refused), QByteArray("cancelled"));
        QCOMPARE(state(server, late), QByteArray("expired"));
        QCOMPARE(state(server, unsure), QByteArray("unknown"));
        QCOMPARE(sendJournal(**database)->front().step, SendNote::Step::Unsure);
    }
};

UPDESK_TEST(TestSender);
#include "tst_sender.moc"
