// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatefill.h"
#include "core/sequences/templaterows.h"
#include "core/sequences/templatestore.h"
#include "core/vehicles/stock.h"
#include "tests/support/leadbuilder.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What messages about a lead are made from, and which text is the store's.
class TestTemplateRows : public QObject
{
    Q_OBJECT

    template <class S, class... T>
    static void lay(TestStore &store, const TableOf<S, T...> &table, S row)
    {
        auto tx = Transaction::begin(store->database(), store->by());
        row.id.value = newId(++s_made);
        QVERIFY(tx && takeRow(*tx, table, row) && tx->commit());
    }
    static inline Time s_made = 1'000;
    static Unit rav4(const char *stock, Unit::State state = Unit::State::InStock)
    {
        Unit unit;
        unit.stock = QLatin1String(stock);
        unit.year = 2024;
        unit.make = QStringLiteral("Toyota");
        unit.model = QStringLiteral("RAV4");
        unit.trim = QStringLiteral("XLE");
        unit.price = 3'348'000;
        unit.odometer = 12;
        unit.state = state;
        return unit;
    }

private Q_SLOTS:
    void factsComeFromTheLeadsRows()
    {
        TestStore store; // with a RAV4 of its own, T1190
        lay(store, kUnit, rav4("T1191"));
        Unit shouted = rav4("T1192");
        shouted.make = QStringLiteral("TOYOTA");
        lay(store, kUnit, shouted);
        lay(store, kUnit, rav4("T1193", Unit::State::Sold));
        LeadBuilder build(store);
        LeadBuilder::Wish wish{.first = "Sam",
            .last = "Okafor",
            .year = 2024,
            .make = "toyota",
            .model = "rav4",
            .stock = "T1190",
            .owner = store.dana,
            .trade = true};
        const LeadId lead = build.add(wish);
        const auto facts = templateFacts(store->database(), lead, store.clock.now());
        QVERIFY(facts);
        QCOMPARE(facts->first, QStringLiteral("Sam"));
        QCOMPARE(facts->want.model, QStringLiteral("RAV4")); // as the lot writes it
        QVERIFY(facts->onLot);
        QCOMPARE(facts->price, qint64(3'348'000));
        QCOMPARE(facts->alike, 3); // whatever their case, and not the sold one
        QCOMPARE(facts->trade.model, QStringLiteral("Civic"));
        QVERIFY(facts->rep.startsWith(QStringLiteral("Dana")));
        QCOMPARE(facts->store, QStringLiteral("Northgate Motors"));
        QCOMPARE(facts->zone, QStringLiteral("America/New_York"));
        // Thursday 10:00: an hour from now, and tomorrow morning.
        QCOMPARE(facts->offered[0], store.clock.now() + kHour);
        QCOMPARE(facts->offered[1], store.clock.now() + kDay);
        QCOMPARE(facts->visitAt, Time(0));
        QVERIFY(bookVisit(*store, lead, store.clock.now() + kDay, store.dana));
        QCOMPARE(templateFacts(store->database(), lead, store.clock.now())->visitAt, store.clock.now() + kDay);
    }
    void aLeadWithoutAnythingHasFactsAndOneThatIsNotThereHasNone()
    {
        TestStore store;
        LeadDraft draft;
        draft.phones = {{{}, QStringLiteral("+15555550177"), {}, PhoneKind::Mobile}};
        const LeadId lead = store.add(draft).lead;
        const auto facts = templateFacts(store->database(), lead, store.clock.now(), store.omar);
        QVERIFY(facts && !facts->onLot && facts->alike == 0 && facts->first.isEmpty());
        QVERIFY(!facts->rep.isEmpty());
        QCOMPARE(templateFacts(store->database(), LeadId{newId(5)}, 1).error().code, Error::Code::NotFound);
    }
    void lateInTheEveningTomorrowIsOffered()
    {
        TestStore store;
        const LeadId lead = store.add(store.webLead(0)).lead;
        store.clock.advance(9 * kHour + 30 * kMinute); // 19:30, closes at 20
        const auto facts = templateFacts(store->database(), lead, store.clock.now());
        QVERIFY(facts);
        QVERIFY(facts->offered[0] > store.clock.now() + 10 * kHour);
        QVERIFY(facts->offered[1] > facts->offered[0]);
    }
    void factsAreReadByIndex()
    {
        TestStore store;
        LeadBuilder build(store);
        const LeadId lead = build.add(
            {.first = "Sam", .last = "Okafor", .year = 2024, .make = "Toyota", .model = "RAV4", .stock = "T1190"});
        QVERIFY(templateFacts(store->database(), lead, store.clock.now())); // the rulebook is loaded
        StatementTrace trace(store->database());
        QVERIFY(templateFacts(store->database(), lead, store.clock.now()));
        const auto asked = trace.statements();
        QVERIFY(asked.size() >= 4);
        for (const auto &[sql, times] : asked) {
            if (!sql.contains("lead") && !sql.contains("unit"))
                continue; // the settings are few
            for (const QByteArray &line : planOf(store->database(), sql))
                QVERIFY2(!line.startsWith("SCAN "), (line + " in " + sql).constData());
        }
    }
    void leadsToTryComeInPagesNewestFirst()
    {
        TestStore store;
        LeadBuilder build(store);
        QSet<QByteArray> made;
        for (int i = 0; i < 7; ++i) {
            store.clock.advance(kMinute);
            made << build.add({.first = "Ann", .last = "Lee"}).value.hex();
        }
        QSet<QByteArray> found;
        LeadId last;
        int pages = 0;
        for (;; ++pages) {
            const auto page = leadsToTry(store->database(), last, 3);
            QVERIFY(page && pages < 5);
            if (page->empty())
                break;
            for (const LeadId &lead : *page)
                found << lead.value.hex();
            last = page->back();
        }
        QCOMPARE(pages, 3);
        QVERIFY(found.contains(made));
    }
    void theStoresOwnTextGoesBeforeTheShippedOne()
    {
        TestStore store;
        const QStringList spanish = languagesOf(QStringLiteral("es"), {});
        QCOMPARE(spanish, (QStringList{QStringLiteral("es"), QStringLiteral("en")}));
        const auto shipped = templateFor(store->database(), QStringLiteral("first_text"), spanish);
        QVERIFY(shipped && shipped->id.isNull() && shipped->language == QLatin1String("es"));
        Template own = *shipped;
        own.body = QStringLiteral("{store}: hola");
        lay(store, kTemplate, own);
        QCOMPARE(templateFor(store->database(), own.key, spanish)->body, own.body);
        Template english = own;
        english.language = QStringLiteral("en");
        english.active = false; // switched off in English, and there is no other language
        lay(store, kTemplate, english);
        QCOMPARE(templateFor(store->database(), own.key, {QStringLiteral("en")}).error().code, Error::Code::NotFound);
        QCOMPARE(
            templateFor(store->database(), QStringLiteral("nothing"), spanish).error().code, Error::Code::NotFound);
        const auto all = templateEntries(store->database());
        QVERIFY(all);
        QCOMPARE(std::count_if(all->begin(), all->end(), [](const TemplateEntry &e) { return e.own; }), 2);
    }
    void aLanguageWithoutItsOwnTextFallsBack()
    {
        TestStore store;
        Template own;
        own.key = QStringLiteral("spring");
        own.language = QStringLiteral("en");
        own.body = QStringLiteral("x");
        lay(store, kTemplate, own);
        QCOMPARE(templateFor(store->database(), own.key, languagesOf(QStringLiteral("fr"), {}))->body, own.body);
    }
    void scriptsComeByRankEachOnce()
    {
        TestStore store;
        const auto voicemails =
            scriptsOf(store->database(), ScriptKind::Voicemail, languagesOf(QStringLiteral("fr"), {}));
        QVERIFY(voicemails);
        QCOMPARE(voicemails->size(), size_t(4));
        for (const Script &script : *voicemails)
            QCOMPARE(script.language, QStringLiteral("fr"));
        QCOMPARE(voicemails->front().key, QStringLiteral("voicemail_introduction"));
        Script off = voicemails->front();
        off.active = false;
        lay(store, kScript, off);
        const auto left = scriptsOf(store->database(), ScriptKind::Voicemail, {QStringLiteral("fr")});
        QVERIFY(left);
        QCOMPARE(left->size(), size_t(3));
    }
    void aScriptWithoutWordsInALanguageIsSaidInTheNext()
    {
        TestStore store;
        const auto calls = scriptsOf(store->database(), ScriptKind::Call, {QStringLiteral("fr")});
        QVERIFY(calls && !calls->empty());
        Script empty = calls->front();
        empty.body = QStringLiteral("[]");
        lay(store, kScript, empty);
        const auto found = scriptsOf(store->database(), ScriptKind::Call, languagesOf(QStringLiteral("fr"), {}));
        QVERIFY(found);
        const auto same =
            std::find_if(found->begin(), found->end(), [&](const Script &script) { return script.key == empty.key; });
        QVERIFY(same != found->end());
        QCOMPARE(same->language, QStringLiteral("en"));
        const auto all = scriptEntries(store->database());
        QVERIFY(all);
        QCOMPARE(std::count_if(all->begin(), all->end(), [](const ScriptEntry &e) { return e.own; }), 1);
    }
    void theStoresLanguageIsItsSetting()
    {
        TestStore store;
        QCOMPARE(*storeLanguage(store->database()), QString());
        Setting setting;
        setting.key = QStringLiteral("message_language");
        setting.value = QStringLiteral("\"fr\"");
        lay(store, kSetting, setting);
        QCOMPARE(*storeLanguage(store->database()), QStringLiteral("fr"));
    }
};
UPDESK_TEST(TestTemplateRows);
#include "tst_templaterows.moc"
