// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/channelthread.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/nightstore.h"
#include "core/desk/sendround.h"
#include "core/desk/worker.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/kannelserver.h"
#include "tests/support/smtpserver.h"
#include "tests/support/suite.h"
#include "tests/support/shiftedclock.h"

#include <QElapsedTimer>
#include <QRegularExpression>

#include <atomic>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace updesk;

namespace
{

int s_stepsLeft = 0; // until the power goes
void dieAtStep(const char *step)
{
    if (qstrncmp(step, "message", 7) == 0 && --s_stepsLeft == 0)
        ::kill(::getpid(), SIGKILL);
}

constexpr char kToken[] = "0123456789abcdef";

FakeSecrets secretsOfServers()
{
    FakeSecrets secrets;
    secrets.kept[QStringLiteral("mail-out")] = SmtpServer::secretWord();
    secrets.kept[QStringLiteral("texts")] = KannelServer::password();
    secrets.kept[QStringLiteral("listener")] = kToken;
    return secrets;
}

} // namespace

/// What is sent through a real SMTP server and a real Kannel: once, in time, and never what should not be.
class TestSendRound : public QObject
{
    Q_OBJECT
    std::unique_ptr<SmtpServer> m_smtp;
    std::unique_ptr<KannelServer> m_kannel;

    ChannelSettings ways() const
    {
        ChannelSettings settings = SendingStore::ways();
        settings.mailOut->server = m_smtp->access(Security::Tls);
        settings.text->form = TextForm::Kannel;
        settings.text->url = m_kannel->url();
        settings.text->account = KannelServer::user();
        settings.text->listener = ListenerSettings{0, QStringLiteral("listener")};
        return settings;
    }
    int mails() const { return m_smtp->count(Security::Tls); }
    static SendRound::Done turn(SendingStore &at, DeskLane &lane, FakeSecrets secrets = secretsOfServers())
    {
        Gateways gateways(secrets);
        SendRound round(*at.store, gateways);
        if (!*lane.hold())
            qFatal("turn");
        const auto done = round.turn(lane, kAlone);
        if (!done)
            qFatal("turn: %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
        return *done;
    }
    /// One life of a program that sends, as a process of its own. 0: nothing was left to send.
    static int live(const QString &file, Time now, int steps)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const FakeClock clock(now);
            const auto session = Session::open(file, clock);
            FakeSecrets secrets = secretsOfServers();
            Gateways gateways(secrets);
            SendRound round(**session, gateways);
            DeskLane lane((*session)->database(), 1);
            // In the place of waiting for the turn of the one who died.
            if (!(*session)->database().execute("UPDATE state SET v=0 WHERE k='send_until'") || !*lane.hold())
                ::_exit(3);
            s_stepsLeft = steps;
            onStep = dieAtStep;
            for (int i = 0; i < 100; ++i) {
                const auto done = round.turn(lane, kAlone);
                if (!done)
                    ::_exit(4);
                if (!done->more)
                    ::_exit(0);
            }
            ::_exit(5);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status) ? -1 : WEXITSTATUS(status);
    }
    /// How often each Message-ID has arrived.
    std::map<QByteArray, int> arrived(int from) const
    {
        static const QRegularExpression id(
            QStringLiteral("(?i)^Message-ID:\\s*<([0-9a-f]{32})@"), QRegularExpression::MultilineOption);
        std::map<QByteArray, int> times;
        for (int n = from + 1; n <= mails(); ++n) {
            const auto match = id.match(QString::fromLatin1(m_smtp->mail(Security::Tls, n)));
            ++times[match.captured(1).toLatin1()];
        }
        return times;
    }

    /// An inquiry as a website's provider sends it; by `way` they can be reached.
    static QByteArray inquiry(Time at, const QByteArray &way, const QByteArray &comments = "Is it still there?")
    {
        return "<?xml version=\"1.0\"?><?adf version=\"1.0\"?><adf><prospect><requestdate>"
            + QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODate).toLatin1()
            + "</requestdate><vehicle "
              "interest=\"buy\"><year>2024</year><make>Toyota</make><model>RAV4</model></vehicle>"
              "<customer><contact><name part=\"first\">Priya</name><name part=\"last\">Nair</name>"
            + way + "</contact><comments>" + comments
            + "</comments></customer><vendor><vendorname>Northgate "
              "Motors</vendorname></vendor>"
              "<provider><name>Website</name></provider></prospect></adf>";
    }

    /// The program as it runs, at that hour of the store's first day.
    struct Running {
        ShiftedClock clock;
        Worker worker;
        QThread work;
        ChannelThread channels;
        std::unique_ptr<Session> session;

        Running(SendingStore &at, int hour)
            : clock(at.store.clock.now() + (hour - 10) * kHour - SystemClock().now()), // it stands at ten
              worker(at.store.path, clock, {}),
              channels(ChannelWorker::Order{at.store.path, &clock, std::make_shared<FakeSecrets>(secretsOfServers())})
        {
            worker.moveToThread(&work);
            connect(&work, &QThread::started, &worker, &Worker::start);
            work.start();
            channels.start();
            auto opened = Session::open(at.store.path, clock);
            if (!opened)
                qFatal("running");
            session = std::move(*opened);
            if (!bothAreAtTheirRounds())
                qFatal("a worker is not at its rounds");
        }
        /// The one has written down that it scored the day, at the end of a round; the other has made a round.
        bool bothAreAtTheirRounds()
        {
            const auto rules = session->rules();
            const int today = rules ? (*rules)->hours.dayOf(session->now()) : 0;
            auto rounds = std::make_shared<std::atomic<int>>(0);
            QMetaObject::invokeMethod(
                &worker, [rounds] { ++*rounds; }, Qt::QueuedConnection); // after its start
            ChannelWorker *sends = &channels.worker();
            QMetaObject::invokeMethod(
                sends,
                [sends, rounds] {
                    sends->look();
                    ++*rounds;
                },
                Qt::QueuedConnection);
            return today != 0
                && QTest::qWaitFor(
                    [&] {
                        const auto scored = lastScoredDay(session->database());
                        return *rounds == 2 && scored && *scored == today;
                    },
                    30'000);
        }
        ~Running()
        {
            if (!channels.stop(30'000))
                qFatal("the connections do not end"); // what they use is about to go
            QMetaObject::invokeMethod(&worker, &Worker::stop, Qt::BlockingQueuedConnection);
            work.quit();
            work.wait();
        }
        bool take(const QByteArray &document)
        {
            const auto taken = takeDocument(*session, document, QStringLiteral("lead.xml"));
            return taken && taken->captured.size() == 1;
        }
    };

    /// The time from an inquiry's receipt to its acknowledgement at the mail server, as the running program does it.
    void acknowledge(int hour)
    {
        SendingStore at;
        at.use(ways());
        const int before = mails();
        Running program(at, hour);
        QElapsedTimer since;
        since.start();
        QVERIFY(
            program.take(inquiry(program.clock.now(), "<email>priya@example.com</email><phone>212-555-0143</phone>")));
        QTRY_COMPARE_WITH_TIMEOUT(mails(), before + 1, 60'000);
        const qint64 took = since.elapsed();
        const QByteArray mail = m_smtp->mail(Security::Tls, before + 1);
        QVERIFY2(
            mail.contains("priya@example.com") && mail.contains("Auto-Submitted: auto-generated"), mail.constData());
        QVERIFY2(mail.contains("List-Unsubscribe: <mailto:stop@northgate.example"), mail.constData());
        QVERIFY(took < 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(acknowledged(at, Activity::Kind::Email), 1, 10'000);
        qInfo("acknowledged %lld ms after receipt, at %d o'clock", took, hour % 24);
    }
    static qint64 acknowledged(SendingStore &at, Activity::Kind kind)
    {
        return at.store.count("activity WHERE direction=2 AND evidence=4 AND kind=" + QByteArray::number(int(kind))
            + " AND code=" + QByteArray::number(int(Activity::Code::Acknowledged)));
    }
    qsizetype textsTo(const QByteArray &number) const { return m_kannel->phoneLog().count(number + " text "); }

private Q_SLOTS:
    void initTestCase()
    {
        m_smtp = std::make_unique<SmtpServer>();
        m_kannel = std::make_unique<KannelServer>(ServerProcess::freePort(), kToken);
        m_kannel->plugIn();
    }
    void cleanupTestCase()
    {
        m_kannel.reset();
        m_smtp.reset();
    }

    void anAcknowledgementLeavesWithinAMinuteByDayAndNight_data()
    {
        QTest::addColumn<int>("hour");
        QTest::newRow("day") << 11;
        QTest::newRow("night") << 3;
        QTest::newRow("Sunday") << 10 + 3 * 24;
    }
    void anAcknowledgementLeavesWithinAMinuteByDayAndNight()
    {
        QFETCH(int, hour);
        acknowledge(hour);
    }
    // Who gave no address and agreed to texts (F37).
    void aTextAcknowledgesWithinAMinuteWhoGaveNoAddress()
    {
        SendingStore at;
        at.use(ways());
        const int before = mails();
        Running program(at, 11);
        QElapsedTimer since;
        since.start();
        QVERIFY(program.take(
            inquiry(program.clock.now(), "<phone>212-555-0166</phone>", "Is it still there?\nSMS opt-in: yes")));
        QTRY_COMPARE_WITH_TIMEOUT(textsTo("+12125550166"), 1, 60'000);
        const qint64 took = since.elapsed();
        QVERIFY(took < 60'000);
        QVERIFY(m_kannel->phoneLog().contains("+12125550166 text Northgate Motors")); // US-13: who writes
        QTRY_COMPARE_WITH_TIMEOUT(acknowledged(at, Activity::Kind::Text), 1, 10'000);
        QTest::qWait(3'000); // several turns more
        QCOMPARE(textsTo("+12125550166"), 1);
        QCOMPARE(at.count("sent"), 1);
        QCOMPARE(mails(), before);
        qInfo("acknowledged by text %lld ms after receipt", took);
    }
    void aTextAcknowledgesNobodyAtNight()
    {
        SendingStore at;
        at.use(ways());
        Running program(at, 10 + 17); // three o'clock
        QVERIFY(program.take(
            inquiry(program.clock.now(), "<phone>212-555-0167</phone>", "Is it still there?\nSMS opt-in: yes")));
        const Time eight = at.store.clock.now() + 22 * kHour; // US-1
        QTRY_COMPARE_WITH_TIMEOUT(
            at.store.count("step_run WHERE key='ack_text' AND due=" + QByteArray::number(eight)), 1, 60'000);
        QTest::qWait(3'000); // several turns more
        QCOMPARE(textsTo("+12125550167"), 0);
        QCOMPARE(at.store.count("message"), 0);
    }
    void aPersonsMailAndTextArriveAndAreHistory()
    {
        SendingStore at;
        at.use(ways());
        at.addLead();
        const int before = mails();
        const auto mail = queueMessage(*at.store, at.mail());
        const auto text =
            queueMessage(*at.store, at.text(QStringLiteral("Dana at Northgate Motors: it is here. STOP ends.")));
        QVERIFY(mail && text);
        DeskLane lane(at.store->database(), 1);
        QCOMPARE(turn(at, lane).handed, 1); // the acknowledgement: the two can still be taken back
        at.store.clock.advance(kTakeBack);
        QCOMPARE(turn(at, lane).handed, 2);
        QCOMPARE(mails(), before + 2);
        QVERIFY(m_smtp->mail(Security::Tls, before + 2).contains(mail->id.value.hex() + "@northgate.example>"));
        QTRY_VERIFY_WITH_TIMEOUT(m_kannel->phoneLog().contains("+15552010001 text Dana at Northgate"), 20'000);
        QCOMPARE(at.count("sent"), 3);
        QCOMPARE(at.store.count("activity WHERE direction=2 AND evidence=3"), 2);
        QCOMPARE(at.message(text->id).providerId, QString::fromLatin1(text->id.value.hex()));
        QCOMPARE(at.store.faults(), QStringList());
    }
    void howTheServerEndsItIsHowItStands_data()
    {
        QTest::addColumn<QString>("to");
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("why");
        QTest::newRow("refused for good") << "rcpt550@customer.example" << QByteArray("failed") << "to";
        QTest::newRow("refused for now") << "rcpt451@customer.example" << QByteArray("queued") << "to";
        QTest::newRow("cut after the mail") << "cutbody@customer.example" << QByteArray("unknown") << "server";
        QTest::newRow("no after the mail") << "body554@customer.example" << QByteArray("unknown") << "message";
    }
    void howTheServerEndsItIsHowItStands()
    {
        QFETCH(QString, to);
        QFETCH(QByteArray, state);
        QFETCH(QString, why);
        SendingStore at;
        at.use(ways());
        LeadDraft draft = at.store.webLead(4);
        draft.emails = {{{}, to}};
        at.lead = at.store.add(draft).lead;
        QVERIFY(stopPlans(*at.store, at.lead));
        const auto queued = queueMessage(*at.store, at.mail());
        QVERIFY2(queued, queued ? "" : qPrintable(queued.error().subject));
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        QCOMPARE(turn(at, lane).handed, 0);
        const Message row = at.message(queued->id);
        QCOMPARE(row.state.toLatin1(), state);
        QCOMPARE(row.why, why);
        QCOMPARE(at.store.count("activity WHERE direction=2 AND deleted=0"), 0);
        QCOMPARE(turn(at, lane).handed, 0); // what is unknown is never sent again
        QCOMPARE(at.message(queued->id).state.toLatin1(), state);
    }
    void aWrongPasswordIsHeldAgainstNoMessage()
    {
        SendingStore at;
        at.use(ways());
        at.addLead();
        QVERIFY(stopPlans(*at.store, at.lead));
        const auto queued = queueMessage(*at.store, at.mail());
        at.store.clock.advance(kTakeBack);
        const int before = mails();
        FakeSecrets secrets = secretsOfServers();
        secrets.kept[QStringLiteral("mail-out")] = "wrong";
        DeskLane lane(at.store->database(), 1);
        const SendRound::Done done = turn(at, lane, secrets);
        QCOMPARE(done.troubles.size(), size_t(1));
        QCOMPARE(done.troubles.front().second.subject, QStringLiteral("login"));
        QCOMPARE(at.message(queued->id).state, QStringLiteral("queued"));
        QCOMPARE(at.message(queued->id).why, QStringLiteral("login"));
        at.store.clock.advance(Sender::kRetry);
        QCOMPARE(turn(at, lane).handed, 1);
        QCOMPARE(mails(), before + 1);
    }
    void aServerThatIsNotTrustedIsHeldAgainstNoMessage()
    {
        SendingStore at;
        ChannelSettings strange = ways();
        strange.mailOut->server.caFile = m_smtp->strangersCa();
        at.use(strange);
        at.addLead();
        QVERIFY(stopPlans(*at.store, at.lead));
        const auto queued = queueMessage(*at.store, at.mail());
        QVERIFY(queued);
        at.store.clock.advance(kTakeBack);
        const int before = mails();
        DeskLane lane(at.store->database(), 1);
        const SendRound::Done done = turn(at, lane);
        QCOMPARE(done.handed, 0);
        QCOMPARE(done.troubles.size(), size_t(1));
        QCOMPARE(done.troubles.front().second.subject, QStringLiteral("certificate"));
        QCOMPARE(at.message(queued->id).state, QStringLiteral("queued"));
        QCOMPARE(at.message(queued->id).why, QStringLiteral("certificate"));
        QCOMPARE(at.store.count("activity WHERE direction=2 AND deleted=0"), 0);
        QCOMPARE(mails(), before);
        at.use(ways());
        at.store.clock.advance(Sender::kRetry);
        QCOMPARE(turn(at, lane).handed, 1);
        QCOMPARE(mails(), before + 1);
    }
    void programsKilledAtAnyStepSendNothingTwice()
    {
        SendingStore at;
        at.use(ways());
        constexpr int kLeads = 12;
        for (int n = 10; n < 10 + kLeads; ++n) {
            at.addLead(n);
            QVERIFY(stopPlans(*at.store, at.lead));
            QVERIFY(queueMessage(*at.store, at.mail()));
            QVERIFY(queueMessage(
                *at.store, at.text(QStringLiteral("Dana at Northgate Motors, kill test %1. STOP ends.").arg(n))));
        }
        constexpr int kMessages = 2 * kLeads;
        const int before = mails();
        const QString file = at.store.path;
        const Time now = at.store.clock.now() + kTakeBack;
        at.store.session.reset();
        int kills = 0, status = -1;
        for (int life = 0; life < 200 && status != 0; ++life) {
            status = live(file, now + life, 1 + (life * 5) % 11); // else all draw the same ids
            QVERIFY2(status <= 0, QByteArray::number(status).constData());
            kills += status < 0;
        }
        QCOMPARE(status, 0);
        at.store.clock.set(now + 200);
        at.store.reopen();
        QTest::qWait(3'000); // the gateway passes its last texts on
        const auto times = arrived(before);
        const QByteArray phone = m_kannel->phoneLog();
        int sent = 0, unknown = 0, wentUnknown = 0;
        const auto all = loadAll(at.store->database(), kMessage);
        for (const Message &message : *all) {
            const auto mail = times.find(message.id.value.hex());
            const int went = Channel(message.channel) == Channel::Text
                ? int(phone.count(message.body.section(u'.', 0, 0).toUtf8() + '.'))
                : mail == times.end() ? 0
                                      : mail->second;
            QVERIFY2(went <= 1, "sent twice");
            const bool isSent = message.state == QLatin1String("sent");
            QVERIFY2(isSent || message.state == QLatin1String("unknown"), qPrintable(message.state));
            QVERIFY2(!isSent || went == 1, qPrintable(QStringLiteral("sent and did not arrive: ") + message.body));
            sent += isSent;
            unknown += !isSent;
            wentUnknown += !isSent && went == 1;
        }
        QCOMPARE(sent + unknown, kMessages);
        QVERIFY(sent > 0 && unknown > 0);
        QCOMPARE(int(messageCounts(at.store->database(), 0)->troubled), unknown); // each is shown to a person
        QCOMPARE(at.store.count("activity WHERE direction=2 AND evidence=3"), sent); // and each line is there once
        qInfo("%d kills, %d sent, 0 twice, %d unknown of which %d had gone out", kills, sent, unknown, wentUnknown);
    }
};

UPDESK_TEST(TestSendRound);
#include "tst_sendround.moc"
