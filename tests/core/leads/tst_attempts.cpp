// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/attempts.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

using namespace updesk;
using namespace updesk::moments;

class TestAttempts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSecondCallIsFourHoursLater()
    {
        const Time ten = newYork("2026-11-23T10:00:00");
        QCOMPARE(nextCall(1, Outcome::NoAnswer, ten, store()), ten + 4 * kHour);
        QCOMPARE(
            nextCall(1, Outcome::Voicemail, newYork("2026-11-23T15:59:59"), store()), newYork("2026-11-23T19:59:59"));
        QCOMPARE(
            nextCall(1, Outcome::NoAnswer, newYork("2026-11-23T16:00:00"), store()), newYork("2026-11-24T08:00:00"));
        QCOMPARE(
            nextCall(1, Outcome::NoAnswer, newYork("2026-11-21T16:00:00"), store()), newYork("2026-11-23T08:00:00"));
    }
    void theOthersTakeMorningsAndAfternoonsInTurnUntilTheEighth()
    {
        const Hours h = store();
        Time at = newYork("2026-11-20T10:00:00"); // a Friday
        std::vector<Time> calls{at};
        for (int attempts = 1; at; ++attempts) {
            at = nextCall(attempts, Outcome::NoAnswer, at, h);
            calls.push_back(at);
        }
        const std::vector<Time> expected{newYork("2026-11-20T10:00:00"), newYork("2026-11-20T14:00:00"),
            newYork("2026-11-21T09:00:00"), newYork("2026-11-21T13:00:00"), newYork("2026-11-23T08:00:00"),
            newYork("2026-11-23T13:00:00"), newYork("2026-11-24T08:00:00"), newYork("2026-11-24T13:00:00"), 0};
        QCOMPARE(calls, expected);
    }
    void aNightThatChangesClocksKeepsTheMorning()
    {
        const Hours h = hours("Australia/Adelaide", R"({"sat":[["09:00","18:00"]],"sun":[["09:00","18:00"]]})");
        QCOMPARE(
            nextCall(2, Outcome::NoAnswer, utc("2026-10-03T05:00"), h), utc("2026-10-03T22:30")); // 9:00 summer time
        QCOMPARE(
            nextCall(2, Outcome::NoAnswer, utc("2026-04-04T05:00"), h), utc("2026-04-04T23:30")); // 9:00 standard time
    }
    void anAnswerAsksForNoFurtherCall()
    {
        const Time ten = newYork("2026-11-23T10:00:00");
        for (const Outcome outcome : {Outcome::None, Outcome::VisitSet, Outcome::CallBack, Outcome::WrongNumber,
                 Outcome::NotInterested, Outcome::DoNotContact})
            QCOMPARE(nextCall(1, outcome, ten, store()), Time(0));
        QCOMPARE(nextCall(0, Outcome::NoAnswer, ten, store()), Time(0));
        QCOMPARE(nextCall(8, Outcome::NoAnswer, ten, store()), Time(0));
        QCOMPARE(nextCall(1000, Outcome::NoAnswer, ten, store()), Time(0));
    }
    void oddHoursStillGiveACall()
    {
        const Time ten = newYork("2026-11-23T10:00:00");
        QCOMPARE(nextCall(2, Outcome::NoAnswer, ten, Hours()), ten + 4 * kHour);
        const Hours nights = hours("America/New_York", R"({"mon":[["21:00","27:00"]]})");
        QCOMPARE(nextCall(2, Outcome::NoAnswer, ten, nights), newYork("2026-11-23T21:00:00"));
        const Hours mornings = hours("America/New_York", R"({"mon":[["08:00","11:00"]]})");
        QCOMPARE(nextCall(2, Outcome::NoAnswer, ten, mornings), newYork("2026-11-30T08:00:00"));
    }
};
UPDESK_TEST(TestAttempts);
#include "tst_attempts.moc"
