// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/buyerfacts.h"
#include "core/desk/cobuyer.h"
#include "core/desk/details.h"
#include "core/desk/garage.h"
#include "core/store/apply.h"
#include "tests/flows/program.h"
#include "tests/support/fakeclock.h"
#include "tests/support/suite.h"

#include <QJsonArray>

using namespace updesk;

// In a sample store, with one lead that has come in.
static void takeZelda(const Program &program)
{
    QVERIFY(program.makeSample());
    const QString path = program.write(QStringLiteral("in.xml"), Program::adf("Zelda Quixby", "5550191770", "S-9"));
    QCOMPARE(program.at10({QStringLiteral("import"), path}).status, 0);
}

static QJsonObject shownZelda(const Program &program)
{
    return program.at10({QStringLiteral("show"), QStringLiteral("S-9"), QStringLiteral("--json")}).json();
}

/// Who and what `show` tells beside the customer.
class TestShowPeople : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showTellsTheCoBuyerAndTheGarage()
    {
        const Program program;
        takeZelda(program);
        const auto shown = [&program] { return shownZelda(program); };
        const QJsonObject before = shown();
        QVERIFY(before[QLatin1String("co_buyer")].isNull());
        QVERIFY(before[QLatin1String("garage")].isArray() && before[QLatin1String("garage")].toArray().isEmpty());
        {
            FakeClock clock;
            const auto session = Session::open(program.file(QStringLiteral("store.updesk")), clock);
            QVERIFY(session);
            const LeadId lead{*Id::fromHex(before[QLatin1String("id")].toString().toLatin1().toStdString())};
            const auto row = load((*session)->database(), kLead, lead.value);
            QVERIFY(row);
            GarageRow car;
            car.vehicle.year = 2019;
            car.vehicle.make = QStringLiteral("Toyota");
            car.vehicle.model = QStringLiteral("Corolla");
            car.vehicle.odometer = 61'200;
            car.loan.ends = 1'804'000'000'000;
            QVERIFY(saveVehicle(**session, row->customer, {}, car));
            QVERIFY(addCoBuyer(**session, lead, QStringLiteral("Nadia Quixby")));
        }
        const QJsonObject after = shown();
        QCOMPARE(after[QLatin1String("co_buyer")][QLatin1String("name")].toString(), QStringLiteral("Nadia Quixby"));
        const QJsonObject car = after[QLatin1String("garage")].toArray().first().toObject();
        QCOMPARE(car[QLatin1String("model")].toString(), QStringLiteral("Corolla"));
        QCOMPARE(car[QLatin1String("odometer")].toInt(), 61'200);
        QVERIFY(car[QLatin1String("loan_ends")].toString().startsWith(QStringLiteral("2027-03")));
        QCOMPARE(car[QLatin1String("bought")].toString(), QString());
        const auto text = program.at10({QStringLiteral("show"), QStringLiteral("S-9")});
        QVERIFY2(text.out.contains("Nadia Quixby") && text.out.contains("2019 Toyota Corolla, 61,200 mi"),
            text.out.constData());
        QVERIFY2(program.at10({QStringLiteral("undo")}).out.contains("a co-buyer"), "undo");
    }
    void showTellsWhatTheyTradeInAndWhoDecides()
    {
        const Program program;
        takeZelda(program);
        const auto shown = [&program] { return shownZelda(program); };
        const QJsonObject before = shown();
        QVERIFY(before[QLatin1String("no_trade")].isBool() && !before[QLatin1String("no_trade")].toBool());
        QCOMPARE(before[QLatin1String("decides")].toString(), QString());
        {
            FakeClock clock;
            const auto session = Session::open(program.file(QStringLiteral("store.updesk")), clock);
            QVERIFY(session);
            const LeadId lead{*Id::fromHex(before[QLatin1String("id")].toString().toLatin1().toStdString())};
            QVERIFY(sayBuyerFacts(**session, lead, {.noTrade = true, .decides = Decides::Alone}));
        }
        QVERIFY(shown()[QLatin1String("no_trade")].toBool());
        QCOMPARE(shown()[QLatin1String("decides")].toString(), QStringLiteral("alone"));
        const auto text = program.at10({QStringLiteral("show"), QStringLiteral("S-9")});
        QVERIFY2(text.out.contains("No trade-in\n") && text.out.contains("Decides alone\n"), text.out.constData());
        QVERIFY(program.at10({QStringLiteral("undo")}).out.contains("what the customer said"));
        QVERIFY(!shown()[QLatin1String("no_trade")].toBool());
    }
    void showTellsWhatWasCorrected()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const QString path = program.write(QStringLiteral("in.xml"), Program::adf("Zelda Quixby", "5550191770", "S-9"));
        QCOMPARE(program.at10({QStringLiteral("import"), path}).status, 0);
        const auto show = [&](bool json) {
            QStringList line{QStringLiteral("show"), QStringLiteral("S-9")};
            return program.at10(json ? line << QStringLiteral("--json") : line);
        };
        {
            FakeClock clock;
            const auto session = Session::open(program.file(QStringLiteral("store.updesk")), clock);
            QVERIFY(session);
            const QByteArray id = show(true).json()[QLatin1String("id")].toString().toLatin1();
            const auto row = load((*session)->database(), kLead, *Id::fromHex(id.toStdString()));
            QVERIFY(row);
            const auto opened = detailsOf((*session)->database(), row->customer);
            CustomerDetails typed = *opened;
            typed.place.region = QStringLiteral("new york");
            typed.place.postal = QStringLiteral("12207");
            const auto saved = saveDetails(**session, *opened, typed);
            QVERIFY2(saved, saved ? "" : qPrintable(saved.error().subject));
        }
        const QByteArray text = show(false).out;
        QVERIFY2(text.contains("NY 12207") && text.contains("ZIP or postal code: 12207"), text.constData());
        QVERIFY2(program.at10({QStringLiteral("undo")}).out.contains("details of a customer"), "undo");
        QVERIFY(!show(false).out.contains("NY 12207"));
    }
};
UPDESK_TEST(TestShowPeople);
#include "tst_showpeople.moc"
