// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/contactrows.h"
#include "core/desk/deed.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/desk/unmerge.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/store/check.h"
#include "core/vehicles/stock.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// Two people who are merged and parted in turn, here and at other desks, and what is written in between.
class TestRejoin : public QObject
{
    Q_OBJECT

    struct Two {
        TestStore store;
        Captured lives, back;

        Two()
        {
            lives = store.add(store.webLead(1));
            back = store.add(store.webLead(2));
            store.clock.advance(kMinute);
            store.reopen();
        }
        /// As another desk's deed comes: not this session's to take back.
        template <class F>
        void elsewhere(F &&write)
        {
            if (!commitDeed(*store, "test", std::forward<F>(write)))
                qFatal("elsewhere");
        }
        void alias(CustomerId to)
        {
            elsewhere([&](Transaction &tx) -> Result<void> {
                const auto before = load(tx.database(), kCustomer, back.customer.value);
                Customer after = *before;
                after.mergedInto = to;
                return apply(tx, set(kCustomer, *before, after, Op::Kind::Merge));
            });
        }
        void refuse(CustomerId customer, const char *words)
        {
            elsewhere([&](Transaction &tx) {
                Consent no;
                no.id = {tx.freshId()};
                no.customer = customer;
                no.state = Consent::State::No;
                no.how = Consent::How::Words;
                no.words = QLatin1String(words);
                no.at = tx.now();
                return apply(tx, put(kConsent, no));
            });
        }
        /// A number, a refusal, a car and an inquiry of the one that is on its own again.
        void writeOnBack()
        {
            elsewhere([&](Transaction &tx) -> Result<void> {
                Phone phone;
                phone.id = {tx.freshId()};
                phone.customer = back.customer;
                phone.e164 = QStringLiteral("+12125550177");
                OwnedVehicle car;
                car.id = {tx.freshId()};
                car.customer = back.customer;
                car.make = QStringLiteral("Honda");
                Lead lead = *load(tx.database(), kLead, back.lead.value);
                lead.id = {tx.freshId()};
                return applyAll(tx, put(kPhone, phone), put(kOwnedVehicle, car), put(kLead, lead));
            });
            refuse(back.customer, "stop");
        }
        qint64 of(const char *table, CustomerId customer)
        {
            return store.count(QByteArray(table) + " WHERE deleted=0 AND customer_id=x'" + customer.value.hex() + '\'');
        }
        CustomerId livesAs() { return CustomerStore(store->database()).find(back.customer)->id; }
        bool sound() { return checkStore(store->database())->sound(); }
    };

private Q_SLOTS:
    void whatCameInBetweenIsWithTheSurvivor_data()
    {
        QTest::addColumn<bool>("redone");
        QTest::newRow("an un-merge is taken back") << false;
        QTest::newRow("a merge is done again") << true;
    }
    void whatCameInBetweenIsWithTheSurvivor()
    {
        QFETCH(bool, redone);
        Two two;
        QVERIFY(merge(*two.store, two.back.customer, two.lives.customer));
        const auto merges = mergesOf(two.store->database(), two.lives.customer);
        QVERIFY(redone ? bool(undoLast(*two.store)) : bool(unmerge(*two.store, merges->front().id)));
        QCOMPARE(two.livesAs(), two.back.customer);
        two.store.clock.advance(kMinute);
        two.writeOnBack();
        two.store.clock.advance(kMinute);
        const auto again = redone ? redoLast(*two.store) : undoLast(*two.store);
        QVERIFY2(again, again ? "" : qPrintable(again.error().subject));
        QCOMPARE(two.livesAs(), two.lives.customer);
        for (const char *table : {"phone", "email", "consent", "owned_vehicle", "lead", "appointment", "visit"})
            QVERIFY2(two.of(table, two.back.customer) == 0, table);
        QCOMPARE(two.of("phone", two.lives.customer), 3);
        QCOMPARE(two.of("owned_vehicle", two.lives.customer), 1);
        QCOMPARE(two.of("lead", two.lives.customer), 3);
        const auto can = contactable(two.store->database(), two.lives.customer);
        QVERIFY(can && !can->call && !can->text && !can->email);
        QVERIFY(two.sound());
        // And apart once more: what came in between goes back with it.
        QVERIFY(redone ? undoLast(*two.store) : redoLast(*two.store));
        QCOMPARE(two.livesAs(), two.back.customer);
        QCOMPARE(two.of("phone", two.back.customer), 2);
        QVERIFY(!contactable(two.store->database(), two.back.customer)->call);
        QVERIFY(contactable(two.store->database(), two.lives.customer)->call);
        QVERIFY(two.sound());
    }
    void whoWasPartedElsewhereIsNotBoundByAnUndo()
    {
        Two two;
        QVERIFY(merge(*two.store, two.back.customer, two.lives.customer));
        two.alias({}); // another desk parted them
        two.store.clock.advance(kMinute);
        two.refuse(two.lives.customer, "stop");
        const auto undone = undoLast(*two.store);
        QVERIFY(!undone);
        QCOMPARE(undone.error().code, Error::Code::Invalid);
        QCOMPARE(undone.error().subject, QStringLiteral("unmerged"));
        QCOMPARE(two.of("consent", two.back.customer), 0);
        QVERIFY(contactable(two.store->database(), two.back.customer)->call);
        QCOMPARE(undoLast(*two.store).error().code, Error::Code::NotFound); // it does not stand before what can be
    }
    void whoWasMergedElsewhereIsNotMergedTwice()
    {
        Two two;
        QVERIFY(merge(*two.store, two.back.customer, two.lives.customer));
        QVERIFY(undoLast(*two.store));
        const Captured third = two.store.add(two.store.webLead(3));
        const auto apart = [&] {
            const auto redone = redoLast(*two.store);
            return redone ? QStringLiteral("done") : redone.error().subject;
        };
        QCOMPARE(apart(), QStringLiteral("redo")); // a capture came after it
        QVERIFY(merge(*two.store, two.back.customer, two.lives.customer));
        QVERIFY(undoLast(*two.store));
        two.alias(third.customer);
        QCOMPARE(apart(), QStringLiteral("merged"));
        QCOMPARE(two.livesAs(), third.customer);
    }
    void aMergeWhoseSurvivorWasMergedOnStaysAndIsNotOffered()
    {
        Two two;
        const auto first = merge(*two.store, two.back.customer, two.lives.customer);
        QVERIFY(first);
        const Captured third = two.store.add(two.store.webLead(3));
        two.store.clock.advance(kMinute);
        QVERIFY(merge(*two.store, two.lives.customer, third.customer));
        const auto undone = undoDeed(*two.store, *first);
        QVERIFY(!undone);
        QCOMPARE(undone.error().subject, QStringLiteral("merged_again"));
        const auto merges = mergesOf(two.store->database(), third.customer);
        QCOMPARE(merges->size(), size_t(2));
        const auto offered = [&](Time now) { return undoable(two.store->database(), *merges, now); };
        const Time now = two.store.clock.now();
        QCOMPARE(offered(now)->size(), size_t(1));
        QCOMPARE(offered(now)->front(), merges->front());
        QVERIFY(offered(now + kUnmergeWithin + kMinute)->empty());
    }
    void aRefusalThatReachesTheAliasBinds()
    {
        Two two;
        QVERIFY(merge(*two.store, two.back.customer, two.lives.customer));
        QVERIFY(contactable(two.store->database(), two.lives.customer)->call);
        two.refuse(two.back.customer, "never"); // at a desk that had not heard of the merge
        const auto can = contactable(two.store->database(), two.lives.customer);
        QVERIFY(can && !can->call && !can->text && !can->email);
        QCOMPARE(refusalsOf(two.store->database(), two.lives.customer)->size(), size_t(1));
    }
    void aStatementThatIsNotWhereTheMergePutItKeepsNobodyTogether()
    {
        Two two;
        for (const char *words : {"one", "two", "three"})
            two.refuse(two.back.customer, words);
        QVERIFY(merge(*two.store, two.back.customer, two.lives.customer));
        const Captured third = two.store.add(two.store.webLead(3));
        Database &database = two.store->database();
        QVERIFY(database.execute("DELETE FROM consent WHERE words='one'"));
        QVERIFY(
            database.execute("UPDATE consent SET customer_id=x'" + third.customer.value.hex() + "' WHERE words='two'"));
        const auto apart = unmerge(*two.store, mergesOf(database, two.lives.customer)->front().id);
        QVERIFY2(apart, apart ? "" : qPrintable(apart.error().subject));
        QCOMPARE(apart->absent, 1);
        QCOMPARE(apart->stayed, 1);
        QCOMPARE(two.livesAs(), two.back.customer);
        QCOMPARE(two.of("consent", two.back.customer), 1);
        QCOMPARE(two.of("consent", third.customer), 1);
    }
};
UPDESK_TEST(TestRejoin);
#include "tst_rejoin.moc"
