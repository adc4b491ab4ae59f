// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendjournal.h"
#include "core/desk/channelthread.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/sendround.h"
#include "core/leads/activity.h"
#include "tests/core/desk/hangingways.h"
#include "tests/support/suite.h"
#include "tests/support/shiftedclock.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

namespace
{

/// The way to a server that breaks while it is told what became of messages.
class CutLane final : public SendLane
{
public:
    explicit CutLane(SendLane &whole) : m_whole(whole) { }
    Result<int> sweep() override { return m_whole.sweep(); }
    Result<std::optional<Message>> begin(const std::vector<Channel> &ways) override { return m_whole.begin(ways); }
    Result<bool> end(const MessageId &message, const SendEnd &end) override
    {
        return isCut ? cut() : m_whole.end(message, end);
    }
    Result<bool> putBack(const MessageId &message, const PutBack &back) override
    {
        return isCut ? cut() : m_whole.putBack(message, back);
    }
    qint64 epoch() const override { return m_whole.epoch(); }
    bool isCut = false;

private:
    static Result<bool> cut() { return Error{Error::Code::Offline, QStringLiteral("server"), {}}; }
    SendLane &m_whole;
};

constexpr int kPatience = 30'000; // of whoever waits for what must come: far less than a server is waited for

} // namespace

/// A server that hangs holds its own way and no other. What tells is the order: one has gone out, and is history,
/// while the other is still in hand.
class TestSendApart : public QObject
{
    Q_OBJECT

    /// A store with both ways, and a person's mail and text that may leave.
    struct Desk {
        HangingMail mail;
        HangingTexts texts;
        SendingStore at;
        FakeSecrets secrets = secretsOfTexts();
        MessageId letter, text;

        Desk()
        {
            at.use(hangingWays(mail, texts));
            at.addLead();
            if (!stopPlans(*at.store, at.lead))
                qFatal("plans");
        }
        MessageId queue(const OwnMessage &own)
        {
            const auto queued = queueMessage(*at.store, own);
            if (!queued)
                qFatal("queue: %s", qPrintable(queued.error().subject));
            return queued->id;
        }
        void queueBoth()
        {
            letter = queue(at.mail());
            text = queue(at.text());
            at.store.clock.advance(kTakeBack);
        }
        QString state(MessageId id) { return at.message(id).state; }
        qint64 lines() { return at.store.count("activity WHERE direction=2 AND evidence=3 AND deleted=0"); }
    };
    /// One program that sends.
    struct Sends {
        Gateways gateways;
        DeskLane lane;
        SendRound round;
        explicit Sends(Desk &desk)
            : gateways(desk.secrets), lane(desk.at.store->database(), 1), round(*desk.at.store, gateways)
        {
            if (!*lane.hold())
                qFatal("turn");
        }
        bool goesOn()
        {
            const auto done = round.advance(lane, kAlone);
            if (!done)
                qWarning("%s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
            return bool(done);
        }
    };
    static Result<std::optional<SendNote>> noted(Desk &desk, MessageId id)
    {
        return sendNoteOf(desk.at.store->database(), id.value);
    }
    /// The program as it runs, a while after what was queued may leave.
    struct Running {
        ShiftedClock clock;
        std::unique_ptr<Session> session;
        ChannelThread channels;
        explicit Running(Desk &desk)
            : clock(desk.at.store.clock.now() + 5 * kMinute - SystemClock().now()),
              channels(ChannelWorker::Order{desk.at.store.path, &clock, std::make_shared<FakeSecrets>(desk.secrets)})
        {
            auto opened = Session::open(desk.at.store.path, clock);
            if (!opened)
                qFatal("running");
            session = std::move(*opened);
            session->setPerson(desk.at.store.dana);
            channels.start();
        }
        ~Running()
        {
            if (!channels.stop(kPatience))
                qFatal("it does not end"); // what it uses is about to go
        }
    };

private Q_SLOTS:
    void aMailServerThatHangsAfterItsGreetingHoldsNoText()
    {
        Desk desk;
        desk.queueBoth();
        Sends sends(desk);
        QTRY_VERIFY_WITH_TIMEOUT(sends.goesOn() && desk.state(desk.text) == QLatin1String("sent"), kPatience);
        QCOMPARE(desk.state(desk.letter), QStringLiteral("sending"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.mail.greeted.load(), 1, kPatience);
        QCOMPARE(desk.mail.left.load(), 0);
        QCOMPARE(desk.lines(), 1); // the text's
        const MessageId second =
            desk.queue(desk.at.text(QStringLiteral("Dana at Northgate Motors, second. STOP ends.")));
        const MessageId later = desk.queue(desk.at.mail());
        QVERIFY(sends.goesOn());
        QCOMPARE(desk.state(second), QStringLiteral("queued")); // it can still be taken back
        desk.at.store.clock.advance(kTakeBack);
        QTRY_VERIFY_WITH_TIMEOUT(sends.goesOn() && desk.state(second) == QLatin1String("sent"), kPatience);
        QCOMPARE(desk.state(desk.letter), QStringLiteral("sending"));
        QCOMPARE(desk.state(later), QStringLiteral("queued")); // one of each way at a time
        QCOMPARE(desk.mail.greeted.load(), 1);

        desk.mail.goesOn = true;
        QTRY_VERIFY_WITH_TIMEOUT(sends.goesOn() && desk.state(later) == QLatin1String("sent"), kPatience);
        QCOMPARE(desk.at.count("sent"), 4);
        QCOMPARE(desk.lines(), 4);
        QCOMPARE(desk.mail.taken.load(), 2);
        QCOMPARE(desk.texts.asked.load(), 2);
        QVERIFY(!sends.round.isBusy());
        QCOMPARE(desk.at.store.faults(), QStringList());
    }
    void aTextProviderThatHangsHoldsNoMail()
    {
        Desk desk;
        desk.mail.goesOn = true;
        desk.texts.goesOn = false;
        desk.queueBoth();
        Sends sends(desk);
        QTRY_VERIFY_WITH_TIMEOUT(sends.goesOn() && desk.state(desk.letter) == QLatin1String("sent"), kPatience);
        QCOMPARE(desk.state(desk.text), QStringLiteral("sending"));
        QTRY_COMPARE_WITH_TIMEOUT(desk.texts.asked.load(), 1, kPatience);
        desk.texts.goesOn = true;
        QTRY_VERIFY_WITH_TIMEOUT(sends.goesOn() && desk.state(desk.text) == QLatin1String("sent"), kPatience);
        QCOMPARE(desk.texts.asked.load(), 1);
        QCOMPARE(desk.mail.taken.load(), 1);
    }
    // However long its server takes, no other program takes over meanwhile and calls it lost.
    void theTurnIsKeptWhileAMailIsInHand()
    {
        Desk desk;
        desk.queueBoth();
        Sends sends(desk);
        QTRY_VERIFY_WITH_TIMEOUT(sends.goesOn() && desk.mail.greeted == 1, kPatience);
        DeskLane other(desk.at.store->database(), 1);
        for (int i = 0; i < 15; ++i) {
            desk.at.store.clock.advance(10 * kSecond);
            QVERIFY(*sends.lane.hold());
            QVERIFY(!*other.hold());
            QVERIFY(sends.goesOn());
        }
        QCOMPARE(desk.state(desk.letter), QStringLiteral("sending"));
        desk.mail.goesOn = true;
        QTRY_VERIFY_WITH_TIMEOUT(sends.goesOn() && desk.state(desk.letter) == QLatin1String("sent"), kPatience);
        QCOMPARE(desk.mail.taken.load(), 1);
    }
    // The mail is taken while another program sends: the journal knows it, and the other one finds it there.
    void whatComesBackAfterTheTurnIsOverIsNotSentAgain()
    {
        Desk desk;
        desk.queueBoth();
        Sends one(desk);
        QTRY_VERIFY_WITH_TIMEOUT(one.goesOn() && desk.mail.greeted == 1, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(one.goesOn() && desk.state(desk.text) == QLatin1String("sent"), kPatience);
        desk.at.store.clock.advance(DeskLane::kFor + 1);
        Sends two(desk);
        QVERIFY(two.goesOn());
        QCOMPARE(desk.state(desk.letter), QStringLiteral("unknown"));
        QVERIFY(!*one.lane.hold());
        desk.mail.goesOn = true;
        QTRY_VERIFY_WITH_TIMEOUT(
            one.round.settle(nullptr, kAlone) && (*noted(desk, desk.letter))->step == SendNote::Step::Accepted,
            kPatience);
        QCOMPARE(desk.state(desk.letter), QStringLiteral("unknown"));
        two.lane.giveBack();
        QVERIFY(*one.lane.hold());
        QVERIFY(one.goesOn());
        QCOMPARE(desk.state(desk.letter), QStringLiteral("sent"));
        QVERIFY(!one.round.isBusy());
        QCOMPARE(desk.lines(), 2);
        for (int i = 0; i < 3; ++i)
            QVERIFY(one.goesOn());
        QCOMPARE(desk.mail.greeted.load(), 1);
        QCOMPARE(desk.texts.asked.load(), 1);
    }
    // It would wait, but another one swept it: that it has not left is known, and a person says what is done.
    void whatIsRefusedAfterTheTurnIsOverWaitsForAPerson()
    {
        Desk desk;
        desk.mail.refuses = true;
        desk.queueBoth();
        Sends one(desk);
        QTRY_VERIFY_WITH_TIMEOUT(one.goesOn() && desk.mail.greeted == 1, kPatience);
        desk.at.store.clock.advance(DeskLane::kFor + 1);
        {
            Sends two(desk);
            QVERIFY(two.goesOn());
            two.round.wait();
            QVERIFY(two.goesOn());
            two.lane.giveBack();
        }
        QVERIFY(*one.lane.hold());
        desk.mail.goesOn = true;
        one.round.wait();
        QVERIFY(one.goesOn());
        QCOMPARE(desk.state(desk.letter), QStringLiteral("failed"));
        QVERIFY(one.goesOn());
        QCOMPARE(desk.mail.greeted.load(), 1);
        QCOMPARE(desk.mail.taken.load(), 0);
    }
    // Both have left; the journal knows it at once, and the lane as soon as there is one again.
    void whatNoLaneCouldBeToldIsToldItLater()
    {
        Desk desk;
        desk.mail.goesOn = true;
        desk.queueBoth();
        Sends sends(desk);
        CutLane lane(sends.lane);
        QVERIFY(sends.round.advance(lane, kAlone));
        sends.round.wait();
        lane.isCut = true;
        QVERIFY(!sends.round.advance(lane, kAlone));
        for (const MessageId &id : {desk.letter, desk.text}) {
            QCOMPARE(desk.state(id), QStringLiteral("sending"));
            QCOMPARE((*noted(desk, id))->step, SendNote::Step::Accepted);
        }
        QVERIFY(sends.round.settle(nullptr, {}));
        QVERIFY(sends.round.isBusy());
        lane.isCut = false;
        QVERIFY(sends.round.advance(lane, kAlone));
        QCOMPARE(desk.state(desk.letter), QStringLiteral("sent"));
        QCOMPARE(desk.state(desk.text), QStringLiteral("sent"));
        QVERIFY(!sends.round.isBusy());
        QCOMPARE(desk.lines(), 2);
        QCOMPARE(desk.mail.taken.load(), 1);
        QCOMPARE(desk.texts.asked.load(), 1);
    }
    // Another program has taken over, a person had it sent once more, and of that nobody knows whether it arrived.
    void aRefusalThatComesLateSaysNothingOfWhatWasHandedOverSince()
    {
        Desk desk;
        desk.queueBoth();
        Database &database = desk.at.store->database();
        Sends one(desk);
        const auto first = Sender(one.lane, database).begin({Channel::Email});
        QVERIFY(first && first->goes);
        desk.at.store.clock.advance(DeskLane::kFor + 1);
        Sends two(desk);
        QCOMPARE(*two.lane.sweep(), 1);
        for (const MessageWish wish : {MessageWish::Lost, MessageWish::Again}) {
            QVERIFY(wishMessage(*desk.at.store, desk.letter, wish));
            QVERIFY(two.lane.actOnWishes());
        }
        const auto second = Sender(two.lane, database).begin({Channel::Email});
        QVERIFY(second && second->goes);
        const Error cut{Error::Code::Offline, QStringLiteral("answer"), {}};
        QVERIFY(Sender(two.lane, database).end(*second->goes, HandOver::unknown(cut)));
        QCOMPARE(desk.state(desk.letter), QStringLiteral("unknown"));

        const Error refused{Error::Code::Denied, QStringLiteral("to"), {}};
        QVERIFY(Sender(two.lane, database).end(*first->goes, HandOver::refused(refused, true)));
        QCOMPARE(desk.state(desk.letter), QStringLiteral("unknown"));
        QCOMPARE((*noted(desk, desk.letter))->epoch, two.lane.epoch());
        QVERIFY(Sender(two.lane, database).end(*first->goes, HandOver::accepted(QStringLiteral("taken"))));
        QCOMPARE(desk.state(desk.letter), QStringLiteral("sent")); // that it left it did
    }
    // Whoever enters the right server meanwhile waits for nothing.
    void aServerThatIsNoLongerOursShutsNoWay()
    {
        Desk desk;
        std::atomic_bool leaves = false;
        ScriptedServer wrong([&leaves](ScriptedTalk &talk) {
            talk.say("220 wrong.example ready\r\n");
            talk.waitsFor(leaves);
        });
        ChannelSettings ways = hangingWays(desk.mail, desk.texts);
        ways.mailOut->server.port = wrong.port();
        desk.at.use(ways);
        desk.letter = desk.queue(desk.at.mail());
        desk.at.store.clock.advance(kTakeBack);
        Sends sends(desk);
        QVERIFY(sends.goesOn());
        QCOMPARE(desk.state(desk.letter), QStringLiteral("sending"));
        desk.at.use(hangingWays(desk.mail, desk.texts));
        desk.text = desk.queue(desk.at.text());
        desk.at.store.clock.advance(kTakeBack);
        QTRY_VERIFY_WITH_TIMEOUT(sends.goesOn() && desk.state(desk.text) == QLatin1String("sent"), kPatience);
        leaves = true;
        sends.round.wait();
        QVERIFY(sends.goesOn());
        QCOMPARE(desk.state(desk.letter), QStringLiteral("queued"));
        QVERIFY(!sends.gateways.trouble(Channel::Email));
        const auto open = sends.gateways.ready(desk.at.store->database());
        QVERIFY(open && std::ranges::find(*open, Channel::Email) != open->end());
    }
    void theRunningProgramSendsATextWhileAMailHangs()
    {
        Desk desk;
        Running program(desk);
        const MessageId letter = desk.queue(desk.at.mail());
        QTRY_COMPARE_WITH_TIMEOUT(desk.mail.greeted.load(), 1, kPatience);
        const MessageId text = desk.queue(desk.at.text());
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(text), QStringLiteral("sent"), kPatience);
        QCOMPARE(desk.state(letter), QStringLiteral("sending"));
        QCOMPARE(desk.mail.left.load(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.lines(), 1, kPatience);
        QCOMPARE(desk.texts.asked.load(), 1);
        // Whoever ends meanwhile says what became of it: before the mail's end it certainly has not left.
        QVERIFY(program.channels.stop(kPatience));
        QCOMPARE(desk.state(letter), QStringLiteral("queued"));
        QCOMPARE((*noted(desk, letter))->step, SendNote::Step::Refused);
        QTRY_COMPARE_WITH_TIMEOUT(desk.mail.left.load(), 1, kPatience);
    }
    void aTextAcknowledgesWhileAMailHangs()
    {
        Desk desk;
        Running program(desk);
        const MessageId letter = desk.queue(desk.at.mail());
        QTRY_COMPARE_WITH_TIMEOUT(desk.mail.greeted.load(), 1, kPatience);
        const QByteArray at =
            QDateTime::fromMSecsSinceEpoch(program.clock.now(), Qt::UTC).toString(Qt::ISODate).toLatin1();
        const auto taken = takeDocument(*program.session,
            R"(<?xml version="1.0"?><?adf version="1.0"?><adf><prospect><requestdate>)" + at
                + R"(</requestdate><vehicle interest="buy"><year>2024</year><make>Toyota</make><model>RAV4</model>)"
                  R"(</vehicle><customer><contact><name part="first">Priya</name><name part="last">Nair</name>)"
                  R"(<phone>212-555-0166</phone></contact><comments>Is it there?)"
                  "\n"
                  R"(SMS opt-in: yes</comments></customer><vendor><vendorname>Northgate Motors</vendorname></vendor>)"
                  R"(<provider><name>Website</name></provider></prospect></adf>)",
            QStringLiteral("lead.xml"));
        QVERIFY(taken && taken->captured.size() == 1);
        QVERIFY(makeRound(*program.session));
        const auto acknowledged = [&desk] {
            return desk.at.store.count("activity WHERE direction=2 AND evidence=4 AND code="
                + QByteArray::number(int(Activity::Code::Acknowledged)));
        };
        QTRY_COMPARE_WITH_TIMEOUT(acknowledged(), 1, kPatience);
        QCOMPARE(desk.state(letter), QStringLiteral("sending"));
        QCOMPARE(desk.mail.left.load(), 0);
        QCOMPARE(desk.texts.times("Northgate Motors"), 1); // US-13: who writes
    }
    void aMailThatHangsAtItsEndIsUnknownAndStaysIt()
    {
        Desk desk;
        desk.mail.hangsAtEnd = true;
        MessageId letter;
        {
            Running program(desk);
            letter = desk.queue(desk.at.mail());
            QTRY_COMPARE_WITH_TIMEOUT(desk.mail.taken.load(), 1, kPatience);
            const MessageId text = desk.queue(desk.at.text());
            QTRY_COMPARE_WITH_TIMEOUT(desk.state(text), QStringLiteral("sent"), kPatience);
            QCOMPARE(desk.state(letter), QStringLiteral("sending"));
        }
        QCOMPARE(desk.state(letter), QStringLiteral("unknown"));
        desk.mail.hangsAtEnd = false;
        desk.mail.goesOn = true;
        Running program(desk);
        const MessageId last = desk.queue(desk.at.mail());
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(last), QStringLiteral("sent"), kPatience);
        QCOMPARE(desk.state(letter), QStringLiteral("unknown"));
        QCOMPARE(desk.mail.taken.load(), 2);
        QCOMPARE(desk.texts.asked.load(), 1);
    }
    // The power goes while the text has gone and the mail is in hand.
    void aProgramKilledWhileAMailHangsSendsNothingTwice()
    {
        Desk desk;
        desk.queueBoth();
        const Time now = desk.at.store.clock.now();
        desk.at.store.session.reset();
        const pid_t child = ::fork();
        if (child == 0) {
            const FakeClock clock(now);
            const auto session = Session::open(desk.at.store.path, clock);
            Gateways gateways(desk.secrets);
            SendRound round(**session, gateways);
            DeskLane lane((*session)->database(), 1);
            while (*lane.hold() && round.advance(lane, kAlone)) {
                if (load((*session)->database(), kMessage, desk.text.value)->state == QLatin1String("sent"))
                    ::kill(::getpid(), SIGKILL);
                ::usleep(5'000);
            }
            ::_exit(3);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
        desk.at.store.reopen();
        desk.at.store.clock.advance(DeskLane::kFor + 1);
        Sends next(desk);
        desk.mail.goesOn = true;
        for (int i = 0; i < 3; ++i) {
            QVERIFY(next.goesOn());
            next.round.wait();
        }
        QCOMPARE(desk.state(desk.text), QStringLiteral("sent"));
        QCOMPARE(desk.state(desk.letter), QStringLiteral("unknown"));
        QCOMPARE(int(messageCounts(desk.at.store->database(), 0)->troubled), 1);
        QCOMPARE(desk.texts.asked.load(), 1);
        QVERIFY(desk.mail.greeted <= 1);
        QCOMPARE(desk.mail.taken.load(), 0);
        QCOMPARE(desk.lines(), 1);
    }
};

UPDESK_TEST(TestSendApart);
#include "tst_sendapart.moc"
