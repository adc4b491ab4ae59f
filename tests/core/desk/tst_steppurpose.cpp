// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/plangate.h"
#include "core/desk/templateverbs.h"
#include "core/sequences/occasions.h"
#include "core/sequences/templatebook.h"
#include "core/sequences/templatecheck.h"
#include "core/sequences/templatestore.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What a message is for, as the gate is told of it.
class TestStepPurpose : public QObject
{
    Q_OBJECT

    static PlanStep step(const char *text, Channel way = Channel::Text)
    {
        PlanStep made;
        made.key = QLatin1String(text);
        made.channel = way;
        made.by = StepBy::Automatic;
        made.text = QLatin1String(text);
        return made;
    }
    /// A customer who agreed to texts, but nowhere in writing.
    static LeadId spoken(TestStore &store)
    {
        LeadDraft draft = store.webLead(1);
        draft.textConsent = true;
        draft.consentWords.clear();
        CaptureChoices choices;
        choices.keyed = true;
        return store.add(draft, choices).lead;
    }
    static void saveAs(TestStore &store, const char *key, Occasion occasion)
    {
        store->setPerson(store.mike);
        auto row = *templateFor(store->database(), QLatin1String(key), {QStringLiteral("es")});
        const Template opened = row;
        row.occasion = occasion;
        QVERIFY(saveTemplates(*store, {opened}, {row}));
        store->setPerson(store.dana);
    }

private Q_SLOTS:
    void everyOccasionHasItsPurpose_data()
    {
        QTest::addColumn<int>("occasion");
        QTest::addColumn<int>("purpose");
        const auto row = [](const char *name, Occasion occasion, Purpose purpose) {
            QTest::newRow(name) << int(occasion) << int(purpose);
        };
        row("acknowledgement", Occasion::Acknowledgement, Purpose::Informational);
        row("first message", Occasion::FirstMessage, Purpose::Marketing);
        row("follow up", Occasion::FollowUp, Purpose::Marketing);
        row("missed visit", Occasion::MissedVisit, Purpose::Marketing);
        row("confirmation", Occasion::VisitConfirmation, Purpose::Transactional);
        row("reminder", Occasion::VisitReminder, Purpose::Transactional);
        row("thanks", Occasion::SoldThanks, Purpose::Informational);
        row("service", Occasion::ServiceReferral, Purpose::Marketing);
        row("equity", Occasion::Equity, Purpose::Marketing);
        row("nurture", Occasion::Nurture, Purpose::Marketing);
    }
    void everyOccasionHasItsPurpose()
    {
        QFETCH(const int, occasion);
        QFETCH(const int, purpose);
        QCOMPARE(int(purposeOf(Occasion(occasion))), purpose);
    }
    // The gate refuses a transactional mail with offers: so none of ours has any (EM-5).
    void whatServesAVisitIsFreeOfOffers()
    {
        int looked = 0;
        for (const Template &row : TemplateBook::standard().templates()) {
            if (purposeOf(row.occasion) != Purpose::Transactional)
                continue;
            ++looked;
            for (const TemplateFinding &finding : checkTemplate(row))
                QVERIFY2(finding.problem != TemplateProblem::OfferInService, qPrintable(row.key));
            const QString words = row.subject + row.body + row.rich;
            for (const char *claim : {"{price", "{payment", "{count", "{others"})
                QVERIFY2(!words.contains(QLatin1String(claim)), qPrintable(row.key));
        }
        QVERIFY(looked >= 6); // in three languages
    }
    void EM5_aTransactionalMailWithOffersIsRefused()
    {
        TestStore store;
        const auto rules = TemplateBook::standard().templates();
        Template row = *std::ranges::find(rules, Occasion::VisitReminder, &Template::occasion);
        row.body += QStringLiteral(" Save $500 this week only!");
        const auto findings = checkTemplate(row);
        QVERIFY(std::ranges::any_of(findings,
            [](const TemplateFinding &finding) { return finding.problem == TemplateProblem::OfferInService; }));
    }
    void theStoresOwnTemplateGoesBeforeTheShippedOne()
    {
        TestStore store;
        QCOMPARE(*purposeOfTemplate(store->database(), QStringLiteral("second_text")), Purpose::Marketing);
        QCOMPARE(*purposeOfTemplate(store->database(), QStringLiteral("sold_thanks_text")), Purpose::Informational);
        QCOMPARE(*purposeOfTemplate(store->database(), QStringLiteral("no such text")), Purpose::Marketing);
        // Of one key in several languages the strictest counts.
        saveAs(store, "sold_thanks_text", Occasion::Nurture);
        QCOMPARE(*purposeOfTemplate(store->database(), QStringLiteral("sold_thanks_text")), Purpose::Marketing);
    }
    void US7_anAutomaticTextWithoutOffersNeedsNoWrittenConsent()
    {
        TestStore store;
        const auto gate = planGate(store->database(), {}, spoken(store));
        QVERIFY(gate);
        const Time now = store.clock.now();
        const GateAnswer offers = gate->ask(step("second_text"), SentBy::Automatic, now);
        QCOMPARE(offers.says, GateAnswer::Says::Block);
        QCOMPARE(offers.rule, QStringLiteral("US-7"));
        const GateAnswer thanks = gate->ask(step("sold_thanks_text"), SentBy::Automatic, now);
        QVERIFY2(thanks.says != GateAnswer::Says::Block, qPrintable(thanks.rule));
        PlanStep both = step("sold_thanks_text"); // one of two wordings advertises
        both.key = QStringLiteral("both");
        both.against = QStringLiteral("second_text");
        QCOMPARE(gate->ask(both, SentBy::Automatic, now).rule, QStringLiteral("US-7"));
        PlanStep unknown = step("no such text");
        QCOMPARE(gate->ask(unknown, SentBy::Automatic, now).rule, QStringLiteral("US-7"));
        unknown.acknowledges = true; // saying so is not enough
        unknown.key = QStringLiteral("so called");
        QCOMPARE(gate->ask(unknown, SentBy::Automatic, now).rule, QStringLiteral("US-7"));
        QVERIFY(gate->ask(step("second_text"), SentBy::Person, now).says != GateAnswer::Says::Block); // who answers may
    }
};

UPDESK_TEST(TestStepPurpose);
#include "tst_steppurpose.moc"
