// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/amounts.h"
#include "core/intake/postal.h"
#include "core/people/country.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestAmounts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void moneyIsReadInCents()
    {
        QCOMPARE(centsIn(u"2500"), std::optional<qint64>(250'000));
        QCOMPARE(centsIn(u"$2,500.50 USD"), std::optional<qint64>(250'050));
        QCOMPARE(centsIn(u"2.500"), std::optional<qint64>(250'000));
        QCOMPARE(centsIn(u"3k"), std::optional<qint64>(300'000));
        QCOMPARE(centsIn(u"0"), std::optional<qint64>(0));
        QCOMPARE(centsIn(u"-1200"), std::nullopt);
        QCOMPARE(centsIn(u"call"), std::nullopt);
        QCOMPARE(centsIn(u""), std::nullopt);
        QCOMPARE(centsIn(QString(100'000, u'9')), std::nullopt);
        QCOMPARE(centsIn(u"99999999999999999999999999"), std::nullopt);
    }
    void distancesAreReadWithTheirUnit()
    {
        QCOMPARE(distanceIn(u"88,412").value, 88412);
        QCOMPARE(distanceIn(u"112 400").value, 112400);
        QCOMPARE(distanceIn(u"45.000 km").value, 45000);
        QCOMPARE(distanceIn(u"45.000 km").unit, std::optional(OdometerUnit::Kilometres));
        QCOMPARE(distanceIn(u"142k").value, 142000);
        QCOMPARE(distanceIn(u"12.5K miles").value, 12500);
        QCOMPARE(distanceIn(u"12.5K miles").unit, std::optional(OdometerUnit::Miles));
        QCOMPARE(distanceIn(u"140km").value, 140);
        QCOMPARE(distanceIn(u"0").value, 0);
        QCOMPARE(distanceIn(u"").value, -1);
        QCOMPARE(distanceIn(u"low").value, -1);
        QCOMPARE(distanceIn(u"99999999999").value, -1);
    }
    void yearsAreReadInTheirForms()
    {
        QCOMPARE(yearIn(u"2021"), 2021);
        QCOMPARE(yearIn(u"'19"), 2019);
        QCOMPARE(yearIn(u"\u201968"), 1968);
        QCOMPARE(yearIn(u"MY2022"), 2022);
        QCOMPARE(yearIn(u"2022.0"), 2022);
        for (const QStringView bad :
            {QStringView(u""), QStringView(u"19"), QStringView(u"2022.5"), QStringView(u"1492"), QStringView(u"20221"),
                QStringView(u"any"), QStringView(u"-2022"), QStringView(u"'")})
            QCOMPARE(yearIn(bad), 0);
    }
    void postalCodesAreWrittenTheirCountrysWay()
    {
        QCOMPARE(normalPostal(QStringLiteral("432151234"), {}, QStringLiteral("OH")), QStringLiteral("43215-1234"));
        QCOMPARE(normalPostal(QStringLiteral("98103-1234"), QStringLiteral("US"), {}), QStringLiteral("98103-1234"));
        QCOMPARE(normalPostal(QStringLiteral("2108"), {}, QStringLiteral("ma")), QStringLiteral("02108"));
        QCOMPARE(normalPostal(QStringLiteral("2108"), {}, QStringLiteral("OH")), QStringLiteral("2108"));
        QCOMPARE(normalPostal(QStringLiteral("l9t9b1"), QStringLiteral("CA"), {}), QStringLiteral("L9T 9B1"));
        QCOMPARE(normalPostal(QStringLiteral("l9t-9b1"), {}, {}), QStringLiteral("L9T 9B1"));
        QCOMPARE(normalPostal(QStringLiteral("ls1  4ap"), QStringLiteral("GB"), {}), QStringLiteral("LS1 4AP"));
        QCOMPARE(normalPostal(QStringLiteral(" 10115 "), QStringLiteral("DE"), {}), QStringLiteral("10115"));
        QCOMPARE(normalPostal({}, {}, {}), QString());
        QCOMPARE(countryOfPostal(QStringLiteral("l9t 9b1")), QStringLiteral("CA"));
        QCOMPARE(countryOfPostal(QStringLiteral("43215")), QString());
    }
    void countriesAreKnownByCodeAndName()
    {
        for (const char *written : {"US", "us", "USA", "U.S.A.", "United States", "united states of america"})
            QCOMPARE(countryCode(QLatin1String(written)), QStringLiteral("US"));
        for (const char *written : {"GB", "UK", "United Kingdom", "England", "Great Britain"})
            QCOMPARE(countryCode(QLatin1String(written)), QStringLiteral("GB"));
        QCOMPARE(countryCode(QStringLiteral("Canada")), QStringLiteral("CA"));
        QCOMPARE(countryCode(QStringLiteral("Germany")), QStringLiteral("DE"));
        QCOMPARE(countryCode(QStringLiteral("XX")), QString());
        QCOMPARE(countryCode(QStringLiteral("Atlantis")), QString());
        QCOMPARE(countryCode({}), QString());
        QCOMPARE(countryCode(QString(100'000, u'a')), QString());
    }
};
UPDESK_TEST(TestAmounts);
#include "tst_amounts.moc"
