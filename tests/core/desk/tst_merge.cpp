// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/contactrows.h"
#include "core/desk/mergecontacts.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/people/customerstore.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// Two records that know the same number, and what each knows of it.
class TestMerge : public QObject
{
    Q_OBJECT

    struct Two {
        TestStore store;
        CustomerId lives, gone;

        Two()
        {
            lives = store.add(store.webLead(1)).customer;
            LeadDraft draft = store.webLead(2);
            draft.phones.push_back(store.webLead(1).phones.front());
            draft.emails.push_back(store.webLead(1).emails.front());
            CaptureChoices choices;
            choices.newPerson = true;
            gone = store.add(draft, choices).customer;
        }
        template <class Change>
        void change(CustomerId customer, const QString &e164, Change &&change)
        {
            const auto deed = doDeed(*store, "test", {}, [&](Transaction &tx) -> Result<void> {
                const auto phones = CustomerStore(tx.database()).phones(customer);
                for (const Phone &phone : *phones) {
                    Phone other = phone;
                    if (phone.e164 == e164)
                        change(other);
                    if (auto done = apply(tx, set(kPhone, phone, other)); !done)
                        return done;
                }
                return {};
            });
            QVERIFY(deed);
        }
        QString shared() { return store.webLead(1).phones.front().e164; }
        QByteArray living()
        {
            return store.list("SELECT e164||' '||preferred||bad||dnc_on FROM phone WHERE deleted=0 AND customer_id=x'"
                + lives.value.hex() + "' ORDER BY e164");
        }
        // All that two people have, without the line that tells of the merge.
        QByteArray rows()
        {
            QByteArray all;
            for (const Table *table : store->database().setup().tables) {
                QByteArray columns = "quote(id)";
                for (int i = 0; i < table->count; ++i)
                    columns += QByteArray("||quote(") + table->columns[size_t(i)].name + ')';
                all += table->name
                    + store.list("SELECT " + columns + " FROM " + table->name + " WHERE deleted=0 ORDER BY id");
            }
            return all;
        }
    };

private Q_SLOTS:
    void oneNumberStaysPreferredAndNoNumberIsThereTwice()
    {
        Two two;
        const QByteArray before = two.rows();
        QVERIFY(merge(*two.store, two.gone, two.lives));
        const QString other = two.store.webLead(2).phones.front().e164;
        QCOMPARE(two.living(), two.shared().toLatin1() + " 100\n" + other.toLatin1() + " 000\n");
        const auto mails = CustomerStore(two.store->database()).emails(two.lives);
        QCOMPARE(mails->size(), size_t(2));
        QCOMPARE(std::ranges::count(*mails, true, &Email::preferred), 1);
        QCOMPARE(mails->front().address, two.store.webLead(1).emails.front().address);
        QVERIFY(undoLast(*two.store));
        QCOMPARE(two.rows(), before);
        QVERIFY(redoLast(*two.store));
        QCOMPARE(two.living(), two.shared().toLatin1() + " 100\n" + other.toLatin1() + " 000\n");
        QVERIFY(checkStore(two.store->database())->sound());
    }
    void aPersonChoosesFieldByFieldAndUndoGivesBothBack_data()
    {
        QTest::addColumn<bool>("leftLives");
        QTest::newRow("into the left one") << true;
        QTest::newRow("into the right one") << false;
    }
    void aPersonChoosesFieldByFieldAndUndoGivesBothBack()
    {
        QFETCH(bool, leftLives);
        Two two;
        const auto named = [&](CustomerId id, const char *first, const char *last, const char *company) {
            const auto before = load(two.store->database(), kCustomer, id.value);
            Customer after = *before;
            after.first = QLatin1String(first);
            after.last = QLatin1String(last);
            after.full = after.first + u' ' + after.last;
            after.company = QLatin1String(company);
            QVERIFY(doDeed(
                *two.store, "test", {}, [&](Transaction &tx) { return apply(tx, set(kCustomer, *before, after)); }));
        };
        named(two.lives, "Samuel", "OKAFOR", "Okafor Farms");
        named(two.gone, "Sam", "Okafor", "Okafor and Sons");
        const QByteArray before = two.rows();
        const auto view = mergeView(two.store->database(), two.lives, two.gone);
        QVERIFY(view);
        QVERIFY(view->plan.of(MergeField::First).differs && view->plan.of(MergeField::Company).differs);
        MergePlan plan = view->plan;
        plan.survivor = leftLives ? Side::Left : Side::Right;
        plan.fields[size_t(MergeField::First)].side = Side::Left;
        plan.fields[size_t(MergeField::Last)].side = Side::Right;
        plan.fields[size_t(MergeField::Company)].side = Side::Left;
        QVERIFY(mergeAsChosen(*two.store, two.lives, two.gone, plan));
        const CustomerId stays = leftLives ? two.lives : two.gone;
        const auto one = load(two.store->database(), kCustomer, stays.value);
        QCOMPARE(one->first, QStringLiteral("Samuel"));
        QCOMPARE(one->last, QStringLiteral("Okafor"));
        QCOMPARE(one->full, QStringLiteral("Samuel Okafor")); // of both, so neither's own
        QCOMPARE(one->company, QStringLiteral("Okafor Farms"));
        QVERIFY(one->mergedInto.isNull());
        QCOMPARE(load(two.store->database(), kCustomer, (leftLives ? two.gone : two.lives).value)->mergedInto, stays);
        QVERIFY(!mergeView(two.store->database(), two.lives, two.gone)); // they are one already
        QVERIFY(!mergeAsChosen(*two.store, two.lives, two.gone, plan));
        QVERIFY(undoLast(*two.store));
        QCOMPARE(two.rows(), before);
        QVERIFY(checkStore(two.store->database())->sound());
    }
    void whatTheRulesProposeIsWhatTheMergeWithoutAChoiceDoes()
    {
        Two one, other;
        const auto view = mergeView(one.store->database(), one.lives, one.gone);
        QVERIFY(view);
        MergePlan plan = view->plan;
        plan.survivor = Side::Left;
        QVERIFY(mergeAsChosen(*one.store, one.lives, one.gone, plan));
        QVERIFY(merge(*other.store, other.gone, other.lives));
        const auto names = [](Two &two) {
            const auto kept = load(two.store->database(), kCustomer, two.lives.value);
            return QStringList{kept->first, kept->last, kept->full, kept->company, kept->dmsNumber, kept->language};
        };
        QCOMPARE(names(one), names(other));
        QVERIFY(!mergeView(one.store->database(), one.lives, one.lives));
    }
    void whatEitherLearntOfTheNumberStays_data()
    {
        QTest::addColumn<bool>("ofTheGone");
        QTest::newRow("the living record knew it") << false;
        QTest::newRow("the merged record knew it") << true;
    }
    void whatEitherLearntOfTheNumberStays()
    {
        QFETCH(bool, ofTheGone);
        Two two;
        two.change(ofTheGone ? two.gone : two.lives, two.shared(), [](Phone &phone) {
            phone.dncOn = true;
            phone.bad = true;
            phone.extension = QStringLiteral("7");
        });
        const QByteArray before = two.rows();
        QVERIFY(merge(*two.store, two.gone, two.lives));
        const QString other = two.store.webLead(2).phones.front().e164;
        // A bad number is no longer the one to call first.
        QCOMPARE(two.living(), two.shared().toLatin1() + " 011\n" + other.toLatin1() + " 100\n");
        QVERIFY(undoLast(*two.store));
        QCOMPARE(two.rows(), before);
    }
    void theRefusalOfEitherBindsTheOneThatLives_data()
    {
        QTest::addColumn<bool>("ofTheGone");
        QTest::newRow("the living record refused") << false;
        QTest::newRow("the merged record refused") << true;
    }
    void theRefusalOfEitherBindsTheOneThatLives()
    {
        QFETCH(bool, ofTheGone);
        Two two;
        QVERIFY(doNotContact(*two.store, ofTheGone ? two.gone : two.lives, QStringLiteral("stop")));
        two.store.clock.advance(kDay);
        LeadDraft yes = two.store.webLead(ofTheGone ? 1 : 2);
        yes.externalId = QStringLiteral("later");
        yes.textConsent = true;
        yes.consentWords = QStringLiteral("text me");
        CaptureChoices choices;
        choices.customer = ofTheGone ? two.lives : two.gone;
        two.store.add(yes, choices);
        const QByteArray before = two.rows();
        QVERIFY(merge(*two.store, two.gone, two.lives));
        const auto can = contactable(two.store->database(), two.lives);
        QVERIFY(can && !can->call && !can->text && !can->email && !can->textConsent);
        QVERIFY(undoLast(*two.store));
        QCOMPARE(two.rows(), before);
        const auto refusals = [&](CustomerId customer) {
            return two.store.count(
                "consent WHERE state=2 AND deleted=0 AND customer_id=x'" + customer.value.hex() + "'");
        };
        QCOMPARE(refusals(two.lives), ofTheGone ? 0 : 1);
        QCOMPARE(refusals(two.gone), ofTheGone ? 1 : 0);
        QVERIFY(!contactable(two.store->database(), two.lives)->call); // its number is the one that was refused
        QCOMPARE(contactable(two.store->database(), two.gone)->call, !ofTheGone); // it has another to call first
    }
    void aRefusalSaidWhileMergedStandsOnBothAfterwards()
    {
        Two two;
        two.store.clock.advance(kMinute);
        const auto merged = merge(*two.store, two.gone, two.lives);
        QVERIFY(merged);
        two.store.clock.advance(kMinute);
        QVERIFY(doNotContact(*two.store, two.lives, QStringLiteral("stop")));
        two.store.clock.advance(kDay);
        QVERIFY(undoDeed(*two.store, *merged));
        QVERIFY(CustomerStore(two.store->database()).find(two.gone)->id == two.gone);
        for (const CustomerId customer : {two.lives, two.gone}) {
            QCOMPARE(
                two.store.count("consent WHERE state=2 AND deleted=0 AND customer_id=x'" + customer.value.hex() + "'"),
                1);
            QVERIFY(!contactable(two.store->database(), customer)->call);
        }
        QVERIFY(redoLast(*two.store)); // merged once more, and apart once more: one refusal each stays
        QVERIFY(CustomerStore(two.store->database()).find(two.gone)->id == two.lives);
        QVERIFY(!contactable(two.store->database(), two.lives)->call);
        QVERIFY(undoLast(*two.store));
        QCOMPARE(two.store.count("consent WHERE state=2 AND deleted=0"), 2);
        QVERIFY(checkStore(two.store->database())->sound());
    }
    void aPairThatWasCalledAndPartedCanBeMergedAgain()
    {
        Two two;
        const LeadId lead{
            *Id::fromHex(two.store.list("SELECT hex(id) FROM lead WHERE customer_id=x'" + two.gone.value.hex() + "'")
                             .trimmed()
                             .toLower()
                             .toStdString())};
        const auto first = merge(*two.store, two.gone, two.lives);
        QVERIFY(first);
        two.store.clock.advance(kMinute);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        call.told = two.store.clock.now();
        QVERIFY(logCall(*two.store, lead, call));
        QVERIFY(undoDeed(*two.store, *first));
        // The call goes back with its lead.
        QCOMPARE(two.store.count("activity WHERE kind=0 AND customer_id=x'" + two.gone.value.hex() + "'"), 1);
        const auto second = merge(*two.store, two.gone, two.lives);
        QVERIFY2(second, second ? "" : qPrintable(second.error().subject));
        QCOMPARE(two.store.count("activity WHERE deleted=0 AND lead_id=x'" + lead.value.hex() + "' AND customer_id<>x'"
                     + two.lives.value.hex() + "'"),
            0);
        QVERIFY(undoDeed(*two.store, *second));
        QVERIFY(merge(*two.store, two.gone, two.lives));
    }
    void unreadableNumbersAreComparedAsTyped()
    {
        const auto phone = [](quint8 n, const char *typed, bool preferred) {
            Phone row;
            row.id = {newId(n)};
            row.typed = QString::fromLatin1(typed);
            row.preferred = preferred;
            return row;
        };
        const CustomerId lives{newId(9)};
        const auto changes = [](const std::vector<Op> &ops) {
            return std::ranges::count_if(ops, [](const Op &op) { return !op.changes.empty(); });
        };
        QCOMPARE(changes(phoneMoves({phone(1, "ask  Ann", false)}, {phone(2, "ask Ann", true)}, lives)), 0);
        QCOMPARE(changes(phoneMoves({phone(1, "ask Bob", false)}, {phone(2, "ask Ann", true)}, lives)), 1);
        QCOMPARE(changes(phoneMoves({phone(1, "", false)}, {phone(2, "", true)}, lives)), 1);
        QVERIFY(phoneMoves({}, {}, lives).empty());
        // Nobody preferred one: nobody does afterwards.
        QCOMPARE(changes(phoneMoves({}, {phone(1, "a", false), phone(2, "b", false)}, lives)), 0);
        // Two that each record preferred: the living one's.
        const auto both = phoneMoves({phone(1, "a", true)}, {phone(2, "b", true)}, lives);
        QCOMPARE(both.size(), size_t(2));
        QVERIFY(both[0].changes.empty());
        QCOMPARE(both[1].changes.size(), size_t(2));
    }
};
UPDESK_TEST(TestMerge);
#include "tst_merge.moc"
