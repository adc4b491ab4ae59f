// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/dnc.h"
#include "core/desk/messagegate.h"
#include "core/desk/messagelines.h"
#include "core/desk/sendround.h"
#include "core/desk/stepmessages.h"
#include "core/desk/undo.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/template.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

#include <QBuffer>

using namespace updesk;

/// What people and plans send: from the wish to the line of the history.
class TestMessages : public QObject
{
    Q_OBJECT
    static QByteArray said(const Result<QueuedMessage> &queued)
    {
        return queued ? QByteArray("queued")
                      : queued.error().subject.toLatin1() + ' ' + queued.error().detail.toLatin1();
    }
    static inline const QString kShared = QStringLiteral("+12125550177"),
                                kSharedMail = QStringLiteral("shared@example.com");
    /// A lead whose second number and address are the first ones of the other customer.
    static std::pair<LeadId, CustomerId> twoWhoShare(SendingStore &at)
    {
        LeadDraft first = at.store.webLead(1), second = at.store.webLead(2);
        first.phones.push_back({{}, kShared, {}, PhoneKind::Home});
        first.emails.push_back({{}, kSharedMail});
        second.phones = {{{}, kShared, {}, PhoneKind::Mobile}};
        second.emails = {{{}, kSharedMail}};
        const Captured one = at.store.add(first), other = at.store.add(second);
        if (one.customer == other.customer)
            qFatal("one customer");
        return {one.lead, other.customer};
    }
    /// One round whose ways out lead nowhere.
    static SendRound::Done turn(SendingStore &at, DeskLane &lane)
    {
        FakeSecrets secrets;
        secrets.kept[QStringLiteral("texts")] = "token";
        Gateways gateways(secrets);
        SendRound round(*at.store, gateways);
        if (!*lane.hold())
            qFatal("turn");
        const auto done = round.turn(lane, kAlone);
        if (!done)
            qFatal("turn: %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
        return *done;
    }

private Q_SLOTS:
    void aPersonsMessageWaitsTenSecondsAndIsTakenBack()
    {
        SendingStore at;
        at.addLead();
        const auto queued = queueMessage(*at.store, at.text());
        QVERIFY2(queued, said(queued).constData());
        QCOMPARE(queued->leaves, at.store.clock.now() + kTakeBack);
        const Message row = at.message(queued->id);
        QCOMPARE(row.to, QStringLiteral("+15552010001"));
        QCOMPARE(row.by, at.store.dana);
        QCOMPARE(row.sendBefore, row.notBefore + kTextKeeps);
        QCOMPARE(at.store.count("gate_log"), 1);
        QCOMPARE(messagesOf(at.store->database(), at.lead)->size(), size_t(1));
        const auto undone = undoLast(*at.store);
        QVERIFY(undone && undone->kept.empty());
        QCOMPARE(at.count("queued"), 0);
        QCOMPARE(at.store.count("gate_log WHERE deleted=0"), 1); // the proof of what was asked stays
        QVERIFY(redoLast(*at.store));
        QCOMPARE(at.count("queued"), 1);
    }
    void whatHasLeftIsNotTakenBack()
    {
        SendingStore at;
        at.addLead();
        const auto queued = queueMessage(*at.store, at.mail());
        DeskLane lane(at.store->database(), 1);
        at.store.clock.advance(kTakeBack);
        QVERIFY(*lane.hold() && *lane.begin(kBothWays));
        const auto undone = undoLast(*at.store);
        QVERIFY(undone && !undone->kept.empty());
        QCOMPARE(at.message(queued->id).state, QStringLiteral("sending"));
    }
    void whatCannotGoIsSaidAndNotQueued()
    {
        SendingStore at;
        at.addLead();
        OwnMessage own = at.text();
        own.body = QStringLiteral("  ");
        QCOMPARE(said(queueMessage(*at.store, own)), QByteArray("body "));
        own = at.mail();
        own.subject.clear();
        QCOMPARE(said(queueMessage(*at.store, own)), QByteArray("subject "));
        own = at.mail(QStringLiteral("somebody@else.example"));
        QCOMPARE(said(queueMessage(*at.store, own)), QByteArray("no_email "));
        own.lead = {Id::fromHex("0195a000000070008000000000000001").value_or(Id())};
        QCOMPARE(queueMessage(*at.store, own).error().code, Error::Code::NotFound);
        at.refuses(Channel::Text);
        const auto refused = queueMessage(*at.store, at.text());
        QCOMPARE(refused.error().code, Error::Code::Denied);
        QCOMPARE(refused.error().subject, QStringLiteral("gate"));
        QVERIFY(!refused.error().detail.isEmpty());
        at.use({});
        QCOMPARE(said(queueMessage(*at.store, at.mail())), QByteArray("no_channel "));
        QCOMPARE(at.store.count("message"), 0);
        QCOMPARE(at.store.count("gate_log"), 1); // also when it was no
    }
    void whatOthersSaidOfASecondNumberOrAddressBinds() // US-8, EM-4
    {
        SendingStore at;
        const auto [lead, other] = twoWhoShare(at);
        at.lead = lead;
        OwnMessage text = at.text();
        text.to = kShared;
        QVERIFY(queueMessage(*at.store, text));
        QVERIFY(queueMessage(*at.store, at.mail(kSharedMail)));
        at.customer = other;
        at.refuses(Channel::None);
        QCOMPARE(queueMessage(*at.store, text).error().detail, QStringLiteral("US-8"));
        QCOMPARE(queueMessage(*at.store, at.mail(kSharedMail)).error().detail, QStringLiteral("EM-4"));
        QVERIFY(queueMessage(*at.store, at.text())); // to their own
        QVERIFY(queueMessage(*at.store, at.mail()));
    }
    void theListIsAskedAboutASecondNumber() // US-4
    {
        SendingStore at;
        Message text;
        text.lead = twoWhoShare(at).first;
        text.channel = int(Channel::Text);
        text.to = kShared;
        QVERIFY(!factsOf(at.store->database(), text)->listed);
        QByteArray listed("2125550177\n");
        QBuffer file(&listed);
        QVERIFY(file.open(QIODevice::ReadOnly));
        at.store->setPerson(at.store.mike);
        QVERIFY(importDnc(*at.store, file, QDate(2026, 3, 1), *deskListTarget(*at.store)));
        QVERIFY(at.store->database().execute("UPDATE phone SET dnc_on=0")); // its row came after the list
        QVERIFY(factsOf(at.store->database(), text)->listed);
    }
    void EM5_US10_whatGoesOutAsAServiceIsReadForOffers()
    {
        SendingStore at;
        Message mail;
        mail.lead = twoWhoShare(at).first;
        mail.channel = int(Channel::Email);
        mail.to = kSharedMail;
        mail.meant = int(Purpose::Transactional);
        mail.body = QStringLiteral("Your visit is tomorrow at 10:00.");
        const auto said = [&] { return *verdictOf(at.store->database(), *factsOf(at.store->database(), mail)); };
        QVERIFY(!said().find("EM-5"));
        mail.body += QStringLiteral(" Ask for our rebate!");
        QVERIFY(said().find("EM-5") && !said().allows());
        Message receipt = mail;
        receipt.channel = int(Channel::Text);
        receipt.to = kShared;
        receipt.meant = int(Purpose::OptOutReceipt);
        QVERIFY(factsOf(at.store->database(), receipt)->message->offers);
        receipt.body = QStringLiteral("Northgate Motors: you will get no more texts from us.");
        QVERIFY(!factsOf(at.store->database(), receipt)->message->offers);
    }
    void callsToANumberCountOnceForAnotherOfTheirs() // US-3
    {
        SendingStore at;
        Message text;
        text.lead = twoWhoShare(at).first;
        text.channel = int(Channel::Text);
        text.to = kShared;
        at.store.clock.advance(kMinute);
        CallLog call;
        call.outcome = Outcome::NoAnswer;
        QVERIFY(logCall(*at.store, text.lead, call));
        QCOMPARE(factsOf(at.store->database(), text)->contacts.size(), size_t(1));
    }
    void aTextAtNightWaitsForTheMorning() // US-1
    {
        SendingStore at;
        at.addLead();
        at.store.clock.advance(12 * kHour); // ten in the evening
        const auto queued = queueMessage(*at.store, at.text());
        QVERIFY2(queued, said(queued).constData());
        QVERIFY(queued->verdict.says == GateVerdict::Says::Move);
        QCOMPARE(queued->leaves, queued->verdict.moveTo);
        QVERIFY(queued->leaves >= at.store.clock.now() + 9 * kHour);
        QCOMPARE(at.message(queued->id).sendBefore, queued->leaves + kTextKeeps);
    }
    void anAdvertisingMailSaysSoAndWhoWrites() // EM-2, EM-5
    {
        SendingStore at;
        at.addLead();
        at.store.clock.advance(120 * kDay); // the inquiry is old
        const auto queued = queueMessage(*at.store, at.mail());
        QVERIFY2(queued, said(queued).constData());
        const Message row = at.message(queued->id);
        QCOMPARE(row.meant, int(Purpose::Marketing));
        QVERIFY2(row.footer.contains(QLatin1String("1 Main Street")), qPrintable(row.footer));
        QVERIFY2(row.footer.contains(QLatin1String("advertisement")), qPrintable(row.footer));
    }
    void aDueStepBecomesOneMessage()
    {
        SendingStore at;
        at.addLead();
        QVERIFY(makeRound(*at.store));
        QVERIFY(at.run("ack_email") && at.run("ack_email")->task.isNull());
        QCOMPARE(queueDueSteps(*at.store, kAlone)->size(), size_t(1));
        QVERIFY(queueDueSteps(*at.store, kAlone)->empty());
        const auto rows = loadAll(at.store->database(), kMessage);
        QCOMPARE(rows->size(), size_t(1));
        const Message &row = rows->front();
        QCOMPARE(row.run, at.run("ack_email")->id);
        QCOMPARE(row.purpose, QString::fromLatin1(row.run.value.hex()));
        QCOMPARE(row.to, QStringLiteral("person1@example.com"));
        QCOMPARE(row.notBefore, at.store.clock.now()); // nobody has to take it back
        QVERIFY(row.by.isNull() && row.meant == int(Purpose::Informational));
        QVERIFY(row.body.contains(QLatin1String("Maria")) && row.footer.contains(QLatin1String("Albany")));
        QCOMPARE(at.run("ack_email")->textVersion, row.textVersion);
        QCOMPARE(at.run("ack_email")->textLanguage, QStringLiteral("en"));
        LeadDraft spoken = at.store.webLead(2);
        spoken.language = QStringLiteral("fr");
        at.lead = at.store.add(spoken).lead;
        QVERIFY(makeRound(*at.store));
        QCOMPARE(queueDueSteps(*at.store, kAlone)->size(), size_t(1));
        QCOMPARE(at.run("ack_email")->textLanguage, QStringLiteral("fr"));
    }
    // The file of a shared store's host has it as waiting until it hears of its own hand-over.
    void theLanguageThatAPersonChoseIsToldThoughItsStateIsNotHereYet()
    {
        SendingStore at;
        at.addLead();
        QVERIFY(makeRound(*at.store));
        OwnMessage own = at.mail();
        own.text = QStringLiteral("ack_email");
        own.textVersion = 7;
        own.claims = {{}, QStringLiteral("es"), true};
        const auto queued = queueMessage(*at.store, own);
        QVERIFY(queued);
        Message sent = at.message(queued->id);
        QCOMPARE(sent.state, QStringLiteral("queued"));
        sent.state = QStringLiteral("sent");
        sent.began = at.store.clock.now();
        QVERIFY(!writeLine(*at.store, sent, kAlone)->isNull());
        QCOMPARE(at.run("ack_email")->textLanguage, QStringLiteral("es"));
        QCOMPARE(at.run("ack_email")->textVersion, 7);
    }
    void theLanguageThatAPersonChoseIsToldOfTheStep_data()
    {
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("told");
        QTest::newRow("their own words") << QString()
                                         << QStringLiteral("en"); // of a customer whose language nobody knows
        QTest::newRow("Spanish") << QStringLiteral("es") << QStringLiteral("es");
        QTest::newRow("one that it does not have") << QStringLiteral("de") << QStringLiteral("en");
    }
    void theLanguageThatAPersonChoseIsToldOfTheStep()
    {
        QFETCH(const QString, chosen);
        SendingStore at;
        at.addLead();
        QVERIFY(makeRound(*at.store));
        OwnMessage own = at.mail();
        if (!chosen.isEmpty()) {
            own.text = QStringLiteral("ack_email");
            own.textVersion = 7;
            own.claims = {{}, chosen, true};
        }
        QVERIFY(queueMessage(*at.store, own));
        at.store.clock.advance(kTakeBack);
        FakeGateway gateway;
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        WaitingSender sender(lane, at.store->database(), gateway.gateway());
        const auto sent = sender.sendNext(kBothWays);
        QVERIFY(sent && sent->sent);
        QVERIFY(!writeLine(*at.store, *sent->sent, kAlone)->isNull());
        const auto run = at.run("ack_email");
        QCOMPARE(RunState(run->state), RunState::Done);
        QTEST(run->textLanguage, "told");
        QCOMPARE(run->textVersion, chosen.isEmpty() ? 1 : 7);
    }
    void whatWasSentBecomesALineOnce()
    {
        SendingStore at;
        at.addLead();
        QVERIFY(makeRound(*at.store) && queueDueSteps(*at.store, kAlone));
        FakeGateway gateway;
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        WaitingSender sender(lane, at.store->database(), gateway.gateway());
        const auto sent = sender.sendNext(kBothWays);
        QVERIFY(sent && sent->sent);
        QCOMPARE(gateway.handed.size(), size_t(1));
        QVERIFY(!writeLine(*at.store, *sent->sent, kAlone)->isNull());
        QVERIFY(writeLine(*at.store, *sent->sent, kAlone)->isNull());
        QVERIFY(writeMissingLines(*at.store, kAlone)->empty());
        QCOMPARE(at.store.count("activity WHERE kind=2 AND evidence=4 AND code="
                     + QByteArray::number(int(Activity::Code::Acknowledged))),
            1);
        QCOMPARE(at.run("ack_email")->state, int(RunState::Done));
        QCOMPARE(leadNowOf(at.store->database(), at.lead)->clock, LeadNow::Running);
        QVERIFY(queueDueSteps(*at.store, kAlone)->empty());
    }
    void aPersonsMessageIsAnAttemptOnceItWasSent()
    {
        SendingStore at;
        at.addLead();
        QVERIFY(queueMessage(*at.store, at.mail()));
        const int before = leadNowOf(at.store->database(), at.lead)->attempts;
        at.store.clock.advance(kTakeBack);
        FakeGateway gateway;
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        WaitingSender sender(lane, at.store->database(), gateway.gateway());
        const auto sent = sender.sendNext({Channel::Email});
        QVERIFY(sent && sent->sent && writeLine(*at.store, *sent->sent, kAlone));
        QCOMPARE(leadNowOf(at.store->database(), at.lead)->attempts, before + 1);
        QVERIFY(leadNowOf(at.store->database(), at.lead)->clock != LeadNow::Running);
        QCOMPARE(at.store.count("activity WHERE kind=2 AND evidence=3 AND body LIKE 'Your RAV4%'"), 1);
    }
    void aTemplateThatCannotBeFilledIsAPersonsStep()
    {
        SendingStore at;
        at.store->setPerson(at.store.mike);
        const auto made = doDeed(*at.store, "setting", {}, [&](Transaction &tx) -> Result<void> {
            const auto all = loadAll(tx.database(), kDealership);
            Dealership changed = all->front();
            changed.phone.clear(); // and with it {store phone} has no value
            return apply(tx, set(kDealership, all->front(), changed));
        });
        QVERIFY(made);
        at.store->setPerson(at.store.dana);
        at.addLead();
        QVERIFY(makeRound(*at.store));
        QVERIFY(at.run("ack_email")->task.isNull());
        QVERIFY(queueDueSteps(*at.store, kAlone));
        QCOMPARE(at.store.count("message"), 0);
        const StepRun run = *at.run("ack_email");
        QCOMPARE(run.rule, QStringLiteral("template"));
        QCOMPARE(run.sentBy, int(SentBy::Person));
        QVERIFY(!run.task.isNull());
    }
    // Nobody can save such words; they may come from another program all the same.
    void aFieldThatIsNoneIsNeverSentAndTheStepIsAPersons()
    {
        SendingStore at;
        const auto made = doDeed(*at.store, "template", {}, [&](Transaction &tx) -> Result<void> {
            Template row;
            row.id = {tx.freshId()};
            row.key = QStringLiteral("ack_email");
            row.channel = Channel::Email;
            row.language = QStringLiteral("en");
            row.occasion = Occasion::Acknowledgement;
            row.name = row.subject = QStringLiteral("Your inquiry");
            row.body = QStringLiteral("Hi {frist}, it came. {store}, {store address}. Reply STOP to end.");
            return apply(tx, put(kTemplate, row));
        });
        QVERIFY(made);
        at.addLead();
        QVERIFY(makeRound(*at.store));
        QVERIFY(queueDueSteps(*at.store, kAlone));
        QCOMPARE(at.store.count("message"), 0);
        const StepRun run = *at.run("ack_email");
        QCOMPARE(run.rule, QStringLiteral("template"));
        QCOMPARE(run.sentBy, int(SentBy::Person));
        QVERIFY(!run.task.isNull());
    }
    void aStepThatWasStoppedCancelsItsMessage()
    {
        SendingStore at;
        at.addLead();
        QVERIFY(makeRound(*at.store) && queueDueSteps(*at.store, kAlone));
        QCOMPARE(at.count("queued"), 1);
        QVERIFY(stopPlans(*at.store, at.lead));
        DeskLane lane(at.store->database(), 1);
        QCOMPARE(turn(at, lane).handed, 0);
        QCOMPARE(at.count("cancelled"), 1);
        QCOMPARE(loadAll(at.store->database(), kMessage)->front().why, QStringLiteral("step"));
        QCOMPARE(at.store.count("send_journal"), 0);
    }
    void aRefusalBetweenQueueAndHandOverIsObeyed() // I12
    {
        SendingStore at;
        at.addLead();
        QVERIFY(queueMessage(*at.store, at.mail()));
        at.refuses(Channel::Email);
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        QCOMPARE(turn(at, lane).handed, 0);
        QCOMPARE(at.count("cancelled"), 1);
        QCOMPARE(at.store.count("send_journal"), 0);
    }
    void theGateIsAskedOnceMoreBeforeTheHandOver()
    {
        SendingStore at;
        at.addLead();
        QVERIFY(stopPlans(*at.store, at.lead));
        at.store.clock.advance(10 * kHour + 58 * kMinute); // two minutes before nine in the evening
        const auto queued = queueMessage(*at.store, at.text());
        QVERIFY2(queued, said(queued).constData());
        QVERIFY(queued->verdict.allows());
        at.store.clock.advance(3 * kMinute); // nobody could send meanwhile
        DeskLane lane(at.store->database(), 1);
        QCOMPARE(turn(at, lane).handed, 0);
        const Message row = at.message(queued->id);
        QCOMPARE(row.state, QStringLiteral("queued"));
        QVERIFY2(row.notBefore > at.store.clock.now() + 9 * kHour, QByteArray::number(row.notBefore).constData());
        QVERIFY2(row.why.startsWith(QLatin1String("US-")), qPrintable(row.why));
        QCOMPARE(at.store.count("gate_log WHERE verdict=1"), 1);
        QCOMPARE(at.store.count("send_journal"), 0);
        at.store.clock.advance(12 * kHour); // too late by then: it expires and does not go out a night late
        QCOMPARE(turn(at, lane).handed, 0);
        QCOMPARE(at.count("expired"), 1);
    }
    void aStepThatCouldNotBeSentIsAPersons()
    {
        SendingStore at;
        at.addLead();
        QVERIFY(makeRound(*at.store) && queueDueSteps(*at.store, kAlone));
        FakeGateway gateway;
        gateway.answer = HandOver::refused({Error::Code::Denied, QStringLiteral("to"), {}}, true);
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        WaitingSender sender(lane, at.store->database(), gateway.gateway());
        const auto turn = sender.sendNext(kBothWays);
        QVERIFY(turn && turn->found && !turn->sent && !turn->resting);
        QCOMPARE(at.count("failed"), 1);
        QCOMPARE(settleEndedSteps(*at.store, kAlone)->size(), size_t(1));
        QVERIFY(settleEndedSteps(*at.store, kAlone)->empty());
        QCOMPARE(at.run("ack_email")->rule, QStringLiteral("not_sent"));
        QVERIFY(!at.run("ack_email")->task.isNull());
    }
    void aShutWayKeepsItsMessagesInTheQueue()
    {
        SendingStore at;
        at.addLead();
        QVERIFY(stopPlans(*at.store, at.lead));
        QVERIFY(queueMessage(*at.store, at.mail()));
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        const SendRound::Done done = turn(at, lane); // nobody listens there
        QCOMPARE(done.handed, 0);
        QCOMPARE(done.troubles.size(), size_t(1));
        QVERIFY(done.troubles.front().second.code == Error::Code::Offline);
        QCOMPARE(at.count("queued"), 1);
        QCOMPARE(at.store.count("message WHERE why='server'"), 1);
        QCOMPARE(sendJournal(at.store->database())->front().step, SendNote::Step::Refused);
    }
    void aSecretThatIsNotThereShutsTheWay()
    {
        SendingStore at;
        FakeSecrets secrets;
        Gateways gateways(secrets);
        QCOMPARE(*gateways.ready(at.store->database()), std::vector{Channel::Email}); // which needs no login here
        QCOMPARE(gateways.trouble(Channel::Text)->subject, QStringLiteral("secret"));
        at.use({});
        QVERIFY(gateways.ready(at.store->database())->empty());
        QVERIFY(!gateways.trouble(Channel::Text));
    }
    void theSettingsAreKeptAndOnlyAManagersToChange()
    {
        SendingStore at;
        QCOMPARE(**channelSettings(at.store->database()), SendingStore::ways());
        QCOMPARE(setChannelSettings(*at.store, {}).error().subject, QStringLiteral("role"));
        ChannelSettings wrong = SendingStore::ways();
        wrong.mailOut->server.port = 0;
        at.store->setPerson(at.store.mike);
        QCOMPARE(setChannelSettings(*at.store, wrong).error().subject, QStringLiteral("mailOut.server.port"));
        QVERIFY(setChannelSettings(*at.store, {}));
        QCOMPARE(**channelSettings(at.store->database()), ChannelSettings());
        QVERIFY(!*canSend(at.store->database(), Channel::Email));
        QVERIFY(undoLast(*at.store));
        QVERIFY(*canSend(at.store->database(), Channel::Email));
    }
};

UPDESK_TEST(TestMessages);
#include "tst_messages.moc"
