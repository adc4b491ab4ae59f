// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sequences/gatecase.h"

using namespace updesk;

class TestGateHours : public QObject
{
    Q_OBJECT

    static QStringList zonesOf(const std::vector<GatePlace> &places)
    {
        QStringList zones;
        for (const GatePlace &place : places)
            zones << place.zone;
        return zones;
    }
    static GatePlace anyHour(const char *zone)
    {
        GatePlace place;
        place.zone = QString::fromLatin1(zone);
        place.hours.fill({0, 24 * 60});
        return place;
    }
    static std::vector<GatePlace> of(const char *region, const char *number)
    {
        return gatePlaces(shipped(), QString::fromLatin1(region), QString::fromLatin1(number));
    }

private Q_SLOTS:
    void everyStateHasAPlaceAndEveryAreaCodeLiesInItsState()
    {
        for (const char *state :
            {"AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
                "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH",
                "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "PR",
                "VI", "GU", "AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"})
            QVERIFY2(!of(state, "").empty(), state);
        QVERIFY(shipped().areaCodes.size() > 390);
        for (auto code = shipped().areaCodes.cbegin(); code != shipped().areaCodes.cend(); ++code) {
            const bool inState = std::ranges::any_of(code->states, [&code](const QString &state) {
                const QStringList &zones = shipped().states.at(state).zones;
                return std::ranges::any_of(code->zones, [&zones](const QString &zone) { return zones.contains(zone); });
            });
            QVERIFY2(inState, qPrintable(code.key()));
        }
    }
    void theStatedRegionGoesFirstAndTheAreaCodeTellsWhereInIt()
    {
        QCOMPARE(zonesOf(of(" nj ", "+13105550150")),
            (QStringList{QStringLiteral("America/New_York"), QStringLiteral("America/Los_Angeles")}));
        QCOMPARE(zonesOf(of("TN", "")).size(), 2); // east or west of it
        QCOMPARE(zonesOf(of("TN", "+19015550150")), QStringList{QStringLiteral("America/Chicago")}); // Memphis
        QCOMPARE(zonesOf(of("", "+18125550150")).size(), 2); // a code in two zones
        QCOMPARE(of("FL", "+19545550150").front().hours, of("FL", "").front().hours);
    }
    void aStateMayBeSpelledOutAndAContradictionIsHeldTwice()
    {
        const auto zones = [](const char *region, const char *postal, const char *country = "") {
            GateFacts facts;
            facts.region = QString::fromUtf8(region);
            facts.postal = QString::fromLatin1(postal);
            facts.country = QString::fromLatin1(country);
            return zonesOf(placesOf(facts, shipped())).join(u' ');
        };
        QCOMPARE(zones("New York", ""), QStringLiteral("America/New_York"));
        QCOMPARE(zones("hawaii", ""), QStringLiteral("Pacific/Honolulu"));
        QCOMPARE(zones("Qu\u00e9bec", ""), zones("QC", ""));
        QCOMPARE(zones("Select ...", "96813"), QStringLiteral("Pacific/Honolulu")); // what tells nothing hides nothing
        QCOMPARE(zones("HI", "10011"), QStringLiteral("Pacific/Honolulu America/New_York"));
        QCOMPARE(zones("NY", "10011"), QStringLiteral("America/New_York"));
        QCOMPARE(zones("WA", "", "AU"), zones("", "")); // another country's
        QCOMPARE(zones("Georgia", "", "Georgia"), zones("", "")); // so is its own
        QCOMPARE(zones("Ontario, CA", ""), zones("", ""));
        QCOMPARE(zones("CA", "", "Canada"), zones("CA", "")); // the country once more, or California
        QCOMPARE(zones("CA", "K1A 0B1", "CA"), zones("CA", "") + u' ' + zones("ON", ""));
    }
    // A state is stated, whatever stands for the country: the hours and the law of that state hold.
    void aCountryThatCannotBeReadTakesNoStateAway_data()
    {
        QTest::addColumn<QString>("country");
        for (const char *country :
            {"", "US", "EE.UU.", "EEUU", "EE UU", "Estados Unidos", "\u00c9tats-Unis", "Etats Unis", "AS", "MP",
                "American Samoa", "Puerto Rico", "U.S. of A.", "N/A", "??", "XX", "Florida", "12345"})
            QTest::addRow("'%s'", country) << QString::fromUtf8(country);
    }
    void aCountryThatCannotBeReadTakesNoStateAway()
    {
        QFETCH(QString, country);
        GateFacts facts;
        facts.country = country;
        for (const char *written : {"FL", " fl ", "Florida"}) {
            facts.region = QString::fromLatin1(written);
            const auto places = placesOf(facts, shipped());
            QVERIFY2(places.front().state == QLatin1String("FL"), written);
            QVERIFY(std::ranges::all_of(places, [](const GatePlace &place) { return place.state == u"FL"; }));
        }
    }
    void aPostalCodeTellsItsState_data()
    {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("state");
        const auto row = [](const char *code, const char *state, const char *country = "") {
            QTest::addRow("%s %s", code, country) << QString::fromLatin1(country) << QString::fromLatin1(state);
        };
        for (const auto &[code, state] : {std::pair{"10011", "NY"}, {"33101", "FL"}, {"90210", "CA"}, {"00601", "PR"},
                 {"00801", "VI"}, {"20500", "DC"}, {"20588", "MD"}, {"96813", "HI"}, {"96910", "GU"}, {"99501", "AK"},
                 {"06390", "NY"}, {"06389", "CT"}, {"83414", "WY"}, {"99950", "AK"}, {"00501", "NY"}, {"73301", "TX"}})
            row(code, state);
        for (const auto &[code, state] : {std::pair{"K1A 0B1", "ON"}, {"T5J", "AB"}, {"H2X", "QC"}, {"V6B1A1", "BC"},
                 {"X0A 0H0", "NU"}, {"X1A 2P7", "NT"}, {"Y1A 1A1", "YT"}, {"A1C-5H2", "NL"}, {" k1a 0b1 ", "ON"}})
            row(code, state);
        for (const char *code : {"10011-1234", "100111234", " 10011 "})
            row(code, "NY");
        for (const char *code : {"2139", "02139", "2139-1234", "21391234"})
            row(code, "MA"); // a spreadsheet took the zero
        // The military's, those of nowhere here, and what is no code.
        for (const char *code : {"09012", "9012", "34001", "96201", "96799", "96940", "00000", "99999999999", "213",
                 "1", "", "ABC", "D1A 0B1", "K1A 0B", "KIA OBI", "1001l", "10011-12", "-10011", "10011 NY"})
            row(code, "");
        row("10011", "NY", "us");
        row("00601", "PR", "PR");
        row("K1A 0B1", "ON", "Canada");
        row("10115", "", "DE"); // Berlin
        row("10011", "", "CA");
        row("K1A 0B1", "", "US");
    }
    void aPostalCodeTellsItsState()
    {
        QFETCH(QString, country);
        QFETCH(QString, state);
        const QString tag = QString::fromLatin1(QTest::currentDataTag());
        QCOMPARE(regionOfPostal(shipped(), tag.chopped(country.size() + 1), country), state);
    }
    void aHostilePostalCodeTellsNothing()
    {
        QCOMPARE(regionOfPostal(shipped(), QString(5'000'000, u'1'), {}), QString());
        QCOMPARE(regionOfPostal(shipped(), QStringLiteral("\u0661\u0660\u0660\u0661\u0661"), {}), QString());
    }
    void everyStateAndProvinceHasPostalCodes()
    {
        QSet<QString> found;
        for (int zip = 0; zip < 100'000; ++zip)
            found << regionOfPostal(shipped(), QString::number(zip).rightJustified(5, u'0'), {});
        for (char letter = 'A'; letter <= 'Z'; ++letter)
            found << regionOfPostal(shipped(), QString(QLatin1Char(letter)) + QStringLiteral("1A 1A1"), {});
        found << regionOfPostal(shipped(), QStringLiteral("X0A 0A1"), {});
        for (const auto &[state, rules] : shipped().states)
            QVERIFY2(found.contains(state), qPrintable(state));
    }
    void US1_whereNoRegionIsStatedThePostalCodeCountsAndTheAreaCodeBesideIt()
    {
        GateFacts facts;
        const auto states = [&facts] {
            QStringList all;
            for (const GatePlace &place : placesOf(facts, shipped())) {
                if (!all.contains(place.state))
                    all << place.state;
            }
            return all.join(u' ');
        };
        facts.address = QStringLiteral("+15555550150"); // a code of nowhere
        QCOMPARE(states(), QString());
        facts.postal = QStringLiteral("90210");
        QCOMPARE(states(), QStringLiteral("CA"));
        facts.address = QStringLiteral("+12125550150");
        QCOMPARE(states(), QStringLiteral("CA NY")); // inside both
        facts.region = QStringLiteral("TX");
        QCOMPARE(states(), QStringLiteral("TX NY CA")); // the code says otherwise: inside all of them
        facts.postal = QStringLiteral("75201");
        QCOMPARE(states(), QStringLiteral("TX NY"));
        facts.region = QStringLiteral(" ");
        facts.postal = QStringLiteral("09012");
        QCOMPARE(states(), QStringLiteral("NY"));
    }
    void CA5_aCanadianPostalCodeIsInCanada()
    {
        GateCase one;
        one.by(Channel::Phone).in("", "+15555550150").at("2026-03-12T21:45:00", "America/Toronto");
        one.facts.postal = QStringLiteral("K1A 0B1");
        one.facts.country = QStringLiteral("CA");
        QCOMPARE(one.says(), QStringLiteral("move CA-5"));
        one.at("2026-03-12T18:30:00", "America/Toronto"); // too late for an unknown place
        QCOMPARE(one.says(), QStringLiteral("allow"));
        one.facts.postal.clear();
        QVERIFY(one.says() != QStringLiteral("allow"));
    }
    void whatIsNotKnownHasNoPlaceAndIsNotQuiet()
    {
        QVERIFY(of("", "").empty());
        QVERIFY(of("Atlantis", "+15555550150").empty());
        QVERIFY(of("", "+442079460018").empty());
        QVERIFY(of("", "+1310").empty());
        QVERIFY(!quietTime(0, {}, shipped()).quiet);
        QVERIFY(!quietTime(0, {anyHour("No/Where")}, shipped()).quiet);
    }
    void aDayWithoutAnyHoursWhereTwoPlacesNeverMeetOpensNever()
    {
        GatePlace morning = anyHour("America/New_York"), evening = morning;
        morning.hours.fill({8 * 60, 9 * 60});
        evening.hours.fill({20 * 60, 21 * 60});
        const QuietTime quiet =
            quietTime(momentIn("2026-03-12T12:00:00", "America/New_York"), {morning, evening}, shipped());
        QVERIFY(quiet.quiet);
        QCOMPARE(quiet.opens, 0);
    }
    void aPlaceOpenToMidnightIsOpenInItsLastMinute()
    {
        const GatePlace place = anyHour("America/New_York");
        const auto quiet = [&place](const char *iso) {
            return quietTime(momentIn(iso, "America/New_York"), {place}, shipped()).quiet;
        };
        QVERIFY(!quiet("2026-03-12T23:59:59"));
        QVERIFY(!quiet("2026-03-08T03:00:00"));
        QVERIFY(!quiet("2026-11-01T01:30:00"));
    }
    void holidaysFallOnTheirDays()
    {
        const auto is = [](const QDate &day) {
            return std::ranges::any_of(shipped().us.holidays, [&day](const YearDay &one) { return one.isOn(day); });
        };
        for (const QDate &day : {QDate(2026, 1, 1), QDate(2026, 1, 19), QDate(2026, 2, 16), QDate(2026, 5, 25),
                 QDate(2026, 6, 19), QDate(2026, 7, 4), QDate(2026, 9, 7), QDate(2026, 10, 12), QDate(2026, 11, 11),
                 QDate(2026, 11, 26), QDate(2026, 12, 25), QDate(2027, 5, 31)})
            QVERIFY2(is(day), qPrintable(day.toString()));
        for (const QDate &day : {QDate(2026, 5, 18), QDate(2026, 11, 19), QDate(2026, 11, 27), QDate(2026, 3, 12)})
            QVERIFY2(!is(day), qPrintable(day.toString()));
    }
};
UPDESK_TEST(TestGateHours);
#include "tst_gatehours.moc"
