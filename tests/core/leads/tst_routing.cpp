// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/routing.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

using namespace updesk;
using namespace updesk::moments;

namespace
{

const Time kNow = newYork("2026-11-23T10:00:00");

PersonId person(quint64 number) { return {seededId(0, number, number)}; }
SourceId source(quint64 number) { return {seededId(0, number, number)}; }
const PersonId kDana = person(1), kOmar = person(2), kLena = person(3);

RoutePerson onFloor(const PersonId &id, Time lastAssigned, Role role = Role::Sales)
{
    return {id, role, true, 0, kNow, lastAssigned};
}

RouteRule rule(const char *name, std::optional<Role> role, std::vector<PersonId> persons = {})
{
    RouteRule made;
    made.name = QString::fromLatin1(name);
    made.role = role;
    made.persons = std::move(persons);
    return made;
}

using Rules = std::vector<RouteRule>;
using People = std::vector<RoutePerson>;

Routed routed(const Rules &rules, const People &people, const RouteLead &lead = {}, const RouteWishes &wishes = {},
    const std::vector<PersonId> &exclude = {})
{
    return route(lead, wishes, rules, people, exclude, kNow);
}

QString name(const char *text) { return QString::fromLatin1(text); }

} // namespace

class TestRouting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nextUpIsTheLongestWithout()
    {
        const Rules rules{rule("Floor", Role::Sales)};
        const Routed got = routed(rules, {onFloor(kDana, 300), onFloor(kOmar, 100), onFloor(kLena, 200)});
        QCOMPARE(got.person, kOmar);
        QCOMPARE(got.reason, RouteReason::NextUp);
        QCOMPARE(got.rule, name("Floor"));
        QCOMPARE(got.at, Time(100));
        QCOMPARE(routed(rules, {onFloor(kDana, 300), onFloor(kOmar, 0)}).person, kOmar); // never had one
        QCOMPARE(
            routed(rules, {onFloor(kOmar, 100), onFloor(kDana, 100)}).person, kDana); // a tie, the same on every desk
        QCOMPARE(routed(rules, {onFloor(kDana, 100, Role::Bdc), onFloor(kOmar, 300)}).person, kOmar);
    }
    void theFirstRuleThatMatchesWins()
    {
        Rules rules{rule("All", Role::Sales), rule("Toyota", {}, {kLena})};
        rules[0].rank = 2;
        rules[1].rank = 1;
        rules[1].makes = QStringList{QStringLiteral("TOYOTA")};
        const People people{onFloor(kDana, 0), onFloor(kLena, 900)};
        RouteLead lead;
        lead.make = QStringLiteral("Toyota");
        const Routed toyota = routed(rules, people, lead);
        QCOMPARE(toyota.person, kLena);
        QCOMPARE(toyota.reason, RouteReason::GivenPerson);
        QCOMPARE(toyota.tried, (std::vector<RuleTrial>{{name("Toyota"), RuleMiss::None}}));
        lead.make.clear();
        const Routed other = routed(rules, people, lead);
        QCOMPARE(other.person, kDana);
        QCOMPARE(
            other.tried, (std::vector<RuleTrial>{{name("Toyota"), RuleMiss::Make}, {name("All"), RuleMiss::None}}));
    }
    void eachConditionSaysWhyItMissed()
    {
        RouteRule strict = rule("Strict", Role::Sales);
        strict.sources = {source(1), source(2)};
        strict.types = {LeadType::Web};
        strict.statuses = {VehicleStatus::New};
        strict.makes = QStringList{QStringLiteral("Citroën")};
        strict.when = RouteRule::When::InHours;
        RouteLead lead{source(3), LeadType::Chat, VehicleStatus::Used, QStringLiteral("Kia"), true};
        QCOMPARE(missOf(strict, lead), RuleMiss::Source);
        lead.source = source(2);
        QCOMPARE(missOf(strict, lead), RuleMiss::Type);
        lead.type = LeadType::Web;
        QCOMPARE(missOf(strict, lead), RuleMiss::Status);
        lead.status = VehicleStatus::New;
        QCOMPARE(missOf(strict, lead), RuleMiss::Make);
        lead.make = QStringLiteral("citroen");
        QCOMPARE(missOf(strict, lead), RuleMiss::Hours);
        lead.afterHours = false;
        QCOMPARE(missOf(strict, lead), RuleMiss::None);
        strict.when = RouteRule::When::AfterHours;
        QCOMPARE(missOf(strict, lead), RuleMiss::Hours);
    }
    void inactivePeopleNeverGetALead()
    {
        RoutePerson gone = onFloor(kDana, 0);
        gone.active = false;
        const Routed none = routed({rule("Floor", Role::Sales), rule("Dana", {}, {kDana})}, {gone}, {}, {kDana, kDana});
        QVERIFY(none.person.isNull());
        QCOMPARE(none.reason, RouteReason::None);
        QCOMPARE(none.tried,
            (std::vector<RuleTrial>{{name("Floor"), RuleMiss::NobodyActive}, {name("Dana"), RuleMiss::NobodyActive}}));
    }
    void takenBackLeadsDoNotReturnToTheSamePerson()
    {
        const Rules rules{rule("Floor", Role::Sales)};
        const People people{onFloor(kDana, 100), onFloor(kOmar, 200)};
        QCOMPARE(routed(rules, people, {}, {kDana, {}}, {kDana}).person, kOmar);
        QVERIFY(routed(rules, people, {}, {}, {kDana, kOmar}).person.isNull());
    }
    void aCustomerReturnsToTheOwnerWhoWorks()
    {
        const Rules rules{rule("Floor", Role::Sales)};
        RoutePerson dana = onFloor(kDana, 900);
        const Routed back = routed(rules, {dana, onFloor(kOmar, 0)}, {}, {kDana, kOmar});
        QCOMPARE(back.person, kDana);
        QCOMPARE(back.reason, RouteReason::PreviousOwner);
        QVERIFY(back.rule.isEmpty() && back.tried.empty());
        dana.dutyFrom = kNow + kHour;
        QCOMPARE(routed(rules, {dana, onFloor(kOmar, 0)}, {}, {kDana, {}}).person, kOmar);
    }
    void theSalespersonNamedInTheDocumentGetsIt()
    {
        const Rules rules{rule("Floor", Role::Sales)};
        const Routed got = routed(rules, {onFloor(kDana, 900), onFloor(kOmar, 0)}, {}, {{}, kDana});
        QCOMPARE(got.person, kDana);
        QCOMPARE(got.reason, RouteReason::NamedInDocument);
    }
    void whoCameOnDutyEarlierIsStillHere()
    {
        const Rules rules{rule("Dana first", {}, {kDana}), rule("Floor", Role::Sales)};
        RoutePerson omar = onFloor(kOmar, 0), dana = onFloor(kDana, 900);
        omar.dutyFrom = kNow - 5; // asked for a lead some milliseconds ago
        dana.dutyFrom = kNow + kHour;
        const Routed got = routed(rules, {omar, dana});
        QCOMPARE(got.person, kOmar);
        QCOMPARE(got.reason, RouteReason::NextUp);
        QCOMPARE(routed(rules, {omar, onFloor(kDana, 900)}, {}, {kOmar, {}}).reason, RouteReason::PreviousOwner);
    }
    void anOwnerWhoIsBusyIsLeftAlone()
    {
        const Rules rules{rule("Floor", Role::Sales)};
        RoutePerson dana = onFloor(kDana, 0), omar = onFloor(kOmar, 900), lena = onFloor(kLena, 500);
        dana.busyUntil = kNow + 15 * kMinute;
        for (const RouteWishes &wishes : {RouteWishes{kDana, {}}, RouteWishes{{}, kDana}}) {
            const Routed other = routed(rules, {dana, omar}, {}, wishes);
            QCOMPARE(other.person, kOmar);
            QCOMPARE(other.reason, RouteReason::NextUp);
        }
        QCOMPARE(routed(rules, {dana, omar}, {}, {kDana, kOmar}).reason, RouteReason::NamedInDocument);
        // With all of them busy the customer's own is as good as any.
        omar.busyUntil = lena.busyUntil = kNow + 10 * kMinute;
        const Routed own = routed(rules, {dana, omar, lena}, {}, {kOmar, {}});
        QCOMPARE(own.person, kOmar);
        QCOMPARE(own.reason, RouteReason::PreviousOwner);
        QVERIFY(own.rule.isEmpty());
        QCOMPARE(own.fired, -1);
        QCOMPARE(routed(rules, {dana, omar, lena}, {}, {kOmar, {}}, {kOmar}).person, kDana);
        dana.busyUntil = kNow; // it ends with its last moment
        QCOMPARE(routed(rules, {dana, omar}, {}, {kDana, {}}).reason, RouteReason::PreviousOwner);
    }
    void whoWasBusyIsNextAfterwards()
    {
        const Rules rules{rule("Floor", Role::Sales)};
        RoutePerson dana = onFloor(kDana, 100);
        dana.busyUntil = kNow + kMinute;
        const People people{dana, onFloor(kOmar, 200), onFloor(kLena, 300)};
        QCOMPARE(route({}, {}, rules, people, {}, kNow).person, kOmar);
        QCOMPARE(route({}, {}, rules, people, {}, kNow + kMinute).person, kDana); // kept her place
    }
    void busyPeopleComeLast()
    {
        RoutePerson dana = onFloor(kDana, 0);
        dana.busyUntil = kNow + kHour;
        QCOMPARE(routed({rule("Floor", Role::Sales)}, {dana, onFloor(kOmar, 900)}).person, kOmar);
        const Rules rules{rule("Dana", {}, {kDana}), rule("Floor", Role::Sales)};
        const Routed other = routed(rules, {dana, onFloor(kOmar, 900)});
        QCOMPARE(other.person, kOmar);
        QCOMPARE(other.tried.front().miss, RuleMiss::AllBusy);
        const Routed busy = routed({rule("Floor", Role::Sales)}, {dana});
        QCOMPARE(busy.person, kDana);
        QCOMPARE(busy.reason, RouteReason::NextUpBusy);
        QCOMPARE(busy.tried.front().miss, RuleMiss::None);
    }
    void withNobodyOnDutyTheFirstToComeOnGetsIt()
    {
        const Rules rules{rule("Dana", {}, {kDana}), rule("Floor", Role::Sales)};
        RoutePerson dana = onFloor(kDana, 0), omar = onFloor(kOmar, 50), lena = onFloor(kLena, 10);
        dana.dutyFrom = 0;
        omar.dutyFrom = kNow + 2 * kHour;
        lena.dutyFrom = kNow + 2 * kHour;
        const Routed got = routed({rules[1]}, {dana, omar, lena});
        QCOMPARE(got.person, kLena);
        QCOMPARE(got.reason, RouteReason::ComesOnNext);
        QCOMPARE(got.at, kNow + 2 * kHour);
        QCOMPARE(routed(rules, {dana, omar, lena}).person, kLena); // Dana has no shift in sight
        QCOMPARE(routed(rules, {dana, omar, lena}, {}, {kOmar, {}}).reason, RouteReason::PreviousOwner);
        omar.dutyFrom = kNow + 3 * kHour;
        QCOMPARE(routed(rules, {dana, omar, lena}, {}, {kOmar, {}}).person, kLena);
        QVERIFY(routed(rules, {dana}).person.isNull());
        QVERIFY(routed({}, {onFloor(kDana, 0)}).person.isNull());
    }
    void anEmptyStoreRoutesToNobody()
    {
        const Routed none = routed({}, {});
        QVERIFY(none.person.isNull() && none.tried.empty());
    }
    void peopleAreFoundByNameOrLogin()
    {
        const std::vector<Person> people{{kDana, name("Dana Reyes"), name("dana")},
            {kOmar, name("Omar Haddad"), name("omar")}, {kLena, name("Omar Haddad"), name("omar2")}};
        QCOMPARE(personNamed(QStringLiteral("  dána  REYES "), people), kDana);
        QCOMPARE(personNamed(QStringLiteral("OMAR2"), people), kLena);
        QVERIFY(personNamed(QStringLiteral("Omar Haddad"), people).isNull());
        QVERIFY(personNamed(QString(), people).isNull());
        QVERIFY(personNamed(QStringLiteral("Nobody"), people).isNull());
    }
    void aRulesJsonComesBackAsItWas()
    {
        RouteRule all = rule("Everything", Role::Bdc, {kDana, kOmar});
        all.rank = 3;
        all.sources = {source(1)};
        all.types = {LeadType::ThirdParty, LeadType::WalkIn, LeadType::Equity};
        all.statuses = {VehicleStatus::New, VehicleStatus::Used};
        all.makes = QStringList{QStringLiteral("Toyota")};
        all.when = RouteRule::When::AfterHours;
        RouteRule weighted = rule("Weighted", Role::Sales), capped = weighted, closing = weighted, pool = weighted;
        weighted.mode = RouteRule::Mode::Weighted;
        weighted.weights = {{kDana, 2}, {kOmar, 0}};
        weighted.mostOpen = 40;
        capped.mode = RouteRule::Mode::Capped;
        capped.mostADay = 8;
        closing.mode = RouteRule::Mode::ClosingRate;
        closing.floor = 75;
        pool.mode = RouteRule::Mode::Pool;
        for (const RouteRule &each :
            {all, rule("Plain", Role::Sales), rule("One", {}, {kLena}), weighted, capped, closing, pool}) {
            RouteRuleRow row;
            row.rank = each.rank;
            row.name = each.name;
            row.rule = jsonOf(each);
            const auto read = routeRuleOf(row);
            QVERIFY(read);
            QVERIFY(*read == each);
        }
    }
    void aRuleThatCannotBeReadNamesItsKey_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *json, const char *subject) {
            QTest::newRow(json) << QByteArray(json) << name(subject);
        };
        row("", "rule");
        row("[]", "rule");
        row("{}", "role");
        row(R"({"role":"boss"})", "role");
        row(R"({"role":"sales","types":["fax"]})", "types");
        row(R"({"role":"sales","types":"web"})", "types");
        row(R"({"role":"sales","statuses":[1]})", "statuses");
        row(R"({"role":"sales","sources":["xyz"]})", "sources");
        row(R"({"persons":[""]})", "persons");
        row(R"({"role":"sales","makes":[5]})", "makes");
        row(R"({"role":"sales","makes":"Toyota"})", "makes");
        row(R"({"role":"sales","when":"never"})", "when");
        row(R"({"role":"sales","mode":"random"})", "mode");
        row(R"({"role":"sales","mode":"weighted","weights":{"x":2}})", "weights");
        row(R"({"role":"sales","mode":"weighted","weights":[2]})", "weights");
        row(R"({"role":"sales","mode":"weighted","weights":{"00000000000000000000000000000001":101}})", "weights");
        row(R"({"role":"sales","mode":"weighted","weights":{"00000000000000000000000000000001":1.5}})", "weights");
        row(R"({"role":"sales","weights":{"00000000000000000000000000000001":2}})", "weights");
        row(R"({"role":"sales","mode":"capped"})", "most_a_day");
        row(R"({"role":"sales","mode":"capped","most_a_day":0})", "most_a_day");
        row(R"({"role":"sales","mode":"capped","most_open":"8"})", "most_open");
        row(R"({"role":"sales","mode":"pool","most_open":8})", "most_open");
        row(R"({"role":"sales","mode":"closing-rate","floor":101})", "floor");
        row(R"({"role":"sales","floor":50})", "floor");
    }
    void aRuleThatCannotBeReadNamesItsKey()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, subject);
        RouteRuleRow row;
        row.rule = QString::fromUtf8(json);
        const auto read = routeRuleOf(row);
        QVERIFY(!read);
        QCOMPARE(read.error().subject, subject);
    }
};
UPDESK_TEST(TestRouting);
#include "tst_routing.moc"
