// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"
#include "core/desk/leadverbs.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/desk/unmerge.h"
#include "core/people/customerstore.h"
#include "core/store/check.h"
#include "tests/support/shareddesk.h"

using namespace updesk;

/// A merge at one desk, undone at another that only ever had its rows.
class TestUnmergeDesks : public QObject
{
    Q_OBJECT
    static CustomerId livesAs(SharedDesk &desk, CustomerId customer)
    {
        return CustomerStore(desk.session->database()).find(customer)->id;
    }

    /// Ann and Bob of one store; Ann has so many new customers of whom nobody else knows yet.
    struct Desks {
        SyncServer server;
        std::unique_ptr<TestStore> lone = adopted(server, 0);
        SharedDesk ann{server, lone->clock, "ann"}, bob{server, lone->clock, "bob"};
        std::vector<Captured> made;

        explicit Desks(int customers)
        {
            ann.talk();
            for (int i = 1; i <= customers; ++i)
                made.push_back(*capture(*ann.session, lone->webLead(i)));
        }
    };

private Q_SLOTS:
    void whatOneDeskMergedAnotherParts()
    {
        Desks desks(2);
        auto &[server, lone, ann, bob, made] = desks;
        const Captured *stays = &made[0], *goes = &made[1];
        QVERIFY(doNotContact(*ann.session, goes->customer, QStringLiteral("stop")));
        lone->clock.advance(kMinute);
        QVERIFY(merge(*ann.session, goes->customer, stays->customer));
        ann.talk();
        bob.talk();
        QCOMPARE(livesAs(bob, goes->customer), stays->customer);
        lone->clock.advance(20 * kDay);
        const auto merges = mergesOf(bob.session->database(), stays->customer);
        QCOMPARE(merges->size(), size_t(1));
        const auto apart = unmerge(*bob.session, merges->front().id);
        QVERIFY2(apart, apart ? "" : qPrintable(apart.error().subject));
        QCOMPARE(apart->stayed + apart->absent, 0);
        bob.talk();
        ann.talk();
        bob.talk();
        for (SharedDesk *desk : {&ann, &bob}) {
            QCOMPARE(livesAs(*desk, goes->customer), goes->customer);
            for (const char *table : {"phone", "email", "lead", "consent"})
                QVERIFY2(desk->count(QByteArray(table) + " WHERE deleted=0 AND customer_id=x'"
                             + goes->customer.value.hex() + "'")
                        > 0,
                    table);
            QCOMPARE(desk->count("setback"), 0); // the server took all of it
            QVERIFY(checkStore(desk->session->database())->sound());
        }
        QCOMPARE(ann.rows(), bob.rows());
        QVERIFY(undoLast(*bob.session));
        bob.talk();
        ann.talk();
        QCOMPARE(livesAs(ann, goes->customer), stays->customer);
        QCOMPARE(ann.rows(), bob.rows());
        // And the first desk may part them as well, also while the other does.
        QVERIFY(unmerge(*ann.session, merges->front().id));
        QVERIFY(unmerge(*bob.session, merges->front().id));
        for (SharedDesk *desk : {&ann, &bob, &ann})
            desk->talk();
        QCOMPARE(livesAs(ann, goes->customer), goes->customer);
        QCOMPARE(ann.count("setback") + bob.count("setback"), 0);
        QCOMPARE(ann.rows(), bob.rows());
        QVERIFY(checkStore(ann.session->database())->sound());
    }
    void whatWasWrittenBetweenGoesAlongWhenTheyAreOneAgain()
    {
        Desks desks(2);
        auto &[server, lone, ann, bob, made] = desks;
        const Captured *lives = &made[0], *back = &made[1];
        QVERIFY(merge(*ann.session, back->customer, lives->customer));
        QVERIFY(unmerge(*ann.session, mergesOf(ann.session->database(), lives->customer)->front().id));
        ann.talk();
        bob.talk();
        lone->clock.advance(kMinute);
        QVERIFY(doNotContact(*bob.session, back->customer, QStringLiteral("stop")));
        QVERIFY(addNote(*bob.session, back->lead, QStringLiteral("rang and said so")));
        bob.talk();
        ann.talk();
        QVERIFY(undoLast(*ann.session)); // one again
        for (SharedDesk *desk : {&ann, &bob, &ann})
            desk->talk();
        for (SharedDesk *desk : {&ann, &bob}) {
            QCOMPARE(livesAs(*desk, back->customer), lives->customer);
            QVERIFY(!contactable(desk->session->database(), lives->customer)->call);
            QCOMPARE(desk->count("setback"), 0);
            for (const char *table : {"phone", "consent", "lead", "activity"})
                QCOMPARE(desk->count(QByteArray(table) + " WHERE deleted=0 AND customer_id=x'"
                             + back->customer.value.hex() + '\''),
                    0);
        }
        QCOMPARE(ann.rows(), bob.rows());
        QVERIFY(redoLast(*ann.session));
        ann.talk();
        QCOMPARE(ann.count("setback"), 0);
        QVERIFY(checkStore(ann.session->database())->sound());
    }
    // Bob writes on a lead whose customer Ann has merged meanwhile: that row names the alias when she merges on.
    void aChainOfMergesIsTakenThoughALeadHasARowOfAThirdRecord()
    {
        Desks desks(3);
        auto &[server, lone, ann, bob, made] = desks;
        const Captured *first = &made[0], *second = &made[1], *third = &made[2];
        ann.talk();
        bob.talk();
        QVERIFY(merge(*ann.session, first->customer, second->customer));
        QVERIFY(addNote(*bob.session, first->lead, QStringLiteral("before Bob heard of it")));
        for (SharedDesk *desk : {&ann, &bob, &ann})
            desk->talk();
        QCOMPARE(ann.count("activity WHERE body='before Bob heard of it' AND customer_id=x'"
                     + first->customer.value.hex() + '\''),
            1);
        lone->clock.advance(kMinute);
        QVERIFY(merge(*ann.session, second->customer, third->customer));
        ann.talk();
        bob.talk();
        QCOMPARE(ann.count("setback"), 0);
        for (SharedDesk *desk : {&ann, &bob})
            QCOMPARE(livesAs(*desk, first->customer), third->customer);
        QVERIFY(undoLast(*ann.session));
        ann.talk();
        bob.talk();
        QCOMPARE(ann.count("setback"), 0);
        QCOMPARE(livesAs(bob, first->customer), second->customer);
        QCOMPARE(ann.rows(), bob.rows());
    }
    void whoMergesTheOtherWayRoundHearsOfItAndOneOfTheTwoLives()
    {
        Desks desks(2);
        auto &[server, lone, ann, bob, made] = desks;
        const Captured *one = &made[0], *two = &made[1];
        ann.talk();
        bob.talk();
        QVERIFY(merge(*ann.session, one->customer, two->customer));
        lone->clock.advance(kMinute); // by the clock Bob's would win
        QVERIFY(merge(*bob.session, two->customer, one->customer));
        for (SharedDesk *desk : {&ann, &bob, &ann, &bob})
            desk->talk();
        QVERIFY(bob.count("setback WHERE why='circle'") > 0);
        for (SharedDesk *desk : {&ann, &bob}) {
            QCOMPARE(livesAs(*desk, one->customer), two->customer);
            QCOMPARE(livesAs(*desk, two->customer), two->customer);
            for (const int i : {1, 2}) {
                LeadDraft again = lone->webLead(i);
                again.externalId.clear();
                const auto found = possibleMatches(*desk->session, again);
                QVERIFY(found && !found->empty());
                QCOMPARE(found->front().customer, two->customer);
            }
            QVERIFY(checkStore(desk->session->database())->sound());
        }
        QCOMPARE(ann.rows(), bob.rows());
    }
    void whatAnotherDeskWroteToAMergedRecordFindsTheOneThatLives()
    {
        Desks desks(2);
        auto &[server, lone, ann, bob, made] = desks;
        const Captured *gone = &made[0], *lives = &made[1];
        ann.talk();
        bob.talk();
        QVERIFY(merge(*ann.session, gone->customer, lives->customer));
        Phone phone;
        phone.id.value = newId(lone->clock.now());
        phone.customer = gone->customer;
        phone.e164 = QStringLiteral("+15552099999");
        QVERIFY(doDeed(*bob.session, "phone", {}, [&](Transaction &tx) { return apply(tx, put(kPhone, phone)); }));
        for (SharedDesk *desk : {&bob, &ann, &bob})
            desk->talk();
        for (SharedDesk *desk : {&ann, &bob}) {
            const auto customer = CustomerStore(desk->session->database()).find(lives->customer);
            QVERIFY(customer);
            MatchFacts caller;
            caller.first = customer->first;
            caller.last = customer->last;
            caller.phones = QStringList{phone.e164};
            const auto found = CustomerStore(desk->session->database()).candidates(keysOf(caller), 5);
            QVERIFY(found);
            QCOMPARE(found->size(), size_t(1));
            QCOMPARE(found->front().customer, lives->customer);
            QCOMPARE(found->front().match.verdict, Verdict::Same);
        }
    }
};
UPDESK_TEST(TestUnmergeDesks);
#include "tst_unmergedesks.moc"
