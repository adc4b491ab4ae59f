// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/calls.h"
#include "core/desk/sendround.h"
#include "core/desk/undo.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/smtpserver.h"
#include "tests/support/suite.h"

using namespace updesk;

/// A time to call back that was agreed on holds what the plan would send by itself, until the call was made.
class TestCallBack : public QObject
{
    Q_OBJECT
    std::unique_ptr<SmtpServer> m_smtp;

    /// A lead whose acknowledgement goes out by mail; texts are a person's here.
    struct Desk : SendingStore {
        SmtpServer &smtp;
        DeskLane lane{store->database(), 1};
        int before = smtp.count(Security::Tls);

        explicit Desk(SmtpServer &server) : smtp(server)
        {
            ChannelSettings settings = ways();
            settings.mailOut->server = smtp.access(Security::Tls);
            settings.text.reset();
            use(settings);
            addLead();
        }
        int mails() const { return smtp.count(Security::Tls) - before; }
        /// A round of the program; `shut`: it does not know the password of the mail server.
        int turn(bool shut = false)
        {
            FakeSecrets secrets;
            if (!shut)
                secrets.kept[QStringLiteral("mail-out")] = SmtpServer::secretWord();
            Gateways gateways(secrets);
            SendRound round(*store, gateways);
            if (!makeRound(*store) || !*lane.hold())
                qFatal("round");
            const auto done = round.turn(lane, kAlone);
            if (!done)
                qFatal("turn: %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
            return done->handed;
        }
        DeedId call(Outcome outcome, Time callBack = 0)
        {
            CallLog log;
            log.outcome = outcome;
            log.dialledAt = store.clock.now();
            store.clock.advance(30 * kSecond);
            if (callBack > 0)
                log.callBack = store.clock.now() + callBack;
            const auto logged = logCall(*store, lead, log);
            if (!logged)
                qFatal("call %s", qPrintable(logged.error().subject));
            return logged->deed;
        }
        /// The acknowledgement is in the queue and could not leave.
        void queue()
        {
            if (turn(true) != 0 || count("queued") != 1)
                qFatal("queue");
            store.clock.advance(kMinute);
        }
        /// As a round leaves it that has another step of the plan to look at by then.
        void lookTomorrow()
        {
            const auto looked = doDeed(*store, "ladder", {}, [&](Transaction &tx) -> Result<void> {
                const Enrolment plan = runningPlans(tx.database(), lead)->front();
                Enrolment later = plan;
                later.next = tx.now() + kDay;
                return apply(tx, set(kEnrolment, plan, later));
            });
            if (!looked)
                qFatal("look");
        }
        /// Time goes by, from round to round.
        void wait(Time span)
        {
            for (const Time until = store.clock.now() + span; store.clock.now() < until;) {
                QCOMPARE(turn(), 0);
                store.clock.advance(std::min(20 * kMinute, until - store.clock.now()));
            }
            QCOMPARE(turn(), 0);
        }
    };

    static inline Desk *s_desk = nullptr;
    static void agreeOnceBegun(const char *step)
    {
        if (s_desk && qstrcmp(step, "message begun") == 0)
            std::exchange(s_desk, nullptr)->call(Outcome::CallBack, kHour);
    }

private Q_SLOTS:
    void initTestCase() { m_smtp = std::make_unique<SmtpServer>(); }
    void cleanupTestCase() { m_smtp.reset(); }

    void theMailThatWaitsToLeaveWaitsForTheCall()
    {
        Desk desk(*m_smtp);
        desk.queue();
        desk.call(Outcome::CallBack, 2 * kHour);
        desk.wait(2 * kHour);
        QVERIFY(!*desk.lane.begin(kBothWays));
        QCOMPARE(desk.count("queued"), 1);
        QCOMPARE(desk.mails(), 0);
        desk.call(Outcome::NoAnswer);
        QCOMPARE(desk.turn(), 1);
        QCOMPARE(desk.turn(), 0);
        QCOMPARE(desk.mails(), 1);
        QCOMPARE(desk.run("ack_email")->state, int(RunState::Done));
        QCOMPARE(desk.store.faults(), QStringList());
    }
    void aStepThatPassedTheGateBecomesNoMessage()
    {
        Desk desk(*m_smtp);
        QVERIFY(desk.run("ack_email")->asked);
        desk.call(Outcome::CallBack, 2 * kHour);
        desk.wait(2 * kHour);
        QCOMPARE(desk.store.count("message"), 0);
        desk.call(Outcome::Voicemail);
        QCOMPARE(desk.turn(), 1);
        QCOMPARE(desk.mails(), 1);
    }
    void aStepThatFallsDueWaitsForTheCall_data()
    {
        QTest::addColumn<bool>("undone");
        QTest::addColumn<bool>("seen");
        QTest::newRow("made") << false << false;
        QTest::newRow("taken back") << true << false;
        QTest::newRow("taken back after a round") << true << true;
    }
    void aStepThatFallsDueWaitsForTheCall()
    {
        QFETCH(const bool, undone);
        QFETCH(const bool, seen);
        Desk desk(*m_smtp);
        QCOMPARE(desk.turn(), 1);
        desk.store.clock.advance(5 * kMinute);
        desk.call(Outcome::NoAnswer);
        desk.wait(195 * kMinute);
        const auto planned = desk.run("vehicle_email"); // it is due within the hour
        QVERIFY(planned && planned->due > desk.store.clock.now());
        const DeedId agreed = desk.call(Outcome::CallBack, 2 * kHour);
        desk.wait(2 * kHour);
        QVERIFY(planned->due < desk.store.clock.now());
        QCOMPARE(desk.run("vehicle_email")->state, int(RunState::Open));
        QVERIFY(!desk.run("vehicle_email")->asked);
        QCOMPARE(desk.mails(), 1);
        if (seen)
            desk.lookTomorrow();
        if (undone)
            QVERIFY(undoDeed(*desk.store, agreed));
        else
            desk.call(Outcome::NoAnswer);
        QCOMPARE(desk.turn(), 1);
        QCOMPARE(desk.mails(), 2);
        QCOMPARE(desk.run("vehicle_email")->state, int(RunState::Done));
    }
    void takenBackItHoldsNoMail()
    {
        Desk desk(*m_smtp);
        desk.queue();
        const DeedId agreed = desk.call(Outcome::CallBack, kHour);
        QCOMPARE(desk.turn(), 0);
        QVERIFY(undoDeed(*desk.store, agreed));
        QCOMPARE(desk.turn(), 1);
        QCOMPARE(desk.turn(), 0);
        QCOMPARE(desk.mails(), 1);
    }
    // The program has begun it when the call back comes to its file.
    void oneThatIsBegunGoesBackIntoTheQueue()
    {
        Desk desk(*m_smtp);
        desk.queue();
        s_desk = &desk;
        onStep = agreeOnceBegun;
        QCOMPARE(desk.turn(), 0);
        onStep = nullptr;
        QVERIFY(!s_desk); // it came in between
        QCOMPARE(desk.count("queued"), 1);
        desk.wait(kHour);
        QCOMPARE(desk.mails(), 0);
        desk.call(Outcome::NoAnswer);
        QCOMPARE(desk.turn(), 1);
        QCOMPARE(desk.mails(), 1);
    }
    void whatAPersonWritesIsNotHeld()
    {
        Desk desk(*m_smtp);
        QCOMPARE(desk.turn(), 1);
        desk.call(Outcome::CallBack, 2 * kHour);
        QVERIFY(queueMessage(*desk.store, desk.mail()));
        desk.store.clock.advance(kTakeBack);
        QCOMPARE(desk.turn(), 1);
        QCOMPARE(desk.mails(), 2);
    }
    void aPersonMaySendItAllTheSame()
    {
        Desk desk(*m_smtp);
        desk.queue();
        desk.call(Outcome::CallBack, 2 * kHour);
        QCOMPARE(desk.turn(), 0);
        const MessageId held = loadAll(desk.store->database(), kMessage)->front().id;
        QVERIFY(wishMessage(*desk.store, held, MessageWish::Again));
        QCOMPARE(desk.turn(), 1);
        QCOMPARE(desk.mails(), 1);
    }
    // A mail may wait for a day: what it says is old by then, and a person has it.
    void whatIsTooLateAfterTheCallIsAPersons()
    {
        Desk desk(*m_smtp);
        desk.queue();
        desk.call(Outcome::CallBack, 2 * kDay);
        desk.wait(2 * kDay);
        QVERIFY(!*desk.lane.begin(kBothWays)); // as another message has it looked at
        QCOMPARE(desk.count("queued"), 1);
        desk.call(Outcome::NoAnswer);
        QCOMPARE(desk.turn(), 0);
        QCOMPARE(desk.count("expired"), 1);
        QCOMPARE(desk.turn(), 0);
        const auto ack = desk.run("ack_email");
        QCOMPARE(ack->state, int(RunState::Open));
        QCOMPARE(ack->rule, QStringLiteral("not_sent"));
        QVERIFY(!ack->task.isNull());
        QCOMPARE(desk.mails(), 0);
    }
};

UPDESK_TEST(TestCallBack);
#include "tst_callback.moc"
