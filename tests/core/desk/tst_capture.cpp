// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capture.h"
#include "core/desk/sourcepatterns.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/queuerows.h"
#include "core/leads/sourcetables.h"
#include "core/leads/timelinerows.h"
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
    void whatJoinsAnOpenLeadKeepsItsSourceAndIsKnownWhenItComesAgain()
    {
        TestStore store;
        const Captured first = store.add(store.webLead(1));
        store.clock.advance(kMinute);
        LeadDraft again = store.webLead(1);
        again.externalId = QStringLiteral("A-77");
        again.source = QStringLiteral("AutoSite");
        again.providerText = QStringLiteral("AutoSite Mobile");
        again.sentAt = store.clock.now() - 5 * kMinute;
        QCOMPARE(store.add(again).how, Captured::How::JoinedLead);
        store.clock.advance(kMinute);
        for (int i = 0; i < 3; ++i) {
            const Captured resent = store.add(again);
            QCOMPARE(resent.how, Captured::How::SameDocument);
            QCOMPARE(resent.lead, first.lead);
        }
        QCOMPARE(store.count("activity WHERE code=2"), 1);
        QCOMPARE(store.list("SELECT provider_text||external_id FROM activity WHERE code=2"),
            QByteArray("AutoSite MobileA-77\n"));
        QCOMPARE(store.list("SELECT sent_at FROM activity WHERE code=2").trimmed().toLongLong(), again.sentAt);
        const auto rows = timelineRows(store->database(), first.customer, TimelineKind::All, 50);
        const auto asked = std::ranges::find_if(
            *rows, [](const TimelineRow &row) { return row.activity.code == Activity::Code::AskedAgain; });
        QVERIFY(asked != rows->end());
        QCOMPARE(asked->activity.source, store.autosite);
        LeadDraft same = store.webLead(1); // by the same source once more: no second one is named
        same.externalId = QStringLiteral("W-78");
        store.clock.advance(kMinute);
        QCOMPARE(store.add(same).how, Captured::How::JoinedLead);
        QVERIFY(
            timelineRows(store->database(), first.customer, TimelineKind::All, 1)->front().activity.source.isNull());
    }
    void sourcesAreFoundByWholeWordsOnly()
    {
        TestStore store;
        SourceId ford, cars;
        QVERIFY(doDeed(*store, "sources", {}, [&](Transaction &tx) -> Result<void> {
            const Source source{{tx.freshId()}, QStringLiteral("Ford Direct"), SourceKind::FirstParty, 0, true};
            const Source chat{{tx.freshId()}, QStringLiteral("Facebook"), SourceKind::FirstParty, 0, true};
            const Source site{{tx.freshId()}, QStringLiteral("Cars.com"), SourceKind::ThirdParty, 0, true};
            ford = source.id;
            cars = site.id;
            return applyAll(tx, put(kSource, source), put(kSource, chat), put(kSource, site),
                put(kSourcePattern, SourcePatternRow{{tx.freshId()}, QStringLiteral("cars.com"), site.id, 3, true}),
                put(kSourcePattern, SourcePatternRow{{tx.freshId()}, QStringLiteral("ford"), source.id, 1, false}),
                put(kSourcePattern, SourcePatternRow{{tx.freshId()}, QStringLiteral("facebook*"), chat.id, 2, false}));
        }));
        const auto sourceOf = [&](int i, const char *written) {
            LeadDraft draft = store.webLead(i);
            draft.source.clear();
            draft.providerText = QString::fromLatin1(written);
            const LeadId lead = store.add(draft).lead;
            return load(store->database(), kLead, lead.value)->source;
        };
        QVERIFY(sourceOf(1, "Oxford Honda") != ford);
        QCOMPARE(sourceOf(2, "Ford"), ford);
        QCOMPARE(sourceOf(3, "My Ford leads"), ford);
        QVERIFY(sourceOf(4, "Best-Used-Cars.com") != cars);
        QVERIFY(sourceOf(5, "cars.com.example") != cars);
        QCOMPARE(sourceOf(6, "www.Cars.com"), cars);
        const auto patterns = storePatterns(**store->rules());
        QCOMPARE(findSource(QStringLiteral("facebookmail.com"), patterns)->type, LeadType::Social);
        QCOMPARE(findSource(QStringLiteral("Ford"), patterns)->type, LeadType::Web);
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
    void aLaterInquiryFillsTheAddressAndOverwritesNothing()
    {
        TestStore store;
        auto inquiry = [&store, n = 0](
                           const char *street, const char *city, const char *region, const char *postal) mutable {
            LeadDraft draft = store.webLead(1);
            draft.externalId = QStringLiteral("address %1").arg(++n);
            draft.street = QString::fromLatin1(street);
            draft.city = QString::fromLatin1(city);
            draft.region = QString::fromLatin1(region);
            draft.postal = QString::fromLatin1(postal);
            store.clock.advance(kDay);
            return store.add(draft);
        };
        const auto kept = [&store] {
            return store
                .list("SELECT group_concat(street || '/' || city || '/' || region || '/' || postal) FROM address")
                .trimmed();
        };
        inquiry("", "", "", "");
        QCOMPARE(store.count("address"), 0);
        inquiry("", "", "NY", "");
        QCOMPARE(kept(), QByteArray("//NY/"));
        const Captured full = inquiry("1 Main St", "Albany", "ny", "12207");
        QCOMPARE(kept(), QByteArray("1 Main St/Albany/NY/12207"));
        inquiry("", "", "", ""); // says nothing
        inquiry("9 Elm St", "Dayton", "OH", "45402"); // another place: the first stands
        inquiry("", "Albany", "OH", ""); // so does a part of it
        QCOMPARE(kept(), QByteArray("1 Main St/Albany/NY/12207"));
        QCOMPARE(store.count("customer"), 1);
        QVERIFY(undoDeed(*store, full.deed));
        QCOMPARE(kept(), QByteArray("//NY/"));
        QVERIFY(store.faults().isEmpty());
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
