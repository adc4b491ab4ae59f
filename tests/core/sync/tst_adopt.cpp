// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/leads/original.h"
#include "core/leads/sourcetables.h"
#include "core/people/customer.h"
#include "core/sequences/message.h"
#include "core/store/setback.h"
#include "core/sync/servercheck.h"
#include "tests/support/shareddesk.h"
#include "tests/support/suite.h"

#include <QDirIterator>

using namespace updesk;

/// Lone stores on their way up to a server: beside another store that read the same documents, and broken off.
class TestAdopt : public QObject
{
    Q_OBJECT

    struct PowerCut {
    };
    static inline const char *s_cutAt = nullptr;
    static inline int s_cutAfter = 0;
    static void cut(const char *step)
    {
        if (s_cutAt && qstrcmp(step, s_cutAt) == 0 && s_cutAfter-- == 0)
            throw PowerCut{};
    }

    /// A lone store of this number whose administrator at the server is Ida.
    static std::unique_ptr<TestStore> lone(SyncServer &server, int number = SyncServer::kStore)
    {
        auto store = std::make_unique<TestStore>();
        if (!(*store)->database().execute("UPDATE state SET v=" + QByteArray::number(number) + " WHERE k='store'"))
            qFatal("number");
        store->reopen();
        if (number == SyncServer::kStore)
            return store;
        NewMember ida;
        ida.login = QStringLiteral("ida");
        ida.store = number;
        ida.role = QStringLiteral("admin");
        if (!addMember(*server.chief(), ida, server.clock.now()))
            qFatal("no administrator");
        return store;
    }
    static Result<qint64> adopt(SyncServer &server, TestStore &store)
    {
        return adoptStore(store->database(), server.as("ida"), server.options("ida"), store.clock);
    }
    /// The power goes at this step of taking it up, after so many of them; false: it did not.
    static bool isCutOff(SyncServer &server, TestStore &store, const char *at, int after = 0)
    {
        s_cutAt = at;
        s_cutAfter = after;
        onStep = cut;
        bool off = false;
        try {
            (void)adopt(server, store);
        } catch (const PowerCut &) {
            off = true;
        }
        onStep = nullptr;
        s_cutAt = nullptr;
        store.reopen();
        return off;
    }
    static QByteArray said(const Result<qint64> &rows)
    {
        if (rows)
            return "ok";
        return QByteArray::number(int(rows.error().code)) + ' ' + rows.error().subject.toLatin1() + ' '
            + rows.error().detail.toLatin1();
    }
    static QByteArray otherStore(const char *table)
    {
        return QByteArray::number(int(Error::Code::Duplicate)) + " other_store " + table;
    }
    /// All rows of the file as people see them, but for what the whole group shares.
    static QByteArray contents(Database &database)
    {
        QByteArray all;
        for (const Table *table : database.setup().tables) {
            if (table->feed == Feed::Group)
                continue;
            QByteArray columns = "quote(id)";
            for (int i = 0; i < table->count; ++i)
                columns += QByteArray("||' '||quote(") + table->columns[size_t(i)].name + ')';
            Query q = database.once("SELECT " + columns + " FROM " + table->name + " ORDER BY id");
            while (q.next())
                all += QByteArray(table->name) + ' ' + q.bytes(0) + '\n';
        }
        return all;
    }
    static qint64 onServer(const SyncServer &server, const QByteArray &from)
    {
        const auto rows = server.chief()->query("SELECT count(*) FROM updesk." + from);
        return rows ? rows->number(0, 0) : -1;
    }
    static void isWhole(SyncServer &server, TestStore &store)
    {
        for (const Table *table : store->database().setup().tables) {
            if (table->feed == Feed::Group)
                continue;
            const QByteArray number = QByteArray::number(*store->database().state("store"));
            QCOMPARE(onServer(server, QByteArray(table->name) + " WHERE store_id=" + number), store.count(table->name));
        }
        const auto report = checkServer(*server.chief());
        QVERIFY(report && report->sound());
    }
    /// The adopted file, after it spoke to the server, is as it was, and has nothing to tell.
    static void staysAsItIs(SyncServer &server, TestStore &store)
    {
        const QByteArray before = contents(store->database());
        Database &database = store->database();
        const auto place = serverPlace(database);
        QVERIFY(place);
        Syncer syncer(database, place->store, store.clock, [&]() -> Result<std::unique_ptr<Remote>> {
            auto remote = connectTo(*place, SyncServer::passwordOf(place->login), database);
            return remote ? Result<std::unique_ptr<Remote>>(std::move(*remote))
                          : Result<std::unique_ptr<Remote>>(remote.error());
        });
        const auto turn = syncer.turn();
        QVERIFY(turn.online);
        QCOMPARE(turn.done.deedsSent, 0);
        QVERIFY(contents(database) == before);
        const auto told = setbacks(database);
        QVERIFY(told && told->empty());
        isWhole(server, store);
    }
    static QStringList documents()
    {
        QStringList files;
        QDirIterator it(QStringLiteral(UPDESK_TEST_DATA "/intake"), QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            if (const QString file = it.next(); !file.endsWith(QLatin1String(".json")))
                files << file;
        }
        files.sort();
        return files;
    }
    template <class Op>
    static void does(TestStore &store, const Op &op)
    {
        if (!doDeed(*store, "test", {}, [&](Transaction &tx) { return apply(tx, op); }))
            qFatal("deed");
    }
    static Customer customer(const char *name)
    {
        Customer row;
        row.id.value = newId(1'773'324'000'000);
        row.first = row.full = QString::fromLatin1(name);
        return row;
    }
    template <class Row, class Table>
    static Row loaded(TestStore &store, const Table &table, const Id &id)
    {
        const auto row = load(store->database(), table, id);
        if (!row)
            qFatal("no row");
        return *row;
    }

    /// A store with something of everything that can change later.
    struct Before {
        explicit Before(TestStore &to) : store(to)
        {
            for (int i = 0; i < 12; ++i)
                leads.push_back(store.add(store.webLead(i)));
            must(bool(closeLead(*store, leads[2].lead, Closed::Lost, QStringLiteral("price"))));
            must(bool(doNotContact(*store, leads[3].customer, QStringLiteral("Do not call me again"))));
            const auto merged = merge(*store, leads[6].customer, leads[7].customer);
            must(bool(merged));
            toUndo = *merged;
        }
        void changes();
        static void must(bool done)
        {
            if (!done)
                qFatal("before");
        }
        TestStore &store;
        std::vector<Captured> leads;
        DeedId toUndo;
    };

private Q_SLOTS:
    void twoStoresReadTheSameDocumentsAndBothHaveAllOfThem()
    {
        SyncServer server;
        const auto one = lone(server), two = lone(server, SyncServer::kOther);
        for (TestStore *store : {one.get(), two.get()}) {
            for (const QString &file : documents())
                QVERIFY(takeFile(**store, file).outcome != IntakeResult::Outcome::Unreadable);
            QVERIFY(store->count("lead") > 30);
            QCOMPARE(said(adopt(server, *store)), QByteArray("ok"));
        }
        isWhole(server, *one);
        isWhole(server, *two);
        staysAsItIs(server, *two);
        SharedDesk cy(server, two->clock, "cy", SyncServer::kOther);
        cy.talk();
        QCOMPARE(cy.count("lead"), two->count("lead"));
        QCOMPARE(cy.count("original_part"), two->count("original_part"));
    }
    void aDocumentThatAnotherStoreHasStaysALeadWhenItWasSent()
    {
        SyncServer server;
        const auto one = lone(server), two = lone(server, SyncServer::kOther);
        const QString file = documents().front();
        QCOMPARE(takeFile(**one, file).outcome, IntakeResult::Outcome::Leads);
        QCOMPARE(said(adopt(server, *one)), QByteArray("ok"));
        QCOMPARE(said(adopt(server, *two)), QByteArray("ok"));
        SharedDesk cy(server, two->clock, "cy", SyncServer::kOther);
        cy.talk();
        QCOMPARE(takeFile(*cy.session, file).outcome, IntakeResult::Outcome::Leads);
        QCOMPARE(cy.count("lead"), 1);
        cy.talk();
        QCOMPARE(cy.count("lead"), 1);
        QCOMPARE(cy.count("setback"), 0);
        QCOMPARE(onServer(server, "lead"), 2);
        QCOMPARE(takeFile(*cy.session, file).outcome, IntakeResult::Outcome::Known);
    }
    void aRowOfAnotherStoreIsNeverTakenForOnesOwn()
    {
        SyncServer server;
        const auto one = lone(server), two = lone(server, SyncServer::kOther);
        const Customer both = customer("Both");
        does(*one, put(kCustomer, both));
        does(*two, put(kCustomer, both));
        QCOMPARE(said(adopt(server, *one)), QByteArray("ok"));
        for (int i = 0; i < 2; ++i) { // the second time the server answers as it did the first
            QCOMPARE(said(adopt(server, *two)), otherStore("customer"));
            QCOMPARE(*(*two)->database().state("joined"), 0);
        }
        QVERIFY((*two)->database().execute("DELETE FROM customer")); // whatever settles it, the run then goes on
        QCOMPARE(said(adopt(server, *two)), QByteArray("ok"));
        staysAsItIs(server, *two);
        QCOMPARE(onServer(server, "customer WHERE store_id=1"), 1);
    }
    void whatWasRefusedIsAskedAgain()
    {
        SyncServer server;
        const auto store = lone(server);
        does(*store, put(kTag, CustomerLabel{{newId(1)}, {}, QStringLiteral("vip")}));
        const auto may = [&](const char *who) {
            QVERIFY(
                server.chief()->query("UPDATE updesk.field SET put_by=$1::text[] WHERE tbl='tag'", QByteArray(who)));
        };
        may("{}");
        for (int i = 0; i < 2; ++i)
            QCOMPARE(said(adopt(server, *store)), QByteArray::number(int(Error::Code::Failed)) + " tag role");
        may("{admin}");
        QVERIFY(isCutOff(server, *store, "adopted"));
        QCOMPARE(said(adopt(server, *store)), QByteArray("ok"));
        staysAsItIs(server, *store);
    }
    void whatWasDoneSinceItWasCutOffGoesUp_data()
    {
        QTest::addColumn<QByteArray>("step");
        QTest::addColumn<int>("after");
        QTest::newRow("before the last line") << QByteArray("adopted") << 0;
        QTest::newRow("after the first tables") << QByteArray("batch adopted") << 4;
        QTest::newRow("after the people's rows") << QByteArray("batch adopted") << 9;
        QTest::newRow("after the leads") << QByteArray("batch adopted") << 13;
    }
    void whatWasDoneSinceItWasCutOffGoesUp()
    {
        QFETCH(const QByteArray, step);
        QFETCH(const int, after);
        SyncServer server;
        const auto store = lone(server);
        Before before(*store);
        QVERIFY(isCutOff(server, *store, step.constData(), after));
        QCOMPARE(*(*store)->database().state("joined"), 0);
        QVERIFY(onServer(server, "op_log") > 0);
        before.changes();
        QVERIFY(isCutOff(server, *store, "adopted")); // and once more
        does(*store, put(kTag, CustomerLabel{{newId(2)}, before.leads[0].customer, QStringLiteral("late")}));
        const QByteArray rows = contents((*store)->database());
        QCOMPARE(said(adopt(server, *store)), QByteArray("ok"));
        QVERIFY(contents((*store)->database()) == rows);
        staysAsItIs(server, *store);
        SharedDesk ann(server, store->clock, "ann");
        ann.talk();
        for (const char *table : {"lead", "customer", "activity", "task", "assignment", "tag", "consent", "phone"})
            QCOMPARE(ann.count(QByteArray(table) + " WHERE deleted=0"),
                store->count(QByteArray(table) + " WHERE deleted=0"));
    }
    // What left the store between two runs has left it at the server too.
    void messagesKeepWhatHasBecomeOfThem()
    {
        SyncServer server;
        const auto store = lone(server);
        const Before before(*store);
        const char *const states[] = {"queued", "sending", "sent", "failed", "unknown", "expired", "cancelled"};
        std::vector<Message> rows;
        for (const char *state : states) {
            Message row;
            row.id = {Pusher::fresh()};
            row.lead = before.leads[0].lead;
            row.purpose = QString::fromLatin1(row.id.value.hex());
            row.body = QStringLiteral("hi");
            row.state = QString::fromLatin1(state);
            row.epoch = 900;
            rows.push_back(row);
            does(*store, put(kMessage, row));
        }
        Message goes = rows[0];
        goes.id = {Pusher::fresh()};
        goes.purpose = QStringLiteral("goes");
        does(*store, put(kMessage, goes));
        QVERIFY(isCutOff(server, *store, "adopted"));
        QVERIFY((*store)->database().execute(
            "UPDATE message SET state='sent', provider_id='p', began=5 WHERE purpose='goes'"));
        QCOMPARE(said(adopt(server, *store)), QByteArray("ok"));
        const auto stateOf = [&](const Id &id) {
            return server.chief()->query("SELECT state FROM updesk.message WHERE id=$1", id)->bytes(0, 0);
        };
        for (const Message &row : rows)
            QCOMPARE(stateOf(row.id.value), row.state.toLatin1());
        QCOMPARE(stateOf(goes.id.value), QByteArray("sent"));
    }
    void nothingIsSentTwiceWhenNothingWasDone()
    {
        SyncServer server;
        const auto store = lone(server);
        const Before before(*store);
        QVERIFY(isCutOff(server, *store, "adopted"));
        const qint64 ops = onServer(server, "op_log");
        QVERIFY(isCutOff(server, *store, "adopted"));
        QCOMPARE(said(adopt(server, *store)), QByteArray("ok"));
        QCOMPARE(onServer(server, "op_log"), ops);
        staysAsItIs(server, *store);
    }
    // An older program named its deeds otherwise: its rows are there, and the new deed is told that they exist.
    void theRunOfAnOlderProgramIsGoneOnWith()
    {
        SyncServer server;
        const auto store = lone(server);
        Customer row = customer("Sam");
        does(*store, put(kCustomer, row));
        Pusher older(server, "ida");
        QCOMPARE(Pusher::outcome(older.push({Pusher::put(
                     "customer", row.id.value, "\"first\":\"Sam\",\"full_name\":\"Sam\",\"company\":\"Old Farm\"")})),
            QStringLiteral("ok"));
        QCOMPARE(said(adopt(server, *store)), QByteArray("ok"));
        QCOMPARE(older.row("customer", row.id.value)[QLatin1String("company")].toString(), QString());
        staysAsItIs(server, *store);
    }
    void whatSomebodyChangedThereLaterStands()
    {
        SyncServer server;
        const auto store = lone(server);
        const Customer sam = customer("Sam"), lee = customer("Lee");
        does(*store, put(kCustomer, sam));
        does(*store, put(kCustomer, lee));
        QVERIFY(isCutOff(server, *store, "adopted"));
        Pusher meg(server, "meg");
        meg.push({Pusher::set("customer", sam.id.value, "\"company\":\"Farm\"", "\"company\":\"\"")});
        Customer renamed = sam;
        renamed.first = QStringLiteral("Samuel");
        does(*store, set(kCustomer, sam, renamed));
        QVERIFY((*store)->database().execute("DELETE FROM deed")); // as the night's trimming does after a while
        QCOMPARE(said(adopt(server, *store)), QByteArray("ok"));
        const QJsonObject there = meg.row("customer", sam.id.value);
        QCOMPARE(there[QLatin1String("company")].toString(), QStringLiteral("Farm"));
        QCOMPARE(there[QLatin1String("first")].toString(), QStringLiteral("Samuel"));
    }
    void aPersonWhomTheGroupKnowsStaysAsTheGroupHasThem()
    {
        SyncServer server;
        const auto store = lone(server);
        Pusher ida(server, "ida");
        ida.push({Pusher::put("person", store->dana.value, "\"name\":\"Dana of the group\",\"active\":1")});
        QCOMPARE(said(adopt(server, *store)), QByteArray("ok"));
        const auto name = server.chief()->query("SELECT name FROM updesk.person WHERE id=$1", store->dana);
        QVERIFY(name);
        QCOMPARE(name->text(0, 0), QStringLiteral("Dana of the group"));
    }
};

// Every way in which a row of a store changes after it was made.
void TestAdopt::Before::changes()
{
    Session &desk = *store;
    must(bool(closeLead(desk, leads[0].lead, Closed::Lost, QStringLiteral("bought_elsewhere"))));
    const LeadId given[] = {leads[1].lead};
    must(bool(assign(desk, given, store.omar)) && bool(assign(desk, given, store.mike)));
    must(bool(reopenLead(desk, leads[2].lead))
        && bool(closeLead(desk, leads[2].lead, Closed::Bad, QStringLiteral("spam"))));
    must(bool(merge(desk, leads[3].customer, leads[4].customer)));
    must(bool(undoDeed(desk, toUndo)) && bool(undoDeed(desk, leads[5].deed)));
    store.add(store.webLead(40));
    const auto source = loaded<Source>(store, kSource, store.website.value);
    Source dearer = source;
    dearer.costMonth = 12'000;
    does(store, set(kSource, source, dearer));
    const auto lead = loaded<Lead>(store, kLead, leads[8].lead.value);
    Lead other = lead;
    other.owner = store.omar;
    other.comments = QStringLiteral("Calls back");
    must(bool(doDeed(desk, "test", {}, [&](Transaction &tx) -> Result<void> {
        Lead moved = lead;
        moved.owner = other.owner;
        if (auto done = apply(tx, set(kLead, lead, moved, Op::Kind::Assign)); !done)
            return done;
        return applyAll(tx, set(kLead, moved, other), remove(kLead, lead.id.value));
    })));
}

UPDESK_TEST(TestAdopt);
#include "tst_adopt.moc"
