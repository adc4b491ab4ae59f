// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/cobuyer.h"
#include "core/desk/garage.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/desk/unmerge.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What a customer drives and who buys with them.
class TestGarage : public QObject
{
    Q_OBJECT

    static GarageRow corolla()
    {
        GarageRow row;
        row.vehicle.year = 2019;
        row.vehicle.make = QStringLiteral("Toyota");
        row.vehicle.model = QStringLiteral("Corolla");
        row.vehicle.vin = QStringLiteral("1HGCM82633A004352");
        row.vehicle.odometer = 61'200;
        row.vehicle.bought = 1'550'000'000'000;
        row.vehicle.boughtHere = true;
        return row;
    }
    static std::vector<GarageRow> garage(TestStore &store, CustomerId customer)
    {
        const auto rows = garageOf(store->database(), customer);
        if (!rows)
            qFatal("garage");
        return *rows;
    }
    static std::optional<CoBuyer> coBuyer(TestStore &store, LeadId lead)
    {
        const auto row = load(store->database(), kLead, lead.value);
        const auto found = row ? coBuyerOf(store->database(), *row) : Result<std::optional<CoBuyer>>(row.error());
        if (!found)
            qFatal("co-buyer");
        return *found;
    }
    static QByteArray codes(TestStore &store, CustomerId customer)
    {
        return store.list("SELECT code||' '||body FROM activity WHERE code>=36 AND deleted=0 AND customer_id=x'"
            + customer.value.hex() + "' ORDER BY at, id");
    }

private Q_SLOTS:
    void aVehicleIsAddedChangedAndGone()
    {
        TestStore store;
        const CustomerId sam = store.add(store.webLead(0)).customer;
        QVERIFY(saveVehicle(*store, sam, {}, corolla()));
        QCOMPARE(garage(store, sam).size(), size_t(1));
        GarageRow row = garage(store, sam).front();
        QVERIFY(row.loan.id.isNull());
        QCOMPARE(vehicleName(row.vehicle), QStringLiteral("2019 Toyota Corolla"));
        const auto same = saveVehicle(*store, sam, row, row);
        QVERIFY(same && same->isNull()); // nothing differs
        store.clock.advance(kMinute);
        row.vehicle.odometer = 64'000;
        row.loan.ends = 1'800'000'000'000;
        row.loan.lender = QStringLiteral("Elm Bank");
        QVERIFY(saveVehicle(*store, sam, garage(store, sam).front(), row));
        QCOMPARE(garage(store, sam).front().vehicle.odometer, 64'000);
        QCOMPARE(garage(store, sam).front().loan.lender, QStringLiteral("Elm Bank"));
        QVERIFY(undoLast(*store)); // both go with one deed
        QCOMPARE(garage(store, sam).front().vehicle.odometer, 61'200);
        QVERIFY(garage(store, sam).front().loan.id.isNull());
        QVERIFY(redoLast(*store));
        row = garage(store, sam).front();
        row.loan.ends = 0;
        row.loan.lender.clear();
        QVERIFY(saveVehicle(*store, sam, garage(store, sam).front(), row));
        QVERIFY(garage(store, sam).front().loan.id.isNull());
        store.clock.advance(kMinute);
        QVERIFY(removeVehicle(*store, row.vehicle.id));
        QVERIFY(garage(store, sam).empty());
        QCOMPARE(store.count("owned_vehicle WHERE deleted=0"), 1); // that they had it stays known
        QVERIFY(undoLast(*store));
        QCOMPARE(garage(store, sam).size(), size_t(1));
        QVERIFY(checkStore(store->database())->sound());
    }
    void theHistoryTellsWhatBecameOfIt()
    {
        TestStore store;
        const CustomerId sam = store.add(store.webLead(0)).customer;
        QVERIFY(saveVehicle(*store, sam, {}, corolla()));
        store.clock.advance(kMinute);
        GarageRow row = garage(store, sam).front();
        row.vehicle.trim = QStringLiteral("LE");
        QVERIFY(saveVehicle(*store, sam, garage(store, sam).front(), row));
        store.clock.advance(kMinute);
        QVERIFY(removeVehicle(*store, row.vehicle.id));
        QCOMPARE(codes(store, sam),
            QByteArray("36 2019 Toyota Corolla\n37 2019 Toyota Corolla LE\n38 2019 Toyota Corolla LE\n"));
        const auto again = removeVehicle(*store, row.vehicle.id);
        QVERIFY(again && again->isNull());
    }
    void whatAnotherDeskWroteMeanwhileStands()
    {
        TestStore store;
        const CustomerId sam = store.add(store.webLead(0)).customer;
        GarageRow made = corolla();
        made.loan.lender = QStringLiteral("Elm Bank");
        QVERIFY(saveVehicle(*store, sam, {}, made));
        const GarageRow opened = garage(store, sam).front(); // here the form stands open
        GarageRow theirs = opened, mine = opened;
        theirs.vehicle.trim = QStringLiteral("LE");
        theirs.loan.ends = 1'800'000'000'000;
        QVERIFY(saveVehicle(*store, sam, opened, theirs));
        mine.vehicle.odometer = 64'000;
        QVERIFY(saveVehicle(*store, sam, opened, mine));
        GarageRow now = garage(store, sam).front();
        QCOMPARE(now.vehicle.odometer, 64'000);
        QCOMPARE(now.vehicle.trim, QStringLiteral("LE"));
        QCOMPARE(now.loan, theirs.loan);
        const auto refused = [&](auto change) {
            GarageRow typed = opened;
            change(typed);
            const auto saved = saveVehicle(*store, sam, opened, typed);
            return !saved && saved.error().code == Error::Code::Conflict;
        };
        QVERIFY(refused([](GarageRow &row) { row.vehicle.trim = QStringLiteral("XLE"); }));
        QVERIFY(refused([](GarageRow &row) { row.loan.ends = 1'700'000'000'000; }));
        QVERIFY(refused([](GarageRow &row) { row.loan.lender.clear(); })); // it would take their month along
        QCOMPARE(garage(store, sam).front(), now);
        QVERIFY(removeVehicle(*store, opened.vehicle.id));
        mine.vehicle.odometer = 65'000;
        const auto late = saveVehicle(*store, sam, now, mine);
        QVERIFY(!late);
        QCOMPARE(late.error().code, Error::Code::NotFound);
    }
    void ofTwoLoansNoneComesBack()
    {
        TestStore store;
        const CustomerId sam = store.add(store.webLead(0)).customer;
        QVERIFY(saveVehicle(*store, sam, {}, corolla()));
        const GarageRow bare = garage(store, sam).front();
        GarageRow owed = bare;
        owed.loan.lender = QStringLiteral("Elm Bank");
        QVERIFY(saveVehicle(*store, sam, bare, owed));
        const auto blind = saveVehicle(*store, sam, bare, owed); // a form that knows of none
        QVERIFY(!blind);
        QCOMPARE(blind.error().code, Error::Code::Conflict);
        store.clock.advance(kMinute);
        QVERIFY(
            doDeed(*store, "test", {}, [&](Transaction &tx) { // as another desk wrote it before it heard of the first
                return apply(tx, put(kLoan, Loan{{tx.freshId()}, bare.vehicle.id, QStringLiteral("Oak Bank"), 0}));
            }));
        const GarageRow opened = garage(store, sam).front();
        QCOMPARE(opened.loan.lender, QStringLiteral("Elm Bank"));
        GarageRow paid = opened;
        paid.loan.lender.clear();
        QVERIFY(saveVehicle(*store, sam, opened, paid));
        QVERIFY(garage(store, sam).front().loan.id.isNull());
        QCOMPARE(store.count("loan WHERE deleted=0"), 0);
        QVERIFY(undoLast(*store));
        QCOMPARE(store.count("loan WHERE deleted=0"), 2);
    }
    void whatCannotBeRightIsRefused()
    {
        TestStore store;
        const CustomerId sam = store.add(store.webLead(0)).customer;
        const auto refused = [&](auto change) {
            GarageRow row = corolla();
            change(row.vehicle);
            const auto saved = saveVehicle(*store, sam, {}, row);
            return saved ? QStringLiteral("saved") : saved.error().subject;
        };
        QCOMPARE(refused([](OwnedVehicle &v) { v.make = v.model = v.vin = QString(); }), QStringLiteral("vehicle"));
        QCOMPARE(refused([](OwnedVehicle &v) { v.vin = QStringLiteral("SHORT"); }), QStringLiteral("vin"));
        QCOMPARE(refused([](OwnedVehicle &v) { v.year = 19; }), QStringLiteral("year"));
        QCOMPARE(refused([](OwnedVehicle &v) { v.odometer = -1; }), QStringLiteral("odometer"));
        QCOMPARE(store.count("owned_vehicle"), 0);
        QCOMPARE(refused([](OwnedVehicle &v) { v.make = v.model = QString(); }), QStringLiteral("saved"));
    }
    void theNewestStandsFirstAndAMergeBringsTheOthers()
    {
        TestStore store;
        const Captured sam = store.add(store.webLead(0)), maria = store.add(store.webLead(1));
        QVERIFY(saveVehicle(*store, sam.customer, {}, corolla()));
        GarageRow newer = corolla();
        newer.vehicle.vin.clear();
        newer.vehicle.model = QStringLiteral("Camry");
        newer.vehicle.bought += kDay;
        newer.loan.ends = 1'800'000'000'000;
        QVERIFY(saveVehicle(*store, maria.customer, {}, newer));
        QVERIFY(merge(*store, maria.customer, sam.customer));
        const auto both = garage(store, sam.customer);
        QCOMPARE(both.size(), size_t(2));
        QCOMPARE(both.front().vehicle.model, QStringLiteral("Camry"));
        QCOMPARE(both.front().loan.ends, newer.loan.ends);
        const auto merges = mergesOf(store->database(), sam.customer);
        QVERIFY(unmerge(*store, merges->front().id));
        QCOMPARE(garage(store, sam.customer).size(), size_t(1));
        QCOMPARE(garage(store, maria.customer).front().loan.ends, newer.loan.ends);
    }
    void aCoBuyerIsSetAndTakenAwayAndUndone()
    {
        TestStore store;
        const Captured sam = store.add(store.webLead(0)), maria = store.add(store.webLead(1));
        QVERIFY(!coBuyer(store, sam.lead));
        QVERIFY(setCoBuyer(*store, sam.lead, maria.customer));
        QCOMPARE(coBuyer(store, sam.lead)->name, QStringLiteral("Maria Lopez"));
        QCOMPARE(coBuyer(store, sam.lead)->phone, store.webLead(1).phones.front().e164);
        QVERIFY(!coBuyer(store, sam.lead)->housemate);
        const auto again = setCoBuyer(*store, sam.lead, maria.customer);
        QVERIFY(again && again->isNull());
        QCOMPARE(setCoBuyer(*store, sam.lead, sam.customer).error().code, Error::Code::Invalid); // themselves
        QVERIFY(linkHousehold(*store, sam.customer, maria.customer));
        QVERIFY(coBuyer(store, sam.lead)->housemate);
        store.clock.advance(kMinute);
        QVERIFY(removeCoBuyer(*store, sam.lead));
        QVERIFY(!coBuyer(store, sam.lead));
        QCOMPARE(removeCoBuyer(*store, sam.lead).error().code, Error::Code::Invalid);
        QVERIFY(undoLast(*store));
        QVERIFY(coBuyer(store, sam.lead));
        QCOMPARE(codes(store, sam.customer), QByteArray("39 Maria Lopez\n"));
        QVERIFY(checkStore(store->database())->sound());
    }
    void somebodyWhoIsNotOnFileIsAddedByName()
    {
        TestStore store;
        const Captured sam = store.add(store.webLead(0));
        const qint64 people = store.count("customer");
        QVERIFY(addCoBuyer(*store, sam.lead, QStringLiteral("  Nadia  Okafor ")));
        QCOMPARE(coBuyer(store, sam.lead)->name, QStringLiteral("Nadia Okafor"));
        QCOMPARE(findCustomers(store->database(), QStringLiteral("nadia"))->size(), size_t(1));
        QVERIFY(undoLast(*store));
        QVERIFY(!coBuyer(store, sam.lead));
        QCOMPARE(store.count("customer WHERE deleted=0"), people);
        QCOMPARE(addCoBuyer(*store, sam.lead, QStringLiteral("  ")).error().subject, QStringLiteral("name"));
    }
    void aMergeIsFollowedAndNobodyBuysWithThemselves()
    {
        TestStore store;
        const Captured sam = store.add(store.webLead(0)), maria = store.add(store.webLead(1));
        const Captured jules = store.add(store.webLead(2));
        QVERIFY(setCoBuyer(*store, sam.lead, maria.customer));
        QVERIFY(merge(*store, maria.customer, jules.customer));
        QCOMPARE(coBuyer(store, sam.lead)->customer, jules.customer);
        const auto merged = merge(*store, jules.customer, sam.customer);
        QVERIFY(merged);
        QVERIFY(!coBuyer(store, sam.lead));
        QVERIFY(undoDeed(*store, *merged));
        QCOMPARE(coBuyer(store, sam.lead)->customer, jules.customer);
    }
};
UPDESK_TEST(TestGarage);
#include "tst_garage.moc"
