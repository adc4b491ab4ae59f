// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/ladder.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

using namespace updesk;
using namespace updesk::moments;

namespace
{

using Actions = std::vector<LadderAction>;
using enum LadderAction;

const Time kTen = newYork("2026-11-23T10:00:00");
const Time kDueAt = kTen + 5 * kMinute;

/// A lead received at ten and given to somebody at once.
LadderFacts received(Time at = kTen)
{
    LadderFacts facts;
    facts.due = dueOf(at, {}, store());
    facts.assignedAt = at;
    facts.owned = true;
    return facts;
}

Actions at(const LadderFacts &facts, Time now) { return ladderActions(facts, {}, store(), now); }
Time next(const LadderFacts &facts, Time now) { return nextLadderMoment(facts, {}, store(), now); }
void fired(LadderFacts &facts, LadderAction action, Time now) { facts.firedAt[size_t(action)] = now; }

} // namespace

class TestLadder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLeadClimbsTheLadderStepByStep()
    {
        LadderFacts facts = received();
        std::vector<std::pair<Time, LadderAction>> climbed;
        for (Time now = next(facts, kTen); now; now = next(facts, now)) {
            for (const LadderAction action : at(facts, now)) {
                climbed.push_back({(now - kDueAt) / kMinute, action});
                fired(facts, action, now);
                if (action == TakeBack) {
                    ++facts.timesTakenBack;
                    facts.assignedAt = now;
                }
            }
            QCOMPARE(at(facts, now), Actions());
        }
        const std::vector<std::pair<Time, LadderAction>> expected{
            {-2, WarnOwner}, {0, TellBackupAndManager}, {5, TakeBack}, {10, TakeBack}, {15, TellEveryone}};
        QVERIFY(climbed == expected);
    }
    void hotLeadsTellTheManagerAtThreeAndEveryoneAtFive()
    {
        LadderFacts facts = received();
        facts.alarms = alarmsOf(Tier::Hot, {}, {});
        QCOMPARE(at(facts, kTen + 3 * kMinute - 1), Actions());
        QCOMPARE(at(facts, kTen + 3 * kMinute), (Actions{WarnOwner, EarlyTellManager}));
        fired(facts, WarnOwner, kTen + 3 * kMinute);
        fired(facts, EarlyTellManager, kTen + 3 * kMinute);
        QCOMPARE(next(facts, kTen + 3 * kMinute), kDueAt);
        QCOMPARE(at(facts, kDueAt), (Actions{EarlyTellEveryone, TellBackupAndManager}));
    }
    void anyTierMayHaveAlarms()
    {
        LadderFacts facts = received();
        facts.alarms.manager = kMinute;
        QCOMPARE(next(facts, kTen), kTen + kMinute);
        QCOMPARE(at(facts, kTen + kMinute), Actions{EarlyTellManager});
        fired(facts, EarlyTellManager, kTen + kMinute);
        QCOMPARE(at(facts, kDueAt), Actions{TellBackupAndManager}); // and nobody else early
    }
    void aTiersAlarmsAreTheModelsAndHotsOwnAreTheLadders()
    {
        LadderSettings ladder;
        ladder.hotManagerAfter = 4 * kMinute;
        ladder.hotEveryoneAfter = 0;
        const auto alarms = [&](Tier tier, const ScoreModel &model) { return alarmsOf(tier, model, ladder); };
        ScoreModel model;
        QCOMPARE(alarms(Tier::Low, model), TierAlarms());
        QCOMPARE(alarms(Tier::High, model), TierAlarms());
        QCOMPARE(alarms(Tier::Hot, model), (TierAlarms{4 * kMinute, Time(0)}));
        model.tiers[0].managerAfter = 60;
        model.tiers[3].managerAfter = 90;
        model.tiers[3].everyoneAfter = 0;
        QCOMPARE(alarms(Tier::Low, model), (TierAlarms{kMinute, {}}));
        QCOMPARE(alarms(Tier::Hot, model), (TierAlarms{90 * kSecond, {}}));
    }
    void anOpenCallHoldsTheTakeBackOnly()
    {
        LadderFacts facts = received();
        facts.alarms = alarmsOf(Tier::Hot, {}, {});
        facts.held = true;
        QCOMPARE(at(facts, kDueAt + 5 * kMinute), Actions{TellBackupAndManager});
        fired(facts, TellBackupAndManager, kDueAt);
        QCOMPARE(next(facts, kDueAt + 5 * kMinute), kDueAt + 15 * kMinute);
        facts.held = false;
        facts.alarms = {};
        QCOMPARE(at(facts, kDueAt + 6 * kMinute), Actions{TakeBack});
    }
    void anAnswerEndsTheLadder()
    {
        LadderFacts facts = received();
        facts.over = true;
        QCOMPARE(at(facts, kDueAt + kHour), Actions());
        QCOMPARE(next(facts, kTen), Time(0));
        QCOMPARE(at({}, kTen), Actions());
        QCOMPARE(next({}, kTen), Time(0));
    }
    void aWarningThatCameTooLateIsNotGiven()
    {
        LadderFacts missed = received();
        QCOMPARE(at(missed, kDueAt), Actions{TellBackupAndManager});
        fired(missed, TellBackupAndManager, kDueAt);
        QCOMPARE(next(missed, kTen), kDueAt + 5 * kMinute); // also when asked from the lead's beginning on
        LadderFacts late = received();
        late.assignedAt = kDueAt - kMinute;
        QCOMPARE(at(late, kDueAt - 30 * kSecond), Actions());
    }
    void aNewOwnerHasTheSameTime()
    {
        LadderFacts facts = received();
        fired(facts, WarnOwner, kDueAt - 2 * kMinute);
        fired(facts, TellBackupAndManager, kDueAt);
        facts.assignedAt = kDueAt + 3 * kMinute; // given to another by hand
        QCOMPARE(at(facts, kDueAt + 5 * kMinute), Actions());
        QCOMPARE(at(facts, kDueAt + 8 * kMinute), Actions{TakeBack});
    }
    void twoTakeBacksAreTheMost()
    {
        LadderFacts facts = received();
        facts.timesTakenBack = 2;
        facts.firedAt = {1, 1, 1, 1, 1, 0};
        facts.assignedAt = kDueAt + 10 * kMinute;
        QCOMPARE(at(facts, kDueAt + kHour), Actions{TellEveryone});
        fired(facts, TellEveryone, kDueAt + kHour);
        QCOMPARE(next(facts, kDueAt + kHour), Time(0));
        QCOMPARE(at(facts, kDueAt + 2 * kHour), Actions());
    }
    void nobodyOwnsItNobodyIsWarned()
    {
        LadderFacts facts = received();
        facts.owned = false;
        facts.assignedAt = 0;
        QCOMPARE(at(facts, kDueAt - kMinute), Actions());
        QCOMPARE(at(facts, kDueAt + 5 * kMinute), Actions{TellBackupAndManager});
    }
    void nothingFiresOutsideAnsweringHours()
    {
        LadderFacts facts = received(newYork("2026-11-23T19:54:00")); // due 19:59
        fired(facts, WarnOwner, newYork("2026-11-23T19:57:00"));
        fired(facts, TellBackupAndManager, newYork("2026-11-23T19:59:00"));
        const Time opening = newYork("2026-11-24T08:00:00");
        QCOMPARE(next(facts, newYork("2026-11-23T19:59:00")), opening);
        QCOMPARE(at(facts, newYork("2026-11-23T20:04:00")), Actions());
        QCOMPARE(at(facts, newYork("2026-11-24T07:59:59")), Actions());
        QCOMPARE(next(facts, newYork("2026-11-24T07:59:59")), opening);
        QCOMPARE(at(facts, opening), (Actions{TakeBack, TellEveryone}));
    }
    void afterHoursLeadsClimbFromTheOpening()
    {
        LadderFacts facts =
            received(newYork("2026-10-31T21:10:00")); // Saturday; Sunday closed; clocks change that night
        facts.alarms = alarmsOf(Tier::Hot, {}, {});
        const Time opening = newYork("2026-11-02T08:00:00");
        QCOMPARE(at(facts, newYork("2026-10-31T22:00:00")), Actions());
        QCOMPARE(next(facts, newYork("2026-10-31T22:00:00")), opening + 3 * kMinute);
        QCOMPARE(at(facts, opening + 3 * kMinute), Actions{EarlyTellManager});
        facts.alarms = {};
        QCOMPARE(next(facts, opening), opening + 28 * kMinute);
    }
    void settingsMoveTheSteps()
    {
        LadderSettings settings;
        settings.warnBefore = kMinute;
        settings.takeBackAfter = 20 * kMinute;
        settings.everyoneAfter = 10 * kMinute;
        settings.takeBacks = 0;
        QCOMPARE(nextLadderMoment(received(), settings, store(), kTen), kDueAt - kMinute);
        QCOMPARE(ladderActions(received(), settings, store(), kDueAt + kHour),
            (Actions{TellBackupAndManager, TellEveryone}));
    }
    void aStoreWithoutHoursIsAlwaysAnswering()
    {
        LadderFacts facts;
        facts.due = dueOf(kTen, {}, Hours());
        QCOMPARE(ladderActions(facts, {}, Hours(), kDueAt), Actions{TellBackupAndManager});
    }
};
UPDESK_TEST(TestLadder);
#include "tst_ladder.moc"
