// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/backup.h"
#include "tests/core/leads/moments.h"
#include "tests/support/suite.h"

using namespace updesk;
using namespace updesk::moments;

namespace
{

const Time kNow = newYork("2026-11-23T10:00:00");
PersonId person(quint64 number) { return {seededId(0, number, number)}; }
const PersonId kDana = person(1), kOmar = person(2), kLena = person(3), kMike = person(4);

RoutePerson onFloor(const PersonId &id, Time lastAssigned, Role role = Role::Sales)
{
    return {id, role, true, 0, kNow, lastAssigned};
}

std::vector<RouteRule> rules()
{
    RouteRule toyota, floor;
    toyota.rank = 1;
    toyota.makes = QStringList{QStringLiteral("Toyota")};
    toyota.persons = {kLena};
    floor.rank = 2;
    floor.role = Role::Sales;
    floor.mode = RouteRule::Mode::Capped;
    floor.mostADay = 1;
    return {floor, toyota};
}

} // namespace

class TestBackup : public QObject
{
    Q_OBJECT
    std::vector<RoutePerson> people{
        onFloor(kDana, 10), onFloor(kOmar, 30), onFloor(kLena, 20), onFloor(kMike, 0, Role::Manager)};
    PersonId backup(const Backups &named, PersonId owner = kDana, const RouteLead &lead = {}) const
    {
        return backupFor(owner, lead, named, rules(), people, kNow);
    }
private Q_SLOTS:
    void theNamedPersonStandsIn() { QCOMPARE(backup({{kDana, kMike}, {kOmar, kLena}}), kMike); }
    void withoutAUsableOneTheNextUpStandsIn()
    {
        QCOMPARE(backup({}), kLena); // longest without a lead, and not the owner
        QCOMPARE(backup({}, kLena), kDana);
        QCOMPARE(backup({}, {}), kDana); // nobody has the lead
        people[1].active = false;
        QCOMPARE(backup({{kDana, kOmar}}), kLena);
        people[1].active = true;
        people[1].dutyFrom = kNow + kHour;
        QCOMPARE(backup({{kDana, kOmar}}), kLena);
        people[1].dutyFrom = kNow;
        QCOMPARE(backup({{kDana, person(99)}}), kLena); // is not here any more
        QCOMPARE(backup({{kDana, kDana}}), kLena);
    }
    void whoIsWithACustomerStandsInOnlyWhenAllAre()
    {
        for (RoutePerson &one : people)
            one.busyUntil = one.id == kLena || one.id == kDana ? 0 : kNow + kMinute;
        QCOMPARE(backup({{kDana, kOmar}}), kLena);
        people[2].busyUntil = kNow + kMinute;
        QCOMPARE(backup({{kDana, kOmar}}), kOmar); // the one named before the others
        QCOMPARE(backup({}), kLena);
        QCOMPARE(backup({}, kLena), kDana); // whose turn it is, and she is free
        for (RoutePerson &one : people)
            one.busyUntil = 0;
    }
    void whoSellsThatMakeStandsInHoweverManyTheyHave()
    {
        RouteLead toyota;
        toyota.make = QStringLiteral("Toyota");
        people[2].lastAssigned = 500;
        people[2].today = 9;
        QCOMPARE(backup({}, kDana, toyota), kLena);
        QCOMPARE(backup({}, kLena, toyota), kDana);
        people[2] = onFloor(kLena, 20);
    }
    void whenNobodyElseIsThereNobodyIsTold()
    {
        std::vector<RoutePerson> alone{people[0]};
        QVERIFY(backupFor(kDana, {}, {{kDana, kOmar}}, rules(), alone, kNow).isNull());
        QVERIFY(backupFor(kDana, {}, {}, {}, people, kNow).isNull());
        QVERIFY(backupFor(kDana, {}, {}, rules(), {}, kNow).isNull());
    }
    void theSettingComesBackAsItWasAndSurvivesNonsense()
    {
        const Backups pairs{{kDana, kOmar}, {kLena, kMike}};
        QVERIFY(*backupsOf(jsonOf(pairs)) == pairs);
        QVERIFY(backupsOf(QStringLiteral("{}"))->empty());
        QVERIFY(backupsOf(QStringLiteral(R"({"x":"y","%1":7,"%2":"%2"})")
                              .arg(QString::fromLatin1(kDana.value.hex()), QString::fromLatin1(kOmar.value.hex())))
                    ->empty());
        for (const char *broken : {"", "[]", "{"})
            QCOMPARE(backupsOf(QString::fromLatin1(broken)).error().code, Error::Code::Damaged);
    }
};
UPDESK_TEST(TestBackup);
#include "tst_backup.moc"
