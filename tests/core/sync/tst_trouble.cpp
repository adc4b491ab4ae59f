// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/original.h"
#include "core/people/customer.h"
#include "core/sync/exchange.h"
#include "core/sync/inbox.h"
#include "core/sync/refill.h"
#include "tests/support/modelserver.h"
#include "tests/support/suite.h"
#include "tests/support/tempdesk.h"

using namespace updesk;

namespace
{

/// The model server, of which a desk sees the tables that it knows.
class Line final : public Remote
{
public:
    Line(ModelServer &server, const ModelServer::Author &author, const Database &desk)
        : m_server(server), m_author(author), m_desk(desk)
    {
    }
    Result<Hello> hello(int) override { return m_server.hello(); }
    Result<std::vector<Answer>> push(PersonId, std::span<const OutDeed> deeds) override
    {
        pushes += !deeds.empty();
        if (broken)
            return *broken;
        return m_server.push(m_author, deeds, FakeClock().now());
    }
    Result<Page> pull(int feed, qint64 after, int limit) override
    {
        Page page = m_server.pull(feed, after, limit);
        for (TakenRow &row : page.rows)
            row.table = m_desk.table(row.table->name);
        std::erase_if(page.rows, [](const TakenRow &row) { return !row.table; });
        return page;
    }
    Result<std::map<int, qint64>> feeds() override { return m_server.feeds(); }
    Result<std::set<Id>> knows(std::span<const Id> deeds) override { return m_server.knows(deeds); }
    bool speaksFor(PersonId) const override { return true; }

    std::optional<Error> broken; ///< what the server says to every push
    int pushes = 0;

private:
    ModelServer &m_server;
    ModelServer::Author m_author;
    const Database &m_desk;
};

/// A desk whose connection, and with it the exchange, is a new one at every talk.
class Talker
{
public:
    explicit Talker(ModelServer &server, std::vector<const Table *> without = {}) : m_server(server)
    {
        desk.setup.derivations.clear();
        for (const Table *table : without)
            std::erase(desk.setup.tables, table);
        desk.open();
        (void)desk.database->execute("INSERT INTO state VALUES('joined',1)");
    }
    Result<Exchanged> talk(int page = 2000)
    {
        Line line(m_server, {desk.by.who, m_id}, *desk.database);
        line.broken = broken;
        Exchange exchange(*desk.database, line, ModelServer::kStore, desk.clock, page);
        if (auto hello = exchange.hello(); !hello)
            return hello.error();
        auto done = exchange.run();
        pushes += line.pushes;
        return done;
    }
    /// How many talks until the server fails on nothing any more; -1: it does not end.
    int settled()
    {
        for (int talks = 1; talks < 100; ++talks) {
            const auto done = talk();
            if (!done)
                return -1;
            if (!done->notTaken)
                return talks;
        }
        return -1;
    }
    Result<void> write(const Op &op)
    {
        auto tx = Transaction::begin(*desk.database, {desk.by.who, ModelServer::kStore});
        if (!tx)
            return tx.error();
        if (auto started = tx->start("test"); !started)
            return started.error();
        if (auto applied = apply(*tx, op); !applied)
            return applied;
        return tx->commit();
    }
    Customer adds(const char *first)
    {
        desk.clock.advance(kSecond);
        Customer row;
        row.id.value = newId(desk.clock.now());
        row.first = QString::fromLatin1(first);
        if (!write(put(kCustomer, row)))
            qFatal("no customer");
        return row;
    }
    Customer renames(const Customer &before, const char *first)
    {
        desk.clock.advance(kSecond);
        Customer after = before;
        after.first = QString::fromLatin1(first);
        if (!write(set(kCustomer, before, after)))
            qFatal("not renamed");
        return after;
    }
    QByteArray names() { return desk.list("SELECT first FROM customer ORDER BY id").replace('\n', ' ').trimmed(); }
    QByteArray stuck() { return desk.list("SELECT n||':'||state||':'||why FROM stuck ORDER BY n"); }

    TempDesk desk;
    std::optional<Error> broken;
    int pushes = 0;

private:
    ModelServer &m_server;
    Id m_id = newId(9);
};

QByteArray onServer(const ModelServer &server)
{
    QByteArrayList names;
    for (const auto &[key, row] : server.rows()) {
        if (key.first == kCustomer.name)
            names << std::get<QByteArray>(row.at("first"));
    }
    return names.join(' ');
}

} // namespace

/// What the server cannot take, and what a desk cannot read, stands in nobody's way.
class TestTrouble : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneDeedAloneIsPutAsideAfterThreeFailures()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server), bob(server);
        ann.adds("bad");
        bob.adds("Bob");
        QVERIFY(bob.talk());
        for (int i = 1; i <= 3; ++i) {
            const auto done = ann.talk();
            QVERIFY(done);
            QCOMPARE(done->notTaken.has_value(), i < 3);
            QCOMPARE(ann.stuck(), i < 3 ? QByteArray() : QByteArray("1:1:54000 a row it fails on\n"));
            QVERIFY(ann.names().contains("Bob")); // the pull goes on meanwhile
        }
        QCOMPARE(ann.pushes, 3);
        QVERIFY(ann.talk());
        QCOMPARE(ann.pushes, 3); // it is not tried again
        QCOMPARE(unsent(*ann.desk.database)->parked, 1);
        QVERIFY(ann.names().contains("bad")); // it stays as the person has it
    }
    void ofManyTheOneIsFoundAndTheOthersAreSent_data()
    {
        QTest::addColumn<int>("at");
        for (const int at : {0, 1, 57, 98, 99})
            QTest::addRow("%d", at) << at;
    }
    void ofManyTheOneIsFoundAndTheOthersAreSent()
    {
        QFETCH(int, at);
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server), bob(server);
        for (int i = 0; i < 100; ++i)
            ann.adds(i == at ? "bad" : "A");
        const int talks = ann.settled();
        QVERIFY2(talks > 0 && talks <= 14, QByteArray::number(talks).constData());
        QCOMPARE(server.log().size(), size_t(99));
        QCOMPARE(unsent(*ann.desk.database)->deeds, 1);
        QVERIFY(ann.stuck().startsWith(QByteArray::number(at + 1) + ":1:"));
        QVERIFY(*troubleOf(*ann.desk.database) == Trouble{});
        for (int i = 0; i < 20; ++i)
            ann.adds("B");
        ann.pushes = 0;
        QVERIFY(ann.talk());
        QCOMPARE(ann.pushes, 1); // batches are whole again
        QCOMPARE(server.log().size(), size_t(119));
        QVERIFY(bob.talk());
        QCOMPARE(bob.desk.count("customer"), 119);
    }
    void severalAreFoundOneAfterTheOther()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server);
        for (int i = 0; i < 60; ++i)
            ann.adds(i % 20 == 7 ? "bad" : "A");
        QVERIFY(ann.settled() > 0);
        QCOMPARE(server.log().size(), size_t(57));
        QCOMPARE(unsent(*ann.desk.database)->parked, 3);
    }
    void deedsThatAreAddedMeanwhileDoNotBeginItAnew()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server);
        ann.adds("bad");
        int talks = 0;
        for (; unsent(*ann.desk.database)->parked == 0 && talks < 50; ++talks) {
            ann.adds("A");
            QVERIFY(ann.talk());
        }
        QVERIFY2(talks < 15, QByteArray::number(talks).constData());
        QVERIFY(ann.talk());
        QCOMPARE(server.log().size(), size_t(talks));
    }
    void whatComesAfterItOnTheSameRowWaitsBehind()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server);
        const Customer row = ann.adds("bad");
        ann.renames(row, "Eva");
        ann.adds("Fay");
        QVERIFY(ann.settled() > 0);
        QCOMPARE(onServer(server), QByteArray("Fay"));
        QCOMPARE(unsent(*ann.desk.database)->waiting, 1);
        QCOMPARE(ann.names(), QByteArray("Eva Fay"));
        server.upgrade(); // and the new one fails on it no more
        QVERIFY(ann.talk());
        QCOMPARE(ann.stuck(), QByteArray());
        QCOMPARE(onServer(server), QByteArray("Eva Fay"));
    }
    void anotherServerIsAskedAgain()
    {
        ModelServer server;
        server.chokesOn = "bad";
        Talker ann(server);
        ann.adds("bad");
        QVERIFY(ann.settled() > 0);
        server.chokesOn.clear();
        QVERIFY(ann.talk());
        QCOMPARE(unsent(*ann.desk.database)->parked, 1); // nothing says that it would take it now
        server.restored(server);
        QVERIFY(ann.talk());
        QCOMPARE(unsent(*ann.desk.database)->deeds, 0);
        QCOMPARE(onServer(server), QByteArray("bad"));
    }
    void aServerThatTakesNothingPutsNothingAside()
    {
        using Code = Error::Code;
        for (const Error &error : {Error{Code::Failed, QStringLiteral("server"), QStringLiteral("25006")},
                 Error{Code::Busy, QStringLiteral("statement"), {}}, Error{Code::Busy, QStringLiteral("lock"), {}},
                 Error{Code::Failed, QStringLiteral("disk"), {}}, Error{Code::Offline, QStringLiteral("server"), {}},
                 Error{Code::Denied, QStringLiteral("right"), {}}}) {
            ModelServer server;
            Talker ann(server);
            ann.adds("A");
            ann.broken = error;
            for (int i = 0; i < 10; ++i) {
                const auto done = ann.talk();
                QVERIFY(!done && done.error().code == error.code && done.error().subject == error.subject);
            }
            QCOMPARE(ann.stuck(), QByteArray());
            ann.broken.reset();
            QVERIFY(ann.talk());
            QCOMPARE(onServer(server), QByteArray("A"));
        }
    }
    void aDeedThatCannotBeReadStopsNoPull()
    {
        ModelServer server;
        Talker ann(server), bob(server);
        const Customer old = ann.adds("Ann");
        QVERIFY(ann.talk());
        QVERIFY(bob.talk());
        ann.renames(old, "Newer");
        const Customer own = ann.adds("Own");
        QVERIFY(ann.desk.database->execute("UPDATE deed SET ops=replace(ops, '\"first\"', '\"shoe_size\"') WHERE n>1"));
        bob.renames(old, "Eva");
        bob.adds("Bea");
        QVERIFY(bob.talk());
        for (int i = 0; i < 2; ++i) {
            const auto done = ann.talk();
            QVERIFY2(done, done ? "" : qPrintable(done.error().subject));
            QCOMPARE(ann.desk.list("SELECT first FROM customer WHERE first IN ('Eva','Bea','Own') ORDER BY 1"),
                QByteArray("Bea\nEva\nOwn\n"));
            QCOMPARE(ann.stuck(), QByteArray("2:1:unreadable\n3:1:unreadable\n"));
        }
        // Nor does a refill stop, and the row that only the deed has made is not taken for one the server gave up.
        server.restored(server);
        QVERIFY(ann.talk());
        QVERIFY(!*isRefilling(*ann.desk.database));
        QVERIFY(*hasRow(*ann.desk.database, kCustomer, own.id.value));
        // A program that can read them sends them.
        QVERIFY(ann.desk.database->execute("UPDATE deed SET ops=replace(ops, '\"shoe_size\"', '\"first\"')"));
        QVERIFY(ann.talk());
        QCOMPARE(ann.stuck(), QByteArray());
        QVERIFY(onServer(server).contains("Own"));
    }
    void aPageOfRowsThatADeskDoesNotKnowIsNotTheLast()
    {
        ModelServer server;
        Talker young(server), old(server, {&kOriginalPart});
        for (int i = 0; i < 3; ++i) {
            OriginalPart part;
            part.id.value = newId(i + 1);
            part.bytes = {QByteArray(3, 'x')};
            QVERIFY(young.write(put(kOriginalPart, part)));
            QVERIFY(young.talk());
        }
        young.adds("Ann");
        QVERIFY(young.talk());
        QVERIFY(old.talk(1));
        QCOMPARE(old.names(), QByteArray("Ann"));
        QCOMPARE(*cursorOf(*old.desk.database, ModelServer::kStore), 4);
        young.adds("Bea");
        QVERIFY(young.talk());
        QVERIFY(old.talk(1));
        QCOMPARE(old.names(), QByteArray("Ann Bea"));
    }
    // The rule by itself.
    void aBatchThatFailsIsHalvedAtTheThirdTimeAndThenAtEach()
    {
        const auto batch = [](qint64 first, int deeds) {
            Batch made;
            for (int i = 0; i < deeds; ++i)
                made.deeds.push_back({first + i, {}, 0, {}, 0, {}, {}, {}, {}});
            return made;
        };
        Trouble now;
        QCOMPARE(limitsIn(now).deeds, BatchLimits().deeds);
        now = afterFailure(afterFailure(now, batch(5, 100)), batch(5, 120));
        QCOMPARE(now.most, 0);
        now = afterFailure(now, batch(5, 121));
        QCOMPARE(limitsIn(now).deeds, 61);
        now = afterFailure(now, batch(5, 61));
        QCOMPARE(now.most, 31);
        now = afterSuccess(now, batch(5, 31));
        QCOMPARE(now.most, 62);
        QCOMPARE(now.upTo, 125);
        now = afterFailure(now, batch(36, 2));
        QCOMPARE(now.most, 1);
        for (int i = 1; i <= 3; ++i) {
            now = afterFailure(now, batch(36, 1));
            QCOMPARE(now.isFound(), i == 3);
        }
        now = afterSuccess(now, batch(36, 1));
        QVERIFY(!now.isFound());
        QCOMPARE(now.most, 2);
        QVERIFY(afterSuccess(now, batch(124, 2)) == Trouble{});
        QVERIFY(afterSuccess(afterFailure({}, batch(1, 9)), batch(1, 9)) == Trouble{});
    }
    void itStandsInTheFile()
    {
        TempDesk desk;
        QVERIFY(*troubleOf(*desk.database) == Trouble{});
        const Trouble trouble{12, true, 2, 5, 40};
        QVERIFY(keepTrouble(*desk.database, trouble));
        desk.open();
        QVERIFY(*troubleOf(*desk.database) == trouble);
        QVERIFY(keepTrouble(*desk.database, {}));
        QCOMPARE(desk.count("desk_setting WHERE k='push_trouble'"), 0);
        QVERIFY(desk.database->execute("INSERT INTO desk_setting(k,v) VALUES('push_trouble','of another form')"));
        QVERIFY(*troubleOf(*desk.database) == Trouble{});
    }
};

UPDESK_TEST(TestTrouble);
#include "tst_trouble.moc"
