// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/incentives.h"
#include "core/desk/notices.h"
#include "core/desk/sendround.h"
#include "core/desk/templateverbs.h"
#include "core/desk/undo.h"
#include "core/sequences/claims.h"
#include "core/sequences/templaterows.h"
#include "core/vehicles/stock.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What a message says of cars and prices must be so when it is queued and again when it leaves (F62).
class TestClaimSent : public QObject
{
    Q_OBJECT

    struct Desk : SendingStore {
        std::vector<Unit> units;
        Desk()
        {
            LeadDraft draft = store.webLead(1);
            draft.wants.front().make = QStringLiteral("Toyota");
            draft.wants.front().model = QStringLiteral("Zephyr");
            draft.wants.front().stock = QStringLiteral("T7700");
            for (int i = 0; i < 3; ++i) {
                Unit unit;
                unit.id = {newId(store.clock.now())};
                unit.stock = QStringLiteral("T770%1").arg(i);
                unit.year = 2024;
                unit.make = QStringLiteral("Toyota");
                unit.model = QStringLiteral("Zephyr");
                unit.price = 3'400'000;
                write(put(kUnit, unit));
                units.push_back(unit);
            }
            lead = store.add(draft).lead;
            customer = load(store->database(), kLead, lead.value)->customer;
        }
        template <class... Ops>
        void write(const Ops &...ops)
        {
            if (!doDeed(*store, "test", {}, [&](Transaction &tx) { return applyAll(tx, ops...); }))
                qFatal("write");
        }
        void change(size_t i, const std::function<void(Unit &)> &how)
        {
            Unit changed = units[i];
            how(changed);
            write(set(kUnit, units[i], changed));
            units[i] = changed;
        }
        void sell(size_t i)
        {
            change(i, [](Unit &unit) { unit.state = Unit::State::Sold; });
        }
        OwnMessage says(const char *words) const
        {
            return text(QString::fromUtf8(words) + QStringLiteral(" Dana at Northgate Motors."));
        }
        /// As the composer fills it from a template of the store's own.
        OwnMessage fromTemplate(const char *body)
        {
            store->setPerson(store.mike);
            Template shipped, typed;
            const auto entries = templateEntries(store->database());
            for (const TemplateEntry &entry : *entries) {
                if (entry.row.key == QLatin1String("second_text") && entry.row.language == QLatin1String("en"))
                    shipped = entry.row;
            }
            typed = shipped;
            typed.body = QString::fromUtf8(body);
            if (const auto saved = saveTemplates(*store, {shipped}, {typed}); !saved)
                qFatal("template %s", qPrintable(saved.error().subject));
            store->setPerson(store.dana);
            const auto facts = templateFacts(store->database(), lead, store.clock.now(), store.dana);
            const FilledMessage filled = fill(typed, templateValues(*facts, QStringLiteral("en")));
            OwnMessage own = text(filled.body);
            own.text = typed.key;
            own.claims = {filled.claims, QStringLiteral("en"), true};
            return own;
        }
        Message queued(const OwnMessage &own)
        {
            const auto done = queueMessage(*store, own);
            if (!done)
                qFatal("queue %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
            return message(done->id);
        }
        void turn()
        {
            FakeSecrets secrets;
            secrets.kept[QStringLiteral("texts")] = "x";
            Gateways gateways(secrets);
            SendRound round(*store, gateways);
            DeskLane lane(store->database(), 1);
            store.clock.advance(kMinute);
            if (!*lane.hold() || !round.turn(lane, kAlone))
                qFatal("turn");
        }
        int told(Notice::Kind kind)
        {
            int count = 0;
            const auto all = notices(store->database(), store.dana);
            for (const Notice &one : *all)
                count += one.kind == kind ? 1 : 0;
            return count;
        }
    };

private Q_SLOTS:
    void F62_whatAPersonTypesIsHeldToTheRowsWhenItIsQueued()
    {
        Desk at;
        for (const char *words : {"Only 2 left!", "Only one left!", "For the same payment.", "With 0 % financing.",
                 "There is a rebate.", "A rebate of 3,000."}) {
            const auto queued = queueMessage(*at.store, at.says(words));
            QVERIFY2(!queued, words);
            QCOMPARE(queued.error().code, Error::Code::Denied);
            QCOMPARE(queued.error().subject, QString::fromLatin1(kClaimWhy));
            QVERIFY(claimIn(queued.error().detail));
        }
        QCOMPARE(at.store.count("message"), 0);
        for (const char *words : {"3 left.", "It is $34,000.", "I can do $32,000."})
            QVERIFY2(queueMessage(*at.store, at.says(words)), words);
    }
    void F62_aQueuedMessageThatIsNoLongerSoIsHeldBackAndToldOf()
    {
        Desk at;
        const Message typed = at.queued(at.says("3 left."));
        const Message priced = at.queued(at.says("It is $34,000."));
        const Message filled = at.queued(at.fromTemplate("{store}: we have {count} of them here."));
        at.sell(2);
        at.change(0, [](Unit &unit) { unit.price = 3'500'000; });
        at.turn();
        for (const Message &one : {typed, priced, filled}) {
            const Message now = at.message(one.id);
            QCOMPARE(now.state, QStringLiteral("cancelled"));
            QVERIFY2(claimIn(now.why), qPrintable(now.why));
        }
        QCOMPARE(claimIn(at.message(filled.id).why)->words, QStringLiteral("3"));
        QCOMPARE(claimIn(at.message(filled.id).why)->now, QStringLiteral("2"));
        QCOMPARE(claimIn(at.message(priced.id).why)->now, QStringLiteral("$35,000"));
        QCOMPARE(at.told(Notice::Kind::MessageUntrue), 3);
        const auto troubled = messageLines(at.store->database(), MessageList::Troubled, {}, 10);
        QVERIFY(troubled);
        QCOMPARE(troubled->size(), size_t(3)); // a person looks at them
    }
    void whatIsStillSoGoesToItsWay()
    {
        Desk at;
        const Message one = at.queued(at.says("3 left."));
        const Message own = at.queued(at.says("I can do $32,000."));
        at.turn();
        for (const Message &m : {one, own})
            QVERIFY2(at.message(m.id).state != QLatin1String("cancelled"), qPrintable(at.message(m.id).why));
    }
    void F62_itIsFilledAnewInOneStepAndUndoTakesBoth()
    {
        Desk at;
        const Message old = at.queued(at.fromTemplate("{store}: we have {count} of them here."));
        QVERIFY(!refillMessage(*at.store, old.id)); // it waits
        at.sell(2);
        at.turn();
        const auto again = refillMessage(*at.store, old.id);
        QVERIFY2(again, again ? "" : qPrintable(again.error().subject));
        QCOMPARE(at.message(again->id).body, QStringLiteral("Northgate Motors: we have 2 of them here."));
        QCOMPARE(at.message(again->id).state, QStringLiteral("queued"));
        QCOMPARE(at.message(old.id).wish, int(MessageWish::Cancel)); // done with
        QVERIFY(!refillMessage(*at.store, old.id));
        QCOMPARE(messageLines(at.store->database(), MessageList::Troubled, {}, 10)->size(), size_t(0));
        QVERIFY(undoLast(*at.store));
        QCOMPARE(at.message(old.id).wish, int(MessageWish::None));
        at.turn(); // what was taken back does not leave
        const auto gone = load(at.store->database(), kMessage, again->id.value);
        QVERIFY(!gone || gone->state == QLatin1String("cancelled"));
    }
    void whatNothingIsTrueOfIsNotFilled()
    {
        Desk at;
        const Message old = at.queued(at.fromTemplate("{store}: we have {count} of them here."));
        for (size_t i = 0; i < 3; ++i)
            at.sell(i);
        at.turn();
        const auto again = refillMessage(*at.store, old.id);
        QVERIFY(!again);
        QCOMPARE(again.error().subject, QStringLiteral("template"));
        QCOMPARE(at.message(old.id).wish, int(MessageWish::None));
    }
    void onesOwnWordsAreNotFilledByAMachine()
    {
        Desk at;
        const Message old = at.queued(at.says("3 left."));
        at.sell(0);
        at.turn();
        QVERIFY(claimIn(at.message(old.id).why));
        const auto again = refillMessage(*at.store, old.id);
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Conflict);
    }
    void F62_anIncentiveThatEndedKeepsItsMessageBack()
    {
        Desk at;
        at.store->setPerson(at.store.dana);
        Incentive cash;
        cash.words = QStringLiteral("customer cash");
        cash.amount = 300'000;
        cash.from = QDate(2020, 1, 1);
        cash.until = QDate(2036, 1, 1);
        QCOMPARE(setIncentives(*at.store, {cash}).error().code, Error::Code::Denied);
        at.store->setPerson(at.store.mike);
        QVERIFY(setIncentives(*at.store, {cash}));
        QVERIFY(setIncentives(*at.store, {cash})->isNull()); // the same again
        const Message m = at.queued(at.fromTemplate("{store}: ask me about {incentive}."));
        QVERIFY2(m.body.contains(QStringLiteral("$3,000 customer cash")), qPrintable(m.body));
        at.store->setPerson(at.store.mike);
        QVERIFY(setIncentives(*at.store, {}));
        at.turn();
        const Message now = at.message(m.id);
        QCOMPARE(now.state, QStringLiteral("cancelled"));
        QVERIFY(claimIn(now.why)->now.isEmpty());
        QCOMPARE(claimIn(now.why)->field, TemplateField::Incentive);
        at.store->setPerson(at.store.mike);
        QVERIFY(undoLast(*at.store));
        QCOMPARE(incentivesOf(at.store->database())->size(), size_t(1));
    }
    void anIncentiveChangedAtTwoDesksIsNotOverwritten()
    {
        Desk at;
        at.store->setPerson(at.store.mike);
        Incentive cash, less;
        cash.words = less.words = QStringLiteral("customer cash");
        cash.from = less.from = QDate(2026, 1, 1);
        cash.until = less.until = QDate(2026, 12, 31);
        cash.amount = 300'000;
        less.amount = 100'000;
        QVERIFY(changeIncentives(*at.store, {}, {cash}));
        QCOMPARE(changeIncentives(*at.store, {}, {less}).error().code, Error::Code::Conflict);
        QCOMPARE(*incentivesOf(at.store->database()), std::vector<Incentive>{cash});
        QVERIFY(changeIncentives(*at.store, {cash}, {less}));
        at.store->setPerson(at.store.dana);
        QCOMPARE(changeIncentives(*at.store, {less}, {}).error().code, Error::Code::Denied);
        QCOMPARE(*incentivesOf(at.store->database()), std::vector<Incentive>{less});
    }
};

UPDESK_TEST(TestClaimSent);
#include "tst_claimsent.moc"
