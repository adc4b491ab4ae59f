// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendhold.h"
#include "core/desk/sendrelease.h"
#include "core/leads/lead.h"
#include "core/sync/exchange.h"
#include "core/sync/serverbackup.h"
#include "core/sync/serverlane.h"
#include "core/sync/settle.h"
#include "core/sync/standing.h"
#include "tests/support/shareddesk.h"
#include "tests/support/suite.h"
#include "tests/support/waitingsender.h"

#include <QProcess>

using namespace updesk;

namespace
{

/// A server of which only what a desk tells it of its journal is seen; it may be away.
class Listening final : public Remote
{
public:
    Result<Hello> hello(int) override { return Hello(); }
    Result<std::vector<Answer>> push(PersonId, std::span<const OutDeed>) override { return std::vector<Answer>(); }
    Result<Page> pull(int, qint64, int) override { return Page(); }
    Result<std::map<int, qint64>> feeds() override { return std::map<int, qint64>(); }
    Result<std::set<Id>> knows(std::span<const Id>) override { return std::set<Id>(); }
    bool speaksFor(PersonId) const override { return false; }
    Result<bool> settle(const SendNote &note) override
    {
        if (int(told.size()) >= answers)
            return Error{Error::Code::Offline, QStringLiteral("server"), {}};
        told.push_back(note.message);
        return takes;
    }
    std::vector<Id> told;
    int answers = 100;
    bool takes = true; ///< else nobody here may say so
};

} // namespace

/// A server that is set back to an older copy after messages have left: none goes twice, and a person lets the rest go.
class TestHoldSending : public QObject
{
    Q_OBJECT

    /// Ann writes, one of two hosts sends, Meg is the manager; the gateway writes down what it is handed.
    struct Shop {
        SyncServer server;
        std::unique_ptr<TestStore> lone = adoptedWithManager(server);
        HostDesk ann{server, lone->clock, "ann"}, meg{server, lone->clock, "meg"}, host{server, lone->clock, "host"},
            hop{server, lone->clock, "hop"};
        QTemporaryDir folder;
        QString dump;
        LeadId lead;
        std::map<MessageId, int> handed;
        HandOver answer = HandOver::accepted(QStringLiteral("p1"));

        Shop()
        {
            ann.session->setPerson(server.person("ann"));
            meg.session->setPerson(server.person("meg"));
            lead = capture(*ann.session, lone->webLead(1))->lead;
            meet();
        }
        Pg::Options admin() const
        {
            Pg::Options admin = Postgres::shared().at({});
            admin.url = Postgres::shared().url(server.database);
            return admin;
        }
        void meet(int rounds = 2)
        {
            for (int i = 0; i < rounds; ++i) {
                for (HostDesk *desk : {&ann, &host, &hop, &meg})
                    desk->talk();
            }
        }
        MessageId write()
        {
            Message message;
            message.id = {newId(lone->clock.now())};
            message.lead = lead;
            message.purpose = QString::fromLatin1(message.id.value.hex());
            message.channel = int(Channel::Text);
            message.to = QStringLiteral("+14045550101");
            message.body = QStringLiteral("It is here.");
            message.by = server.person("ann");
            message.asked = lone->clock.now();
            if (!doDeed(
                    *ann.session, "message", {}, [&](Transaction &tx) { return apply(tx, put(kMessage, message)); }))
                qFatal("message");
            ann.talk();
            return message.id;
        }
        /// All that may leave does, over this host.
        int sendAll(HostDesk &desk)
        {
            const qint64 epoch = desk.take();
            if (epoch == 0)
                qFatal("lease");
            const auto pg = Pg::open(desk.options);
            ServerLane lane(**pg, SyncServer::kStore, epoch);
            WaitingSender sender(lane, desk.session->database(), [this](const Message &message) {
                ++handed[message.id];
                return answer;
            });
            int sent = 0;
            for (;;) {
                const auto turn = sender.sendNext({Channel::Text});
                if (!turn)
                    qFatal("send %s %s", qPrintable(turn.error().subject), qPrintable(turn.error().detail));
                if (!turn->found)
                    break;
                sent += turn->sent.has_value();
            }
            desk.lease->giveBack();
            return sent;
        }
        void backUp()
        {
            const auto backup = backUpServer(admin(), folder.path(), QStringLiteral("yesterday"));
            if (!backup)
                qFatal("backup");
            dump = backup->dump;
        }
        void putBack()
        {
            const auto pg = Pg::open(Postgres::shared().at(QStringLiteral("postgres")));
            if (!(*pg)->execute("DROP DATABASE " + server.database.toLatin1() + " WITH (FORCE)")
                || !(*pg)->execute("CREATE DATABASE " + server.database.toLatin1() + " TEMPLATE template0"))
                qFatal("database");
            QProcess restore;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("PGPASSWORD"), admin().password);
            environment.insert(QStringLiteral("PGUSER"), admin().login);
            restore.setProcessEnvironment(environment);
            restore.start(QStringLiteral("/usr/lib/postgresql/15/bin/pg_restore"),
                {QStringLiteral("--exit-on-error"), QStringLiteral("--dbname=") + admin().url, dump});
            if (!restore.waitForFinished(120'000) || restore.exitCode() != 0)
                qFatal("restore %s", restore.readAllStandardError().constData());
        }
        static void lose(HostDesk &desk) // the connection was to the server that is gone
        {
            if (desk.syncer->turn().online)
                qFatal("still there");
        }
        QString state(const MessageId &id) const
        {
            return server.chief()->query("SELECT state FROM updesk.message WHERE id=$1", id)->text(0, 0);
        }
        static bool isHeld(HostDesk &desk) { return sendHold(desk.session->database())->has_value(); }
    };

    static void hold(TestStore &store, const char *mark = "copy")
    {
        store.clock.advance(kSecond);
        auto tx = Transaction::begin(store->database(), store->by());
        if (!tx || !holdSending(*tx, {QString::fromLatin1(mark), store.clock.now()}) || !tx->commit())
            qFatal("hold");
    }
    /// A message that the server has in that state, by epoch 1, and what this desk's journal says of it.
    static Id noted(TestStore &store, const LeadId &lead, const char *state, SendNote::Step step)
    {
        store.clock.advance(kSecond);
        Message message;
        message.id = {newId(store.clock.now())};
        message.lead = lead;
        message.purpose = QString::fromLatin1(message.id.value.hex());
        if (!doDeed(*store, "message", {}, [&](Transaction &tx) { return apply(tx, put(kMessage, message)); })
            || !store->database().execute(QByteArray("UPDATE message SET epoch=1, state='") + state + "' WHERE id=x'"
                + message.id.value.hex() + '\'')
            || !noteSend(store->database(), {message.id.value, 1, step, 0, {}}))
            qFatal("noted");
        return message.id.value;
    }

private Q_SLOTS:
    void afterAnOlderCopyNothingGoesTwiceAndAManagerLetsTheRestGo()
    {
        Shop shop;
        const MessageId before = shop.write();
        shop.backUp();
        const MessageId after = shop.write();
        QCOMPARE(shop.sendAll(shop.host), 2); // one that the copy holds as waiting, one that it does not know
        shop.answer = HandOver::unknown({});
        const MessageId doubtful = shop.write();
        QCOMPARE(shop.sendAll(shop.hop), 0); // another desk, in its own journal
        shop.answer = HandOver::accepted(QStringLiteral("p2"));
        const MessageId waiting = shop.write();
        shop.meet();
        QVERIFY(!Shop::isHeld(shop.host));
        shop.putBack();
        QCOMPARE(shop.state(before), QStringLiteral("queued"));
        QCOMPARE(shop.sendAll(shop.host), 0); // before any desk has looked: the server knows by itself
        for (HostDesk *desk : {&shop.ann, &shop.host, &shop.hop, &shop.meg})
            Shop::lose(*desk);
        shop.meet();
        for (HostDesk *desk : {&shop.ann, &shop.host, &shop.hop, &shop.meg})
            QVERIFY(Shop::isHeld(*desk));
        QCOMPARE(shop.state(before), QStringLiteral("sent"));
        QCOMPARE(shop.state(after), QStringLiteral("sent"));
        QCOMPARE(shop.state(doubtful), QStringLiteral("unknown"));
        QCOMPARE(shop.state(waiting), QStringLiteral("queued"));
        QCOMPARE(shop.sendAll(shop.host) + shop.sendAll(shop.hop), 0);
        QCOMPARE(releaseSending(*shop.ann.session).error().code, Error::Code::Denied);
        const auto released = releaseSending(*shop.meg.session);
        QVERIFY(released && !released->isNull());
        shop.meg.talk();
        shop.meet();
        for (HostDesk *desk : {&shop.ann, &shop.host, &shop.hop, &shop.meg})
            QVERIFY(!Shop::isHeld(*desk));
        const auto release = sendRelease(shop.ann.session->database());
        QVERIFY(release && *release);
        QCOMPARE((*release)->by, shop.server.person("meg"));
        QCOMPARE(shop.sendAll(shop.hop), 1);
        QCOMPARE(shop.state(waiting), QStringLiteral("sent"));
        for (const MessageId &id : {before, after, doubtful, waiting})
            QCOMPARE(shop.handed[id], 1);
        QVERIFY(checkServer(*shop.server.chief())->faults.empty());
    }
    void theComputersThatHaveNotComeBackAreNamed()
    {
        Shop shop;
        shop.write();
        QCOMPARE(shop.sendAll(shop.host), 1);
        shop.write();
        QCOMPARE(shop.sendAll(shop.hop), 1);
        for (HostDesk *desk : {&shop.host, &shop.hop}) { // each has said that it sends
            desk->syncer->forgetConnection();
            desk->talk();
        }
        const auto named = [&shop](bool unsettled) {
            QStringList logins;
            const auto desks = missingDesks(*shop.server.chief());
            for (const DeskSeen &one : *desks) {
                if (one.unsettled == unsettled)
                    logins << one.login;
            }
            return logins.join(u' ');
        };
        QCOMPARE(named(true), QString());
        shop.backUp();
        shop.putBack();
        for (HostDesk *desk : {&shop.ann, &shop.host, &shop.hop, &shop.meg})
            Shop::lose(*desk);
        QCOMPARE(named(true), QStringLiteral("hop host"));
        shop.meet();
        QCOMPARE(named(true), QString());
        shop.putBack();
        for (HostDesk *desk : {&shop.ann, &shop.host, &shop.hop, &shop.meg})
            Shop::lose(*desk);
        for (int i = 0; i < 2; ++i) {
            shop.host.talk();
            shop.meg.talk();
        }
        QCOMPARE(named(true), QStringLiteral("hop"));
        // The manager's own window names it.
        shop.meg.syncer->forgetConnection();
        shop.meg.talk();
        QCOMPARE(standing(shop.meg.session->database())->unsettled, QStringList{QSysInfo::machineHostName().left(60)});
        QVERIFY(releaseSending(*shop.meg.session));
        shop.meg.talk();
        QCOMPARE(named(true), QString()); // nothing waits for it any more
    }
    void nothingExpiresWhileNobodyKnowsWhetherItLeft()
    {
        Shop shop;
        const MessageId late = shop.write();
        shop.backUp();
        shop.putBack();
        QVERIFY(shop.server.chief()->query("UPDATE updesk.message SET send_before=1 WHERE id=$1", late));
        QCOMPARE(shop.sendAll(shop.host), 0);
        QCOMPARE(shop.state(late), QStringLiteral("queued"));
        for (HostDesk *desk : {&shop.ann, &shop.host, &shop.hop, &shop.meg})
            Shop::lose(*desk);
        shop.meet();
        QVERIFY(releaseSending(*shop.meg.session));
        shop.meg.talk();
        QCOMPARE(shop.sendAll(shop.host), 0);
        QCOMPARE(shop.state(late), QStringLiteral("expired"));
    }
    void aDeskThatWasAwayLearnsOfTheHoldOrThatItIsOver()
    {
        Shop shop;
        shop.backUp();
        shop.putBack();
        for (HostDesk *desk : {&shop.ann, &shop.host, &shop.hop, &shop.meg})
            Shop::lose(*desk);
        shop.meg.talk();
        SharedDesk fresh(shop.server, shop.lone->clock, "bob"); // it has never seen the server of before
        fresh.talk();
        QVERIFY(sendHold(fresh.session->database())->has_value());
        QVERIFY(releaseSending(*shop.meg.session));
        shop.meg.talk();
        fresh.talk();
        QVERIFY(!sendHold(fresh.session->database())->has_value());
        shop.host.talk(); // it was off meanwhile
        QVERIFY(!Shop::isHeld(shop.host));
        QVERIFY(shop.host.syncer->turn().online);
    }
    void theReleaseOfOneCopyDoesNotHoldForTheNext()
    {
        Shop shop;
        shop.backUp();
        for (int time = 0; time < 2; ++time) {
            shop.putBack();
            for (HostDesk *desk : {&shop.ann, &shop.host, &shop.hop, &shop.meg})
                Shop::lose(*desk);
            shop.meet();
            QVERIFY(Shop::isHeld(shop.host));
            const auto released = releaseSending(*shop.meg.session);
            QVERIFY(released && !released->isNull());
            QVERIFY(releaseSending(*shop.meg.session)->isNull()); // it is released already
            shop.meg.talk();
            shop.meet();
            QVERIFY(!Shop::isHeld(shop.host));
        }
    }
    void aDeskThatIsCutOffWhileItTellsGoesOnWhereItWas()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(1)).lead;
        Database &database = store->database();
        std::vector<MessageId> messages;
        for (int i = 0; i < 3; ++i) {
            Message message;
            message.id = {newId(store.clock.now())};
            message.lead = lead;
            message.purpose = QString::fromLatin1(message.id.value.hex());
            QVERIFY(doDeed(*store, "message", {}, [&](Transaction &tx) { return apply(tx, put(kMessage, message)); }));
            const auto step = i == 1 ? SendNote::Step::Refused : SendNote::Step::Accepted;
            QVERIFY(noteSend(database, {message.id.value, 1, step, 0, {}}));
            messages.push_back(message.id);
            store.clock.advance(kSecond);
        }
        hold(store);
        Listening server;
        server.answers = 1;
        QVERIFY(!settleJournal(database, server));
        QCOMPARE(server.told, std::vector{messages[0].value});
        server.answers = 100;
        QCOMPARE(settleJournal(database, server)->taken, 2); // what was refused may still go
        QCOMPARE(server.told, (std::vector{messages[0].value, messages[0].value, messages[2].value}));
    }
    void afterTheReleaseOnlyWhatIsOfBeforeTheHoldIsTold()
    {
        TestStore store;
        store->setPerson(store.mike);
        const LeadId lead = store.add(store.webLead(1)).lead;
        const Id sent = noted(store, lead, "queued", SendNote::Step::Accepted);
        const Id begun = noted(store, lead, "queued", SendNote::Step::Begun);
        noted(store, lead, "sending", SendNote::Step::Begun); // by the epoch that the server has it of: on its way
        hold(store);
        const Id ended = noted(store, lead, "queued", SendNote::Step::Accepted); // it was on its way at that time
        noted(store, lead, "sending", SendNote::Step::Begun);
        Listening server;
        QCOMPARE(settleJournal(store->database(), server)->taken, 4);
        QVERIFY(std::ranges::find(server.told, ended) != server.told.end());
        QVERIFY(releaseSending(*store));
        server.told.clear();
        QCOMPARE(settleJournal(store->database(), server)->taken, 2);
        QCOMPARE(server.told, (std::vector{sent, begun}));
    }
    void aReleasedHoldIsSettledOnceOverAllConnections()
    {
        TestStore store;
        store->setPerson(store.mike);
        const LeadId lead = store.add(store.webLead(1)).lead;
        const Id sent = noted(store, lead, "queued", SendNote::Step::Accepted);
        hold(store);
        Listening server;
        const auto connect = [&] { return Exchange(store->database(), server, store->by().store, store.clock).run(); };
        QVERIFY(connect());
        QVERIFY(connect());
        QCOMPARE(server.told, (std::vector{sent, sent})); // others may have sent it anew meanwhile
        QVERIFY(releaseSending(*store));
        server.takes = false;
        QVERIFY(connect());
        server.takes = true;
        QVERIFY(connect());
        QCOMPARE(server.told.size(), size_t(4));
        QVERIFY(connect());
        QCOMPARE(server.told.size(), size_t(4));
        hold(store, "another copy");
        QVERIFY(connect());
        QCOMPARE(server.told.size(), size_t(5));
    }
};

UPDESK_TEST(TestHoldSending);
#include "tst_holdsending.moc"
