// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/planverbs.h"
#include "core/desk/templateverbs.h"
#include "core/desk/undo.h"
#include "core/sequences/planstore.h"
#include "core/sequences/templatestore.h"
#include "core/sequences/voicemail.h"
#include "core/store/check.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

/// The store writes its own templates and scripts, each save one deed.
class TestTemplates : public QObject
{
    Q_OBJECT

    static Template shipped(TestStore &store, const char *key, const char *language = "en")
    {
        const auto row = templateFor(store->database(), QLatin1String(key), {QLatin1String(language)});
        if (!row)
            qFatal("no template");
        return *row;
    }
    static Template changed(Template row, const char *body)
    {
        row.body = QString::fromUtf8(body);
        return row;
    }
    static TestStore *asManager(TestStore &store)
    {
        store->setPerson(store.mike);
        return &store;
    }

private Q_SLOTS:
    void aSavedTemplateIsTheStoresOwnAndUndoGivesTheShippedOneBack()
    {
        TestStore store;
        asManager(store);
        const Template before = shipped(store, "second_text");
        const auto deed = saveTemplates(*store, {before}, {changed(before, "{store}: hello {first}")});
        QVERIFY(deed && !deed->isNull());
        const Template own = shipped(store, "second_text");
        QVERIFY(!own.id.isNull());
        QCOMPARE(own.version, before.version + 1);
        QCOMPARE(own.body, QStringLiteral("{store}: hello {first}"));
        QVERIFY(undoLast(*store));
        QCOMPARE(shipped(store, "second_text"), before);
        QVERIFY(redoLast(*store));
        QCOMPARE(shipped(store, "second_text"), own);
        QVERIFY(checkStore(store->database()));
    }
    void US10_theReceiptOfAStopReadsAsItCame()
    {
        TestStore store;
        asManager(store);
        const Template came = shipped(store, "stop_receipt_text");
        const auto save = [&](const Template &typed) { return saveTemplates(*store, {came}, {typed}); };
        Template named = came, mailed = came;
        named.name = QStringLiteral("Ours");
        mailed.occasion = Occasion::SoldThanks;
        for (const Template &typed : {changed(came, "{store}: bye. Ask about our offers!"), named, mailed}) {
            const auto refused = save(typed);
            QVERIFY(!refused);
            QCOMPARE(refused.error().subject, QStringLiteral("locked"));
        }
        QCOMPARE(store.count("template"), qint64(0));
        Template off = came;
        off.active = false;
        QVERIFY(save(off)); // a store need not send one
        QVERIFY(!templateFor(store->database(), came.key, {QStringLiteral("en")}));
        QVERIFY(undoLast(*store));
        // What another program wrote there is not sent.
        const auto written = doDeed(*store, "test", {}, [&](Transaction &tx) {
            Template own = changed(came, "Come and buy!");
            own.id = {tx.freshId()};
            own.version = 7;
            return apply(tx, put(kTemplate, own));
        });
        QVERIFY(written);
        QCOMPARE(shipped(store, "stop_receipt_text").body, came.body);
        QCOMPARE(shipped(store, "stop_receipt_text").version, 7);
    }
    void severalLanguagesAreOneDeed()
    {
        TestStore store;
        asManager(store);
        const std::vector<Template> opened{
            shipped(store, "second_text"), shipped(store, "second_text", "es"), shipped(store, "second_text", "fr")};
        std::vector<Template> typed = opened;
        typed[0].body = QStringLiteral("one {store}");
        typed[2].body = QStringLiteral("deux {store}");
        QVERIFY(saveTemplates(*store, opened, typed));
        QCOMPARE(store.count("template WHERE deleted=0"), qint64(2));
        QCOMPARE(store.count("deed WHERE verb='template'"), qint64(1));
        QVERIFY(undoLast(*store));
        QCOMPARE(store.count("template WHERE deleted=0"), qint64(0));
    }
    void theSecondSaveIsAnotherVersionAndTheSameRow()
    {
        TestStore store;
        asManager(store);
        const Template first = shipped(store, "second_text");
        QVERIFY(saveTemplates(*store, {first}, {changed(first, "a {store}")}));
        const Template second = shipped(store, "second_text");
        QVERIFY(saveTemplates(*store, {second}, {changed(second, "b {store}")}));
        QCOMPARE(shipped(store, "second_text").version, 3);
        QCOMPARE(store.count("template"), qint64(1));
        const Template third = shipped(store, "second_text");
        const auto same = saveTemplates(*store, {third}, {third});
        QVERIFY(same && same->isNull());
    }
    void whoOpenedAnOlderOneIsTold()
    {
        TestStore store;
        asManager(store);
        const Template first = shipped(store, "second_text");
        QVERIFY(saveTemplates(*store, {first}, {changed(first, "a {store}")}));
        const auto late = saveTemplates(*store, {first}, {changed(first, "b {store}")});
        QCOMPARE(late.error().code, Error::Code::Conflict);
        QCOMPARE(shipped(store, "second_text").body, QStringLiteral("a {store}"));
    }
    void oneThatWasTakenAwayComesBackUnderItsId()
    {
        TestStore store;
        asManager(store);
        const Template first = shipped(store, "second_text");
        QVERIFY(saveTemplates(*store, {first}, {changed(first, "a {store}")}));
        const TemplateId id = shipped(store, "second_text").id;
        QVERIFY(dropTemplate(*store, first.key, {first.language}));
        QVERIFY(shipped(store, "second_text").id.isNull());
        const auto again = dropTemplate(*store, first.key, {first.language});
        QVERIFY(again && again->isNull());
        QVERIFY(saveTemplates(*store, {first}, {changed(first, "c {store}")}));
        QCOMPARE(shipped(store, "second_text").id, id);
        QCOMPARE(shipped(store, "second_text").body, QStringLiteral("c {store}"));
        QVERIFY(undoLast(*store) && undoLast(*store));
        QCOMPARE(shipped(store, "second_text").body, QStringLiteral("a {store}"));
    }
    void whatTheCheckerRefusesIsNotSavedAndNamed()
    {
        TestStore store;
        asManager(store);
        const Template first = shipped(store, "second_text");
        const auto refused = saveTemplates(*store, {first}, {changed(first, "Hi {frist}")});
        QCOMPARE(refused.error().code, Error::Code::Invalid);
        QCOMPARE(refused.error().subject, QStringLiteral("unknown_field"));
        QCOMPARE(refused.error().detail, QStringLiteral("en:3"));
        for (const char *lacking : {"key", "language", "channel"}) {
            Template row = changed(first, "x {store}");
            const QString field = QLatin1String(lacking);
            if (field == QLatin1String("key"))
                row.key.clear();
            else if (field == QLatin1String("language"))
                row.language.clear();
            else
                row.channel = Channel::Phone;
            QCOMPARE(saveTemplates(*store, {first}, {row}).error().subject, field);
        }
        QCOMPARE(store.count("template"), qint64(0));
        QCOMPARE(store.count("deed WHERE verb='template'"), qint64(0));
    }
    void onlyManagersWriteForTheStore()
    {
        TestStore store;
        store->setPerson(store.dana);
        const Template first = shipped(store, "second_text");
        QCOMPARE(saveTemplates(*store, {first}, {changed(first, "a {store}")}).error().code, Error::Code::Denied);
        QCOMPARE(dropTemplate(*store, first.key, {first.language}).error().code, Error::Code::Denied);
        QCOMPARE(store.count("template"), qint64(0));
    }
    void aMessageThatAPlanSendsIsNotRemoved()
    {
        TestStore store;
        store->setPerson(store.mike);
        QVERIFY(useShippedPlans(*store));
        Template own = shipped(store, "second_text"), none = own;
        own.key = none.key = QStringLiteral("own_1");
        own.version = none.version = 0;
        none.body.clear();
        QVERIFY(saveTemplates(*store, {none}, {own}));
        const auto inUse = [&] { return (*planShelf(store->database()))->inUse(QStringLiteral("internet")); };
        Plan typed = inUse()->plan;
        const auto text = std::ranges::find(typed.steps, QStringLiteral("first_text"), &PlanStep::text);
        QVERIFY(text != typed.steps.end());
        text->against = own.key; // half of the leads get it
        QVERIFY(savePlan(*store, inUse()->row.id, typed));
        const auto refused = dropTemplate(*store, own.key, {QStringLiteral("en")});
        QCOMPARE(refused.error().subject, QStringLiteral("in_plan"));
        QCOMPARE(refused.error().detail, typed.title);
        QVERIFY(templateFor(store->database(), own.key, {QStringLiteral("en")}));
        text->against.clear();
        QVERIFY(savePlan(*store, inUse()->row.id, typed));
        QVERIFY(dropTemplate(*store, own.key, {QStringLiteral("en")}));
        QVERIFY(!templateFor(store->database(), own.key, {QStringLiteral("en")}));
    }
    void aScriptIsSavedWithItsSteps()
    {
        TestStore store;
        asManager(store);
        const auto calls = scriptsOf(store->database(), ScriptKind::Call, {QStringLiteral("en")});
        QVERIFY(calls && !calls->empty());
        Script typed = calls->front();
        typed.body = callStepsJson({{QStringLiteral("Say hello"), QStringLiteral("I am {rep}."), StepAnswer::Note}});
        QVERIFY(saveScripts(*store, {calls->front()}, {typed}));
        const auto now = scriptsOf(store->database(), ScriptKind::Call, {QStringLiteral("en")});
        QVERIFY(now);
        QCOMPARE(callSteps(now->front().body)->front().title, QStringLiteral("Say hello"));
        Script bad = now->front();
        bad.body = QStringLiteral("[{\"title\":\"\"}]");
        QCOMPARE(saveScripts(*store, {now->front()}, {bad}).error().code, Error::Code::Invalid);
        bad.body = callStepsJson({{QStringLiteral("a"), QStringLiteral("{nobody}"), StepAnswer::None}});
        QCOMPARE(saveScripts(*store, {now->front()}, {bad}).error().subject, QStringLiteral("body"));
        QVERIFY(dropScript(*store, typed.key, {typed.language}));
        QCOMPARE(scriptsOf(store->database(), ScriptKind::Call, {QStringLiteral("en")})->front(), calls->front());
    }
    void severalLanguagesOfAScriptAreOneDeed()
    {
        TestStore store;
        asManager(store);
        std::vector<Script> opened, typed;
        for (const char *language : {"en", "es", "fr"}) {
            const auto rows = scriptsOf(store->database(), ScriptKind::Voicemail, {QLatin1String(language)});
            QVERIFY(rows && !rows->empty());
            opened.push_back(rows->front());
        }
        typed = opened;
        typed[0].body = QStringLiteral("Hi, {rep}.");
        typed[2].body.clear(); // English is said
        QVERIFY(saveScripts(*store, opened, typed));
        QCOMPARE(store.count("script WHERE deleted=0"), qint64(2));
        QCOMPARE(store.count("deed WHERE verb='script'"), qint64(1));
        const auto french =
            scriptsOf(store->database(), ScriptKind::Voicemail, {QStringLiteral("fr"), QStringLiteral("en")});
        QVERIFY(french);
        QVERIFY(
            std::ranges::any_of(*french, [](const Script &row) { return row.body == QLatin1String("Hi, {rep}."); }));
        QVERIFY(undoLast(*store));
        QCOMPARE(store.count("script WHERE deleted=0"), qint64(0));
        typed = opened;
        typed[0].body.clear();
        const auto refused = saveScripts(*store, opened, typed);
        QCOMPARE(refused.error().subject, QStringLiteral("body"));
        QCOMPARE(refused.error().detail, QStringLiteral("en"));
        store->setPerson(store.dana);
        typed[0].body = QStringLiteral("Hi");
        QCOMPARE(saveScripts(*store, opened, typed).error().code, Error::Code::Denied);
    }
    void eachVoicemailIsTheNextUnusedOne()
    {
        TestStore store;
        store->setPerson(store.dana);
        const LeadId lead = store.add(store.webLead(0)).lead;
        QStringList left;
        for (int i = 0; i < 6; ++i) {
            store.clock.advance(kHour);
            CallLog call;
            call.outcome = Outcome::Voicemail;
            call.dialledAt = store.clock.now() - kMinute;
            QVERIFY(logCall(*store, lead, call));
            left = *voicemailsHeard(store->database(), lead);
            QCOMPARE(int(left.size()), i + 1);
        }
        const auto scripts = scriptsOf(store->database(), ScriptKind::Voicemail, {QStringLiteral("en")});
        for (int i = 0; i < 6; ++i)
            QCOMPARE(left[i], (*scripts)[size_t(i % 4)].key);
        QVERIFY(undoLast(*store)); // a voicemail that was none is left next time
        CallLog again;
        again.outcome = Outcome::Voicemail;
        QVERIFY(logCall(*store, lead, again));
        QCOMPARE(voicemailsHeard(store->database(), lead)->last(), (*scripts)[1].key);
    }
    void aVoicemailNamesTheVersionThatWasReallyLeft()
    {
        TestStore store;
        store->setPerson(store.dana);
        const LeadId lead = store.add(store.webLead(0)).lead;
        CallLog call;
        call.outcome = Outcome::Voicemail;
        call.voicemail = QStringLiteral("voicemail_value");
        QVERIFY(logCall(*store, lead, call));
        QCOMPARE(*voicemailsHeard(store->database(), lead), QStringList{QStringLiteral("voicemail_value")});
        call.outcome = Outcome::NoAnswer;
        QCOMPARE(logCall(*store, lead, call).error().subject, QStringLiteral("voicemail"));
    }
};
UPDESK_TEST(TestTemplates);
#include "tst_templates.moc"
