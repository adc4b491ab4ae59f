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
    void theEndOfItsNumberNamesALeadHoweverManyDigitsThatIs()
    {
        TestStore store;
        std::vector<LeadId> made;
        for (int i = 0; i < 20; ++i)
            made.push_back(store.add(store.webLead(i)).lead);
        StatementTrace trace(store->database());
        for (const LeadId &lead : made) {
            const QString number = QString::fromLatin1(lead.value.hex());
            for (qsizetype digits = 4; digits <= 32; ++digits) {
                const auto found = leadsMeant(store->database(), number.right(digits), 20);
                QVERIFY(found && std::ranges::find(*found, lead) != found->end());
                for (const LeadId &one : *found)
                    QVERIFY(one.value.hex().endsWith(number.right(digits).toLatin1())
                        || one.value.hex().startsWith(number.right(digits).toLatin1()));
                QCOMPARE(*leadsMeant(store->database(), number.right(digits).toUpper(), 20), *found);
            }
        }
        QVERIFY(leadsMeant(store->database(), QStringLiteral("fffffffff"), 20)->empty());
        for (const auto &[sql, times] : trace.statements()) { // never through the wide rows
            if (sql.contains("substr"))
                QCOMPARE(planOf(store->database(), sql).front(), "SCAN lead_now USING COVERING INDEX lead_now_newest");
        }
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
