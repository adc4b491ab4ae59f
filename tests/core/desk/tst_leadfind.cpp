// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/leadfind.h"
#include "core/desk/leadverbs.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// Leads that somebody looks for.
class TestLeadFind : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestComeFirstAndOnlyOpenOnesUnlessAllAreWanted()
    {
        TestStore store;
        std::vector<LeadId> made;
        for (int i = 0; i < 4; ++i) {
            made.push_back(store.add(store.webLead(i)).lead);
            store.clock.advance(kMinute);
        }
        QVERIFY(closeLead(*store, made[2], Closed::Lost, QStringLiteral("price")));
        QCOMPARE(*newestLeads(store->database(), LeadsListed::Open, 2), (std::vector{made[3], made[1]}));
        QCOMPARE(*newestLeads(store->database(), LeadsListed::All, 2), (std::vector{made[3], made[2]}));
    }
    void theNewestAreReadInOrderNotSorted()
    {
        TestStore store;
        StatementTrace trace(store->database());
        QVERIFY(newestLeads(store->database(), LeadsListed::Open, 8));
        QVERIFY(newestLeads(store->database(), LeadsListed::All, 8));
        const auto statements = trace.statements();
        QVERIFY(!statements.empty());
        for (const auto &[sql, times] : statements)
            QCOMPARE(planFault(planOf(store->database(), sql), {"lead_now_newest"}), QByteArray());
    }
};
UPDESK_TEST(TestLeadFind);
#include "tst_leadfind.moc"
