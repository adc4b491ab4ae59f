// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/deeds.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

QByteArray s_ran;
bool s_restless = false;
bool s_refuses = false;

Result<void> first(Transaction &, std::span<const Id> subjects)
{
    s_ran += "first" + QByteArray::number(qsizetype(subjects.size())) + ' ';
    return {};
}

// Adds a history row in the deed that caused it, as the score does.
Result<void> second(Transaction &tx, std::span<const Id> subjects)
{
    s_ran += "second" + QByteArray::number(qsizetype(subjects.size())) + ' ';
    if (s_refuses)
        return Error{Error::Code::Failed, QStringLiteral("second"), {}};
    ScoreLog log;
    log.id = {tx.freshId()};
    log.lead = {subjects[0]};
    return apply(tx, put(kScoreLog, log));
}

Result<void> third(Transaction &tx, std::span<const Id>)
{
    s_ran += "third ";
    return s_restless ? second(tx, std::array{rowId(2)}) : Result<void>();
}

const Derivation kFirst{{{"lead", nullptr}, {"activity", "SELECT lead_id FROM activity WHERE id=?1"}}, first};
const Derivation kSecond{{{"lead", nullptr}}, second};
const Derivation kThird{{{"score_log", nullptr}}, third};

void watch(TempDesk &desk)
{
    desk.setup.derivations = {&kFirst, &kSecond, &kThird};
    desk.open();
    s_ran.clear();
    s_restless = s_refuses = false;
}

} // namespace

class TestTransaction : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void deedsOfOneMillisecondAreInOrder();
    void aClockSetBackNeverTakesTheLogBack();
    void aPulledClockIsNeverBehindUs();
    void theSentCursorOfALoneStoreFollows();
    void theSentCursorOfAJoinedStoreStands();
    void aDeedWithoutOpsInAnEmptyStoreCommits();
    void severalDeedsInOneTransactionAreRowsOfTheirOwn();
    void whatIsNotCommittedIsTakenBack();
    void aTransactionInsideAnotherIsRefusedAndHarmless();
    void whatSqliteGaveUpIsNeitherWrittenToNorCommitted();
    void settingsMoveTheirCounterOnce();
    void derivationsRunOnceInOrderForWhatWasTouched();
    void derivedEarlyRunsAgainOnlyForWhatIsNew();
    void opsOfADerivationStandInTheDeed();
    void derivationsThatComeToNoEndAreStopped();
    void aDerivationThatFailsStopsTheCommit();
};

static QByteArray clocks(TempDesk &desk)
{
    return desk.list("SELECT (hlc>>16)||'.'||(hlc&65535) FROM deed ORDER BY n");
}

void TestTransaction::deedsOfOneMillisecondAreInOrder()
{
    TempDesk desk;
    desk.clock.set(1000);
    for (int i = 1; i <= 3; ++i)
        QVERIFY(applied(desk, put(kCustomer, aCustomer(i))));
    QCOMPARE(clocks(desk), QByteArray("1000.0\n1000.1\n1000.2\n"));
    desk.clock.advance(1);
    QVERIFY(applied(desk, put(kCustomer, aCustomer(4))));
    QVERIFY(clocks(desk).endsWith("1001.0\n"));
}

// The order of deeds never goes back; when things happened is what the clock says, so that one wrong hour does not bend
// the times of everything after it.
void TestTransaction::aClockSetBackNeverTakesTheLogBack()
{
    TempDesk desk;
    desk.clock.set(100'000);
    QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
    desk.clock.set(50'000);
    desk.open();
    auto tx = Transaction::begin(*desk.database, desk.by);
    QVERIFY(tx);
    QCOMPARE(tx->now(), 50'000);
    QVERIFY(tx->start("one"));
    QVERIFY(apply(*tx, put(kCustomer, aCustomer(2))));
    QCOMPARE(tx->now(), 50'000);
    desk.clock.set(200'000);
    QVERIFY(tx->start("two"));
    QVERIFY(apply(*tx, put(kCustomer, aCustomer(3))));
    desk.clock.set(150'000);
    QVERIFY(tx->start("three"));
    QCOMPARE(tx->now(), 150'000);
    QVERIFY(apply(*tx, put(kCustomer, aCustomer(4))));
    QVERIFY(tx->commit());
    QCOMPARE(clocks(desk), QByteArray("100000.0\n100000.1\n200000.0\n200000.1\n"));
}

void TestTransaction::aPulledClockIsNeverBehindUs()
{
    TempDesk desk;
    desk.clock.set(1000);
    QVERIFY(desk.database->execute("INSERT INTO state VALUES('clock', (5000<<16)+7)"));
    QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
    QCOMPARE(clocks(desk), QByteArray("5000.8\n"));
}

void TestTransaction::theSentCursorOfALoneStoreFollows()
{
    TempDesk desk;
    QCOMPARE(*desk.database->state("sent"), 0);
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(applied(desk, put(kCustomer, aCustomer(i))));
        QCOMPARE(*desk.database->state("sent"), i);
    }
    QCOMPARE(*desk.database->state("nothing of this name"), 0);
}

void TestTransaction::theSentCursorOfAJoinedStoreStands()
{
    TempDesk desk;
    QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
    join(desk);
    QVERIFY(applied(desk, put(kCustomer, aCustomer(2))));
    QCOMPARE(*desk.database->state("sent"), 1);
}

void TestTransaction::aDeedWithoutOpsInAnEmptyStoreCommits()
{
    TempDesk desk;
    const auto deed = inDeed(desk, [](Transaction &tx) { return tx.written() ? Error{} : Result<void>(); });
    QVERIFY(deed);
    QCOMPARE(desk.count("deed"), 0);
}

void TestTransaction::severalDeedsInOneTransactionAreRowsOfTheirOwn()
{
    TempDesk desk;
    const Id import = newId(3);
    auto tx = Transaction::begin(*desk.database, desk.by);
    QVERIFY(tx);
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(tx->start("import", import));
        QVERIFY(!tx->written());
        QVERIFY(apply(*tx, put(kCustomer, aCustomer(i))));
        QVERIFY(apply(*tx, put(kCustomer, aCustomer(10 + i))));
        QVERIFY(tx->written());
    }
    QVERIFY(tx->start("import", import)); // of a lead that turned out to be known
    QVERIFY(tx->commit());
    QCOMPARE(desk.count("deed WHERE part_of=x'" + import.hex() + "' AND json_array_length(ops)=2"), 3);
    QCOMPARE(desk.list("SELECT count(DISTINCT id)||' '||count(DISTINCT hlc)||' '||hex(max(who)) FROM deed"),
        "3 3 " + desk.by.who.value.hex().toUpper() + '\n');
    QCOMPARE(*desk.database->state("sent"), 3);
}

void TestTransaction::whatIsNotCommittedIsTakenBack()
{
    TempDesk desk;
    const QByteArray before = desk.rows();
    {
        auto tx = Transaction::begin(*desk.database, desk.by);
        QVERIFY(tx && tx->start("test"));
        QVERIFY(apply(*tx, put(kCustomer, aCustomer(1))));
        QVERIFY(tx->derive());
        QCOMPARE(desk.count("word"), 2);
    }
    QCOMPARE(desk.rows(), before);
    QCOMPARE(desk.count("word"), 0);
    QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
}

void TestTransaction::aTransactionInsideAnotherIsRefusedAndHarmless()
{
    TempDesk desk;
    auto outer = Transaction::begin(*desk.database, desk.by);
    QVERIFY(outer && outer->start("test"));
    QVERIFY(apply(*outer, put(kCustomer, aCustomer(1))));
    QVERIFY(!Transaction::begin(*desk.database, desk.by));
    QVERIFY(outer->commit());
    QCOMPARE(desk.count("customer"), 1);
}

// A full disk makes SQLite roll back by itself; what follows would otherwise be saved statement by statement.
void TestTransaction::whatSqliteGaveUpIsNeitherWrittenToNorCommitted()
{
    TempDesk desk;
    {
        auto tx = Transaction::begin(*desk.database, desk.by);
        QVERIFY(tx && tx->start("test"));
        QVERIFY(apply(*tx, put(kCustomer, aCustomer(1))));
        QVERIFY(desk.database->execute("ROLLBACK"));
        QVERIFY(!apply(*tx, put(kCustomer, aCustomer(2))));
        QVERIFY(!takeRow(*tx, kCustomer, aCustomer(3)));
        QVERIFY(!tx->commit());
    }
    QCOMPARE(desk.count("customer"), 0);
    QCOMPARE(desk.count("deed"), 0);
}

void TestTransaction::settingsMoveTheirCounterOnce()
{
    TempDesk desk;
    const qint64 before = *desk.database->state("config");
    QVERIFY(inDeed(desk, [](Transaction &tx) -> Result<void> {
        if (auto one = apply(tx, {Op::Kind::Put, tx.database().table("source"), rowId(1), {}}); !one)
            return one;
        return apply(tx, {Op::Kind::Put, tx.database().table("target"), rowId(2), {}});
    }));
    QCOMPARE(*desk.database->state("config"), before + 1);
    QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
    QCOMPARE(*desk.database->state("config"), before + 1);
}

void TestTransaction::derivationsRunOnceInOrderForWhatWasTouched()
{
    TempDesk desk;
    watch(desk);
    QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
    QCOMPARE(s_ran, QByteArray());
    QVERIFY(inDeed(desk, [](Transaction &tx) -> Result<void> {
        for (int i = 0; i < 3; ++i) {
            if (auto note = apply(tx, put(kActivity, aNote(10 + i))); !note)
                return note;
        }
        return apply(tx, put(kActivity, aNote(20, 3)));
    }));
    QCOMPARE(s_ran, QByteArray("first2 "));
    s_ran.clear();
    QVERIFY(inDeed(desk, [](Transaction &tx) -> Result<void> {
        if (auto lead = apply(tx, put(kLead, aLeadRow(2))); !lead)
            return lead;
        return apply(tx, put(kActivity, aNote(30)));
    }));
    QCOMPARE(s_ran, QByteArray("first1 second1 third "));
}

void TestTransaction::derivedEarlyRunsAgainOnlyForWhatIsNew()
{
    TempDesk desk;
    watch(desk);
    QVERIFY(inDeed(desk, [](Transaction &tx) -> Result<void> {
        if (auto note = apply(tx, put(kActivity, aNote(10))); !note)
            return note;
        if (auto early = tx.derive(); !early)
            return early;
        return apply(tx, put(kActivity, aNote(11, 3)));
    }));
    QCOMPARE(s_ran, QByteArray("first1 first1 "));
    s_ran.clear();
    QVERIFY(inDeed(desk, [](Transaction &tx) -> Result<void> {
        auto note = apply(tx, put(kActivity, aNote(12)));
        return note ? tx.derive() : note;
    }));
    QCOMPARE(s_ran, QByteArray("first1 "));
}

void TestTransaction::opsOfADerivationStandInTheDeed()
{
    TempDesk desk;
    watch(desk);
    const auto deed = applied(desk, put(kLead, aLeadRow(2)));
    QVERIFY(deed);
    QCOMPARE(desk.count("score_log"), 1);
    QCOMPARE(opsOf(*desk.database, *deed)->size(), 2u);
    QVERIFY(undone(desk, *deed)->empty());
    QCOMPARE(desk.count("score_log WHERE deleted=1"), 1);
}

void TestTransaction::derivationsThatComeToNoEndAreStopped()
{
    TempDesk desk;
    watch(desk);
    s_restless = true;
    const auto stopped = applied(desk, put(kLead, aLeadRow(2)));
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, Error::Code::Failed);
    QCOMPARE(desk.count("lead"), 0);
    QCOMPARE(desk.count("deed"), 0);
}

void TestTransaction::aDerivationThatFailsStopsTheCommit()
{
    TempDesk desk;
    watch(desk);
    s_refuses = true;
    {
        auto tx = Transaction::begin(*desk.database, desk.by);
        QVERIFY(tx && tx->start("test"));
        QVERIFY(apply(*tx, put(kLead, aLeadRow(2))));
        QCOMPARE(tx->commit().error().subject, QStringLiteral("second"));
        QVERIFY(!tx->commit());
    }
    QCOMPARE(desk.count("lead"), 0);
}

UPDESK_TEST(TestTransaction);
#include "tst_transaction.moc"
