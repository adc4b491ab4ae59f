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
