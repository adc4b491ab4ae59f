// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dealverbs.h"
#include "core/desk/effect.h"
#include "core/desk/enrol.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/leadverbs.h"
#include "core/desk/templateverbs.h"
#include "core/sequences/effectrows.h"
#include "core/sequences/templatestore.h"
#include "tests/core/desk/plandesk.h"
#include "tests/support/queryplan.h"
#include "tests/support/statementtrace.h"
#include "tests/support/suite.h"

using namespace updesk;

/// What the steps of plans bring (F70), as rows that an A/B test reads.
class TestEffect : public QObject
{
    Q_OBJECT

    struct Desk : PlanDesk {
        int mails = 0;
        Time start = store.clock.now();
        Captured answer(int person, const char *words = "Five is fine.")
        {
            const QByteArray mail = "From: " + store.webLead(person).emails.front().address.toLatin1()
                + "\r\nTo: sales@northgate.example\r\nSubject: Re: Your inquiry\r\nMessage-ID: <"
                + QByteArray::number(++mails) + "@z>\r\nIn-Reply-To: <ours@northgate.example>\r\n\r\n" + words + "\r\n";
            const auto taken = takeDocument(*store, mail, QStringLiteral("r.eml"));
            if (!taken || taken->captured.empty())
                qFatal("reply %s", qPrintable(taken ? taken->code : taken.error().subject));
            return taken->captured.front();
        }
        void sent(Channel way)
        {
            if (const auto done = logSent(*store, lead, way, 0); !done)
                qFatal("sent %s", qPrintable(done.error().subject));
        }
        std::vector<EffectRow> effect(EffectBy by = EffectBy::Words)
        {
            return *planEffect(database(), start, store.clock.now() + 1, by);
        }
        EffectRow of(const char *step, const char *text = nullptr, int version = 0)
        {
            EffectRow sum;
            for (const EffectRow &row : effect()) {
                const bool words = !text || (row.text == QLatin1String(text) && row.textVersion == version);
                if (row.step == QLatin1String(step) && words)
                    sum = row;
            }
            return sum;
        }
        void saveText(const char *key, const char *body, const char *language = "en")
        {
            store->setPerson(store.mike);
            auto row = *templateFor(database(), QLatin1String(key), {QLatin1String(language)});
            const Template opened = row;
            row.body = QString::fromUtf8(body);
            if (const auto saved = saveTemplates(*store, {opened}, {row}); !saved)
                qFatal("template %s", qPrintable(saved.error().subject));
            store->setPerson(store.dana);
        }
    };

private Q_SLOTS:
    void anAnswerIsNotedOnTheLastMessageBeforeItAndOnce()
    {
        Desk desk;
        desk.add(1);
        desk.store.clock.advance(kMinute);
        desk.sent(Channel::Email); // the acknowledgement
        desk.store.clock.advance(10 * kMinute);
        desk.round();
        desk.sent(Channel::Text);
        desk.store.clock.advance(kMinute);
        desk.answer(1);
        const Time answered = desk.store.clock.now();
        QCOMPARE(desk.run("text_1").replied, answered);
        QCOMPARE(desk.run("ack_email").replied, Time(0));
        QCOMPARE(desk.newest().why, PlanStop::Reply);
        desk.store.clock.advance(kHour);
        desk.answer(1, "And what about Saturday?");
        QCOMPARE(desk.run("text_1").replied, answered); // the first one counts
        QCOMPARE(desk.of("text_1").replied, 1);
        QCOMPARE(desk.of("ack_email").replied, 0);
    }
    void anAnswerCountsAlsoAfterThePlanHasStopped()
    {
        Desk desk;
        desk.add(1);
        desk.store.clock.advance(kMinute);
        desk.sent(Channel::Email);
        QVERIFY(stopPlans(*desk.store, desk.lead));
        desk.store.clock.advance(kHour);
        desk.answer(1);
        QCOMPARE(desk.run("ack_email").replied, desk.store.clock.now());
        QCOMPARE(desk.newest().why, PlanStop::ByPerson);
    }
    void aRefusalIsNoAnswerAndNobodyAnswersBeforeAnythingWasSent()
    {
        Desk desk;
        desk.add(1);
        desk.store.clock.advance(kMinute);
        desk.answer(1); // nothing was sent yet
        QCOMPARE(desk.store.count("step_run WHERE replied>0"), 0);
        desk.add(2);
        desk.store.clock.advance(kMinute);
        desk.sent(Channel::Email);
        desk.store.clock.advance(kMinute);
        desk.answer(2, "STOP");
        QCOMPARE(desk.newest().why, PlanStop::OptOut);
        QCOMPARE(desk.store.count("step_run WHERE replied>0"), 0);
    }
    void figuresAreKeptApartByTheVersionOfTheWords()
    {
        Desk desk;
        desk.add(1);
        desk.store.clock.advance(10 * kMinute);
        desk.round();
        desk.sent(Channel::Text);
        desk.saveText("first_text", "Hi {first}, {rep} at {store}. When would you like to see it? Text STOP to end.");
        desk.add(2);
        desk.store.clock.advance(10 * kMinute);
        desk.round();
        desk.sent(Channel::Text);
        desk.store.clock.advance(kMinute);
        desk.answer(2);
        const EffectRow first = desk.of("text_1", "first_text", 1), second = desk.of("text_1", "first_text", 2);
        QCOMPARE(first.done, 1);
        QCOMPARE(first.replied, 0);
        QCOMPARE(second.done, 1);
        QCOMPARE(second.replied, 1);
        QVERIFY(bookVisit(*desk.store, desk.lead, desk.store.clock.now() + kDay, desk.store.omar));
        DealDraft deal;
        deal.vehicle = QStringLiteral("2024 Toyota RAV4");
        QVERIFY(sellLead(*desk.store, desk.lead, deal));
        QCOMPARE(desk.of("text_1", "first_text", 2).appointments, 1);
        QCOMPARE(desk.of("text_1", "first_text", 2).sales, 1);
        QCOMPARE(desk.of("text_1", "first_text", 1).appointments, 0);
        QCOMPARE(desk.of("text_1", "first_text", 1).sales, 0);
    }
    void figuresAreKeptApartByTheLanguage()
    {
        Desk desk;
        desk.saveText("first_text",
            "Hola {first}, soy {rep} de {store}. ¿Cuándo le gustaría verlo? Responda STOP para no recibir más.", "es");
        int i = 0;
        for (const char *language : {"es", "", "fr", "es"}) { // the store's own is English
            LeadDraft draft = desk.store.webLead(++i);
            draft.language = QLatin1String(language);
            desk.lead = desk.store.add(draft).lead;
            desk.store.clock.advance(10 * kMinute);
            desk.round();
            desk.sent(Channel::Text);
            desk.store.clock.advance(kMinute);
            if (i == 4)
                desk.answer(i);
        }
        for (const EffectBy by : {EffectBy::Words, EffectBy::Text}) {
            QStringList told;
            for (const EffectRow &row : desk.effect(by)) {
                if (row.text == QLatin1String("first_text"))
                    told << QStringLiteral("%1 v%2: %3 of %4")
                                .arg(row.language)
                                .arg(row.textVersion)
                                .arg(row.replied)
                                .arg(row.done);
            }
            QCOMPARE(told.join(u','), QStringLiteral("en v1: 0 of 1,es v2: 1 of 2,fr v1: 0 of 1"));
        }
        const auto steps = desk.effect(EffectBy::Step); // and are one figure where they are not counted by words
        const auto text = std::ranges::find(steps, QStringLiteral("text_1"), &EffectRow::step);
        QVERIFY(text != steps.end() && text->language.isEmpty());
        QCOMPARE(text->done, 4);
        QCOMPARE(text->replied, 1);
    }
    void figuresAreKeptApartByTheVariant()
    {
        Desk desk;
        desk.store->setPerson(desk.store.mike);
        const auto shelf = planShelf(desk.database());
        Plan typed = (*shelf)->inUse(QStringLiteral("internet"))->plan;
        typed.steps[3].against = QStringLiteral("second_text");
        QVERIFY(savePlan(*desk.store, (*shelf)->inUse(QStringLiteral("internet"))->row.id, typed));
        desk.store->setPerson(desk.store.dana);
        int sent = 0, second = 0;
        for (int i = 1; i <= 20; ++i) {
            desk.add(i);
            desk.store.clock.advance(10 * kMinute);
            desk.round();
            const StepRun run = desk.run("text_1");
            if (RunState(run.state) != RunState::Open || run.due > desk.store.clock.now())
                continue;
            desk.sent(Channel::Text);
            ++sent;
            desk.store.clock.advance(kMinute);
            if (run.variant != QLatin1String("b"))
                continue;
            desk.answer(i); // only the other wording is answered
            ++second;
        }
        QVERIFY2(second >= 2 && second < sent, qPrintable(QStringLiteral("%1 of %2").arg(second).arg(sent)));
        for (const EffectRow &row : desk.effect()) {
            if (row.step != QLatin1String("text_1"))
                continue;
            const bool b = row.variant == QLatin1String("b");
            QCOMPARE(row.text, b ? QStringLiteral("second_text") : QStringLiteral("first_text"));
            QCOMPARE(row.done, b ? second : sent - second);
            QCOMPARE(row.replied, b ? second : 0);
        }
    }
    void theyAreAddedUpByStepWordsAndChannel()
    {
        Desk desk;
        for (int i = 1; i <= 3; ++i) {
            desk.add(i);
            desk.store.clock.advance(kMinute);
            desk.sent(Channel::Email);
            desk.call(i == 3 ? Outcome::VisitSet : Outcome::NoAnswer);
        }
        desk.lead = desk.store.add(desk.store.webLead(1)).lead;
        desk.call(Outcome::NoAnswer); // the same lead a second time
        const auto channels = desk.effect(EffectBy::Channel);
        QCOMPARE(channels.size(), size_t(2));
        QCOMPARE(channels[0].channel, int(Channel::Phone));
        QCOMPARE(channels[0].connected, 1);
        QCOMPARE(channels[0].appointments, 1);
        QCOMPARE(channels[0].leads, 3); // each once, however often it was called
        QVERIFY(channels[0].done >= 3);
        QVERIFY(channels[0].step.isEmpty() && channels[0].text.isEmpty() && channels[0].textVersion == 0);
        QCOMPARE(channels[1].channel, int(Channel::Email));
        QCOMPARE(channels[1].done, 3);
        const auto steps = desk.effect(EffectBy::Step);
        const auto first = std::ranges::find(steps, QStringLiteral("call_1"), &EffectRow::step);
        QVERIFY(first != steps.end());
        QCOMPARE(first->done, 3);
        QVERIFY(first->text.isEmpty());
        const auto texts = desk.effect(EffectBy::Text);
        const auto ack = std::ranges::find(texts, QStringLiteral("ack_email"), &EffectRow::text);
        QVERIFY(ack != texts.end());
        QCOMPARE(ack->done, 3);
        QVERIFY(ack->plan.isEmpty() && ack->step.isEmpty());
        int all = 0, words = 0;
        for (const EffectRow &row : channels)
            all += row.done;
        for (const EffectRow &row : desk.effect())
            words += row.done;
        QCOMPARE(all, words);
    }
    void theQuestionAfterEachMessageIsAskedByIndex()
    {
        Desk desk;
        desk.add(1);
        std::vector<QByteArray> asked;
        {
            StatementTrace trace(desk.database());
            QVERIFY(stepAnswered(desk.database(), desk.lead));
            for (const auto &[sql, times] : trace.statements())
                asked.push_back(sql);
        }
        desk.sent(Channel::Email);
        desk.store.clock.advance(kMinute);
        desk.answer(1);
        {
            StatementTrace trace(desk.database());
            QVERIFY(*stepAnswered(desk.database(), desk.lead));
            for (const auto &[sql, times] : trace.statements())
                asked.push_back(sql);
        }
        QCOMPARE(asked.size(), size_t(3)); // the first time there was no answer to look beyond
        for (const QByteArray &sql : asked) {
            const auto plan = planOf(desk.database(), sql);
            const bool byLead = plan.front().contains("activity_lead") || plan.front().contains("step_run_lead");
            QVERIFY2(byLead, plan.front().constData());
        }
    }
};

UPDESK_TEST(TestEffect);
#include "tst_effect.moc"
