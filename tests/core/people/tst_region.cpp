// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/country.h"
#include "core/people/region.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What the field for a state or province may say.
class TestRegion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFieldTellsItsState_data()
    {
        QTest::addColumn<QString>("code");
        const auto row = [](const char *written, const char *code) {
            QTest::addRow("%s", written) << QString::fromLatin1(code);
        };
        for (const char *written : {"NY", "ny", " N.Y. ", "New York", "NEW YORK", "new  york", "NewYork",
                 "New York State", "State of New York", "NY - New York", "New York (NY)", "(NY) New York", "US-NY",
                 "us-ny", "New York, USA", "NY, United States", "NY 10011", "Nueva York"})
            row(written, "NY");
        for (const char *written : {"QC", "Quebec", "Qu\u00e9bec", "QU\u00c9BEC", "Que\u0301bec", "Que.", "P.Q.",
                 "CA-QC", "Qu\u00e9bec (QC)", "Province of Quebec", "Province de Qu\u00e9bec", "Quebec, Canada"})
            row(written, "QC");
        for (const char *written :
            {"british columbia", "British Columbia, Canada", "B.C.", "Colombie-Britannique", "C.-B."})
            row(written, "BC");
        for (const char *written :
            {"\u00cele-du-Prince-\u00c9douard", "P.E.I.", "Prince Edward Island", "\u00ce.-P.-\u00c9."})
            row(written, "PE");
        for (const char *written : {"Newfoundland & Labrador", "Newfoundland and Labrador", "NF", "Nfld.",
                 "Terre-Neuve-et-Labrador", "T.-N.-L."})
            row(written, "NL");
        for (const auto &[written, code] :
            {std::pair{"Washington", "WA"}, {"Washington State", "WA"}, {"Wash.", "WA"}, {"Washington, D.C.", "DC"},
                {"Washington DC", "DC"}, {"D.C.", "DC"}, {"District of Columbia", "DC"}, {"West Virginia", "WV"},
                {"W. Va.", "WV"}, {"Virginia", "VA"}, {"Kansas", "KS"}, {"Arkansas", "AR"}, {"Calif.", "CA"},
                {"California", "CA"}, {"CA-90210", "CA"}, {"Miss.", "MS"}, {"Mich", "MI"}, {"N. Mex.", "NM"},
                {"New Mexico", "NM"}, {"Hawai\u02bbi", "HI"}, {"Commonwealth of Massachusetts", "MA"}, {"Ore.", "OR"},
                {"Puerto Rico", "PR"}, {"U.S. Virgin Islands", "VI"}, {"Guam", "GU"}, {"American Samoa", "AS"},
                {"Armed Forces Pacific", "AP"}, {"Ont.", "ON"}, {"Ontario, Canada", "ON"}, {"Alta.", "AB"},
                {"Nova Scotia", "NS"}, {"N.W.T.", "NT"}, {"Yukon Territory", "YT"}, {"Nunavut", "NU"},
                {"\uff2e\uff39", "NY"}})
            row(written, code);
    }
    void aFieldTellsItsState()
    {
        QFETCH(QString, code);
        QCOMPARE(regionCode(QString::fromUtf8(QTest::currentDataTag())), code);
    }
    void everyCodeIsItselfAndHasItsCountry()
    {
        const QStringList american = QStringLiteral(
            "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
            "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI FM MH PW AA AE AP")
                                         .split(u' ');
        const QStringList canadian = QStringLiteral("AB BC MB NB NL NS NT NU ON PE QC SK YT").split(u' ');
        for (const QStringList *all : {&american, &canadian}) {
            for (const QString &code : *all) {
                QCOMPARE(regionCode(code), code);
                QCOMPARE(countryOfRegion(code), QString::fromLatin1(all == &american ? "US" : "CA"));
            }
        }
        for (const char *none : {"", "XX", "New York", "US", "UK", "ZZ", "N"})
            QCOMPARE(countryOfRegion(QString::fromLatin1(none)), QString());
    }
    // Of two things one of which may be a city or another state nothing is guessed: the gate then keeps to the hours of
    // a place that is not known.
    void whatMayMeanTwoThingsTellsNothing()
    {
        for (const char *written : {"", " ", "-", "NY/NJ", "Ontario, CA", "Delaware, OH", "Kansas City",
                 "New York City", "Virginia or Maryland", "Canada", "USA", "US", "Ontario, USA", "New York, Canada",
                 "US-ON", "CA-NY", "CA-CA", "Bavaria", "York", "None", "N/A", "Select a state", "--", "12345",
                 "'; DROP TABLE address;--", "<b>NY</b>"})
            QVERIFY2(regionCode(QString::fromUtf8(written)).isEmpty(), written);
        QCOMPARE(regionCode(QString(100'000, u'N')), QString());
        QCOMPARE(regionCode(QString(64, u',')), QString());
        QCOMPARE(regionCode(QString(QChar(0))), QString());
    }
    void theCountryDecidesWhatIsWrittenAlike()
    {
        const auto in = [](const char *written, const char *country) {
            return regionCode(QString::fromUtf8(written), QString::fromLatin1(country));
        };
        QCOMPARE(in("N.-\u00c9.", "CA"), QStringLiteral("NS"));
        QCOMPARE(in("NE", "US"), QStringLiteral("NE"));
        QCOMPARE(in("NE", ""), QStringLiteral("NE"));
        QCOMPARE(in("CA", "CA"), QString()); // the country once more
        QCOMPARE(in("CA", "US"), QStringLiteral("CA"));
        QCOMPARE(in("ON", "US"), QStringLiteral("ON")); // feeds put their own country for all
        for (const char *abroad : {"AU", "MX", "GB", "GE", "Australia"})
            QVERIFY2(in("WA", abroad).isEmpty() && in("Georgia", abroad).isEmpty(), abroad);
        QCOMPARE(in("New York", "United States"), QStringLiteral("NY"));
        QCOMPARE(in("Puerto Rico", "PR"), QStringLiteral("PR"));
        for (const char *here : {"EE.UU.", "EEUU", "ee uu", "Estados Unidos", "\u00c9tats-Unis", "AS", "mp", "GU"})
            QVERIFY2(saysUnitedStates(QString::fromUtf8(here)) && in("FL", here) == u"FL", here);
        QCOMPARE(in("AS", "AS"), QStringLiteral("AS"));
        QCOMPARE(in("FL", "nowhere known"), QStringLiteral("FL"));
    }
    void onlyACountryThatIsReadIsAbroad()
    {
        for (const char *abroad : {"AU", "Georgia", "GE", "M\u00e9xico", "Mexico", "UK", "Deutschland", "IN"})
            QVERIFY2(saysAbroad(QString::fromUtf8(abroad)), abroad);
        for (const char *here : {"", " ", "US", "USA", "EE.UU.", "Canada", "CAN", "PR", "Puerto Rico", "AS", "MP",
                 "Guam", "U.S. of A.", "XX", "-", "FL", "12345"})
            QVERIFY2(!saysAbroad(QString::fromUtf8(here)), here);
        QVERIFY(!saysAbroad(QString(100'000, u'A')));
    }
    void whatTellsNoneIsKeptAsItCame()
    {
        QCOMPARE(regionAsKept(QStringLiteral("Bavaria"), QStringLiteral("DE")), QStringLiteral("Bavaria"));
        QCOMPARE(regionAsKept(QStringLiteral("british columbia"), {}), QStringLiteral("BC"));
        QCOMPARE(regionAsKept({}, {}), QString());
    }
};
UPDESK_TEST(TestRegion);
#include "tst_region.moc"
