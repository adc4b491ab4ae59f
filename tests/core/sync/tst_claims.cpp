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
    /// Ann's lead at two desks that the server does not hear meanwhile.
    struct Pair {
        SyncServer server;
        std::unique_ptr<TestStore> lone = adopted(server, 0);
        SharedDesk ann{server, lone->clock, "ann"}, bob{server, lone->clock, "bob"};
        LeadId lead;
        Pair()
        {
            ann.talk();
            CaptureChoices hers;
            hers.owner = server.person("ann");
            lead = capture(*ann.session, lone->webLead(1), hers)->lead;
            ann.talk();
            bob.talk();
            lone->clock.advance(kMinute);
        }
        void meet(bool bobFirst)
        {
            SharedDesk &first = bobFirst ? bob : ann, &second = bobFirst ? ann : bob;
            for (SharedDesk *desk : {&first, &second, &first})
                desk->talk();
        }
        void nobodyIsBothered(const char *field, bool lost)
        {
            for (SharedDesk *desk : {&ann, &bob}) {
                Database &database = desk->session->database();
                QCOMPARE(desk->count("setback"), 0);
                QVERIFY(setbacks(database)->empty());
                QCOMPARE(*unseenSetbacks(database), 0);
                QCOMPARE(*settleSetbacks(*desk->session, desk->session->person()), 0);
                QCOMPARE(desk->count("notice WHERE kind IN (21,22,23,24)"), 0);
            }
            const auto kept = server.chief()->query("SELECT result->'conflict'->$1::text->>'win' FROM updesk.op_log"
                                                    " WHERE result->'conflict' ? $1::text",
                QByteArray(field));
            QVERIFY(kept && kept->count() == 1); // the audit has it
            QCOMPARE(kept->text(0, 0), lost ? QStringLiteral("old") : QStringLiteral("new"));
            for (const char *login : {"ann", "bob"}) {
                const auto told = server.as(login)->query("SELECT 1 FROM updesk.sync_conflicts(1, 0)");
                QVERIFY(told && told->count() == 0);
            }
        }
    };
    static void whoseEditLoses()
    {
        QTest::addColumn<bool>("laterComesFirst");
        QTest::newRow("the first to come loses by the clock") << false;
        QTest::newRow("the second to come loses by the clock") << true;
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
        QCOMPARE(*settleSetbacks(*ann.session, ann.session->person()), 1);
        const auto all = notices(ann.session->database(), server.person("ann"));
        const auto told = std::ranges::find(*all, Notice::Kind::ClaimLost, &Notice::kind);
        QVERIFY(told != all->end());
        QCOMPARE(told->other, server.person("bob"));
        QCOMPARE(told->lead, lead);
        QCOMPARE(*settleSetbacks(*bob.session, bob.session->person()), 0);
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
    // By whose call a step was done has nobody to decide: both calls are history.
    void twoCallsOnOneLeadBotherNobody_data() { whoseEditLoses(); }
    void twoCallsOnOneLeadBotherNobody()
    {
        QFETCH(bool, laterComesFirst);
        Pair pair;
        for (SharedDesk *desk : {&pair.ann, &pair.bob}) {
            pair.lone->clock.advance(kMinute);
            CallLog call;
            call.outcome = Outcome::NoAnswer;
            call.dialledAt = pair.lone->clock.now() - 20 * kSecond;
            QVERIFY(logCall(*desk->session, pair.lead, call));
        }
        pair.meet(laterComesFirst);
        QCOMPARE(pair.ann.rows(), pair.bob.rows());
        QCOMPARE(pair.ann.count("activity WHERE kind=0 AND deleted=0"), 2);
        pair.nobodyIsBothered("done_by_activity", laterComesFirst);
    }
    // Nor whose hand was on it when both close it for the same reason; of two reasons people hear.
    void twoWhoCloseALeadBotherNobodyUnlessTheyDiffer_data() { whoseEditLoses(); }
    void twoWhoCloseALeadBotherNobodyUnlessTheyDiffer()
    {
        QFETCH(bool, laterComesFirst);
        for (const bool differ : {false, true}) {
            Pair pair;
            QVERIFY(closeLead(*pair.ann.session, pair.lead, Closed::Lost, QStringLiteral("price")));
            pair.lone->clock.advance(kMinute);
            QVERIFY(closeLead(*pair.bob.session, pair.lead, Closed::Lost,
                differ ? QStringLiteral("credit") : QStringLiteral("price")));
            pair.meet(laterComesFirst);
            QCOMPARE(pair.ann.rows(), pair.bob.rows());
            if (!differ) {
                pair.nobodyIsBothered("closed_at", laterComesFirst);
                continue;
            }
            SharedDesk &last = laterComesFirst ? pair.ann : pair.bob;
            const auto all = setbacks(last.session->database());
            QCOMPARE(all->size(), 1u);
            QCOMPARE(all->front().field, QByteArray("closed_why"));
            QCOMPARE(*settleSetbacks(*last.session, last.session->person()), 1);
        }
    }
};
UPDESK_TEST(TestClaims);
#include "tst_claims.moc"
