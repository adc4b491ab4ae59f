// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/stepmessages.h"
#include "core/leads/leadnowstore.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/suite.h"

using namespace updesk;

/// Who gave no e-mail address is told by text that the inquiry is here (F37).
class TestAckText : public QObject
{
    Q_OBJECT

    struct Desk : SendingStore {
        void inquiry(bool email, bool consent)
        {
            LeadDraft draft = store.webLead(1);
            draft.phones = {{{}, QStringLiteral("+12125550177"), {}, PhoneKind::Mobile}}; // whose hours are known
            if (!email)
                draft.emails.clear();
            draft.textConsent = consent;
            draft.consentWords = consent ? QStringLiteral("SMS opt-in: yes") : QString();
            lead = store.add(draft).lead;
            customer = load(store->database(), kLead, lead.value)->customer;
        }
        std::vector<Message> messages() const { return *loadAll(store.session->database(), kMessage); }
        qint64 tasks(const char *kind)
        {
            return store.count(
                QByteArray("task WHERE deleted=0 AND dropped=0 AND done_by_activity IS NULL AND kind=") + kind);
        }
    };

private Q_SLOTS:
    void withConsentItLeavesWithinAMinute()
    {
        Desk desk;
        const Time received = desk.store.clock.now();
        desk.inquiry(false, true);
        QVERIFY(queueDueSteps(*desk.store, kAlone));
        const auto messages = desk.messages();
        QCOMPARE(messages.size(), size_t(1));
        const Message &text = messages.front();
        QCOMPARE(text.channel, int(Channel::Text));
        QCOMPARE(text.text, QStringLiteral("ack_text"));
        QCOMPARE(text.meant, int(Purpose::Informational));
        QVERIFY(text.notBefore <= received + kMinute);
        QVERIFY2(text.body.startsWith(QStringLiteral("Northgate Motors")), qPrintable(text.body)); // US-13
        QCOMPARE(desk.run("ack_email")->rule, QStringLiteral("no_email"));
        QCOMPARE(leadNowOf(desk.store->database(), desk.lead)->clock, LeadNow::Running); // it stops no clock
    }
    void withAnAddressOnlyTheMailLeaves()
    {
        Desk desk;
        desk.inquiry(true, true);
        QVERIFY(queueDueSteps(*desk.store, kAlone));
        const auto messages = desk.messages();
        QCOMPARE(messages.size(), size_t(1));
        QCOMPARE(messages.front().text, QStringLiteral("ack_email"));
        QCOMPARE(desk.run("ack_text")->rule, QStringLiteral("has_email"));
    }
    void US7_withoutConsentAPersonTexts()
    {
        Desk desk;
        desk.inquiry(false, false);
        QVERIFY(queueDueSteps(*desk.store, kAlone));
        QVERIFY(desk.messages().empty());
        const StepRun run = *desk.run("ack_text");
        QCOMPARE(run.sentBy, int(SentBy::Person));
        QCOMPARE(run.rule, QStringLiteral("US-7"));
        QVERIFY(!run.task.isNull());
        QCOMPARE(
            textOfNextStep(desk.store->database(), desk.lead, int(Channel::Text))->text, QStringLiteral("ack_text"));
    }
    void whoRefusesMailIsTexted()
    {
        Desk desk;
        desk.store->setPerson(desk.store.mike);
        desk.inquiry(true, true);
        desk.refuses(Channel::Email); // before anything has left
        QVERIFY(doDeed(
            *desk.store, "test", {}, [&](Transaction &tx) { return endPlans(tx, desk.lead, PlanStop::ByPerson); }));
        QVERIFY(startPlan(*desk.store, desk.lead, QStringLiteral("internet")));
        QVERIFY(queueDueSteps(*desk.store, kAlone));
        const auto messages = desk.messages();
        QVERIFY(std::ranges::any_of(
            messages, [](const Message &message) { return message.text == QLatin1String("ack_text"); }));
        QVERIFY(std::ranges::none_of(
            messages, [](const Message &message) { return message.text == QLatin1String("ack_email"); }));
    }
};

UPDESK_TEST(TestAckText);
#include "tst_acktext.moc"
