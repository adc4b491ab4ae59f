// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "core/desk/gate.h"
#include "core/desk/gatesettings.h"
#include "core/desk/storeverbs.h"
#include "core/desk/undo.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// What a manager sets of the store in the window.
class TestStoreVerbs : public QObject
{
    Q_OBJECT

    static QString words(const char *text) { return QString::fromUtf8(text); }
    static Result<DeedId> change(TestStore &store, auto with)
    {
        const StoreEntries before = *storeEntries(store->database());
        StoreEntries after = before;
        with(after);
        store.clock.advance(kMinute);
        return changeStore(*store, before, after);
    }

private Q_SLOTS:
    void everyEntryIsSetAndReadAgainAsOneDeedThatUndoTakesBack()
    {
        TestStore store;
        store->setPerson(store.mike);
        const StoreEntries before = *storeEntries(store->database());
        const StoreEntries after{words("Southgate Motors"), words("9 Elm Street, Albany NY 12207"),
            words("(518) 555-0177"), words("CA-4711"), false, 45};
        QVERIFY(changeStore(*store, before, after));
        QCOMPARE(*storeEntries(store->database()), after);
        const auto sending = *sendingOf(store->database());
        QCOMPARE(sending->store.address, after.address);
        QVERIFY(sending->canadaRegistered);
        QCOMPARE(sending->refusalOfAll, std::optional(false));
        QCOMPARE((*store->rules())->noShowAfter, 45 * kMinute);
        QVERIFY(undoLast(*store));
        QCOMPARE(*storeEntries(store->database()), before);
        QVERIFY(!(*sendingOf(store->database()))->canadaRegistered);
    }
    void theDaysOfAbsenceAreSetWhereTheServerReadsThem()
    {
        TestStore store;
        store->setPerson(store.dana);
        QCOMPARE(setAwayDays(*store, 60).error().subject, words("role"));
        store->setPerson(store.mike);
        QCOMPARE(*awayDays(store->database()), 45);
        for (const int wrong : {6, 3651, -1})
            QCOMPARE(setAwayDays(*store, wrong).error().subject, words("days"));
        QVERIFY(setAwayDays(*store, 60));
        QCOMPARE(store.list("SELECT value FROM setting WHERE key='desk_away_days' AND deleted=0"), "60\n");
        QCOMPARE(*setAwayDays(*store, 60), DeedId{});
        QVERIFY(undoLast(*store));
        QCOMPARE(*awayDays(store->database()), 45);
    }
    void onlyAManagerChangesIt()
    {
        TestStore store;
        const auto rename = [](StoreEntries &entries) { entries.name = words("Mine"); };
        store->setPerson(store.dana);
        QCOMPARE(change(store, rename).error().subject, words("role"));
        store->setPerson(store.mike);
        QVERIFY(change(store, rename));
    }
    void whatIsWrongIsNamedAndNothingIsWritten()
    {
        TestStore store;
        store->setPerson(store.mike);
        const StoreEntries before = *storeEntries(store->database());
        const auto fault = [&store](auto with) { return change(store, with).error().subject; };
        QCOMPARE(fault([](StoreEntries &e) { e.name = words("  "); }), words("name"));
        QCOMPARE(fault([](StoreEntries &e) { e.phone = words("call us"); }), words("phone"));
        QCOMPARE(fault([](StoreEntries &e) { e.noShowMinutes = 0; }), words("no_show"));
        QCOMPARE(fault([](StoreEntries &e) { e.noShowMinutes = 24 * 60 + 1; }), words("no_show"));
        QCOMPARE(*storeEntries(store->database()), before);
    }
    void whatOthersChangedMeanwhileAndWhatIsNotShownStay()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(doDeed(*store, "test", {}, [](Transaction &tx) {
            return writeSetting(tx, QString::fromLatin1(kSendingSetting), words("{\"web\":\"https://n.example\"}"));
        }));
        const StoreEntries seen = *storeEntries(store->database());
        QVERIFY(change(store, [](StoreEntries &e) { e.address = words("2 Oak Street"); }));
        StoreEntries mine = seen;
        mine.canadaList = words("CA-1");
        QVERIFY(changeStore(*store, seen, mine));
        QCOMPARE(storeEntries(store->database())->address, words("2 Oak Street"));
        QCOMPARE((*sendingOf(store->database()))->store.web, words("https://n.example"));
        const auto same = changeStore(*store, mine, mine);
        QVERIFY(same && same->isNull());
    }
    void US11_theScopeThatIsChosenReachesTheGate()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(refusalScope(store->database())->all);
        QCOMPARE(refusalScope(store->database())->allFrom, QDate(2027, 1, 31));
        const Captured one = store.add(store.webLead(1));
        QVERIFY(!gateFactsOf(store->database(), store.mike, one.lead, {})->refusalOfAll);
        QVERIFY(change(store, [](StoreEntries &e) { e.refusalOfAll = false; }));
        QCOMPARE(gateFactsOf(store->database(), store.mike, one.lead, {})->refusalOfAll, std::optional(false));
    }
    void CA6_theRegistrationThatIsTypedOpensTheList()
    {
        TestStore store;
        store->setPerson(store.mike);
        const Captured one = store.add(store.webLead(1));
        QVERIFY(!gateFactsOf(store->database(), store.mike, one.lead, {})->canadaRegistered);
        QVERIFY(change(store, [](StoreEntries &e) { e.canadaList = words("CA-4711"); }));
        QVERIFY(gateFactsOf(store->database(), store.mike, one.lead, {})->canadaRegistered);
        QVERIFY(change(store, [](StoreEntries &e) { e.canadaList.clear(); }));
        QVERIFY(!gateFactsOf(store->database(), store.mike, one.lead, {})->canadaRegistered);
    }
};
UPDESK_TEST(TestStoreVerbs);
#include "tst_storeverbs.moc"
