// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/mergeplan.h"
#include "tests/support/suite.h"

#include <random>

using namespace updesk;

namespace
{

MergeSide side(const char *first, const char *last, Time created, Time changed)
{
    MergeSide made;
    made.first = QString::fromLatin1(first);
    made.last = QString::fromLatin1(last);
    made.full = (made.first + u' ' + made.last).trimmed();
    made.created = created;
    made.changed = changed;
    return made;
}

const QString &valueOf(const MergeSide &of, MergeField field)
{
    const QString *const all[] = {&of.first, &of.last, &of.full, &of.company, &of.dmsNumber, &of.language};
    return *all[std::size_t(field)];
}

} // namespace

class TestMergePlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theOlderRecordStaysAndTheNewerNameIsTaken()
    {
        const MergePlan plan = mergePlan(side("Sam", "Okafor", 10, 20), side("Samuel", "Okafor", 50, 60));
        QCOMPARE(plan.survivor, Side::Left);
        QCOMPARE(plan.of(MergeField::First), (MergeChoice{Side::Right, true}));
        QCOMPARE(plan.of(MergeField::Last), (MergeChoice{Side::Right, false}));
        QCOMPARE(plan.of(MergeField::Full), (MergeChoice{Side::Right, true}));
    }
    void theFullerNameBeatsTheNewerOne()
    {
        const MergePlan plan = mergePlan(side("Samuel", "Okafor", 10, 20), side("S", "Okafor", 50, 60));
        QCOMPARE(plan.of(MergeField::First).side, Side::Left);
        QCOMPARE(mergePlan(side("SAM", "OKAFOR", 10, 90), side("Sam", "Okafor", 50, 60)).of(MergeField::Last).side,
            Side::Right);
    }
    void whatOneSideLacksComesFromTheOther()
    {
        MergeSide left = side("Sam", "", 10, 20);
        left.company = QStringLiteral("Quill Freight");
        MergeSide right = side("", "Okafor", 50, 60);
        right.language = QStringLiteral("es");
        const MergePlan plan = mergePlan(left, right);
        QCOMPARE(plan.of(MergeField::First), (MergeChoice{Side::Left, false}));
        QCOMPARE(plan.of(MergeField::Last), (MergeChoice{Side::Right, false}));
        QCOMPARE(plan.of(MergeField::Company), (MergeChoice{Side::Left, false}));
        QCOMPARE(plan.of(MergeField::Language), (MergeChoice{Side::Right, false}));
    }
    void theRecordOfTheDealersSystemStays()
    {
        MergeSide right = side("Sam", "Okafor", 50, 60);
        right.dmsNumber = QStringLiteral("7");
        MergePlan plan = mergePlan(side("Sam", "Okafor", 10, 20), right);
        QCOMPARE(plan.survivor, Side::Right);
        QVERIFY(!plan.twoDmsNumbers);
        MergeSide left = side("Sam", "Okafor", 10, 20);
        left.dmsNumber = QStringLiteral("8");
        plan = mergePlan(left, right);
        QCOMPARE(plan.survivor, Side::Left);
        QVERIFY(plan.twoDmsNumbers);
    }
    void juniorAndSeniorAreMarked()
    {
        MergeSide left = side("Sam", "Okafor", 10, 20);
        left.suffix = QStringLiteral("Jr.");
        MergeSide right = side("Sam", "Okafor", 1, 2);
        QVERIFY(!mergePlan(left, right).twoGenerations);
        QVERIFY(mergePlan(left, right).oneGeneration); // a person decides
        right.suffix = QStringLiteral("Sr");
        QVERIFY(mergePlan(left, right).twoGenerations);
        QVERIFY(!mergePlan(left, right).oneGeneration);
        right.suffix = QStringLiteral("junior");
        QVERIFY(!mergePlan(left, right).twoGenerations);
        QVERIFY(!mergePlan(left, right).oneGeneration);
    }
    void twoEmptyRecordsMakeAPlanToo()
    {
        const MergePlan plan = mergePlan({}, {});
        for (const MergeChoice &choice : plan.fields)
            QVERIFY(!choice.differs);
    }
    void noValueIsEverLostToAnEmptyOneAndSwappingSwapsTheSides()
    {
        std::mt19937 dice(3);
        const auto pick = [&](std::initializer_list<const char *> all) {
            return QString::fromLatin1(*(all.begin() + dice() % all.size()));
        };
        for (int i = 0; i < 5000; ++i) {
            const auto any = [&] {
                MergeSide made;
                made.first = pick({"", "S", "Sam", "SAM", " "});
                made.last = pick({"", "Okafor", "okafor"});
                made.full = pick({"", "Sam Okafor"});
                made.company = pick({"", "Quill Freight"});
                made.dmsNumber = pick({"", "7", "8"});
                made.language = pick({"", "en", "es"});
                made.created = Time(dice() % 3);
                made.changed = Time(dice() % 3);
                return made;
            };
            const MergeSide left = any();
            const MergeSide right = any();
            const MergePlan plan = mergePlan(left, right);
            const MergePlan swapped = mergePlan(right, left);
            for (int f = 0; f < kMergeFieldCount; ++f) {
                const auto field = static_cast<MergeField>(f);
                const QString &taken = valueOf(plan.of(field).side == Side::Left ? left : right, field);
                const QString &other = valueOf(swapped.of(field).side == Side::Left ? right : left, field);
                QCOMPARE(taken, other);
                QVERIFY(!taken.trimmed().isEmpty()
                    || (valueOf(left, field).trimmed().isEmpty() && valueOf(right, field).trimmed().isEmpty()));
            }
        }
    }
    void hostileNamesAreSurvived()
    {
        MergeSide left = side("Sam", "Okafor", 1, 1);
        left.first = QString(100'000, u'x');
        QCOMPARE(mergePlan(left, left).of(MergeField::First).differs, false);
    }
};
UPDESK_TEST(TestMergePlan);
#include "tst_mergeplan.moc"
