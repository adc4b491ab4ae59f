// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/deeds.h"
#include "tests/support/commitcount.h"
#include "tests/support/queryplan.h"
#include "tests/support/suite.h"

using namespace updesk;

static constexpr char kEcho[] = "SELECT ?1";
static constexpr char kThree[] = "SELECT value FROM json_each('[1,2,3]')";

class TestQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindOfValueComesBackAsItWent();
    void textKeepsWhatIsAfterItsNul();
    void aNullStringIsEmptyTextAndANullIdIsNull();
    void aPassingValueIsCopied();
    void theNextRunDoesNotSeeTheValuesOfTheLast();
    void aStatementUsedInsideItselfReadsBothToTheEnd();
    void otherSqlAtAKnownAddressIsNotMistakenForTheOld();
    void twoStatementsInOneAreRefused();
    void sqlThatCannotBePreparedIsAnErrorAtTheEnd();
    void aBindBeyondTheLastPlaceIsAnError();
    void nextAfterTheEndStaysAtTheEnd();
    void oneQueryRunsOnce();
    void aBrokenRuleOfTheTableIsInvalidAndASecondRowDuplicate();
    void commitsAreCountedOnlyWhenSomethingIsWritten();
    void aPlanShowsScansAndSorts();
};

void TestQuery::everyKindOfValueComesBackAsItWent()
{
    TempDesk desk;
    const std::vector<std::pair<Value, Column::Type>> values{
        {Value{}, Column::Type::Number},
        {std::numeric_limits<qint64>::min(), Column::Type::Number},
        {std::numeric_limits<qint64>::max(), Column::Type::Number},
        {QStringLiteral("Zoë 李 \U0001F697 ‏مرحبا").toUtf8(), Column::Type::Text},
        {QByteArray(), Column::Type::Text},
        {QByteArray(5'000'000, 'x'), Column::Type::Text},
        {newId(1), Column::Type::Id},
        {Bytes{QByteArray("\0\xff\x80", 3)}, Column::Type::Bytes},
        {Bytes{}, Column::Type::Bytes},
    };
    for (const auto &[value, type] : values) {
        Query q = desk.database->query(kEcho);
        q.bind(1, value);
        QVERIFY(q.next());
        QVERIFY(q.value(0, type) == value);
    }
}

void TestQuery::textKeepsWhatIsAfterItsNul()
{
    TempDesk desk;
    const QString text = QStringLiteral("before") + QChar(0) + QStringLiteral("after");
    Query q = desk.database->query(kEcho);
    q.bind(1, text);
    QVERIFY(q.next());
    QCOMPARE(q.text(0), text);
}

void TestQuery::aNullStringIsEmptyTextAndANullIdIsNull()
{
    TempDesk desk;
    {
        Query q = desk.database->query(kEcho);
        q.bind(1, QString());
        QVERIFY(q.next());
        QVERIFY(!q.isNull(0));
    }
    Query q = desk.database->query(kEcho);
    q.bind(1, CustomerId());
    QVERIFY(q.next());
    QVERIFY(q.isNull(0));
    QVERIFY(q.id(0).isNull());
}

void TestQuery::aPassingValueIsCopied()
{
    TempDesk desk;
    Query q = desk.database->query(kEcho);
    q.bind(1, Value{QByteArray("gone ") + QByteArray::number(7)});
    QVERIFY(q.next());
    QCOMPARE(q.bytes(0), QByteArray("gone 7"));
}

void TestQuery::theNextRunDoesNotSeeTheValuesOfTheLast()
{
    TempDesk desk;
    {
        Query q = desk.database->query(kEcho);
        QVERIFY(q.bind(1, 7).next());
    }
    Query q = desk.database->query(kEcho);
    QVERIFY(q.next());
    QVERIFY(q.isNull(0));
}

void TestQuery::aStatementUsedInsideItselfReadsBothToTheEnd()
{
    TempDesk desk;
    QByteArray seen;
    Query outer = desk.database->query(kThree);
    while (outer.next()) {
        Query inner = desk.database->query(kThree);
        while (inner.next())
            seen += QByteArray::number(10 * outer.number(0) + inner.number(0)) + ' ';
    }
    QCOMPARE(seen, QByteArray("11 12 13 21 22 23 31 32 33 "));
}

void TestQuery::otherSqlAtAKnownAddressIsNotMistakenForTheOld()
{
    TempDesk desk;
    char buffer[] = "SELECT 1";
    {
        Query q = desk.database->query(buffer);
        QVERIFY(q.next());
    }
    buffer[7] = '2';
    Query q = desk.database->query(buffer);
    QVERIFY(q.next());
    QCOMPARE(q.number(0), 2);
}

void TestQuery::twoStatementsInOneAreRefused()
{
    TempDesk desk;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("store: .*")));
    QVERIFY(!desk.database->once("DELETE FROM word; DELETE FROM word").run());
    QVERIFY(desk.database->once("DELETE FROM word ; ").run());
}

void TestQuery::sqlThatCannotBePreparedIsAnErrorAtTheEnd()
{
    TempDesk desk;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("store: no such table.*")));
    Query q = desk.database->once("SELECT 1 FROM nowhere WHERE x=?1");
    q.bind(1, 5);
    QVERIFY(!q.next());
    QCOMPARE(q.number(0), 0);
    QVERIFY(q.text(0).isEmpty());
    QVERIFY(!q.done());
    QCOMPARE(q.done().error().code, Error::Code::Failed);
}

void TestQuery::aBindBeyondTheLastPlaceIsAnError()
{
    TempDesk desk;
    Query q = desk.database->query(kEcho);
    q.bind(1, 1).bind(2, 2);
    QVERIFY(!q.next());
    QVERIFY(!q.done());
}

void TestQuery::nextAfterTheEndStaysAtTheEnd()
{
    TempDesk desk;
    Query q = desk.database->query(kThree);
    int rows = 0;
    while (q.next())
        ++rows;
    QVERIFY(!q.next());
    QVERIFY(!q.next());
    QVERIFY(q.done());
    QCOMPARE(rows, 3);
}

void TestQuery::oneQueryRunsOnce()
{
    TempDesk desk;
    Query q = desk.database->query("INSERT INTO word VALUES(?1, x'01')");
    QVERIFY(q.bind(1, QStringLiteral("once")).run());
    QVERIFY(!q.bind(1, QStringLiteral("twice")).run());
    QCOMPARE(desk.list("SELECT word FROM word"), QByteArray("once\n"));
}

void TestQuery::aBrokenRuleOfTheTableIsInvalidAndASecondRowDuplicate()
{
    TempDesk desk;
    QVERIFY(desk.database->execute("INSERT INTO word VALUES('a', x'01')"));
    QCOMPARE(desk.database->execute("INSERT INTO word VALUES('a', x'01')").error().code, Error::Code::Duplicate);
    QCOMPARE(desk.database->execute("INSERT INTO word VALUES(NULL, x'01')").error().code, Error::Code::Invalid);
    QCOMPARE(desk.database->execute("INSERT INTO word VALUES('b', 5)").error().code, Error::Code::Invalid);
}

void TestQuery::commitsAreCountedOnlyWhenSomethingIsWritten()
{
    TempDesk desk;
    CommitCount commits(*desk.database);
    QCOMPARE(desk.count("word"), 0);
    QCOMPARE(commits.count(), 0);
    auto tx = Transaction::begin(*desk.database, desk.by);
    QVERIFY(tx && tx->start("test"));
    QVERIFY(apply(*tx, put(kCustomer, aCustomer(1))));
    QVERIFY(apply(*tx, put(kCustomer, aCustomer(2, "Ben"))));
    QVERIFY(tx->commit());
    QCOMPARE(commits.count(), 1);
}

void TestQuery::aPlanShowsScansAndSorts()
{
    TempDesk desk;
    Database &db = *desk.database;
    QVERIFY(planFault(planOf(db, "SELECT * FROM lead WHERE id=?1")).isEmpty());
    QVERIFY(planFault(planOf(db, "SELECT * FROM lead WHERE customer_id=?1")).isEmpty());
    QCOMPARE(planFault(planOf(db, "SELECT * FROM lead l WHERE comments='x'")), QByteArray("SCAN l"));
    QVERIFY(planFault(planOf(db, "SELECT * FROM lead l WHERE comments='x'"), {"l"}).isEmpty());
    QVERIFY(planFault(planOf(db, "SELECT id FROM task WHERE lead_id=?1 ORDER BY note")).contains("TEMP B-TREE"));
    const QByteArray queue = "SELECT lead_id FROM lead_now WHERE grp<9 ORDER BY grp, k1, k2, k3, received LIMIT 50";
    QVERIFY(planFault(planOf(db, queue), {"lead_now_queue"}).isEmpty());
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("store: .*")));
    QVERIFY(planFault(planOf(db, "SELECT * FROM nowhere")).startsWith("error:"));
}

UPDESK_TEST(TestQuery);
#include "tst_query.moc"
