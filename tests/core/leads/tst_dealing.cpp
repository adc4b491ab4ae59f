// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/dealing.h"
#include "core/leads/routeexplain.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

#include <map>
#include <random>

using namespace updesk;
using namespace updesk::moments;

namespace
{

const Time kNow = newYork("2026-11-23T10:00:00");
using Mode = RouteRule::Mode;
using People = std::vector<RoutePerson>;

PersonId person(quint64 number) { return {seededId(0, number, number)}; }
const PersonId kDana = person(1), kOmar = person(2), kLena = person(3), kBea = person(4);

RoutePerson onFloor(const PersonId &id, Role role = Role::Sales) { return {id, role, true, 0, kNow, 0}; }

RouteRule rule(Mode mode)
{
    RouteRule made;
    made.name = QStringLiteral("Floor");
    made.role = Role::Sales;
    made.mode = mode;
    return made;
}

/// A floor on which leads are dealt one after the other.
struct Floor {
    std::vector<RouteRule> rules;
    People people;
    Time now = kNow;
    std::map<PersonId, int> got{};

    Routed next()
    {
        for (RoutePerson &p : people) {
            if (p.dutyFrom > 0 && p.dutyFrom <= now)
                p.dutyFrom = now;
        }
        const Routed routed = route({}, {}, rules, people, {}, now);
        for (RoutePerson &p : people) {
            if (p.id != routed.person)
                continue;
            p.lastAssigned = now;
            ++p.open;
            ++p.due;
            ++p.today;
            p.dealt.push_back({now, routed.rule, here()});
        }
        ++got[routed.person];
        now += 10 * kMinute;
        return routed;
    }
    quint64 here() const
    {
        quint64 bits = 0;
        for (size_t i = 0; i < people.size(); ++i)
            bits |= people[i].dutyFrom > 0 && people[i].dutyFrom <= now ? quint64(1) << i : 0;
        return bits;
    }
    void deal(int leads)
    {
        for (int i = 0; i < leads; ++i)
            (void)next();
    }
    RoutePerson &of(const PersonId &id) { return *std::ranges::find(people, id, &RoutePerson::id); }
};

} // namespace

class TestDealing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leastBusyGetsItAndATieGoesByTheTurn()
    {
        Floor floor{{rule(Mode::LeastBusy)}, {onFloor(kDana), onFloor(kOmar), onFloor(kLena)}};
        floor.of(kDana).due = 4;
        floor.of(kOmar).due = 2;
        floor.of(kLena).due = 2;
        floor.of(kOmar).lastAssigned = 50;
        const Routed first = floor.next();
        QCOMPARE(first.person, kLena);
        QCOMPARE(first.reason, RouteReason::LeastBusy);
        QCOMPARE(floor.next().person, kOmar);
        floor.deal(300);
        const auto [least, most] = std::ranges::minmax(floor.people, {}, &RoutePerson::due);
        QVERIFY(most.due - least.due <= 1);
    }
    void aWeightOfTwoGetsTwiceAsMany()
    {
        Floor floor{{rule(Mode::Weighted)}, {onFloor(kDana), onFloor(kOmar)}};
        floor.rules[0].weights = {{kDana, 2}};
        QCOMPARE(floor.next().reason, RouteReason::Share);
        floor.deal(299);
        QVERIFY2(std::abs(floor.got[kDana] - 200) <= 2, QByteArray::number(floor.got[kDana]).constData());
        QCOMPARE(floor.got[kDana] + floor.got[kOmar], 300);
    }
    void sharesHoldForAnyWeightsAndAtAnyPointOfTheDay()
    {
        std::mt19937 noise(7);
        for (int round = 0; round < 20; ++round) {
            Floor floor{{rule(Mode::Weighted)}, {onFloor(kDana), onFloor(kOmar), onFloor(kLena), onFloor(kBea)}};
            int all = 0;
            for (const PersonId &id : {kDana, kOmar, kLena, kBea}) {
                floor.rules[0].weights.push_back({id, 1 + int(noise() % 9)});
                all += floor.rules[0].weights.back().weight;
            }
            for (int leads = 1; leads <= 400; ++leads) {
                (void)floor.next();
                for (const RouteRule::Weight &w : floor.rules[0].weights) {
                    const double due = double(leads) * w.weight / all;
                    QVERIFY2(std::abs(floor.got[w.person] - due) <= 2.0, QByteArray::number(leads).constData());
                }
            }
        }
    }
    void whoWeighsNothingGetsOneOnlyAlone()
    {
        Floor floor{{rule(Mode::Weighted)}, {onFloor(kDana), onFloor(kOmar)}};
        floor.rules[0].weights = {{kDana, 0}};
        floor.deal(50);
        QCOMPARE(floor.got[kDana], 0);
        floor.of(kOmar).dutyFrom = 0;
        QCOMPARE(floor.next().person, kDana);
    }
    void nobodyCatchesUpAFreeDayOrTheTimeBeforeTheyJoined()
    {
        Floor floor{{rule(Mode::Weighted)}, {onFloor(kDana), onFloor(kOmar), onFloor(kLena)}};
        floor.deal(30);
        floor.of(kLena).dutyFrom = 0; // off for a while
        floor.deal(60);
        floor.of(kLena).dutyFrom = floor.now;
        const auto before = floor.got;
        floor.deal(30);
        for (const PersonId &id : {kDana, kOmar, kLena})
            QVERIFY2(std::abs(floor.got[id] - before.at(id) - 10) <= 2, QByteArray::number(floor.got[id]).constData());
        floor.people.push_back(onFloor(kBea)); // new
        const auto then = floor.got;
        floor.deal(40);
        QVERIFY2(std::abs(floor.got[kBea] - 10) <= 2, QByteArray::number(floor.got[kBea]).constData());
        QVERIFY(std::abs(floor.got[kDana] - then.at(kDana) - 10) <= 2);
    }
    void sharesOfLongAgoAndOfOtherRulesDoNotCount()
    {
        Floor floor{{rule(Mode::Weighted)}, {onFloor(kDana), onFloor(kOmar)}};
        for (int i = 0; i < 40; ++i) {
            floor.of(kDana).dealt.push_back({kNow - kShareWindow - kHour, QStringLiteral("Floor")});
            floor.of(kDana).dealt.push_back({kNow - kHour, QStringLiteral("Other")});
        }
        floor.deal(20);
        QCOMPARE(floor.got[kDana], 10);
    }
    void aLimitIsNeverPassedWhileSomebodyHasRoom()
    {
        std::mt19937 noise(11);
        for (int round = 0; round < 50; ++round) {
            Floor floor{{rule(Mode::Capped)}, {onFloor(kDana), onFloor(kOmar), onFloor(kLena)}};
            floor.rules[0].mostADay = 1 + int(noise() % 6);
            floor.rules[0].mostOpen = 1 + int(noise() % 9);
            for (RoutePerson &p : floor.people)
                p.open = int(noise() % 8);
            for (int lead = 0; lead < 40; ++lead) {
                const People before = floor.people;
                const bool room =
                    std::ranges::any_of(before, [&](const auto &p) { return !isFull(floor.rules[0], p); });
                const Routed routed = floor.next();
                QVERIFY(!routed.person.isNull()); // somebody is on duty
                const auto who = std::ranges::find(before, routed.person, &RoutePerson::id);
                QVERIFY(!room || !isFull(floor.rules[0], *who));
                QCOMPARE(routed.reason, room ? RouteReason::HasRoom : RouteReason::OverFull);
            }
        }
    }
    void aFullRuleFallsOverToTheNextAndThenToTheWholeRoom()
    {
        Floor floor{{rule(Mode::Capped)}, {onFloor(kDana), onFloor(kBea, Role::Bdc), onFloor(kLena, Role::Manager)}};
        floor.rules[0].mostADay = 1;
        QCOMPARE(floor.next().person, kDana);
        const Routed over = floor.next();
        QCOMPARE(over.person, kBea); // sells, and is in no rule
        QCOMPARE(over.reason, RouteReason::WholeRoom);
        QCOMPARE(over.rule, QStringLiteral("Floor"));
        floor.rules.push_back(rule(Mode::RoundRobin));
        floor.rules[1].rank = 1;
        floor.rules[1].name = QStringLiteral("Managers");
        floor.rules[1].role = Role::Manager;
        const Routed next = floor.next();
        QCOMPARE(next.person, kLena); // a rule of its own comes before the room
        QCOMPARE(next.tried.front().miss, RuleMiss::AllFull);
        floor.people = {onFloor(kDana)};
        floor.people[0].today = 5;
        floor.rules.pop_back();
        const Routed alone = floor.next();
        QCOMPARE(alone.person, kDana);
        QCOMPARE(alone.reason, RouteReason::OverFull);
    }
    void aPoolGivesToNobodyAndOnlyWhileSomebodyIsThere()
    {
        Floor floor{{rule(Mode::Pool)}, {onFloor(kDana), onFloor(kOmar)}};
        const Routed pool = floor.next();
        QVERIFY(pool.person.isNull());
        QCOMPARE(pool.reason, RouteReason::Pool);
        QCOMPARE(pool.rule, QStringLiteral("Floor"));
        floor.of(kDana).dutyFrom = 0;
        floor.of(kOmar).dutyFrom = floor.now + kHour;
        const Routed later = route({}, {}, floor.rules, floor.people, {}, floor.now);
        QCOMPARE(later.person, kOmar);
        QCOMPARE(later.reason, RouteReason::ComesOnNext);
    }
    void whoSellsMoreGetsMoreAndNobodyFallsBelowTheFloor()
    {
        Floor floor{{rule(Mode::ClosingRate)}, {onFloor(kDana), onFloor(kOmar), onFloor(kLena)}};
        floor.rules[0].floor = 50;
        floor.of(kDana).closingRate = 1500;
        floor.of(kOmar).closingRate = 1450;
        floor.of(kLena).closingRate = 50; // new, or has a bad run
        QCOMPARE(floor.next().reason, RouteReason::ClosingRate);
        floor.deal(299);
        QVERIFY(floor.got[kDana] >= floor.got[kOmar] && floor.got[kOmar] > floor.got[kLena]);
        QVERIFY2(floor.got[kLena] >= 300 * 50 / 350, QByteArray::number(floor.got[kLena]).constData());
        for (RoutePerson &p : floor.people)
            p.closingRate = 0; // nobody has sold anything yet
        const auto before = floor.got;
        floor.now += kShareWindow;
        floor.deal(30);
        for (const PersonId &id : {kDana, kOmar, kLena})
            QCOMPARE(floor.got[id] - before.at(id), 10);
    }
    void nobodyInactiveOrOffDutyEverGetsOne()
    {
        std::mt19937 noise(3);
        for (int round = 0; round < 2000; ++round) {
            std::vector<RouteRule> rules;
            for (int i = 0; i < 3; ++i) {
                rules.push_back(rule(Mode(noise() % 6)));
                rules.back().name = QString::number(i);
                rules.back().role = Role(noise() % 4);
                if (rules.back().mode == Mode::Capped)
                    rules.back().mostADay = 1 + int(noise() % 3);
            }
            People people;
            for (quint64 i = 1; i <= 6; ++i) {
                RoutePerson p = onFloor(person(i), Role(noise() % 4));
                p.active = noise() % 3 != 0;
                p.busyUntil = noise() % 4 == 0 ? kNow + kHour : 0;
                p.dutyFrom = noise() % 2 == 0 ? kNow : noise() % 2 == 0 ? kNow + kHour : 0;
                p.today = int(noise() % 4);
                p.lastAssigned = Time(noise() % 100);
                people.push_back(p);
            }
            const std::vector<PersonId> exclude{person(1 + noise() % 6)};
            const Routed routed = route({}, {person(1 + noise() % 6), {}}, rules, people, exclude, kNow);
            const auto verdicts = explained(routed, rules, people, exclude, kNow);
            QCOMPARE(verdicts.size(), people.size());
            const auto isThere = [&](const RoutePerson &p) {
                return p.active && isHere(p, kNow) && p.id != exclude[0]
                    && std::ranges::any_of(rules, [&](const RouteRule &r) { return isIn(r, p); });
            };
            const bool any = std::ranges::any_of(people, isThere);
            for (size_t i = 0; i < people.size(); ++i) {
                const RoutePerson &p = people[i];
                QCOMPARE(verdicts[i].verdict == RouteVerdict::Chosen, p.id == routed.person);
                if (p.id != routed.person)
                    continue;
                QVERIFY(p.active && p.id != exclude[0] && p.dutyFrom > 0);
                QVERIFY(isHere(p, kNow) || !any);
                const auto isFree = [&](const RoutePerson &other) {
                    return isThere(other) && !isBusy(other, kNow) && other.today == 0; // so below every limit
                };
                QVERIFY(!isBusy(p, kNow) || std::ranges::none_of(people, isFree));
            }
            QVERIFY(!any || !routed.person.isNull() || routed.reason == RouteReason::Pool);
        }
    }
    void everyoneLearnsWhyTheyWerePassedOver()
    {
        Floor floor{{rule(Mode::Capped)},
            {onFloor(kDana), onFloor(kOmar), onFloor(kLena), onFloor(kBea, Role::Bdc), onFloor(person(5)),
                onFloor(person(6)), onFloor(person(7))}};
        floor.rules[0].mostADay = 5;
        floor.of(kDana).today = 5;
        floor.of(kOmar).lastAssigned = 10;
        floor.of(kLena).lastAssigned = 20;
        floor.of(person(5)).dutyFrom = kNow + kHour;
        floor.of(person(6)).active = false;
        const std::vector<PersonId> exclude{person(7)};
        const Routed routed = route({}, {}, floor.rules, floor.people, exclude, kNow);
        QCOMPARE(routed.person, kOmar);
        const auto verdicts = explained(routed, floor.rules, floor.people, exclude, kNow);
        const std::vector<RouteVerdict> wanted{RouteVerdict::Full, RouteVerdict::Chosen, RouteVerdict::Turn,
            RouteVerdict::NotInRule, RouteVerdict::OffDuty, RouteVerdict::Inactive, RouteVerdict::Excluded};
        for (size_t i = 0; i < wanted.size(); ++i)
            QCOMPARE(verdicts[i].verdict, wanted[i]);
        const Routed owner = route({}, {kLena, {}}, floor.rules, floor.people, {}, kNow);
        QCOMPARE(explained(owner, floor.rules, floor.people, {}, kNow)[1].verdict, RouteVerdict::NotOwner);
        const Routed none = route({}, {}, {}, floor.people, {}, kNow);
        QCOMPARE(explained(none, {}, floor.people, {}, kNow)[1].verdict, RouteVerdict::NoRule);
        floor.rules[0].mode = Mode::LeastBusy;
        floor.rules[0].mostADay = 0;
        floor.of(kLena).due = 3;
        const Routed least = route({}, {}, floor.rules, floor.people, {}, kNow);
        QCOMPARE(explained(least, floor.rules, floor.people, {}, kNow)[2].verdict, RouteVerdict::MoreDue);
        floor.rules[0].mode = Mode::Pool;
        const Routed pool = route({}, {}, floor.rules, floor.people, {}, kNow);
        QCOMPARE(explained(pool, floor.rules, floor.people, {}, kNow)[0].verdict, RouteVerdict::Told);
        QVERIFY(explained(pool, floor.rules, {}, {}, kNow).empty());
    }
};
UPDESK_TEST(TestDealing);
#include "tst_dealing.moc"
