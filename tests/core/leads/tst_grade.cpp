// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/grade.h"
#include "tests/support/suite.h"

#include <climits>

using namespace updesk;

namespace
{

/// Name, usable phone, stock number, within two weeks.
GradeFacts whole()
{
    GradeFacts facts;
    facts.hasName = facts.usablePhone = facts.anyContact = facts.specificVehicle = facts.vehicleWords = true;
    facts.timeframeDays = 14;
    return facts;
}

} // namespace

class TestGrade : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void completeSpecificAndSoonIsA()
    {
        const GradeResult result = grade(whole());
        QCOMPARE(result.grade, Grade::A);
        QCOMPARE(result.next, Grade::A);
        QCOMPARE(result.missing, 0);
        QCOMPARE(result.add, 0);
        QVERIFY(!result.byHand && !result.doubtful);
    }
    void anEmailAloneCompletesToo()
    {
        GradeFacts facts = whole();
        facts.usablePhone = false;
        facts.usableEmail = true;
        QCOMPARE(grade(facts).grade, Grade::A);
        facts.badPhone = true; // another contact stands: not doubtful
        facts.placeholder = true;
        QCOMPARE(grade(facts).grade, Grade::A);
        QVERIFY(!grade(facts).doubtful);
    }
    void thirtyDaysIsAAndThirtyOneIsB()
    {
        GradeFacts facts = whole();
        for (int days : {0, 1, 30}) {
            facts.timeframeDays = days;
            QCOMPARE(grade(facts).grade, Grade::A);
        }
        for (int days : {31, 365, INT_MAX}) {
            facts.timeframeDays = days;
            const GradeResult result = grade(facts);
            QCOMPARE(result.grade, Grade::B);
            QCOMPARE(result.next, Grade::B); // nothing to add: the customer wants to wait
            QCOMPARE(result.add, 0);
            QCOMPARE(result.missing, 0);
        }
    }
    void withoutATimeFrameItIsBAndATimeFrameMakesA()
    {
        GradeFacts facts = whole();
        facts.timeframeDays = -1;
        const GradeResult result = grade(facts);
        QCOMPARE(result.grade, Grade::B);
        QCOMPARE(result.next, Grade::A);
        QCOMPARE(result.add, int(MissingTimeframe));
    }
    void aVagueVehicleIsB()
    {
        GradeFacts facts = whole();
        facts.specificVehicle = false;
        const GradeResult result = grade(facts);
        QCOMPARE(result.grade, Grade::B);
        QCOMPARE(result.add, int(MissingVehicle));
        QVERIFY((result.missing & MissingIntent) == 0);
    }
    void completeWithoutAnyIntentIsBAndSaysSo()
    {
        GradeFacts facts;
        facts.hasName = facts.usableEmail = facts.anyContact = true;
        const GradeResult result = grade(facts);
        QCOMPARE(result.grade, Grade::B);
        QCOMPARE(result.missing, MissingIntent | MissingVehicle | MissingTimeframe);
        QCOMPARE(result.add, MissingVehicle | MissingTimeframe);
        facts.directQuestion = true;
        QVERIFY((grade(facts).missing & MissingIntent) == 0);
    }
    void withoutANameItIsC()
    {
        GradeFacts facts = whole();
        facts.hasName = false;
        const GradeResult result = grade(facts);
        QCOMPARE(result.grade, Grade::C);
        QCOMPARE(result.next, Grade::B);
        QCOMPARE(result.add, int(MissingName));
    }
    void withoutAnyContactItIsC()
    {
        GradeFacts facts = whole();
        facts.usablePhone = facts.anyContact = false;
        const GradeResult result = grade(facts);
        QCOMPARE(result.grade, Grade::C);
        QCOMPARE(result.add, int(MissingContact));
        QVERIFY(!result.doubtful);
    }
    void aBadPhoneAloneIsDoubtful()
    {
        GradeFacts facts = whole();
        facts.usablePhone = false;
        facts.badPhone = true;
        const GradeResult result = grade(facts);
        QCOMPARE(result.grade, Grade::C);
        QVERIFY(result.doubtful);
        QCOMPARE(result.missing, int(MissingReach));
    }
    void aPlaceholderWithoutContactIsDoubtful()
    {
        GradeFacts facts = whole();
        facts.usablePhone = facts.anyContact = false;
        facts.placeholder = true;
        QVERIFY(grade(facts).doubtful);
        QCOMPARE(grade(facts).grade, Grade::C);
    }
    void nothingAtAllIsCWithEverythingMissing()
    {
        const GradeResult result = grade(GradeFacts());
        QCOMPARE(result.grade, Grade::C);
        QCOMPARE(result.missing, MissingName | MissingContact | MissingIntent | MissingVehicle | MissingTimeframe);
        QCOMPARE(result.add, MissingName | MissingContact);
    }
    void theRuleNeverGivesD()
    {
        for (int bits = 0; bits < 1 << 9; ++bits) {
            for (int days : {-1, 0, 30, 31}) {
                GradeFacts facts;
                bool *const all[] = {&facts.hasName, &facts.usablePhone, &facts.usableEmail, &facts.anyContact,
                    &facts.badPhone, &facts.placeholder, &facts.specificVehicle, &facts.vehicleWords,
                    &facts.directQuestion};
                for (int i = 0; i < 9; ++i)
                    *all[i] = (bits >> i & 1) != 0;
                facts.timeframeDays = days;
                const GradeResult result = grade(facts);
                QVERIFY(result.grade != Grade::D);
                QVERIFY(result.next <= result.grade);
                QCOMPARE(result.next == result.grade, result.add == 0);
                QVERIFY((result.add & ~result.missing) == 0);
            }
        }
    }
    void aPersonsGradeStandsAndWhatIsMissingIsStillTold()
    {
        GradeFacts facts;
        facts.hasName = true;
        facts.setByHand = int(Grade::A);
        const GradeResult better = grade(facts);
        QCOMPARE(better.grade, Grade::A);
        QVERIFY(better.byHand);
        QVERIFY((better.missing & MissingContact) != 0);
        facts = whole();
        facts.setByHand = int(Grade::D);
        QCOMPARE(grade(facts).grade, Grade::D);
        for (int odd : {-1, 5, INT_MAX}) {
            facts.setByHand = odd;
            QCOMPARE(grade(facts).grade, Grade::A);
        }
    }
};
UPDESK_TEST(TestGrade);
#include "tst_grade.moc"
