// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/check.h"
#include "core/store/parents.h"
#include "tests/core/store/deeds.h"
#include "tests/support/suite.h"

#include <set>

using namespace updesk;

using Fault = CheckReport::Fault;

/// A sound store: a customer with a telephone, a lead, a note, one change, one removed row, one undone deed.
static void fill(TempDesk &desk)
{
    Phone phone;
    phone.id = {rowId(4)};
    phone.customer = {rowId(1)};
    phone.e164 = QStringLiteral("+15555550123");
    const Customer before = aCustomer(1);
    Customer after = before;
    after.last = QStringLiteral("Elm");
    const bool done = applied(desk, put(kCustomer, before)) && applied(desk, put(kLead, aLeadRow(2)))
        && applied(desk, put(kActivity, aNote(3))) && applied(desk, put(kPhone, phone))
        && applied(desk, set(kCustomer, before, after)) && applied(desk, put(kCustomer, aCustomer(5, "Ben")))
        && applied(desk, remove(kCustomer, rowId(5)))
        && undone(desk, *applied(desk, put(kCustomer, aCustomer(6, "Cid"))));
    if (!done)
        qFatal("cannot fill the store");
}

/// What a check says, a line a fault: kind table.column rows.
static QByteArray said(TempDesk &desk, const DerivedFaults &derived = {})
{
    const auto report = checkStore(*desk.database, derived);
    if (!report)
        return "error: " + report.error().detail.toUtf8();
    if (!report->damage.isEmpty())
        return "damaged";
    QByteArray out;
    for (const Fault &fault : report->faults) {
        static constexpr const char *kKinds[] = {"log ", "orphan ", "derived "};
        out += kKinds[size_t(fault.kind)] + fault.table.toUtf8() + '.' + fault.column.toUtf8() + ' '
            + QByteArray::number(fault.rows) + '\n';
    }
    return out;
}

class TestCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSoundStoreHasNoFaults()
    {
        TempDesk desk;
        QVERIFY(checkStore(*desk.database)->sound());
        fill(desk);
        QCOMPARE(said(desk), QByteArray());
        QVERIFY(checkStore(*desk.database)->sound());
    }
    void checkingWritesNothing()
    {
        TempDesk desk;
        fill(desk);
        const int before = desk.database->changed();
        const QByteArray rows = desk.rows();
        QVERIFY(checkStore(*desk.database));
        QCOMPARE(desk.rows(), rows);
        QCOMPARE(desk.database->changed(), before);
    }
    void plantedFaultsAreFound_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("report");
        const auto row = [](const char *name, const QByteArray &sql, const QByteArray &report) {
            QTest::newRow(name) << sql << report;
        };
        const QByteArray two = "x'" + rowId(2).hex() + '\'', three = "x'" + rowId(3).hex() + '\'';
        row("a changed field", "UPDATE customer SET last='Ash' WHERE last='Elm'", "log customer.last 1\n");
        row("an older value of a field", "UPDATE customer SET last='Oak' WHERE last='Elm'", "log customer.last 1\n");
        row("a field the log never named", "UPDATE customer SET company='x' WHERE first='Ann'",
            "log customer.company 1\n");
        row("a removed row brought back", "UPDATE customer SET deleted=0", "log customer.deleted 2\n");
        row("a row removed behind the log", "UPDATE activity SET deleted=1", "log activity.deleted 1\n");
        row("a row taken out", "DELETE FROM phone", "log phone. 1\n");
        row("a parent taken out", "DELETE FROM lead", "log lead. 1\norphan activity.lead_id 1\n");
        row("a parent never there", "UPDATE activity SET lead_id=x'00112233445566778899aabbccddeeff'",
            "log activity.lead_id 1\norphan activity.lead_id 1\n");
        row("a parent that is needed and missing", "UPDATE phone SET customer_id=NULL",
            "log phone.customer_id 1\norphan phone.customer_id 1\n");
        row("orphans that were taken, not logged",
            "INSERT INTO phone(id, store_id, customer_id) VALUES(x'01', 1, x'02'), (x'03', 1, x'02')",
            "orphan phone.customer_id 2\n");
        row("a removed orphan is no fault",
            "INSERT INTO phone(id, store_id, customer_id, deleted) VALUES(x'01', 1, x'02', 1)", "");
        row("a child of a removed parent is no fault",
            "INSERT INTO phone(id, store_id, customer_id) VALUES(x'01', 1, x'" + rowId(5).hex() + "')", "");
        row("a deed that is no log line", "UPDATE deed SET ops='[{' WHERE n=3", "log deed.ops 1\n");
        row("a deed of an unknown table", "UPDATE deed SET ops=replace(ops,'activity','rocket') WHERE n=3",
            "log deed.ops 1\n");
        row("a deed out of order", "UPDATE deed SET hlc=1 WHERE n=3", "log deed.hlc 1\n");
        row("a line of the log that is gone", "DELETE FROM deed WHERE n=3", "log deed.n 1\n");
        row("the first lines gone", "DELETE FROM deed WHERE n<3", "log deed.n 1\n");
        row("the last lines gone", "DELETE FROM deed WHERE n>4", "log customer.last 1\nlog state.sent 1\n");
        row("two lines that changed places",
            "UPDATE deed SET n=-n; UPDATE deed SET n=CASE n WHEN -2 THEN 3 WHEN -3 THEN 2"
            " ELSE -n END",
            "log deed.hlc 1\n");
        row("lines that were trimmed are not missed",
            "INSERT INTO state VALUES('trimmed', 2); DELETE FROM deed WHERE n<3", "");
        row("a cursor beyond the log", "UPDATE state SET v=99 WHERE k='sent'", "log state.sent 1\n");
        row("no cursor", "DELETE FROM state WHERE k='sent'", "log state.sent 1\n");
        row("a row that the server has sent since", "UPDATE lead SET seq=7, comments='theirs' WHERE id=" + two, "");
        const QByteArray unsent = "UPDATE state SET v=0 WHERE k='sent'; UPDATE activity SET ";
        row("a row that the server has and another removed, of which the answer did not come",
            unsent + "seq=7, deleted=1 WHERE id=" + three, "");
        row("an own word that does not lie over it", unsent + "seq=7, body='theirs' WHERE id=" + three,
            "log activity.body 1\n");
        row("a row that nobody else can have removed", unsent + "deleted=1 WHERE id=" + three,
            "log activity.deleted 1\n");
        row("bytes of a note", "UPDATE activity SET body=body||' twice' WHERE id=" + three, "log activity.body 1\n");
    }
    void plantedFaultsAreFound()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, report);
        TempDesk desk;
        fill(desk);
        QVERIFY(desk.database->execute(sql));
        QCOMPARE(said(desk), report);
    }
    void unsentDeedsCountAlsoOnRowsOfTheServer()
    {
        TempDesk desk;
        join(desk);
        fill(desk);
        QVERIFY(desk.database->execute("UPDATE customer SET seq=7"));
        QCOMPARE(said(desk), QByteArray());
        QVERIFY(desk.database->execute("UPDATE customer SET last='Ash' WHERE last='Elm'"));
        QCOMPARE(said(desk), QByteArray("log customer.last 1\n"));
        QVERIFY(desk.database->execute("UPDATE state SET v=(SELECT max(n) FROM deed) WHERE k='sent'"));
        QCOMPARE(said(desk), QByteArray());
    }
    void theCountIsWholeAndTheIdsAreTheFirst()
    {
        TempDesk desk;
        for (int i = 1; i <= 9; ++i)
            QVERIFY(desk.database->execute(
                "INSERT INTO tag(id, store_id, customer_id) VALUES(x'" + rowId(i).hex() + "', 1, x'02')"));
        const auto report = checkStore(*desk.database);
        QVERIFY(report);
        QCOMPARE(report->faults.size(), 1u);
        QCOMPARE(report->faults[0].rows, 9);
        QCOMPARE(report->faults[0].first, (std::vector<Id>{rowId(1), rowId(2), rowId(3), rowId(4), rowId(5)}));
    }
    void aDamagedFileIsSaidToBeAndNothingElseIsLookedAt()
    {
        TempDesk desk;
        fill(desk);
        QVERIFY(desk.database->execute("PRAGMA writable_schema=ON"));
        QVERIFY(desk.database->execute("UPDATE sqlite_schema SET sql=replace(sql,'(customer_id)','(kind)')"
                                       " WHERE name='phone_customer'"));
        desk.open();
        bool asked = false;
        QCOMPARE(said(desk,
                     [&asked](Database &) -> Result<std::vector<RowFault>> {
                         asked = true;
                         return std::vector<RowFault>();
                     }),
            QByteArray("damaged"));
        QVERIFY(!asked);
    }
    void derivedTablesAreComparedByWhoKnowsThem()
    {
        TempDesk desk;
        fill(desk);
        const DerivedFaults faults = [](Database &) -> Result<std::vector<RowFault>> {
            return std::vector<RowFault>{{QStringLiteral("lead_now"), QStringLiteral("stage"), 3, {rowId(2)}}};
        };
        QCOMPARE(said(desk, faults), QByteArray("derived lead_now.stage 3\n"));
        const DerivedFaults broken = [](Database &) -> Result<std::vector<RowFault>> {
            return Error{Error::Code::Failed, {}, QStringLiteral("broken")};
        };
        QCOMPARE(said(desk, broken), QByteArray("error: broken"));
    }
    // A household has no row of its own, a deed's author is not checked: it may be the program.
    void everyIdColumnNamesItsParent()
    {
        TempDesk desk;
        std::set<QByteArray> named{"customer.household_id"};
        for (const Parent &tie : kParents) {
            const Table *child = desk.database->table(tie.child);
            QVERIFY2(child && desk.database->table(tie.parent), tie.child);
            const int column = child->find(tie.column);
            QVERIFY2(column >= 0 && child->columns[size_t(column)].type == Column::Type::Id, tie.column);
            QVERIFY(named.insert(QByteArray(tie.child) + '.' + tie.column).second);
        }
        for (const Table *table : desk.database->setup().tables) {
            for (int i = 0; i < table->count; ++i) {
                const Column &column = table->columns[size_t(i)];
                const QByteArray name = QByteArray(table->name) + '.' + column.name;
                QVERIFY2(column.type != Column::Type::Id || named.contains(name), name.constData());
            }
        }
    }
};

UPDESK_TEST(TestCheck);
#include "tst_check.moc"
