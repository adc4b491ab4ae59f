// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendhold.h"
#include "core/people/customer.h"
#include "core/store/desksetting.h"
#include "core/store/erase.h"
#include "core/store/setback.h"
#include "core/sync/older.h"
#include "core/sync/refill.h"
#include "core/sync/serverbackup.h"
#include "core/sync/serverlost.h"
#include "tests/support/oldstore.h"
#include "tests/support/suite.h"
#include "tests/support/tempdesk.h"

#include <QDir>
#include <QProcess>

using namespace updesk;

namespace
{
/// Has of every table but one what it is asked for; with no such table named it has nothing at all.
class Having final : public Remote
{
public:
    Result<Hello> hello(int) override { return Hello{}; }
    Result<std::vector<Answer>> push(PersonId, std::span<const OutDeed>) override { return std::vector<Answer>(); }
    Result<Page> pull(int, qint64, int) override { return Page{}; }
    Result<std::map<int, qint64>> feeds() override { return std::map<int, qint64>(); }
    Result<std::set<Id>> knows(std::span<const Id>) override { return std::set<Id>(); }
    bool speaksFor(PersonId) const override { return true; }
    Result<Page> older(PersonId, const OlderAsk &ask) override
    {
        Page page;
        for (const Id &row : ask.of) {
            if (without && QByteArray(ask.table->name) != without)
                page.rows.push_back({ask.table, row, 1, 1, {}});
        }
        return page;
    }
    const char *without = nullptr;
};
} // namespace

/// Whatever happens to the server, no desk lets go of a row without keeping it, and it says so.
class TestServerLost : public QObject
{
    Q_OBJECT

    struct PowerCut {
    };
    static inline int s_cutAfter = 0;
    static void cut(const char *step)
    {
        if (qstrcmp(step, "batch adopted") == 0 && s_cutAfter-- == 0)
            throw PowerCut{};
    }

    /// A store with Ann, Bob and Ida who sell, and its leads, before it goes to any server.
    static std::unique_ptr<TestStore> alone(const SyncServer &server, int leads)
    {
        auto store = std::make_unique<TestStore>();
        for (const char *login : {"ann", "bob", "ida"}) {
            const QString name = QString::fromLatin1(login);
            hire(*store, {server.person(login), name, name, Role::Sales, true});
        }
        for (int i = 0; i < leads; ++i)
            store->add(store->webLead(i));
        return store;
    }
    /// The desk from which a store was taken up, over the login that did it.
    struct Home {
        explicit Home(TestStore &of)
            : store(of),
              place(*serverPlace(of->database())),
              syncer(of->database(), place.store, of.clock, [this]() -> Result<std::unique_ptr<Remote>> {
                  auto remote = connectTo(place, SyncServer::passwordOf(place.login), store->database());
                  return remote ? Result<std::unique_ptr<Remote>>(std::move(*remote))
                                : Result<std::unique_ptr<Remote>>(remote.error());
              })
        {
        }
        TestStore &store;
        ServerPlace place;
        Syncer syncer;
    };

    /// What the desk's next talk says, once it has a connection.
    static QString said(Syncer &syncer)
    {
        for (int tries = 0; tries < 5; ++tries) {
            const Syncer::Turn turn = syncer.turn();
            if (turn.online)
                return QStringLiteral("online");
            if (turn.error->code != Error::Code::Offline)
                return QString::number(int(turn.error->code)) + u' ' + turn.error->subject;
        }
        return QStringLiteral("offline");
    }
    static QString lost() { return QString::number(int(Error::Code::Denied)) + QStringLiteral(" server_lost"); }
    static QString backUp(const SyncServer &server, const QTemporaryDir &folder)
    {
        Pg::Options admin = Postgres::shared().at({});
        admin.url = Postgres::shared().url(server.database);
        const auto backup = backUpServer(admin, folder.path(), QStringLiteral("yesterday"));
        if (!backup)
            qFatal("no backup");
        return backup->dump;
    }
    static void makeEmpty(const SyncServer &server)
    {
        const auto pg = Pg::open(Postgres::shared().at(QStringLiteral("postgres")));
        QVERIFY(pg);
        QVERIFY((*pg)->execute("DROP DATABASE " + server.database.toLatin1() + " WITH (FORCE)"));
        QVERIFY((*pg)->execute("CREATE DATABASE " + server.database.toLatin1() + " TEMPLATE template0"));
    }
    static void putBack(const SyncServer &server, const QString &dump)
    {
        makeEmpty(server);
        QProcess restore;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PGPASSWORD"), Postgres::shared().superPassword());
        environment.insert(QStringLiteral("PGUSER"), Postgres::shared().superuser());
        restore.setProcessEnvironment(environment);
        restore.start(QStringLiteral("/usr/lib/postgresql/15/bin/pg_restore"),
            {QStringLiteral("--exit-on-error"), QStringLiteral("--dbname=") + Postgres::shared().url(server.database),
                dump});
        QVERIFY(restore.waitForFinished(120'000));
        QVERIFY2(restore.exitCode() == 0, restore.readAllStandardError().constData());
    }
    static qint64 atServer(const SyncServer &server, const QByteArray &from)
    {
        const auto rows = server.chief()->query("SELECT count(*) FROM updesk." + from);
        return rows ? rows->number(0, 0) : -1;
    }
    static void rename(SharedDesk &desk, CustomerId customer, const char *company)
    {
        QVERIFY(doDeed(*desk.session, "rename", {}, [&](Transaction &tx) -> Result<void> {
            const auto before = load(tx.database(), kCustomer, customer.value);
            if (!before)
                return before.error();
            Customer after = *before;
            after.company = QLatin1String(company);
            return apply(tx, set(kCustomer, *before, after));
        }));
    }
    static QStringList copiesOf(const QString &path)
    {
        const QFileInfo file(path);
        return file.dir().entryList({file.fileName() + QStringLiteral(".before-refill-*")}, QDir::Files, QDir::Name);
    }
    static Result<qint64> adoptAgainAt(const SyncServer &server, Database &database, const Clock &clock)
    {
        return adoptAgain(database, server.as("ida"), server.options("ida"), clock);
    }
    /// What the server did not take, or took another's instead; but for leads that are given once more to who has them.
    static QByteArray refused(Database &database)
    {
        QByteArray all;
        const auto told = setbacks(database);
        for (const Setback &one : *told) {
            if (one.kind != Setback::Kind::TwoPlaces && one.field != "owner_id")
                all += one.verb + ' ' + one.table + '.' + one.field + ' ' + one.why.toUtf8() + ' ' + one.ours.toUtf8()
                    + " / " + one.theirs.toUtf8() + '\n';
        }
        return all;
    }
    static void isSound(const SyncServer &server)
    {
        const auto report = checkServer(*server.chief());
        QVERIFY(report);
        for (const auto &fault : report->faults)
            QFAIL(qPrintable(fault.what));
    }

private Q_SLOTS:
    // Bob's computer is gone for good, and with it what the backup does not have.
    void beforeRowsThatTheServerLostLeaveADeskACopyIsKept()
    {
        SyncServer server;
        const auto lone = adopted(server, 3);
        SharedDesk ann(server, lone->clock, "ann");
        ann.talk();
        const QTemporaryDir folder;
        const QString dump = backUp(server, folder);
        CustomerId his;
        {
            SharedDesk bob(server, lone->clock, "bob");
            bob.talk();
            const auto captured = capture(*bob.session, lone->webLead(20));
            QVERIFY(captured);
            his = captured->customer;
            bob.talk();
        }
        ann.talk();
        rename(ann, his, "Bob's");
        ann.talk();
        QCOMPARE(ann.count("lead"), 4);
        QVERIFY(copiesOf(ann.path).isEmpty());
        putBack(server, dump);
        QCOMPARE(said(*ann.syncer), QStringLiteral("online"));
        QCOMPARE(ann.count("lead"), 3);
        QCOMPARE(copiesOf(ann.path).size(), 1);
        const QString copy = copiesOf(ann.path).front();
        QCOMPARE(*keptBeforeRefill(ann.session->database()), copy);
        {
            const auto kept = Database::open(
                QFileInfo(ann.path).dir().filePath(copy), deskSetup(lone->clock), Database::Open::Existing);
            QVERIFY(kept);
            QCOMPARE(load(**kept, kCustomer, his.value)->company, QStringLiteral("Bob's"));
            Query leads = (*kept)->once("SELECT count(*) FROM lead");
            QVERIFY(leads.next());
            QCOMPARE(leads.number(0), 4);
        }
        ann.syncer->forgetConnection();
        ann.talk();
        QCOMPARE(copiesOf(ann.path).size(), 1);
        lone->clock.advance(8 * kDay); // everybody knows by now
        QCOMPARE(*keptBeforeRefill(ann.session->database()), QString());
    }
    void whatOnlyLeftTheDesksMonthsIsNotCopied()
    {
        OldStore old(20);
        SharedDesk ida(old.server, old.clock(), "ida");
        while (ida.talk().filling) { }
        const auto fetch =
            OlderFetch::open(ida.session->database(), ida.place.store, old.customer, ida.session->person());
        QVERIFY(fetch);
        for (bool whole = false; !whole;) {
            const auto done = ida.syncer->fetch(**fetch);
            QVERIFY(done);
            whole = *done;
        }
        const QByteArray gone = "lead WHERE id=x'" + old.gone.value.hex() + '\'';
        QCOMPARE(ida.count(gone), 1);
        QVERIFY(setDeskSetting(ida.session->database(), QStringLiteral("synced_columns"), QStringLiteral("fewer")));
        ida.syncer->forgetConnection();
        while (ida.talk().filling) { }
        ida.talk();
        QCOMPARE(ida.count(gone), 0);
        QVERIFY(!*isRefilling(ida.session->database()));
        QVERIFY(copiesOf(ida.path).isEmpty());
    }
    void aFewCopiesStayAndNoneWhenSomebodyIsErased()
    {
        TempDesk desk;
        for (int i = 0; i < 5; ++i) {
            QVERIFY(keepBeforeRefill(*desk.database));
            QVERIFY(keepBeforeRefill(*desk.database)); // once a refill
            QVERIFY(desk.database->execute("DELETE FROM state WHERE k='refill_kept'"));
            desk.clock.advance(kSecond);
        }
        QCOMPARE(copiesOf(desk.path).size(), 3);
        QCOMPARE(copiesOf(desk.path).last(), *keptBeforeRefill(*desk.database));
        desk.clock.advance(-kDay); // set back
        QVERIFY(desk.database->execute("DELETE FROM state WHERE k='refill_kept'"));
        QVERIFY(keepBeforeRefill(*desk.database));
        QCOMPARE(copiesOf(desk.path).size(), 3);
        QCOMPARE(copiesOf(desk.path).first(), *keptBeforeRefill(*desk.database));
        QVERIFY(desk.database->setState("wipe", 1));
        QVERIFY(*wipe(*desk.database));
        QVERIFY(copiesOf(desk.path).isEmpty());
    }
    void aBackupFromBeforeTheStoreWasTakenUpStopsItsDesksUntilItIsTakenUpAgain()
    {
        SyncServer server;
        const auto lone = alone(server, 3);
        const QTemporaryDir folder;
        const QString dump = backUp(server, folder);
        takeUp(*lone, server);
        lone->reopen();
        (*lone)->setPerson(server.person("ida"));
        Database &database = (*lone)->database();
        Home home(*lone);
        QCOMPARE(said(home.syncer), QStringLiteral("online"));
        lone->add(lone->webLead(10));
        SharedDesk ann(server, lone->clock, "ann");
        ann.talk();
        QVERIFY(capture(*ann.session, lone->webLead(20)));
        ann.talk();
        QCOMPARE(said(home.syncer), QStringLiteral("online"));
        ann.talk();
        QCOMPARE(lone->count("lead"), 5);
        QCOMPARE(ann.count("lead"), 5);
        putBack(server, dump);
        const QByteArray before = ann.rows();
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(said(home.syncer), lost());
            QCOMPARE(said(*ann.syncer), lost());
        }
        QCOMPARE(lone->count("lead"), 5);
        QVERIFY(ann.rows() == before);
        QCOMPARE(atServer(server, "lead"), 0);
        QVERIFY(capture(*ann.session, lone->webLead(30))); // the day goes on
        const auto first = adoptStore(database, server.as("ida"), server.options("ida"), lone->clock);
        QVERIFY(!first && first.error().code == Error::Code::Duplicate);
        s_cutAfter = 3;
        onStep = cut;
        QVERIFY_THROWS_EXCEPTION(PowerCut, (void)adoptAgainAt(server, database, lone->clock));
        onStep = nullptr;
        QCOMPARE(said(home.syncer), lost()); // a part of it is no store
        QCOMPARE(lone->count("lead"), 5);
        const auto again = adoptAgainAt(server, database, lone->clock);
        QVERIFY2(again, again ? "" : qPrintable(again.error().subject + u' ' + again.error().detail));
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(said(home.syncer), QStringLiteral("online"));
            QCOMPARE(said(*ann.syncer), QStringLiteral("online"));
        }
        QCOMPARE(atServer(server, "lead"), 6);
        QCOMPARE(lone->count("lead"), 6);
        QCOMPARE(ann.count("lead"), 6);
        for (Database *one : {&database, &ann.session->database()}) {
            QCOMPARE(unsent(*one)->deeds, 0);
            QCOMPARE(refused(*one), QByteArray());
            QVERIFY(copiesOf(one->path()).isEmpty());
        }
        isSound(server);
    }
    void oneTableThatWasLostIsNoServerThatWasLost()
    {
        TempDesk desk;
        auto tx = Transaction::begin(*desk.database, {{}, 1});
        QVERIFY(tx);
        for (int i = 0; i < 60; ++i) {
            const Table *table = desk.database->table(i < 30 ? "customer" : "lead");
            QVERIFY(takeRow(*tx, {table, newId(i), 1, i + 1, {}}));
        }
        QVERIFY(tx->commit());
        Having server;
        const std::map<int, qint64> feeds{{1, 100}};
        const auto has = [&] { return bool(stillHasOurs(*desk.database, server, feeds, 1, QStringLiteral("new"))); };
        QVERIFY(!has());
        server.without = "customer";
        QVERIFY(has());
    }
    void documentsAreNotReadAtEveryHello()
    {
        TempDesk desk;
        const auto last = [&] { return *deskSetting(*desk.database, QStringLiteral("last_taken")); };
        const Table *parts = desk.database->table("original_part"), *leads = desk.database->table("lead");
        QVERIFY(keepLastTaken(*desk.database, 1, {{{parts, newId(1), 1, 2, {}}}, 0, 2}));
        QCOMPARE(last(), QString());
        QVERIFY(keepLastTaken(*desk.database, 1, {{{leads, newId(2), 1, 1, {}}, {parts, newId(1), 1, 2, {}}}, 0, 2}));
        QVERIFY(last().startsWith(QLatin1String("lead ")));
    }
    void whatAServerCannotSayIsNoLoss()
    {
        SyncServer server;
        const auto lone = adopted(server, 3);
        SharedDesk ann(server, lone->clock, "ann");
        ann.talk();
        QVERIFY(capture(*ann.session, lone->webLead(20)));
        ann.talk();
        QVERIFY(!deskSetting(ann.session->database(), QStringLiteral("last_given"))->isEmpty());
        QVERIFY(server.chief()->execute("DROP FUNCTION updesk.sync_knows(int, uuid[])"));
        ann.syncer->forgetConnection();
        QCOMPARE(said(*ann.syncer), QStringLiteral("online"));
        QCOMPARE(*ann.session->database().state("refills"), 0);
        QVERIFY(!*sendHold(ann.session->database()));
    }
    // Never greeted between: what was brought up stands in the file as it was.
    void theDeskThatTookItUpNoticesAtItsFirstTalk()
    {
        SyncServer server;
        const auto lone = alone(server, 3);
        const QTemporaryDir folder;
        const QString dump = backUp(server, folder);
        takeUp(*lone, server);
        putBack(server, dump);
        Home home(*lone);
        QCOMPARE(said(home.syncer), lost());
        QCOMPARE(lone->count("lead"), 3);
    }
    void aNewAndEmptyServerTakesNothingFromItsDesks()
    {
        SyncServer server;
        const auto lone = adopted(server, 3);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        ann.talk();
        QVERIFY(capture(*ann.session, lone->webLead(20)));
        ann.talk();
        bob.talk();
        makeEmpty(server);
        QVERIFY(installServer(server.order()));
        for (const auto &[login, role] : {std::pair{"ann", "sales"}, {"bob", "sales"}, {"ida", "admin"}}) {
            NewMember member;
            member.login = QString::fromLatin1(login);
            member.store = SyncServer::kStore;
            member.role = QString::fromLatin1(role);
            member.person = server.person(login);
            member.name = member.login;
            QVERIFY(addMember(*server.chief(), member, server.clock.now()));
        }
        const QByteArray before = bob.rows();
        QCOMPARE(said(*ann.syncer), lost());
        QVERIFY(capture(*ann.session, lone->webLead(21)));
        QCOMPARE(said(*bob.syncer), lost());
        QCOMPARE(ann.count("lead"), 5);
        QVERIFY(bob.rows() == before);
        QCOMPARE(atServer(server, "lead"), 0);
        QCOMPARE(ann.count("setback") + bob.count("setback"), 0);
        const auto again = adoptAgainAt(server, bob.session->database(), lone->clock);
        QVERIFY2(again, again ? "" : qPrintable(again.error().subject + u' ' + again.error().detail));
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(said(*ann.syncer), QStringLiteral("online"));
            QCOMPARE(said(*bob.syncer), QStringLiteral("online"));
        }
        for (SharedDesk *desk : {&ann, &bob}) {
            QCOMPARE(desk->count("lead"), 5);
            QCOMPARE(refused(desk->session->database()), QByteArray());
            QVERIFY(*sendHold(desk->session->database())); // who knows what had left
        }
        QCOMPARE(ann.rows(), bob.rows());
        isSound(server);
    }
    // As of a machine of which a snapshot is put back: nothing of the server itself tells.
    void aServerThatIsPutBackWithAllItsFilesIsNoticed()
    {
        SyncServer server;
        const auto lone = adopted(server, 3);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob"), ida(server, lone->clock, "ida");
        const std::array desks{&ann, &bob, &ida};
        for (SharedDesk *desk : desks)
            desk->talk();
        Postgres &pg = Postgres::shared();
        const QString cp = QStringLiteral("/bin/cp"), mv = QStringLiteral("/bin/mv"), data = QStringLiteral("data"),
                      kept = QStringLiteral("data.kept");
        pg.stop();
        pg.must(cp, {QStringLiteral("-a"), data, kept});
        pg.start();
        const auto generation = [&server] { return server.chief()->query("SELECT updesk.generation()")->bytes(0, 0); };
        const QByteArray before = generation();
        for (int i = 0; i < 3; ++i)
            QVERIFY(capture(*bob.session, lone->webLead(20 + i)));
        for (SharedDesk *desk : {&bob, &ida}) {
            QCOMPARE(said(*desk->syncer), QStringLiteral("online"));
            QCOMPARE(desk->count("lead"), 6);
            QVERIFY(!*sendHold(desk->session->database())); // that it was started again is no reason
        }
        pg.stop();
        pg.must(mv, {data, QStringLiteral("data.lost")});
        pg.must(mv, {kept, data});
        pg.start();
        QCOMPARE(generation(), before);
        for (int i = 0; i < 5; ++i) { // beyond the numbers that were lost
            QVERIFY(capture(*ann.session, lone->webLead(30 + i)));
            QCOMPARE(said(*ann.syncer), QStringLiteral("online"));
        }
        for (int i = 0; i < 3; ++i) {
            for (SharedDesk *desk : desks) {
                desk->syncer->forgetConnection();
                QCOMPARE(said(*desk->syncer), QStringLiteral("online"));
            }
        }
        QCOMPARE(atServer(server, "lead"), 11);
        for (SharedDesk *desk : desks) {
            QCOMPARE(desk->count("lead"), 11);
            QVERIFY(desk->rows() == ann.rows());
            QCOMPARE(unsent(desk->session->database())->deeds, 0);
            QVERIFY(*sendHold(desk->session->database()));
            const qint64 refills = *desk->session->database().state("refills");
            QVERIFY(refills == 1 || refills == 2); // once more where the server became another one by the desk's word
        }
        QVERIFY(generation() != before);
        isSound(server);
    }
    void aServerThatStandsBelowWhatADeskHasIsAnOlderCopy()
    {
        SyncServer server;
        const auto lone = adopted(server, 3);
        SharedDesk ann(server, lone->clock, "ann");
        ann.talk();
        QVERIFY(server.chief()->execute("UPDATE updesk.feed SET seq=seq-1 WHERE store_id=1"));
        ann.syncer->forgetConnection();
        ann.talk();
        QVERIFY(*sendHold(ann.session->database()));
        QCOMPARE(*ann.session->database().state("refills"), 1);
        ann.syncer->forgetConnection();
        ann.talk();
        QCOMPARE(*ann.session->database().state("refills"), 1);
    }
};

UPDESK_TEST(TestServerLost);
#include "tst_serverlost.moc"
