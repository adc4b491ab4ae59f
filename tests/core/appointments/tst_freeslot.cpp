// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/appointment.h"
#include "core/appointments/freeslot.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"
#include "tests/support/tempdesk.h"

using namespace updesk;
using namespace updesk::moments;

class TestFreeSlot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstHalfHourAnHourFromNow()
    {
        QCOMPARE(nextFreeSlot(store(), {}, newYork("2026-03-12T10:00:00")), newYork("2026-03-12T11:00:00"));
        QCOMPARE(nextFreeSlot(store(), {}, newYork("2026-03-12T10:01:00")), newYork("2026-03-12T11:30:00"));
    }
    void aVisitEndsBeforeClosing()
    {
        QCOMPARE(nextFreeSlot(store(), {}, newYork("2026-03-12T18:00:00")), newYork("2026-03-12T19:00:00"));
        QCOMPARE(nextFreeSlot(store(), {}, newYork("2026-03-12T18:01:00")), newYork("2026-03-13T08:00:00"));
        QCOMPARE(nextFreeSlot(store(), {}, newYork("2026-03-14T16:00:00")), newYork("2026-03-16T08:00:00"));
        QCOMPARE(nextFreeSlot(store(), {}, newYork("2026-12-24T12:00:00")), newYork("2026-12-26T09:00:00"));
    }
    void bookedVisitsAreKeptAnHourApart()
    {
        const std::vector<Time> booked{newYork("2026-03-12T11:00:00"), newYork("2026-03-12T12:30:00")};
        QCOMPARE(nextFreeSlot(store(), booked, newYork("2026-03-12T10:00:00")), newYork("2026-03-12T13:30:00"));
    }
    void aStoreThatNeverOpensHasNone()
    {
        QCOMPARE(nextFreeSlot(Hours(), {}, newYork("2026-03-12T10:00:00")), Time(0));
        std::vector<Time> full;
        for (Time at = newYork("2026-03-12T00:00:00"); full.size() < 62 * 48; at += 30 * kMinute)
            full.push_back(at);
        QCOMPARE(nextFreeSlot(store(), full, newYork("2026-03-12T10:00:00")), Time(0));
    }
    void onlyStandingVisitsOfThePersonCount()
    {
        TempDesk desk;
        const PersonId dana{newId(1)}, omar{newId(2)};
        Time at = 1000;
        const auto book = [&](PersonId person, Appointment::State state) {
            Appointment a;
            a.id.value = newId(at);
            a.person = person;
            a.state = state;
            a.at = at += 1000;
            auto tx = Transaction::begin(*desk.database, desk.by);
            QVERIFY(tx && takeRow(*tx, kAppointment, a) && tx->commit());
        };
        book(dana, Appointment::State::Confirmed); // 2000
        book(omar, Appointment::State::Set);
        book(dana, Appointment::State::Cancelled);
        book(dana, Appointment::State::Missed);
        book(dana, Appointment::State::Set); // 6000
        QCOMPARE(*bookedTimes(*desk.database, dana, 0, 10'000), (std::vector<Time>{2000, 6000}));
        QCOMPARE(*bookedTimes(*desk.database, dana, 2000, 6000), std::vector<Time>{2000});
        QCOMPARE(*bookedTimes(*desk.database, PersonId{newId(9)}, 0, 10'000), std::vector<Time>{});
    }
};
UPDESK_TEST(TestFreeSlot);
#include "tst_freeslot.moc"
