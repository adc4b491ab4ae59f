// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/codes.h"
#include "core/intake/sources.h"
#include "core/intake/vehicletext.h"
#include "tests/core/intake/expectations.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

LeadDraft draftWith(const QByteArray &vehicles, const QByteArray &comments = {})
{
    const QByteArray person = "<contact><name>Ann Lee</name><phone>404-555-0117</phone></contact>";
    const Parsed parsed = parse(adfWith(person + "<comments>" + comments + "</comments>", vehicles), sampleContext());
    return parsed.drafts.size() == 1 ? parsed.drafts.front() : LeadDraft();
}

Interest interestOf(const QByteArray &written)
{
    const LeadDraft draft = draftWith("<vehicle interest=\"" + written + "\"><make>Kia</make></vehicle>");
    return draft.wants.empty() ? draft.trades.at(0).interest : draft.wants.at(0).interest;
}

VehicleStatus statusOf(const QByteArray &written)
{
    return draftWith("<vehicle status=\"" + written + "\"><make>Kia</make></vehicle>").wants.at(0).status;
}

} // namespace

class TestVehicles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void interestIsReadByWhatItContains()
    {
        QCOMPARE(interestOf("Trade-In"), Interest::TradeIn);
        QCOMPARE(interestOf("appraisal"), Interest::TradeIn);
        QCOMPARE(interestOf("want to sell"), Interest::Sell);
        QCOMPARE(interestOf("LEASE"), Interest::Lease);
        QCOMPARE(interestOf("test drive"), Interest::TestDrive);
        QCOMPARE(interestOf("whatever"), Interest::Buy);
        QCOMPARE(interestOf(""), Interest::Buy);
    }
    void aMissingStatusIsNotNew()
    {
        QCOMPARE(statusOf("NEW"), VehicleStatus::New);
        for (const char *used : {"used", "Certified", "cpo", "Pre-Owned", "certified pre-owned"})
            QCOMPARE(statusOf(used), VehicleStatus::Used);
        QCOMPARE(statusOf("demo"), VehicleStatus::Unknown);
        QCOMPARE(statusOf(""), VehicleStatus::Unknown);
    }
    void allVehiclesAreKeptInTheirOrder()
    {
        const LeadDraft draft = draftWith("<vehicles><vehicle interest='trade'><make>Jeep</make></vehicle>"
                                          "<vehicle><make>Ford</make></vehicle></vehicles><vehicle/>"
                                          "<vehicle interest='lease'><make>Kia</make></vehicle>");
        QCOMPARE(draft.wants.size(), size_t(2));
        QCOMPARE(draft.wants[0].make, QStringLiteral("Ford"));
        QCOMPARE(draft.wants[1].make, QStringLiteral("Kia"));
        QCOMPARE(draft.trades.size(), size_t(1));
    }
    void oddYearsAndVinsAreLeftOutWithAWarning()
    {
        const LeadDraft draft = draftWith("<vehicle><year>soon</year><make>Kia</make><vin>123</vin></vehicle>"
                                          "<vehicle><make>Kia</make><vin>5YJ3E1EA8KF317204</vin></vehicle>");
        QCOMPARE(draft.wants[0].year, 0);
        QCOMPARE(draft.wants[0].vin, QString());
        QCOMPARE(draft.wants[1].vin, QStringLiteral("5YJ3E1EA8KF317204"));
        for (const QLatin1String code : {code::kBadYear, code::kBadVin, code::kVinCheckDigit})
            QVERIFY(draft.warnings.contains(code));
    }
    void theOdometersUnitComesFromAttributeChildOrText()
    {
        const auto unit = [](const QByteArray &odometer) {
            return draftWith("<vehicle><make>Kia</make>" + odometer + "</vehicle>").wants.at(0).unit;
        };
        QCOMPARE(unit("<odometer units='km'>5</odometer>"), OdometerUnit::Kilometres);
        QCOMPARE(unit("<odometer>5<units>km</units></odometer>"), OdometerUnit::Kilometres);
        QCOMPARE(unit("<mileage>5 kilometres</mileage>"), OdometerUnit::Kilometres);
        QCOMPARE(unit("<odometer>5</odometer>"), OdometerUnit::Miles);
        QCOMPARE(draftWith("<vehicle><make>Kia</make><odometer>low</odometer></vehicle>").wants[0].odometer, -1);
    }
    void financeTellsTheLeadAndTheTrade()
    {
        const LeadDraft draft = draftWith(
            "<vehicle><make>Kia</make><finance><method>lease</method>"
            "<amount type='monthly' limit='maximum' currency='USD'>399</amount>"
            "<amount type='downpayment'>$2,500</amount></finance></vehicle>"
            "<vehicle interest='trade-in'><make>Jeep</make><finance><balance type='finance'>8,400.50</balance>"
            "</finance></vehicle>");
        QCOMPARE(draft.financeMethod, QStringLiteral("lease"));
        QCOMPARE(draft.downPayment, qint64(250'000));
        QCOMPARE(draft.trades[0].payoff, qint64(840'050));
        QVERIFY(draft.wants[0].details.contains(QStringLiteral("amount.monthly: 399 USD maximum")));
    }
    void coloursOptionsAndPricesAreKeptForReading()
    {
        const LeadDraft draft = draftWith(
            "<vehicle><make>Kia</make><colorcombination><exteriorcolor>Silver</exteriorcolor>"
            "<preference>2</preference></colorcombination><colorcombination><exteriorcolor>Blue</exteriorcolor>"
            "<preference>1</preference></colorcombination><option><optionname>Roof rack</optionname></option>"
            "<price type='asking' currency='CAD'>25995</price><condition>fair</condition></vehicle>");
        QCOMPARE(draft.wants[0].details,
            QStringLiteral("condition: fair\nexteriorcolor: Blue\nexteriorcolor: Silver\noption: Roof rack\n"
                           "price.asking: 25995 CAD"));
    }
    void anEmptyVehicleIsFilledFromTheComments()
    {
        const LeadDraft draft = draftWith("<vehicle interest='lease'><year/></vehicle>",
            "Model Year: 2022 | Stock Number: U8 | Make: Honda, Model: Accord, Trim: EX-L\nVIN: 1HGCV1F34MA018427");
        QCOMPARE(draft.wants.size(), size_t(1));
        QCOMPARE(draft.wants[0].year, 2022);
        QCOMPARE(draft.wants[0].stock, QStringLiteral("U8"));
        QCOMPARE(draft.wants[0].make, QStringLiteral("Honda"));
        QCOMPARE(draft.wants[0].model, QStringLiteral("Accord"));
        QCOMPARE(draft.wants[0].trim, QStringLiteral("EX-L"));
        QCOMPARE(draft.wants[0].vin, QStringLiteral("1HGCV1F34MA018427"));
        QCOMPARE(draft.wants[0].interest, Interest::Lease);
    }
    void aNamedVehicleIsNotTouchedByTheComments()
    {
        const LeadDraft draft = draftWith("<vehicle><make>Kia</make></vehicle>", "Model: Accord");
        QVERIFY(draft.wants[0].model.isEmpty());
    }
    void wordsThatLookLikeALabelAreNoVehicle()
    {
        QVERIFY(draftWith("", "Make: an offer please").wants.empty());
        QCOMPARE(draftWith("", "VIN: 1HGCV1F34MA018427").wants.size(), size_t(1));
    }
    void aVehicleInOneLineIsParted()
    {
        const VehicleDraft discovery = vehicleInLine(QStringLiteral("Used 2019  Land Rover Discovery SE Plus"));
        QCOMPARE(discovery.year, 2019);
        QCOMPARE(discovery.make, QStringLiteral("Land Rover"));
        QCOMPARE(discovery.model, QStringLiteral("Discovery"));
        QCOMPARE(discovery.trim, QStringLiteral("SE Plus"));
        QCOMPARE(discovery.status, VehicleStatus::Used);
        QCOMPARE(vehicleInLine(QStringLiteral("Honda Civic")).model, QStringLiteral("Civic"));
        QVERIFY(isNoVehicle(vehicleInLine(QString())));
    }
    void onlyAKnownMakeIsAVehicleInText()
    {
        QCOMPARE(vehicleInText(u"is the 2019 Honda Civic, on your site").value_or(VehicleDraft()).model,
            QStringLiteral("Civic"));
        QCOMPARE(vehicleInText(u"your Mercedes Benz C300 2018?").value_or(VehicleDraft()).year, 2018);
        QVERIFY(!vehicleInText(u"in 2019 we met a nice Honda salesman"));
        QVERIFY(!vehicleInText(u"2019 Spring Sale"));
        QVERIFY(!vehicleInText(u""));
    }
};
UPDESK_TEST(TestVehicles);

class TestSources : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesMapToTheirCanonicalForm_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *written, const char *name) {
            QTest::addRow("%s", written) << QString::fromLatin1(written) << QString::fromLatin1(name);
        };
        row("Auto Trader Mobile", "AutoTrader");
        row("www.autotrader.com", "AutoTrader");
        row("trader.ca", "AutoTrader");
        row("Cars.com", "Cars.com");
        row("leads.cars.com", "Cars.com");
        row("Best-Used-Cars.com", "Best-Used-Cars.com");
        row("bestcars.com", "bestcars.com");
        row("cars.com.au", "cars.com.au");
        row("messages.cargurus.com", "CarGurus");
        row("Kelley Blue Book", "KBB");
        row("KBB Instant Cash Offer", "KBB");
        row("Facebook Lead Form", "Facebook");
        row("facebookmail.com", "Facebook");
        row("carsforsalemail.com", "Carsforsale.com");
        row("CARFAX Used Car Listings", "CARFAX");
        row("EDMUNDS", "Edmunds");
        row("truecar", "TrueCar");
        row("offerup.com", "OfferUp");
        row("Pinecrest Subaru Website", "Pinecrest Subaru Website");
        row("", "Unknown");
    }
    void namesMapToTheirCanonicalForm()
    {
        QFETCH(QString, written);
        QFETCH(QString, name);
        LeadDraft draft;
        setSource(draft, written, defaultSourcePatterns());
        QCOMPARE(draft.source, name);
        QCOMPARE(draft.providerText, written);
    }
    void theKindOfLeadFollowsTheSource()
    {
        const auto typeOf = [](const QString &written) {
            LeadDraft draft;
            setSource(draft, written, defaultSourcePatterns());
            return draft.type;
        };
        QCOMPARE(typeOf(QStringLiteral("Edmunds")), LeadType::ThirdParty);
        QCOMPARE(typeOf(QStringLiteral("Facebook")), LeadType::Social);
        QCOMPARE(typeOf(QStringLiteral("Midtown Chevrolet Chat")), LeadType::Chat);
        QCOMPARE(typeOf(QStringLiteral("Midtown Chevrolet")), LeadType::Web);
    }
    void theStoresOwnTableIsUsedInstead()
    {
        ParseContext context = sampleContext();
        context.sources = {{QStringLiteral("midtown*"), QStringLiteral("Our site"), LeadType::Web}};
        const Parsed parsed =
            parse(adfWith("<contact><name>Ann</name></contact>", "<provider><name>Midtown Chevrolet</name></provider>"),
                context);
        QCOMPARE(parsed.drafts.at(0).source, QStringLiteral("Our site"));
        QCOMPARE(parsed.drafts[0].providerText, QStringLiteral("Midtown Chevrolet"));
    }
    void theFirstThatNamesItselfIsTheSource()
    {
        const auto source = [](const QByteArray &rest) {
            return parse(adfWith("<contact><name>Ann</name></contact>", rest), sampleContext()).drafts.at(0).source;
        };
        QCOMPARE(
            source(
                "<id "
                "source='LeadId'>1</id><provider><name>n/a</name><url>http://www.lotwise.example/x</url></provider>"),
            QStringLiteral("lotwise.example"));
        QCOMPARE(source("<id source='WebForm'>1</id><provider><url>http://lotwise.example</url></provider>"),
            QStringLiteral("WebForm"));
        QCOMPARE(source("<provider><email>x@lotwise.example</email></provider>"), QStringLiteral("lotwise.example"));
        QCOMPARE(source("<vendor><vendorname>Us</vendorname></vendor>"), QStringLiteral("Unknown"));
    }
    void aProviderBesideTheProspectCounts()
    {
        const Parsed parsed =
            parse("<adf><provider><name>Beside</name></provider><prospect><customer><name>Ann</name></customer>"
                  "</prospect><prospect><customer><name>Bob</name></customer><provider><name>Own</name>"
                  "</provider></prospect></adf>",
                sampleContext());
        QCOMPARE(parsed.drafts.at(0).source, QStringLiteral("Beside"));
        QCOMPARE(parsed.drafts.at(1).source, QStringLiteral("Own"));
    }
    void absurdPatternsFindNothing()
    {
        QVERIFY(!findSource(QStringLiteral("anything"),
            {{QString(), QStringLiteral("X")}, {QStringLiteral("*"), QStringLiteral("Y")}}));
    }
};
UPDESK_TEST(TestSources);
#include "tst_vehicles.moc"
