// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dnc.h"
#include "core/people/customer.h"
#include "core/sync/dncserver.h"
#include "core/sync/join.h"
#include "tests/support/joineddesk.h"
#include "tests/support/shareddesk.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QBuffer>

using namespace updesk;

/// The national do-not-call list of a shared store.
class TestDncServer : public QObject
{
    Q_OBJECT

    static Result<void> begun(DncTarget &target, const std::vector<DncNumber> &numbers)
    {
        auto begin = target.begin();
        return begin ? target.keep(numbers) : begin;
    }
    static Result<void> list(const SyncServer &server, const char *login, const std::vector<DncNumber> &numbers)
    {
        const auto target = serverListTarget(server.as(login), SyncServer::kStore);
        if (auto sent = begun(*target, numbers); !sent)
            return sent;
        FakeClock clock;
        QTemporaryDir dir;
        const auto database = Database::open(dir.filePath(QStringLiteral("x.updesk")), deskSetup(clock));
        auto tx = Transaction::begin(**database, {{}, SyncServer::kStore});
        return target->finish(*tx);
    }
    static std::vector<std::pair<PhoneId, bool>> wrong(const SyncServer &server, const char *login = "meg")
    {
        const auto rows = serverListTarget(server.as(login), SyncServer::kStore)->wrongMarks({}, 100);
        return rows ? *rows : std::vector<std::pair<PhoneId, bool>>();
    }
    static qint64 numbersOn(const SyncServer &server)
    {
        const auto rows = server.chief()->query(
            "SELECT count(*) FROM updesk.dnc d JOIN updesk.dnc_load l USING (store_id, load) WHERE store_id=1");
        return rows ? rows->number(0, 0) : -1;
    }
    static Id phone(Pusher &pusher, const char *number)
    {
        const Id customer = Pusher::fresh(), row = Pusher::fresh();
        pusher.push({Pusher::put("customer", customer, "\"first\":\"Sam\""),
            Pusher::put(
                "phone", row, "\"customer_id\":\"" + customer.hex() + "\",\"e164\":\"" + QByteArray(number) + '"')});
        return row;
    }

    /// The list of the server, for a file whose transaction comes to nothing when the list is there.
    class Torn final : public DncTarget
    {
    public:
        explicit Torn(std::unique_ptr<DncTarget> target) : m_target(std::move(target)) { }
        Result<void> begin() override { return m_target->begin(); }
        Result<void> keep(const std::vector<DncNumber> &run) override { return m_target->keep(run); }
        Result<void> finish(Transaction &tx) override
        {
            auto done = m_target->finish(tx);
            return done ? tx.database().execute("ROLLBACK") : done;
        }
        bool outlives() const override { return m_target->outlives(); }
        Result<void> tidy() override { return m_target->tidy(); }
        Result<std::vector<std::pair<PhoneId, bool>>> wrongMarks(PhoneId after, int most) override
        {
            return m_target->wrongMarks(after, most);
        }

    private:
        std::unique_ptr<DncTarget> m_target;
    };

private Q_SLOTS:
    void aListGoesThereByCopyAndNamesThePhonesToMark()
    {
        const SyncServer server;
        Pusher ann(server, "ann");
        const Id on = phone(ann, "+12125550150");
        phone(ann, "+12125550151");
        phone(ann, "+442079460018");
        phone(ann, "+1");
        QVERIFY(list(server, "meg", {2125550150, 2125550199}));
        QCOMPARE(numbersOn(server), 2);
        const auto marks = wrong(server);
        QCOMPARE(marks.size(), size_t(1));
        QCOMPARE(marks.front().first.value, on);
        QVERIFY(marks.front().second);
        ann.push({Pusher::set("phone", on, "\"dnc_on\":1", "\"dnc_on\":0")});
        QVERIFY(wrong(server).empty());
        QVERIFY(list(server, "meg", {2125550199}));
        QCOMPARE(wrong(server).size(), size_t(1)); // marked, and no longer on it
        QVERIFY(!wrong(server).front().second);
        QCOMPARE(numbersOn(server), 1);
    }
    void whatBreaksOffLeavesTheOldListWhole()
    {
        const SyncServer server;
        QVERIFY(list(server, "meg", {2125550150}));
        {
            const auto target = serverListTarget(server.as("meg"), SyncServer::kStore);
            QVERIFY(begun(*target, {2125550151, 2125550152}));
        } // the connection goes, and with it the transaction
        QTRY_COMPARE(numbersOn(server), 1);
        QVERIFY(list(server, "meg", {2125550151, 2125550152}));
        QCOMPARE(numbersOn(server), 2);
    }
    // The server has the list when this desk cannot write down that it has.
    void aFileThatDoesNotTakeTheDateIsMendedByTheSameImport()
    {
        SyncServer server;
        const auto lone = adoptedWithManager(server);
        SharedDesk meg(server, lone->clock, "meg");
        Pusher ann(server, "ann");
        const Id on = phone(ann, "+12125550150");
        meg.talk();
        const auto import = [&](DncTarget &target) {
            QBuffer file;
            file.setData("2125550150\n2125550199\n");
            return file.open(QIODevice::ReadOnly) ? importDnc(*meg.session, file, QDate(2026, 3, 1), target)
                                                  : Result<DncImported>(Error{});
        };
        Torn torn(serverListTarget(server.as("meg"), SyncServer::kStore));
        const auto first = import(torn);
        QVERIFY(!first);
        QCOMPARE(first.error().subject, QStringLiteral("list_date"));
        QCOMPARE(numbersOn(server), 2);
        QVERIFY(load(meg.session->database(), kPhone, on)->dncOn); // nobody calls it meanwhile
        QVERIFY(!dncStatus(meg.session->database())->dated.isValid());
        const auto second = import(*serverListTarget(server.as("meg"), SyncServer::kStore));
        QVERIFY2(second, second ? "" : qPrintable(second.error().subject + second.error().detail));
        QCOMPARE(numbersOn(server), 2);
        QCOMPARE(dncStatus(meg.session->database())->dated, QDate(2026, 3, 1));
        meg.talk();
        QVERIFY(wrong(server).empty());
        QCOMPARE(meg.count("setback"), 0);
    }
    void onlyManagersPutOneInAndNobodyReadsOrWritesTheTables()
    {
        const SyncServer server;
        QCOMPARE(list(server, "ann", {2125550150}).error().code, Error::Code::Denied);
        QVERIFY(list(server, "meg", {2125550150}));
        const auto ann = server.as("ann");
        for (const char *sql : {"SELECT count(*) FROM updesk.dnc", "SELECT count(*) FROM updesk.dnc_load",
                 "INSERT INTO updesk.dnc VALUES (1, 1, 2125550177)", "DELETE FROM updesk.dnc",
                 "INSERT INTO updesk.dnc_in VALUES (1, '{2125550177}')", "SELECT * FROM updesk.dnc_wrong(1, NULL, 10)",
                 "SELECT updesk.dnc_finish(1)"})
            QVERIFY2(!ann->query(sql), sql);
        const auto meg = server.as("meg");
        QVERIFY(!meg->query("INSERT INTO updesk.dnc_in VALUES (1, '{2125550177}')")); // not begun
        QVERIFY(!meg->query("SELECT updesk.dnc_begin(2)")); // another store's
        QVERIFY(meg->execute("BEGIN"));
        QVERIFY(meg->query("SELECT updesk.dnc_begin(1)"));
        QVERIFY(!meg->query("INSERT INTO updesk.dnc_in VALUES (2, '{2125550177}')"));
        QVERIFY(meg->execute("ROLLBACK"));
        QCOMPARE(numbersOn(server), 1);
    }
    void numbersThatAreNoneAreLeftOut()
    {
        const SyncServer server;
        QVERIFY(list(server, "meg", {2125550150, 5, 99'999'999'999, 2125550150}));
        QCOMPARE(numbersOn(server), 1);
    }
    void aMillionNumbersTakeSeconds()
    {
        const SyncServer server;
        std::vector<std::vector<DncNumber>> runs(4);
        for (DncNumber i = 0; i < 1'000'000; ++i)
            runs[i / 250'000].push_back(2'000'000'000 + i * 7'000);
        QElapsedTimer timer;
        timer.start();
        const auto target = serverListTarget(server.as("meg"), SyncServer::kStore);
        QVERIFY(target->begin());
        for (const auto &run : runs)
            QVERIFY(target->keep(run));
        const JoinedDesk desk(server);
        auto tx = Transaction::begin(*desk.database, {{}, SyncServer::kStore});
        QVERIFY(target->finish(*tx));
        qInfo("a million numbers: %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 60'000);
        QCOMPARE(numbersOn(server), 1'000'000);
    }
};
UPDESK_TEST(TestDncServer);
#include "tst_dncserver.moc"
