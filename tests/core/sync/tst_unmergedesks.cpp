// SPDX-License-Identifier: GPL-3.0-or-later
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
private Q_SLOTS:
    void whatOneDeskMergedAnotherParts()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        ann.talk();
        const auto stays = capture(*ann.session, lone->webLead(1));
        const auto goes = capture(*ann.session, lone->webLead(2));
        QVERIFY(stays && goes);
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
};
UPDESK_TEST(TestUnmergeDesks);
#include "tst_unmergedesks.moc"
