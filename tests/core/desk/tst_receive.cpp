// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/receivedmail.h"
#include "core/desk/receiveround.h"
#include "core/desk/waymark.h"
#include "tests/core/desk/fakemailbox.h"
#include "tests/core/desk/receiving.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

using namespace updesk;

namespace
{

/// A store that reads the fake server.
struct Receiving {
    TestStore store;
    FakeServer server;
    FakeSecrets secrets;
    std::unique_ptr<ReceiveRound> round;

    explicit Receiving(const ChannelSettings &ways)
    {
        secrets.kept[QStringLiteral("mail-in")] = "pass";
        secrets.kept[QStringLiteral("texts")] = "token";
        setWays(store, ways);
        begin();
    }
    explicit Receiving(const MailInSettings &settings = mailbox()) : Receiving(ChannelSettings{{}, {settings}, {}, {}})
    {
    }
    void begin() { round = std::make_unique<ReceiveRound>(*store, secrets, waysTo(server), 20, 20); }
    void stop() { round.reset(); }
    bool turnUntil(const std::function<bool()> &there)
    {
        for (int i = 0; i < 400 && !there(); ++i) {
            if (!round->turn())
                return false;
            QTest::qWait(5);
        }
        return there();
    }
    /// Turns until the server has been asked so often more, and all of it is stored.
    bool turn(int more = 3)
    {
        const int upTo = server.times() + more;
        return turnUntil([&] { return server.times() >= upTo; });
    }
    MailMark mark() { return mailMark(store->database(), wayOf(mailbox()))->value_or(MailMark()); }
    qint64 leads() { return store.count("lead"); }
    ChannelState state() const { return round->states().empty() ? ChannelState() : round->states().front(); }
};

} // namespace

/// What comes in by the store's ways, without servers.
class TestReceive : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readingBeginsWithWhatComesFromThenOn()
    {
        Receiving desk;
        desk.server.put(1, leadMail(1));
        QVERIFY(desk.turn());
        QCOMPARE(desk.leads(), 0);
        QCOMPARE(desk.mark(), (MailMark{{5, 1}, desk.store.clock.now(), 0}));
        desk.server.put(2, leadMail(2));
        QVERIFY(desk.turn());
        QCOMPARE(desk.leads(), 1);
        QCOMPARE(desk.mark().upTo, (MailboxMark{5, 2}));
        QCOMPARE(desk.store.list("SELECT name FROM original"), QByteArray("INBOX-2.eml\n"));
    }
    void aManagerMayHaveAllOfItRead()
    {
        Receiving desk;
        for (quint32 i = 1; i <= 8; ++i)
            desk.server.put(i, leadMail(int(i)));
        QCOMPARE(readFromTheFirst(*desk.store, mailbox()).error().code, Error::Code::Denied);
        desk.store->setPerson(desk.store.mike);
        QVERIFY(readFromTheFirst(*desk.store, mailbox()));
        desk.store->setPerson({});
        QVERIFY(desk.turnUntil([&] { return desk.leads() == 8; }));
        QVERIFY(desk.turn());
        QCOMPARE(desk.mark().upTo.uid, 8u);
    }
    void aProgramThatEndsBetweenMailAndMarkDoublesNothing()
    {
        Receiving desk;
        QVERIFY(desk.turn());
        const MailMark before = desk.mark();
        for (quint32 i = 1; i <= 3; ++i)
            desk.server.put(i, leadMail(int(i)));
        QVERIFY(desk.turn());
        QCOMPARE(desk.leads(), 3);
        desk.stop();
        QVERIFY(keepMark(*desk.store, wayOf(mailbox()), before)); // as if it had not come so far
        const qint64 rows = desk.store.count("activity"), originals = desk.store.count("original");
        desk.store.reopen();
        desk.begin();
        QVERIFY(desk.turn());
        QCOMPARE(desk.leads(), 3);
        QCOMPARE(desk.store.count("activity"), rows);
        QCOMPARE(desk.store.count("original"), originals);
        QCOMPARE(desk.mark().upTo.uid, 3u);
        QCOMPARE(desk.store.count("way_mark"), 1);
    }
    void aMailboxNumberedAnewBringsNothingTwiceAndNothingFromBefore()
    {
        Receiving desk;
        const QByteArray old = QByteArray(leadMail(1)).replace("12 Mar 2026", "12 Mar 2025");
        desk.server.put(1, old);
        QVERIFY(desk.turn());
        desk.server.put(2, leadMail(2));
        QVERIFY(desk.turn());
        QCOMPARE(desk.leads(), 1);
        {
            const std::lock_guard lock(desk.server.guard);
            desk.server.validity = 6;
            desk.server.mails.clear();
        }
        desk.server.put(10, old);
        desk.server.put(11, leadMail(2));
        desk.server.put(12, leadMail(3)); // came meanwhile
        QVERIFY(desk.turnUntil([&] { return desk.mark().upTo.uid == 12; }));
        QCOMPARE(desk.leads(), 2);
        desk.server.put(13, QByteArray(leadMail(4)).replace("12 Mar 2026", "1 Jan 1990")); // a clock that is wrong
        QVERIFY(desk.turn());
        QCOMPARE(desk.leads(), 3);
    }
    void whatDidNotComeWholeWaitsForAPersonAndStaysAtTheServer()
    {
        MailInSettings settings = mailbox();
        settings.after = AfterReading::MarkSeen;
        Receiving desk(settings);
        QVERIFY(desk.turn());
        const QByteArray header = leadMail(7).left(leadMail(7).indexOf("\r\n\r\n") + 4);
        {
            const std::lock_guard lock(desk.server.guard);
            desk.server.mails = {{1, 30'000'000, header, FetchedMail::Lack::TooLarge},
                {2, 500, {}, FetchedMail::Lack::NotGiven}, {3, 600, {}, FetchedMail::Lack::NotGiven}};
        }
        desk.server.put(4, leadMail(4));
        QVERIFY(desk.turnUntil([&] { return desk.mark().upTo.uid == 4; }));
        QCOMPARE(desk.leads(), 1);
        const auto rows = quarantineRows(desk.store->database());
        QCOMPARE(rows->size(), size_t(3));
        const auto large = std::ranges::find(*rows, QStringLiteral("too_large"), &QuarantineRow::code);
        QVERIFY(large != rows->end());
        QCOMPARE(large->sender, QStringLiteral("ann7@example.org"));
        QCOMPARE(large->subject, QStringLiteral("2024 Toyota RAV4"));
        QCOMPARE(large->bytes, 30'000'000);
        QCOMPARE(std::ranges::count(*rows, QStringLiteral("not_given"), &QuarantineRow::code), 2);
        QCOMPARE(desk.server.settled, std::vector<quint32>{4});
    }
    void aServerThatCannotMarkIsToldAgainAndNothingIsStoredTwice()
    {
        MailInSettings settings = mailbox();
        settings.after = AfterReading::Move;
        settings.moveTo = QStringLiteral("Done");
        Receiving desk(settings);
        QVERIFY(desk.turn());
        desk.server.settleFails = Error{Error::Code::NotFound, QStringLiteral("moveTo"), {}};
        desk.server.put(1, leadMail(1));
        QVERIFY(desk.turnUntil([&] { return desk.state().since > 0; }));
        QCOMPARE(desk.state().why.subject, QStringLiteral("moveTo"));
        QCOMPARE(desk.leads(), 1);
        QCOMPARE(desk.mark().upTo.uid, 1u);
        {
            const std::lock_guard lock(desk.server.guard);
            desk.server.settleFails.reset();
        }
        QVERIFY(desk.turnUntil([&] { return desk.state().since == 0; }));
        QCOMPARE(desk.server.settled, std::vector<quint32>{1});
        QCOMPARE(desk.leads(), 1);
    }
    void aServerThatFailsIsToldOfOnceAndComesBack()
    {
        Receiving desk;
        std::vector<std::vector<ChannelState>> told;
        connect(
            desk.round.get(), &ReceiveRound::changed, desk.round.get(), [&](const auto &now) { told.push_back(now); });
        QVERIFY(desk.turn());
        const size_t before = told.size();
        desk.server.fail(Error{Error::Code::Offline, QStringLiteral("server"), QStringLiteral("timeout")});
        QVERIFY(desk.turnUntil([&] { return desk.state().failed >= 3; }));
        QCOMPARE(told.size(), before + 1);
        QCOMPARE(told.back().front().since, desk.store.clock.now());
        QCOMPARE(told.back().front().why.subject, QStringLiteral("server"));
        const auto kept = channelStates(desk.store->database());
        QCOMPARE(kept->front().why.detail, QStringLiteral("timeout"));
        QCOMPARE(kept->front().name, QStringLiteral("leads imap.example.com INBOX"));
        desk.server.fail({});
        QVERIFY(desk.turnUntil([&] { return desk.state().since == 0; }));
        QCOMPARE(channelStates(desk.store->database())->front().since, 0);
        QCOMPARE(told.size(), before + 2);
    }
    void aSecretThatIsNotThereIsSaid()
    {
        Receiving desk;
        desk.stop();
        desk.secrets.kept.clear();
        desk.begin();
        QVERIFY(desk.turnUntil([&] { return desk.state().since > 0; }));
        QCOMPARE(desk.state().why.subject, QStringLiteral("secret"));
        QCOMPARE(desk.state().why.code, Error::Code::NotFound);
        QCOMPARE(desk.server.times(), 0);
    }
    void whoIsRefusedWaitsLongerThanWhoIsCutOff()
    {
        ChannelState state;
        QVERIFY(noteTry(state, Error{Error::Code::Offline, QStringLiteral("server"), {}}, 10));
        QCOMPARE(pauseAfter(state, kSecond), kSecond);
        QVERIFY(!noteTry(state, Error{Error::Code::Offline, QStringLiteral("server"), {}}, 20));
        QCOMPARE(pauseAfter(state, kSecond), 2 * kSecond);
        QCOMPARE(state.since, 10);
        for (int i = 0; i < 40; ++i)
            noteTry(state, Error{Error::Code::Offline, QStringLiteral("server"), {}}, 30);
        QCOMPARE(pauseAfter(state, kSecond), 15 * kMinute);
        QVERIFY(noteTry(state, {}, 40));
        QCOMPARE(pauseAfter(state, kSecond), kSecond);
        QVERIFY(noteTry(state, Error{Error::Code::Denied, QStringLiteral("login"), {}}, 50));
        QCOMPARE(pauseAfter(state, kSecond), 5 * kMinute);
    }
    void textsThatAreAskedForAreFiledAndTheMarkMoves()
    {
        Receiving desk(textsOnly());
        const LeadId lead = desk.store.add(phoneLead(desk.store, 1)).lead;
        QVERIFY(desk.turn());
        {
            const std::lock_guard lock(desk.server.guard);
            QCOMPARE(desk.server.textsAsked, desk.store.clock.now());
            for (const char *id : {"SM1", "SM2"})
                desk.server.texts.push_back({QString::fromLatin1(id), fromPhone(1), {}, QString::fromLatin1(id), 0});
        }
        QVERIFY(desk.turn());
        QCOMPARE(desk.store.count("activity WHERE kind=1 AND lead_id=x'" + lead.value.hex() + "'"), 2);
        const auto mark = textMark(desk.store->database(), wayOf(accountTexts()));
        QCOMPARE((*mark)->seen, (QStringList{QStringLiteral("SM1"), QStringLiteral("SM2")}));
        desk.stop();
        QVERIFY(keepMark(*desk.store, wayOf(accountTexts()), TextMark{}));
        desk.begin();
        QVERIFY(desk.turn());
        QCOMPARE(desk.store.count("activity WHERE kind=1"), 2);
    }
    void aStoreWithoutWaysAsksNobody()
    {
        Receiving desk(ChannelSettings{});
        for (int i = 0; i < 20; ++i)
            QVERIFY(desk.round->turn());
        QVERIFY(desk.round->states().empty());
        QCOMPARE(desk.server.times(), 0);
        setWays(desk.store, {{}, {mailbox()}, {}, {}}); // and begins when one is set up
        QVERIFY(desk.turn());
        setWays(desk.store, {});
        QVERIFY(desk.round->turn());
        QVERIFY(desk.round->states().empty());
        QVERIFY(channelStates(desk.store->database())->empty());
    }
};
UPDESK_TEST(TestReceive);
#include "tst_receive.moc"
