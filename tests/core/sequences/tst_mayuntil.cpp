// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sequences/gatecase.h"

using namespace updesk;

class TestMayUntil : public QObject
{
    Q_OBJECT

    static std::vector<MayUntil> of(const char *bought, const char *serviced, const char *asked, Relation relation)
    {
        const auto at = [](const char *iso) { return *iso ? momentIn(iso, "America/New_York") : 0; };
        return mayUntil(shipped(), {at(bought), at(serviced), at(asked), QStringLiteral("America/New_York")}, relation);
    }

private Q_SLOTS:
    void whoeverHasNotDealtWithUsHasNoDate() { QVERIFY(of("", "", "", Relation::UsCalls).empty()); }
    void theLongestStandsFirstWithItsReason()
    {
        const auto all = of("2025-01-10T12:00:00", "2025-06-30T12:00:00", "2026-03-01T12:00:00", Relation::UsCalls);
        QCOMPARE(all.size(), size_t(3));
        QCOMPARE(all[0], (MayUntil{QStringLiteral("US-5"), MayUntil::Basis::Service, QDate(2026, 12, 30)}));
        QCOMPARE(all[1], (MayUntil{QStringLiteral("US-5"), MayUntil::Basis::Purchase, QDate(2026, 7, 10)}));
        QCOMPARE(all[2], (MayUntil{QStringLiteral("US-5"), MayUntil::Basis::Inquiry, QDate(2026, 6, 1)}));
    }
    void canadaCountsMessagesAndCallsApart()
    {
        const auto calls = of("2025-02-28T12:00:00", "", "2025-08-31T12:00:00", Relation::CanadaCalls);
        QCOMPARE(calls[0], (MayUntil{QStringLiteral("CA-6"), MayUntil::Basis::Purchase, QDate(2026, 8, 28)}));
        QCOMPARE(calls[1], (MayUntil{QStringLiteral("CA-6"), MayUntil::Basis::Inquiry, QDate(2026, 2, 28)}));
        const auto messages = of("2024-02-29T12:00:00", "", "", Relation::CanadaMessages);
        QCOMPARE(messages[0], (MayUntil{QStringLiteral("CA-2"), MayUntil::Basis::Purchase, QDate(2026, 2, 28)}));
    }
    void aDayIsTheStoresNotTheClocks()
    {
        // 11 p.m. in New York on the 12th is the 13th in UTC.
        QCOMPARE(of("", "", "2026-03-12T23:00:00", Relation::UsCalls)[0].last, QDate(2026, 6, 12));
    }
};
UPDESK_TEST(TestMayUntil);
#include "tst_mayuntil.moc"
