// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/leads/queuerows.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What a person makes of two records that are not merged: two people, or one household.
class TestApart : public QObject
{
    Q_OBJECT

    struct Alike : TestStore {
        Captured one, two;
        Alike() : one(add(webLead(1))), two(add(like("other", "+15552999999"))) { }
        LeadDraft like(const char *number, const char *phone) const
        {
            LeadDraft draft = webLead(1);
            draft.externalId = QLatin1String(number);
            draft.phones = {{{}, QLatin1String(phone), {}, PhoneKind::Mobile}};
            draft.emails = {};
            return draft;
        }
        std::vector<CustomerId> same(CustomerId customer)
        {
            return customerCard(session->database(), customer)->maybeSame;
        }
        int others(CustomerId customer) { return customerCard(session->database(), customer)->householdOthers; }
        qint64 marked()
        {
            return count("customer c WHERE deleted=0 AND EXISTS(SELECT 1 FROM tag t WHERE t.customer_id=c.id"
                         " AND t.deleted=0 AND t.tag LIKE 'maybe:%')");
        }
    };

private Q_SLOTS:
    void bothRecordsSayThatTheyLookAlike()
    {
        Alike desk;
        QVERIFY(desk.one.customer != desk.two.customer);
        QCOMPARE(desk.same(desk.two.customer), std::vector{desk.one.customer});
        QCOMPARE(desk.same(desk.one.customer), std::vector{desk.two.customer});
        QCOMPARE(desk.marked(), 2);
        const auto why = matchBetween(desk.session->database(), desk.one.customer, desk.two.customer);
        QVERIFY(why);
        QVERIFY(why->reasons & SameName);
        QVERIFY(undoDeed(*desk, desk.two.deed)); // and neither says so when the second is taken back
        QCOMPARE(desk.marked(), 0);
    }
    void aPairToldApartDoesNotComeBackAndUndoAsksAgain()
    {
        Alike desk;
        const auto deed = tellApart(*desk, desk.two.customer, desk.one.customer);
        QVERIFY(deed && !deed->isNull());
        QVERIFY(desk.same(desk.one.customer).empty() && desk.same(desk.two.customer).empty());
        QCOMPARE(desk.marked(), 0);
        QCOMPARE(desk.count("deed WHERE verb='apart'"), 1);
        QCOMPARE(desk.count("activity WHERE kind=6 AND lead_id IS NULL AND deleted=0"), 2); // each history tells it
        QVERIFY(tellApart(*desk, desk.one.customer, desk.two.customer)->isNull()); // said before
        QVERIFY(undoDeed(*desk, *deed));
        QCOMPARE(desk.same(desk.one.customer), std::vector{desk.two.customer});
        QCOMPARE(desk.marked(), 2);
        QVERIFY(redoLast(*desk));
        QVERIFY(desk.same(desk.one.customer).empty());
        QVERIFY(checkStore(desk->database())->sound());
    }
    void aPairToldApartStaysApartWhenOneIsMergedWithAThird()
    {
        Alike desk;
        const Captured three = desk.add(desk.like("third", "+15552888888"));
        QCOMPARE(desk.same(three.customer).size(), size_t(2));
        QVERIFY(tellApart(*desk, desk.one.customer, desk.two.customer));
        QVERIFY(merge(*desk, three.customer, desk.one.customer)); // `two` looks like the third, who is the first now
        QVERIFY(desk.same(desk.one.customer).empty());
        QVERIFY(desk.same(desk.two.customer).empty());
    }
    void oneRecordIsNotToldApartFromItself()
    {
        Alike desk;
        QCOMPARE(tellApart(*desk, desk.one.customer, desk.one.customer).error().code, Error::Code::Invalid);
        QCOMPARE(tellApart(*desk, desk.one.customer, CustomerId{}).error().code, Error::Code::NotFound);
        QCOMPARE(desk.count("deed WHERE verb='apart'"), 0);
    }
    void tellingApartBarsNoUndoOfTheImport()
    {
        Alike desk;
        QVERIFY(tellApart(*desk, desk.one.customer, desk.two.customer));
        QVERIFY(undoDeed(*desk, desk.two.deed));
        QCOMPARE(desk.count("customer WHERE deleted=0"), 1);
        QVERIFY(checkStore(desk->database())->sound());
    }
    void aHouseholdIsTwoPeopleAndEachCardNamesTheOther()
    {
        Alike desk;
        QVERIFY(linkHousehold(*desk, desk.one.customer, desk.two.customer));
        QVERIFY(desk.same(desk.one.customer).empty() && desk.same(desk.two.customer).empty());
        QCOMPARE(desk.others(desk.one.customer), 1);
        const auto card = customerCard(desk->database(), desk.one.customer);
        QCOMPARE(card->housemates, QStringList{customerCard(desk->database(), desk.two.customer)->customer.full});
        QVERIFY(linkHousehold(*desk, desk.two.customer, desk.one.customer)->isNull());
        QCOMPARE(desk.count("deed WHERE verb='household'"), 1);
        QVERIFY(undoLast(*desk));
        QCOMPARE(desk.others(desk.one.customer), 0);
        QCOMPARE(desk.same(desk.one.customer).size(), size_t(1));
    }
    void whoLeavesAHouseholdLeavesNobodyAloneInIt()
    {
        Alike desk;
        const CustomerId third = desk.add(desk.webLead(3)).customer;
        QVERIFY(linkHousehold(*desk, desk.one.customer, desk.two.customer));
        QVERIFY(linkHousehold(*desk, desk.one.customer, third));
        QCOMPARE(desk.others(third), 2);
        QVERIFY(leaveHousehold(*desk, third));
        QCOMPARE(desk.others(third), 0);
        QCOMPARE(desk.others(desk.one.customer), 1);
        QVERIFY(leaveHousehold(*desk, desk.one.customer));
        QCOMPARE(desk.count("customer WHERE household_id IS NOT NULL"), 0);
        QCOMPARE(leaveHousehold(*desk, desk.two.customer).error().code, Error::Code::Invalid);
        QVERIFY(undoLast(*desk));
        QCOMPARE(desk.others(desk.one.customer), 1);
    }
};
UPDESK_TEST(TestApart);
#include "tst_apart.moc"
