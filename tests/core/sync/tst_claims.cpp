// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/notices.h"
#include "core/desk/setbackverbs.h"
#include "core/leads/detailrows.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "tests/support/shareddesk.h"
#include "tests/support/suite.h"

using namespace updesk;

/// One lead, two desks that take it.
class TestClaims : public QObject
{
    Q_OBJECT
    static LeadId nobodys(TestStore &lone, SharedDesk &desk)
    {
        const auto made = capture(*desk.session, lone.webLead(1));
        if (!made)
            qFatal("capture");
        if (!doDeed(*desk.session, "test", {made->lead}, [&](Transaction &tx) {
                const auto lead = load(tx.database(), kLead, made->lead.value);
                Lead free = *lead;
                free.owner = {};
                return apply(tx, set(kLead, *lead, free, Op::Kind::Assign));
            }))
            qFatal("free");
        return made->lead;
    }
    static PersonId ownerAt(SharedDesk &desk, LeadId lead)
    {
        return load(desk.session->database(), kLead, lead.value)->owner;
    }

private Q_SLOTS:
    void whoeverComesSecondHearsWhoHasIt()
    {
        SyncServer server;
        const auto lone = adopted(server, 0);
        SharedDesk ann(server, lone->clock, "ann"), bob(server, lone->clock, "bob");
        ann.talk();
        const LeadId lead = nobodys(*lone, ann);
        ann.talk();
        bob.talk();
        lone->clock.advance(kMinute);
        for (SharedDesk *desk : {&ann, &bob}) { // both while the server is away, both call
            QVERIFY(claimLead(*desk->session, lead));
            CallLog call;
            call.outcome = Outcome::NoAnswer;
            call.dialledAt = lone->clock.now() - 20 * kSecond;
            QVERIFY(logCall(*desk->session, lead, call));
            QCOMPARE(openClaims(desk->session->database())->size(), 1u);
        }
        bob.talk();
        ann.talk();
        ann.talk();
        QCOMPARE(ownerAt(ann, lead), server.person("bob"));
        QVERIFY(openClaims(ann.session->database())->empty());
        QVERIFY(*settleSetbacks(*ann.session) >= 1); // both also say by which call the first step was done
        const auto all = notices(ann.session->database(), server.person("ann"));
        const auto told = std::ranges::find(*all, Notice::Kind::ClaimLost, &Notice::kind);
        QVERIFY(told != all->end());
        QCOMPARE(told->other, server.person("bob"));
        QCOMPARE(told->lead, lead);
        QCOMPARE(*settleSetbacks(*bob.session), 0);
        ann.talk();
        bob.talk();
        ann.talk();
        QCOMPARE(unsent(ann.session->database())->deeds, 0);
        QCOMPARE(ann.rows(), bob.rows());
        QCOMPARE(ann.count("activity WHERE kind=0 AND deleted=0"), 2); // calls made meanwhile are history
        QCOMPARE(leadDetail(ann.session->database(), lead)->assigned.to, server.person("bob"));
        QVERIFY(ann.count("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL") >= 1);
        QVERIFY(ann.count("task WHERE dropped=4") >= 1); // what Ann had planned
        QCOMPARE(unsent(bob.session->database())->deeds, 0);
    }
};
UPDESK_TEST(TestClaims);
#include "tst_claims.moc"
