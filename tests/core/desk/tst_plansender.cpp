// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/gatesettings.h"
#include "core/desk/messagewords.h"
#include "core/desk/plansender.h"
#include "core/desk/planverbs.h"
#include "core/desk/rounds.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"

using namespace updesk;

namespace
{

/// A store with plans whose program can send.
struct SendingDesk {
    TestStore store;
    LeadId lead;

    explicit SendingDesk(bool lawful)
    {
        store->setPerson(store.mike);
        if (!useShippedPlans(*store) || (lawful && !makeLawful()))
            qFatal("plans");
        store->setPerson(store.dana);
        setPlanSender(store->database(), {true, true});
        lead = store.add(store.webLead(1)).lead;
    }
    /// A postal address and a mailbox for "unsubscribe" (EM-2, EM-3).
    Result<DeedId> makeLawful()
    {
        return doDeed(*store, "setting", {}, [&](Transaction &tx) -> Result<void> {
            const auto all = loadAll(tx.database(), kDealership);
            Dealership changed = all->front();
            changed.address = QStringLiteral("1 Main Street, Albany NY 12207");
            if (auto done = apply(tx, set(kDealership, all->front(), changed)); !done)
                return done;
            return writeSetting(tx, QString::fromLatin1(kSendingSetting),
                QStringLiteral(R"({"mail":"a@n.example","unsubscribe_to":"stop@n.example"})"));
        });
    }
    StepRun run(const char *key)
    {
        const auto all = *runsOf(store->database(), plansOfLead(store->database(), lead)->back().id);
        const auto found = std::ranges::find(all, QLatin1String(key), &StepRun::key);
        if (found == all.end())
            qFatal("no step %s", key);
        return *found;
    }
    Result<DeedId> send(StepRunId step)
    {
        return doDeed(*store, "sent", {lead}, [&](Transaction &tx) {
            Activity sent;
            return writeStepSent(tx, step, sent);
        });
    }
};

} // namespace

/// Steps that the program does by itself, once it can.
class TestPlanSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untilSomethingSendsAPersonDoesAll()
    {
        TestStore store;
        for (const Channel channel : {Channel::Phone, Channel::Text, Channel::Email}) {
            QCOMPARE(carrierOf(store->database(), channel, SentBy::Automatic), Carrier::Person);
            QCOMPARE(carrierOf(store->database(), channel, SentBy::Person), Carrier::Person);
        }
        setPlanSender(store->database(), {true, false});
        QCOMPARE(carrierOf(store->database(), Channel::Email, SentBy::Automatic), Carrier::Program);
        QCOMPARE(carrierOf(store->database(), Channel::Email, SentBy::Person), Carrier::Person);
        QCOMPARE(carrierOf(store->database(), Channel::Text, SentBy::Automatic), Carrier::Person);
    }
    // Without an unsubscribe mailbox the law leaves the mail to a person, and the step says so.
    void whatTheLawKeepsFromTheProgramIsATask()
    {
        SendingDesk desk(false);
        const StepRun ack = desk.run("ack_email");
        QCOMPARE(ack.sentBy, int(SentBy::Person));
        QVERIFY2(ack.rule.startsWith(QLatin1String("EM-")), qPrintable(ack.rule));
        QVERIFY(!ack.task.isNull());
        QCOMPARE(desk.send(ack.id).error().code, Error::Code::Invalid);
    }
    void whatTheProgramSendsIsNoTask()
    {
        SendingDesk desk(true);
        const StepRun ack = desk.run("ack_email");
        QCOMPARE(ack.sentBy, int(SentBy::Automatic));
        QVERIFY(ack.task.isNull());
        QCOMPARE(desk.store.count("task WHERE kind=2"), 1); // the personal one
        QVERIFY(makeRound(*desk.store));
        QCOMPARE(*runsToSend(desk.store->database(), desk.store.clock.now(), 10), std::vector<StepRunId>{ack.id});
        QVERIFY(desk.send(ack.id));
        QCOMPARE(desk.run("ack_email").state, int(RunState::Done));
        QCOMPARE(desk.run("ack_email").settled, desk.store.clock.now());
        QCOMPARE(desk.store.count("activity WHERE kind=2 AND evidence=4"), 1);
        QCOMPARE(leadNowOf(desk.store->database(), desk.lead)->clock, LeadNow::Running); // it never stops the clock
        QCOMPARE(desk.send(ack.id).error().code, Error::Code::Invalid); // not twice
        QVERIFY(runsToSend(desk.store->database(), desk.store.clock.now(), 10)->empty());
    }
    void aStepIsWrittenInTheCustomersLanguage_data()
    {
        QTest::addColumn<QString>("customer");
        QTest::addColumn<QString>("store");
        QTest::addColumn<QString>("begins");
        QTest::newRow("Spanish") << "es"
                                 << ""
                                 << "Hola Maria";
        QTest::newRow("French, whatever the store's") << "fr"
                                                      << "es"
                                                      << "Bonjour Maria";
        QTest::newRow("not known") << ""
                                   << "fr"
                                   << "Bonjour Maria";
        QTest::newRow("neither") << ""
                                 << ""
                                 << "Hi Maria";
        QTest::newRow("none that we write") << "ko"
                                            << ""
                                            << "Hi Maria";
    }
    void aStepIsWrittenInTheCustomersLanguage()
    {
        QFETCH(const QString, customer);
        QFETCH(const QString, store);
        QFETCH(const QString, begins);
        SendingDesk desk(true);
        QVERIFY(doDeed(*desk.store, "setting", {}, [&](Transaction &tx) -> Result<void> {
            const auto all = loadAll(tx.database(), kDealership);
            Dealership there = all->front();
            there.phone = QStringLiteral("(212) 555-0100");
            if (auto done = apply(tx, set(kDealership, all->front(), there)); !done)
                return done;
            const auto lead = load(tx.database(), kLead, desk.lead.value);
            const auto before = load(tx.database(), kCustomer, lead->customer.value);
            Customer after = *before;
            after.language = customer;
            if (auto done = apply(tx, set(kCustomer, *before, after)); !done || store.isEmpty())
                return done;
            return writeSetting(tx, QStringLiteral("message_language"), u'"' + store + u'"');
        }));
        // What queueDueSteps() makes the message of.
        const auto filled = fillFor(
            desk.store->database(), desk.lead, QStringLiteral("ack_email"), Channel::Email, desk.store.clock.now());
        QVERIFY(filled && filled->message.isReady());
        QVERIFY2(filled->message.body.startsWith(begins), qPrintable(filled->message.body));
    }
    void aTextWithoutConsentIsAPersons() // US-7
    {
        SendingDesk desk(true);
        QCOMPARE(desk.run("text_1").sentBy, int(SentBy::Person));
        QCOMPARE(desk.run("text_1").rule, QStringLiteral("US-7"));
        QVERIFY(!desk.run("text_1").task.isNull());
    }
};

UPDESK_TEST(TestPlanSender);
#include "tst_plansender.moc"
