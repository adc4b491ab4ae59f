// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capture.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

class TestCapture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWebLeadBecomesACustomerALeadAndARowInTheQueue()
    {
        TestStore store;
        const Captured one = store.add(store.webLead(1));
        QCOMPARE(one.how, Captured::How::NewCustomer);
        QCOMPARE(store.count("customer"), 1);
        QCOMPARE(store.count("deed WHERE verb='capture'"), 1);
        const auto rows = queueRows(store->database(), {}, 50);
        QVERIFY(rows);
        QCOMPARE(rows->size(), size_t(1));
        const QueueRow &row = rows->front();
        QCOMPARE(row.name, QStringLiteral("Maria Lopez"));
        QCOMPARE(row.now.place.group, 1);
        QCOMPARE(row.now.clockDue - row.now.received, 5 * kMinute);
        QCOMPARE(row.now.grade, 1);
        QCOMPARE(row.now.wants, QStringLiteral("2024 RAV4 XLE"));
        QVERIFY(!row.now.owner.isNull());
        QCOMPARE(store.count("score_log"), 1);
        QCOMPARE(store.count("assignment"), 1);
        QCOMPARE(store.count("task WHERE due>0"), 1);
    }
    void theSameDocumentTwiceMakesNothingNew()
    {
        TestStore store;
        const Captured first = store.add(store.webLead(1));
        const QByteArray before = store.list("SELECT group_concat(n) FROM deed");
        const Captured again = store.add(store.webLead(1));
        QCOMPARE(again.how, Captured::How::SameDocument);
        QCOMPARE(again.lead, first.lead);
        QCOMPARE(store.list("SELECT group_concat(n) FROM deed"), before);
    }
    void aRepeatInquiryJoinsTheOpenLeadAndLeavesItsClockAlone()
    {
        TestStore store;
        const Captured first = store.add(store.webLead(1));
        const auto before = leadNowOf(store->database(), first.lead);
        store.clock.advance(3 * kMinute);
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("other");
        again.source = QStringLiteral("AutoSite");
        const Captured second = store.add(again);
        QCOMPARE(second.how, Captured::How::JoinedLead);
        QCOMPARE(second.lead, first.lead);
        const auto after = leadNowOf(store->database(), first.lead);
        QCOMPARE(after->clockDue, before->clockDue);
        QCOMPARE(after->inquiries, 2);
        QCOMPARE(store.count("customer"), 1);
        QCOMPARE(store.count("lead"), 1);
    }
    void rebuildingTheDerivedRowsChangesNothing()
    {
        TestStore store;
        for (int i = 0; i < 20; ++i)
            store.add(store.webLead(i));
        store.clock.advance(40 * kMinute);
        const auto built = rebuild(store->database(), store.clock.now(), Rebuild::CompareOnly);
        QVERIFY(built);
        QCOMPARE(built->rows, 20);
        QCOMPARE(built->differed, 0);
    }
    void roundRobinGivesInTurnAndNeverToAnInactivePerson()
    {
        TestStore store;
        for (int i = 0; i < 10; ++i) {
            store.add(store.webLead(i));
            store.clock.advance(kSecond);
        }
        QCOMPARE(store.count("lead WHERE owner_id=x'" + store.dana.value.hex() + "'"), 5);
        QCOMPARE(store.count("lead WHERE owner_id=x'" + store.omar.value.hex() + "'"), 5);
    }
    void aDraftWithoutAnyContactIsRefused()
    {
        TestStore store;
        const auto captured = capture(*store, LeadDraft{});
        QVERIFY(!captured);
        QCOMPARE(captured.error().code, Error::Code::Invalid);
        QCOMPARE(store.count("lead"), 0);
    }
    void manyLeadsAreOneImportOfManyDeeds()
    {
        TestStore store;
        std::vector<LeadDraft> drafts;
        for (int i = 0; i < 120; ++i)
            drafts.push_back(store.webLead(i));
        drafts[60] = LeadDraft{};
        const auto imported = captureAll(*store, drafts);
        QVERIFY(imported);
        QCOMPARE(imported->captured.size(), size_t(119));
        QCOMPARE(imported->refused.size(), size_t(1));
        QCOMPARE(imported->refused.front().first, size_t(60));
        QCOMPARE(store.count("deed WHERE part_of=x'" + imported->import.hex() + "'"), 119);
    }
};
UPDESK_TEST(TestCapture);
#include "tst_capture.moc"
