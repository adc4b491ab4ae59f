// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/vehiclerows.h"
#include "core/vehicles/stock.h"
#include "tests/support/suite.h"
#include "tests/support/tempdesk.h"

using namespace updesk;

class TestVehicleRows : public QObject
{
    Q_OBJECT
    template <class S, class... T>
    static void lay(TempDesk &desk, const TableOf<S, T...> &table, S row)
    {
        auto tx = Transaction::begin(*desk.database, desk.by);
        row.id.value = newId(++s_made);
        QVERIFY(tx && takeRow(*tx, table, row) && tx->commit());
    }
    static inline Time s_made = 0;
private Q_SLOTS:
    void aLeadWithoutVehiclesHasNone()
    {
        TempDesk desk;
        QVERIFY(leadVehicles(*desk.database, LeadId{newId(1)})->empty());
    }
    void wantedOnesFirstThePreferredOnTopWithWhatTheLotKnows()
    {
        TempDesk desk;
        const LeadId lead{newId(1)};
        LeadVehicle v;
        v.lead = lead;
        v.model = QStringLiteral("Corolla");
        lay(desk, kTrade, v);
        v.model = QStringLiteral("Camry");
        lay(desk, kWant, v);
        v.model = QStringLiteral("RAV4");
        v.stock = QStringLiteral("T1190");
        v.preferred = true;
        lay(desk, kWant, v);
        v.lead = LeadId{newId(2)};
        lay(desk, kWant, v);
        Unit unit;
        unit.stock = v.stock;
        unit.state = Unit::State::Sold;
        lay(desk, kUnit, unit);
        unit.state = Unit::State::InStock;
        unit.price = 3'348'000;
        unit.since = 77;
        lay(desk, kUnit, unit);
        const auto rows = leadVehicles(*desk.database, lead);
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(3));
        QCOMPARE((*rows)[0].vehicle.model, QStringLiteral("RAV4"));
        QVERIFY((*rows)[0].known && (*rows)[0].inStock);
        QCOMPARE((*rows)[0].price, qint64(3'348'000));
        QCOMPARE((*rows)[0].since, Time(77));
        QCOMPARE((*rows)[1].vehicle.model, QStringLiteral("Camry"));
        QVERIFY(!(*rows)[1].known); // no stock number is no unit
        QVERIFY((*rows)[2].trade);
        QCOMPARE((*rows)[2].vehicle.model, QStringLiteral("Corolla"));
    }
};
UPDESK_TEST(TestVehicleRows);
#include "tst_vehiclerows.moc"
