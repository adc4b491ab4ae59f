// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/staff.h"
#include "core/store/log.h"
#include "tests/core/store/deeds.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestApply : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewRowIsLoadedAsItWasPut();
    void aPutMakesEveryFieldThatItLeavesOutItsDefault();
    void aSecondPutOfARowIsDuplicate();
    void onlyTheChangedFieldIsWritten();
    void aStaleValueBeforeIsConflictAndWritesNothing();
    void anAbsentRowIsConflict();
    void nothingChangedIsNoDeed();
    void rowsThatAreOnlyAddedRefuseAChangeButNotATombstone();
    void aCheckedFieldGoesOnlyFromOrToOpen();
    void theOwnerChangesOnlyByClaimOrAssign();
    void claimAndAssignNameNothingButTheOwner();
    void textThatCannotBeSentIsRefused();
    void anOpThatNamesAFieldTwiceOrNoFieldOfTheTableIsRefused();
    void aValueOfTheWrongTypeIsRefused();
    void aFailedOpPoisonsTheTransaction();
    void nothingIsWrittenAfterAFailedOp();
    void opsBeforeTheDeedIsStartedAreRefused();
    void aDeedHoldsNoMoreOpsThanItsIdsCanName();
    void aRemovedRowIsNotFound();
    void allRowsComeInTheOrderTheyWereMade();
    void anEditOfASettingNamesTheSeqThatWasRead();
};

void TestApply::aNewRowIsLoadedAsItWasPut()
{
    TempDesk desk;
    Lead lead = aLeadRow(1, 2);
    lead.comments = QStringLiteral("Zoë \U0001F697 \"ok\"\n");
    lead.downPayment = std::numeric_limits<qint64>::max();
    lead.preApproved = true;
    QVERIFY(applied(desk, put(kLead, lead)));
    const auto loaded = load(*desk.database, kLead, lead.id.value);
    QVERIFY(loaded);
    QVERIFY(*loaded == lead);
    QCOMPARE(desk.count("deed"), 1);
    QCOMPARE(desk.list("SELECT store_id||' '||seq FROM lead"), QByteArray("1 0\n"));
}

void TestApply::aPutMakesEveryFieldThatItLeavesOutItsDefault()
{
    TempDesk desk;
    const Id row = newId(1);
    QVERIFY(applied(desk, {Op::Kind::Put, &kLead, row, {}}));
    const auto lead = load(*desk.database, kLead, row);
    QVERIFY(lead);
    QCOMPARE(lead->timeframeDays, 0); // the file's default, not the struct's
    QVERIFY(lead->owner.isNull());
    QCOMPARE(desk.count("deed"), 1);
}

void TestApply::aSecondPutOfARowIsDuplicate()
{
    TempDesk desk;
    const Customer customer = aCustomer(1);
    QVERIFY(applied(desk, put(kCustomer, customer)));
    const auto again = applied(desk, put(kCustomer, customer));
    QVERIFY(!again);
    QCOMPARE(again.error().code, Error::Code::Duplicate);
    QCOMPARE(desk.count("deed"), 1);
}

void TestApply::onlyTheChangedFieldIsWritten()
{
    TempDesk desk;
    const Customer before = aCustomer(1);
    QVERIFY(applied(desk, put(kCustomer, before)));
    Customer mine = before, theirs = before;
    mine.first = QStringLiteral("Anna");
    theirs.last = QStringLiteral("Elm");
    QVERIFY(applied(desk, set(kCustomer, before, mine)));
    QVERIFY(applied(desk, set(kCustomer, before, theirs)));
    QCOMPARE(desk.list("SELECT first||last FROM customer"), QByteArray("AnnaElm\n"));
    QVERIFY(desk.list("SELECT ops FROM deed ORDER BY n DESC LIMIT 1")
                .endsWith("\"f\":{\"last\":\"Elm\"},\"b\":{\"last\":\"Oak\"}}]\n"));
}

void TestApply::aStaleValueBeforeIsConflictAndWritesNothing()
{
    TempDesk desk;
    const Customer before = aCustomer(1);
    QVERIFY(applied(desk, put(kCustomer, before)));
    Customer mine = before, theirs = before;
    mine.first = QStringLiteral("Anna");
    theirs.first = QStringLiteral("Annie");
    theirs.last = QStringLiteral("Elm");
    QVERIFY(applied(desk, set(kCustomer, before, mine)));
    const QByteArray rows = desk.rows();
    const auto stale = applied(desk, set(kCustomer, before, theirs));
    QVERIFY(!stale);
    QCOMPARE(stale.error().code, Error::Code::Conflict);
    QCOMPARE(stale.error().subject, QStringLiteral("customer"));
    QCOMPARE(desk.rows(), rows);
    QCOMPARE(desk.count("deed"), 2);
}

void TestApply::anAbsentRowIsConflict()
{
    TempDesk desk;
    QCOMPARE(applied(desk, remove(kCustomer, newId(5))).error().code, Error::Code::Conflict);
}

void TestApply::nothingChangedIsNoDeed()
{
    TempDesk desk;
    const Customer customer = aCustomer(1);
    QVERIFY(applied(desk, set(kCustomer, customer, customer)));
    QCOMPARE(desk.count("deed"), 0);
    QCOMPARE(*desk.database->state("sent"), 0);
}

void TestApply::rowsThatAreOnlyAddedRefuseAChangeButNotATombstone()
{
    TempDesk desk;
    const Activity note = aNote(1);
    QVERIFY(applied(desk, put(kActivity, note)));
    Activity changed = note;
    changed.body = QStringLiteral("did not call");
    const auto refused = applied(desk, set(kActivity, note, changed));
    QCOMPARE(refused.error().code, Error::Code::Invalid);
    QCOMPARE(refused.error().subject, QStringLiteral("activity.body"));
    QVERIFY(*load(*desk.database, kActivity, note.id.value) == note);
    QVERIFY(applied(desk, remove(kActivity, note.id.value)));
}

void TestApply::aCheckedFieldGoesOnlyFromOrToOpen()
{
    TempDesk desk;
    const Lead open = aLeadRow(1);
    Lead lost = open, sold = open;
    lost.closed = Closed::Lost;
    sold.closed = Closed::Sold;
    QVERIFY(applied(desk, put(kLead, open)));
    QVERIFY(applied(desk, set(kLead, open, lost)));
    const auto refused = applied(desk, set(kLead, lost, sold));
    QCOMPARE(refused.error().code, Error::Code::Invalid);
    QCOMPARE(refused.error().subject, QStringLiteral("lead.closed"));
    QVERIFY(applied(desk, set(kLead, lost, open)));
    QVERIFY(applied(desk, set(kLead, open, sold)));
}

void TestApply::theOwnerChangesOnlyByClaimOrAssign()
{
    TempDesk desk;
    const Lead free = aLeadRow(1);
    Lead mine = free, theirs = free;
    mine.owner = desk.by.who;
    theirs.owner = {newId(8)};
    QVERIFY(applied(desk, put(kLead, free)));
    QCOMPARE(applied(desk, set(kLead, free, mine)).error().code, Error::Code::Invalid);
    QCOMPARE(applied(desk, set(kLead, free, mine, Op::Kind::Merge)).error().code, Error::Code::Invalid);
    QVERIFY(applied(desk, set(kLead, free, mine, Op::Kind::Claim)));
    QVERIFY(applied(desk, set(kLead, mine, theirs, Op::Kind::Assign)));
    QVERIFY(load(*desk.database, kLead, free.id.value)->owner == theirs.owner);
}

void TestApply::claimAndAssignNameNothingButTheOwner()
{
    TempDesk desk;
    const Lead free = aLeadRow(1);
    Lead mine = free;
    mine.owner = desk.by.who;
    mine.comments = QStringLiteral("mine now");
    QVERIFY(applied(desk, put(kLead, free)));
    const auto refused = applied(desk, set(kLead, free, mine, Op::Kind::Claim));
    QCOMPARE(refused.error().code, Error::Code::Invalid);
    QCOMPARE(refused.error().subject, QStringLiteral("lead.comments"));
}

void TestApply::textThatCannotBeSentIsRefused()
{
    TempDesk desk;
    Customer customer = aCustomer(1);
    customer.first = QStringLiteral("A") + QChar(0) + QStringLiteral("nn");
    const auto nul = applied(desk, put(kCustomer, customer));
    QCOMPARE(nul.error().code, Error::Code::Invalid);
    QCOMPARE(nul.error().subject, QStringLiteral("customer.first"));
    const Op latin{Op::Kind::Put, &kCustomer, newId(2), {{kCustomer.find("first"), QByteArray("Zo\xeb"), {}}}};
    QCOMPARE(applied(desk, latin).error().code, Error::Code::Invalid);
    QCOMPARE(desk.count("customer"), 0);
    customer.first = QStringLiteral("half ") + QChar(0xd83d); // a lone surrogate becomes U+FFFD on the way
    QVERIFY(applied(desk, put(kCustomer, customer)));
    QVERIFY(readOps(*desk.database, desk.list("SELECT ops FROM deed")));
}

void TestApply::anOpThatNamesAFieldTwiceOrNoFieldOfTheTableIsRefused()
{
    TempDesk desk;
    const Value name = QByteArray("Ann");
    const Id row = rowId(1);
    for (const Op &op : {Op{Op::Kind::Put, &kCustomer, row, {{1, name, {}}, {1, name, {}}}},
             Op{Op::Kind::Put, &kCustomer, row, {{kCustomer.count, name, {}}}},
             Op{Op::Kind::Put, &kCustomer, row, {{-1, name, {}}}}})
        QCOMPARE(applied(desk, op).error().code, Error::Code::Invalid);
    QCOMPARE(desk.count("customer"), 0);
}

// SQLite itself would turn the number 5 into the text "5", and the log would then say something else than the row.
void TestApply::aValueOfTheWrongTypeIsRefused()
{
    TempDesk desk;
    const auto code = [&desk](const char *column, const Value &value) {
        return applied(desk, {Op::Kind::Put, &kLead, rowId(1), {{kLead.find(column), value, {}}}}).error().code;
    };
    for (const Value &value : {Value{qint64(5)}, Value{Bytes{"x"}}, Value{rowId(2)}, Value{}})
        QCOMPARE(code("comments", value), Error::Code::Invalid);
    for (const Value &value : {Value{QByteArray("5")}, Value{Bytes{"x"}}, Value{rowId(2)}, Value{}})
        QCOMPARE(code("received", value), Error::Code::Invalid);
    for (const Value &value : {Value{QByteArray("5")}, Value{Bytes{"x"}}, Value{qint64(5)}})
        QCOMPARE(code("customer_id", value), Error::Code::Invalid);
    QCOMPARE(desk.count("lead"), 0);
}

void TestApply::aFailedOpPoisonsTheTransaction()
{
    TempDesk desk;
    {
        auto tx = Transaction::begin(*desk.database, desk.by);
        QVERIFY(tx && tx->start("test"));
        QVERIFY(apply(*tx, put(kCustomer, aCustomer(1))));
        QVERIFY(!apply(*tx, put(kCustomer, aCustomer(1))));
        QVERIFY(!tx->commit());
        QVERIFY(!tx->commit());
    }
    QCOMPARE(desk.count("customer"), 0);
    QCOMPARE(desk.count("deed"), 0);
}

void TestApply::nothingIsWrittenAfterAFailedOp()
{
    TempDesk desk;
    auto tx = Transaction::begin(*desk.database, desk.by);
    QVERIFY(tx && tx->start("test"));
    QVERIFY(!apply(*tx, remove(kCustomer, rowId(9))));
    QCOMPARE(apply(*tx, put(kCustomer, aCustomer(1))).error().code, Error::Code::Failed);
    QVERIFY(!takeRow(*tx, kCustomer, aCustomer(2)));
    QVERIFY(!tx->start("again"));
    QVERIFY(!tx->derive());
}

void TestApply::opsBeforeTheDeedIsStartedAreRefused()
{
    TempDesk desk;
    auto tx = Transaction::begin(*desk.database, desk.by);
    QVERIFY(tx);
    QCOMPARE(apply(*tx, put(kCustomer, aCustomer(1))).error().code, Error::Code::Invalid);
    QVERIFY(!tx->commit());
}

void TestApply::aDeedHoldsNoMoreOpsThanItsIdsCanName()
{
    TempDesk desk;
    auto tx = Transaction::begin(*desk.database, desk.by);
    QVERIFY(tx && tx->start("test"));
    for (int i = 0; i < 65535; ++i)
        QVERIFY(apply(*tx, {Op::Kind::Put, &kTag, rowId(i), {}}));
    QCOMPARE(apply(*tx, {Op::Kind::Put, &kTag, rowId(65535), {}}).error().code, Error::Code::Invalid);
}

void TestApply::aRemovedRowIsNotFound()
{
    TempDesk desk;
    QCOMPARE(load(*desk.database, kCustomer, rowId(1)).error().code, Error::Code::NotFound);
    QVERIFY(applied(desk, put(kCustomer, aCustomer(1))));
    QVERIFY(applied(desk, remove(kCustomer, rowId(1))));
    QCOMPARE(load(*desk.database, kCustomer, rowId(1)).error().code, Error::Code::NotFound);
    QCOMPARE(applied(desk, remove(kCustomer, rowId(1))).error().code, Error::Code::Conflict);
    QCOMPARE(desk.count("customer"), 1);
}

void TestApply::allRowsComeInTheOrderTheyWereMade()
{
    TempDesk desk;
    for (const char *first : {"Ben", "Ann", "Cid"}) {
        Customer customer = aCustomer(1, first);
        customer.id = {newId(desk.clock.now())};
        QVERIFY(applied(desk, put(kCustomer, customer)));
        desk.clock.advance(1);
    }
    QStringList names;
    const auto all = loadAll(*desk.database, kCustomer);
    QVERIFY(all);
    for (const Customer &customer : *all)
        names += customer.first;
    QCOMPARE(names.join(u' '), QStringLiteral("Ben Ann Cid"));
    QVERIFY(loadAll(*desk.database, kPhone)->empty());
}

void TestApply::anEditOfASettingNamesTheSeqThatWasRead()
{
    TempDesk desk;
    const Setting made{{rowId(1)}, QStringLiteral("goal"), QStringLiteral("90")};
    QVERIFY(applied(desk, put(kSetting, made)));
    const auto last = [&] { return desk.list("SELECT ops FROM deed ORDER BY n DESC LIMIT 1"); };
    QVERIFY(!last().contains("\"s\":"));
    Setting first = made;
    first.value = QStringLiteral("91");
    QVERIFY(applied(desk, set(kSetting, made, first)));
    QVERIFY(last().contains("\"b\":{\"value\":\"90\"},\"s\":0}"));
    QVERIFY(desk.database->execute("UPDATE setting SET seq=77"));
    Setting second = first;
    second.value = QStringLiteral("92");
    QVERIFY(applied(desk, set(kSetting, first, second)));
    QVERIFY(last().contains(",\"s\":77}"));
    QVERIFY(readOps(*desk.database, last()));
    QVERIFY(applied(desk, put(kCustomer, aCustomer(2))));
    Customer renamed = aCustomer(2);
    renamed.first = QStringLiteral("Else");
    QVERIFY(applied(desk, set(kCustomer, aCustomer(2), renamed)));
    QVERIFY(!last().contains("\"s\":"));
}

UPDESK_TEST(TestApply);
#include "tst_apply.moc"
