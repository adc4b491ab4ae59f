// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/leadverbs.h"
#include "core/desk/parting.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/desk/unmergerows.h"
#include "core/people/customerstore.h"
#include "core/people/staff.h"
#include "core/store/check.h"
#include "core/vehicles/stock.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// Two people who were merged, some time ago.
class TestUnmerge : public QObject
{
    Q_OBJECT

    struct Two {
        TestStore store;
        Captured stays, goes;

        Two()
        {
            stays = store.add(store.webLead(1));
            LeadDraft draft = store.webLead(2);
            draft.phones.push_back(store.webLead(1).phones.front());
            draft.street = QStringLiteral("12 Elm St");
            CaptureChoices choices;
            choices.newPerson = true;
            goes = store.add(draft, choices);
            OwnedVehicle car;
            car.customer = goes.customer;
            car.make = QStringLiteral("Honda");
            change([&](Transaction &tx) {
                car.id = {tx.freshId()};
                return apply(tx, put(kOwnedVehicle, car));
            });
            if (!doNotContact(*store, goes.customer, QStringLiteral("stop")))
                qFatal("refusal");
        }
        template <class F>
        void change(F &&write)
        {
            if (!doDeed(*store, "test", {}, std::forward<F>(write)))
                qFatal("change");
        }
        template <class S, class Table, class F>
        void edit(const Table &table, const Id &row, F &&how)
        {
            change([&](Transaction &tx) -> Result<void> {
                const auto before = load(tx.database(), table, row);
                S after = *before;
                how(after);
                return apply(tx, set(table, *before, after));
            });
        }
        ActivityId merged()
        {
            store.clock.advance(kMinute);
            if (!merge(*store, goes.customer, stays.customer))
                qFatal("merge");
            return line();
        }
        ActivityId line() { return mergesOf(store->database(), stays.customer)->front().id; }
        /// What the two have, but the lines that tell of the merge and the points it moved.
        QByteArray rows()
        {
            QByteArray all;
            for (const Table *table : store->database().setup().tables) {
                if (qstrcmp(table->name, "score_log") == 0)
                    continue;
                QByteArray columns = "quote(id)";
                for (int i = 0; i < table->count; ++i)
                    columns += QByteArray("||quote(") + table->columns[size_t(i)].name + ')';
                const bool history = qstrcmp(table->name, "activity") == 0;
                all += table->name
                    + store.list("SELECT " + columns + " FROM " + table->name + " WHERE deleted=0"
                        + (history ? " AND code NOT IN (13,14)" : "") + " ORDER BY id");
            }
            return all;
        }
        CustomerId livesAs(CustomerId customer) { return CustomerStore(store->database()).find(customer)->id; }
        QByteArray ownerOf(const char *table, const Id &row)
        {
            return store
                .list(QByteArray("SELECT lower(hex(customer_id)) FROM ") + table + " WHERE id=x'" + row.hex() + '\'')
                .trimmed();
        }
        QString refusal(ActivityId merge)
        {
            const auto apart = unmerge(*store, merge);
            return apart ? QStringLiteral("done") : apart.error().subject;
        }
    };

private Q_SLOTS:
    void bothAreBackAfterWeeksAtWhicheverDesk_data()
    {
        QTest::addColumn<bool>("logged");
        QTest::addColumn<bool>("recorded");
        QTest::newRow("the desk that merged") << true << true;
        QTest::newRow("a desk that only has the rows") << false << true;
        QTest::newRow("merged here by an older program") << true << false;
    }
    void bothAreBackAfterWeeksAtWhicheverDesk()
    {
        QFETCH(bool, logged);
        QFETCH(bool, recorded);
        Two two;
        const QByteArray before = two.rows();
        const ActivityId line = two.merged();
        QCOMPARE(two.livesAs(two.goes.customer), two.stays.customer);
        if (!logged)
            QVERIFY(two.store->database().execute("DELETE FROM deed WHERE verb='merge'"));
        if (!recorded)
            QVERIFY(two.store->database().execute("UPDATE activity SET provider_text=''"));
        two.store.clock.advance(29 * kDay);
        two.store.reopen();
        const auto apart = unmerge(*two.store, line);
        QVERIFY2(apart, apart ? "" : qPrintable(apart.error().subject));
        QCOMPARE(two.rows(), before);
        QCOMPARE(apart->stayed + apart->absent, 0);
        QCOMPARE(apart->backName, QStringLiteral("Jules Tremblay"));
        QCOMPARE(two.livesAs(two.goes.customer), two.goes.customer);
        QCOMPARE(
            two.store.count("activity WHERE code=14 AND deleted=0 AND person_id=x'" + two.store.dana.value.hex() + "'"),
            2); // one in each history
        QVERIFY(mergesOf(two.store->database(), two.stays.customer)->empty());
        if (logged && recorded) // else the file was changed behind its log
            QVERIFY(checkStore(two.store->database())->sound());
    }
    void undoMergesThemAgainAndRedoPartsThem()
    {
        Two two;
        const QByteArray before = two.rows();
        const ActivityId line = two.merged();
        const QByteArray one = two.rows();
        two.store.reopen();
        QVERIFY(unmerge(*two.store, line));
        const auto undone = undoLast(*two.store);
        QVERIFY(undone);
        QCOMPARE(undone->verb, QByteArray("unmerge"));
        QCOMPARE(two.rows(), one);
        QCOMPARE(two.line(), line); // it can be undone once more
        QVERIFY(redoLast(*two.store));
        QCOMPARE(two.rows(), before);
        QVERIFY(undoLast(*two.store));
        QVERIFY(unmerge(*two.store, line));
        QCOMPARE(two.rows(), before);
        QVERIFY(checkStore(two.store->database())->sound());
    }
    void aMergeThatWasUndoneCanBeDoneAnew()
    {
        Two two;
        QVERIFY(unmerge(*two.store, two.merged()));
        const QByteArray before = two.rows();
        const ActivityId second = two.merged();
        QCOMPARE(two.livesAs(two.goes.customer), two.stays.customer);
        QVERIFY(unmerge(*two.store, second));
        QCOMPARE(two.rows(), before);
    }
    void whatWasChangedSinceStaysAsPeoplePutIt()
    {
        Two two;
        const auto phones = CustomerStore(two.store->database()).phones(two.goes.customer);
        const auto moved = std::ranges::find(*phones, two.store.webLead(2).phones.front().e164, &Phone::e164);
        QVERIFY(moved != phones->end());
        const auto cars = two.store.list("SELECT lower(hex(id)) FROM owned_vehicle").trimmed();
        const Id car = *Id::fromHex(cars.toStdString());
        LeadDraft third = two.store.webLead(3);
        const Captured other = two.store.add(third);
        const ActivityId line = two.merged();
        two.store.clock.advance(kDay);
        two.edit<Phone>(kPhone, moved->id.value, [](Phone &phone) { phone.bad = true; });
        two.edit<OwnedVehicle>(kOwnedVehicle, car, [&](OwnedVehicle &v) { v.customer = other.customer; });
        LeadDraft later = two.store.webLead(2);
        later.externalId = QStringLiteral("later");
        CaptureChoices choices;
        choices.customer = two.stays.customer;
        choices.keyed = true;
        later.type = LeadType::WalkIn;
        QVERIFY(closeLead(*two.store, two.stays.lead, Closed::Lost, QStringLiteral("no_answer")));
        const Captured newer = two.store.add(later, choices);
        const auto apart = unmerge(*two.store, line);
        QVERIFY(apart);
        QCOMPARE(apart->stayed, 1); // the car
        QCOMPARE(two.ownerOf("owned_vehicle", car), other.customer.value.hex());
        const auto phone = load(two.store->database(), kPhone, moved->id.value);
        QCOMPARE(phone->customer, two.goes.customer); // it goes back, and what was learnt of it with it
        QVERIFY(phone->bad);
        QCOMPARE(two.ownerOf("lead", newer.lead.value), two.stays.customer.value.hex());
        QCOMPARE(two.ownerOf("lead", two.goes.lead.value), two.goes.customer.value.hex());
        QVERIFY(checkStore(two.store->database())->sound());
    }
    void aNameThatWasCorrectedSinceIsNotOverwritten()
    {
        Two two;
        two.edit<Customer>(kCustomer, two.stays.customer.value, [](Customer &c) { c.company.clear(); });
        two.edit<Customer>(
            kCustomer, two.goes.customer.value, [](Customer &c) { c.company = QStringLiteral("Elm Farms"); });
        const ActivityId line = two.merged();
        const auto company = [&] { return load(two.store->database(), kCustomer, two.stays.customer.value)->company; };
        QCOMPARE(company(), QStringLiteral("Elm Farms"));
        two.edit<Customer>(
            kCustomer, two.stays.customer.value, [](Customer &c) { c.company = QStringLiteral("Elm Farms Ltd"); });
        QCOMPARE(unmerge(*two.store, line)->stayed, 1);
        QCOMPARE(company(), QStringLiteral("Elm Farms Ltd"));
    }
    void aLeadTakesItsCallsAndARefusalBindsBoth()
    {
        Two two;
        const ActivityId line = two.merged();
        two.store.clock.advance(kDay);
        QVERIFY(reopenLead(*two.store, two.goes.lead));
        QVERIFY(addNote(*two.store, two.goes.lead, QStringLiteral("after the merge")));
        QVERIFY(doNotContact(*two.store, two.stays.customer, QStringLiteral("never again")));
        QVERIFY(unmerge(*two.store, line));
        QCOMPARE(two.store.count(
                     "activity WHERE body='after the merge' AND customer_id=x'" + two.goes.customer.value.hex() + "'"),
            1);
        const auto says = [&](const Captured &who) {
            return two.store.count(
                "consent WHERE words='never again' AND customer_id=x'" + who.customer.value.hex() + "'");
        };
        QCOMPARE(says(two.stays), 1);
        QCOMPARE(says(two.goes), 1);
        QVERIFY(undoLast(*two.store));
        QVERIFY(unmerge(*two.store, line)); // who was bound already is not bound twice
        QCOMPARE(says(two.stays), 1);
        QCOMPARE(says(two.goes), 1);
    }
    void whatCannotBeUndoneSaysWhy()
    {
        Two two;
        const ActivityId line = two.merged();
        QCOMPARE(two.refusal({two.stays.lead.value}), QStringLiteral("activity")); // no line at all
        const Id note = *Id::fromHex(
            two.store.list("SELECT lower(hex(id)) FROM activity WHERE code=1 LIMIT 1").trimmed().toStdString());
        QCOMPARE(two.refusal({note}), QStringLiteral("activity"));
        const Captured third = two.store.add(two.store.webLead(3));
        const auto again = merge(*two.store, two.stays.customer, third.customer);
        QVERIFY(again);
        QCOMPARE(two.refusal(line), QStringLiteral("merged_again"));
        QVERIFY(undoDeed(*two.store, *again));
        const QByteArray before = two.rows();
        two.store.clock.advance(kUnmergeWithin + kMinute);
        QCOMPARE(two.refusal(line), QStringLiteral("unmerge_late"));
        QCOMPARE(two.rows(), before);
        two.store.clock.advance(-2 * kMinute);
        QVERIFY(unmerge(*two.store, line));
        QCOMPARE(two.refusal(line), QStringLiteral("unmerged"));
    }
    void aMergeOfAnOlderProgramElsewhereCannotBeUndoneHere()
    {
        Two two;
        const ActivityId line = two.merged();
        QVERIFY(two.store->database().execute("DELETE FROM deed WHERE verb='merge'"));
        QVERIFY(two.store->database().execute("UPDATE activity SET provider_text=''"));
        QCOMPARE(two.refusal(line), QStringLiteral("merge_record"));
        QVERIFY(two.store->database().execute("UPDATE activity SET provider_text='[{' WHERE code=13"));
        QCOMPARE(unmerge(*two.store, line).error().code, Error::Code::Damaged);
    }
    void aRecordThatWouldChangeMoreThanAMergeDoesIsRefused()
    {
        Two two;
        const ActivityId line = two.merged();
        Database &database = two.store->database();
        auto ops = opsOfMerge(database, *load(database, kActivity, line.value));
        QVERIFY(ops && !ops->empty());
        const auto dana = load(database, kPerson, two.store.dana.value);
        Person boss = *dana;
        boss.role = Role::Manager;
        ops->push_back(set(kPerson, boss, *dana)); // undone, it would make Dana a manager
        const auto record = partingRecord(database, *ops);
        QVERIFY(record);
        Query q = database.once("UPDATE activity SET provider_text=?1 WHERE code=13");
        QVERIFY(q.bind(1, *record).run());
        const auto apart = unmerge(*two.store, line);
        QVERIFY(!apart);
        QCOMPARE(apart.error().code, Error::Code::Damaged);
        QCOMPARE(two.livesAs(two.goes.customer), two.stays.customer);
    }
    void rowsThatAreNotHereStayAndAreCounted()
    {
        Two two;
        const ActivityId line = two.merged();
        QVERIFY(two.store->database().execute("DELETE FROM owned_vehicle"));
        const auto apart = unmerge(*two.store, line);
        QVERIFY(apart);
        QCOMPARE(apart->absent, 1);
        QCOMPARE(apart->stayed, 0);
    }
    void ofTwoMergesEachIsUndoneByItself()
    {
        Two two;
        const ActivityId first = two.merged();
        const Captured third = two.store.add(two.store.webLead(3));
        two.store.clock.advance(kMinute);
        QVERIFY(merge(*two.store, third.customer, two.stays.customer));
        const auto merges = mergesOf(two.store->database(), two.stays.customer);
        QCOMPARE(merges->size(), size_t(2));
        QCOMPARE(merges->back().id, first);
        QVERIFY(unmerge(*two.store, first));
        QCOMPARE(two.livesAs(two.goes.customer), two.goes.customer);
        QCOMPARE(two.livesAs(third.customer), two.stays.customer);
        QCOMPARE(two.ownerOf("lead", third.lead.value), two.stays.customer.value.hex());
        QVERIFY(unmerge(*two.store, merges->front().id));
        QCOMPARE(two.ownerOf("lead", third.lead.value), third.customer.value.hex());
        QVERIFY(checkStore(two.store->database())->sound());
    }
};
UPDESK_TEST(TestUnmerge);
#include "tst_unmerge.moc"
