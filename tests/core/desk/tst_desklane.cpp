// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messagelines.h"
#include "core/desk/messagequeuerows.h"
#include "core/desk/undo.h"
#include "core/people/customerstore.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/suite.h"

#include <csignal>
#include <fcntl.h>
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

} // namespace

/// The states of messages in a store without a server (sync.md 14).
class TestDeskLane : public QObject
{
    Q_OBJECT
    static MessageId queue(SendingStore &at, const OwnMessage &own)
    {
        const auto queued = queueMessage(*at.store, own);
        if (!queued)
            qFatal("queue: %s %s", qPrintable(queued.error().subject), qPrintable(queued.error().detail));
        return queued->id;
    }
    static QString state(SendingStore &at, MessageId id) { return at.message(id).state; }
    /// A message that stands in this state.
    static MessageId standing(SendingStore &at, DeskLane &lane, SendEnd::State as)
    {
        const MessageId id = queue(at, at.mail());
        at.store.clock.advance(kTakeBack);
        if (!*lane.hold() || (*lane.begin(kBothWays))->id != id
            || !*lane.end(id, {as, {}, QStringLiteral("cut"), {}, {}}))
            qFatal("standing");
        return id;
    }
    static void wish(SendingStore &at, DeskLane &lane, MessageId id, MessageWish wish)
    {
        const auto done = wishMessage(*at.store, id, wish);
        if (!done || !lane.actOnWishes())
            qFatal("wish");
    }
    /// The customer's first number is also another's, who refuses texts; the second is the customer's alone.
    static void twoNumbers(SendingStore &at, const QString &second)
    {
        const auto done = doDeed(*at.store, "test", {}, [&](Transaction &tx) -> Result<void> {
            Phone shared = CustomerStore(tx.database()).phones(at.customer)->front(), more = shared;
            more.id = {tx.freshId()};
            more.typed = more.e164 = second;
            more.preferred = false;
            Customer other;
            other.id = {tx.freshId()};
            other.last = QStringLiteral("Oakes");
            shared.id = {tx.freshId()};
            shared.customer = other.id;
            Consent no;
            no.id = {tx.freshId()};
            no.customer = other.id;
            no.state = Consent::State::No;
            no.channel = int(Channel::Text);
            no.at = tx.now();
            for (const Op &op : {put(kPhone, more), put(kCustomer, other), put(kPhone, shared), put(kConsent, no)}) {
                if (auto put = apply(tx, op); !put)
                    return put;
            }
            return {};
        });
        if (!done)
            qFatal("two numbers");
    }
    /// One life of a program that sends, as a process of its own that may be killed at any step. 0: it sent all.
    static int live(const QString &file, const QByteArray &gateway, int steps, int number)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const int out = ::open(gateway.constData(), O_WRONLY | O_APPEND);
            const FakeClock clock(1'773'324'000'000 + kHour + number); // else all draw the same ids
            const auto session = Session::open(file, clock);
            DeskLane lane((*session)->database(), 1);
            // In the place of waiting for the turn of the one who died.
            if (!(*session)->database().execute("UPDATE state SET v=0 WHERE k='send_until'") || !*lane.hold())
                ::_exit(3);
            WaitingSender sender(lane, (*session)->database(), [out](const Message &message) {
                const QByteArray line = message.id.value.hex() + '\n';
                const bool written = ::write(out, line.constData(), size_t(line.size())) == line.size();
                return written ? HandOver::accepted(QStringLiteral("p1")) : HandOver::unknown({});
            });
            s_stepsLeft = steps;
            onStep = dieAtStep;
            if (!sender.sweep() || !writeMissingLines(**session, kAlone))
                ::_exit(4);
            for (;;) {
                const auto sent = sender.sendNext(kBothWays);
                if (!sent || !sent->found)
                    ::_exit(sent ? 0 : 5);
                const auto line = sent->sent ? writeLine(**session, *sent->sent, kAlone) : Result<LeadId>(LeadId());
                if (!line)
                    qWarning("line: %s %s", qPrintable(line.error().subject), qPrintable(line.error().detail));
                if (!line)
                    ::_exit(6);
            }
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status) ? -1 : WEXITSTATUS(status);
    }

private Q_SLOTS:
    void aMessageIsBegunOnceAndEndsOnce()
    {
        SendingStore at;
        at.addLead();
        const MessageId id = queue(at, at.mail());
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        QVERIFY(!*lane.begin(kBothWays)); // it can still be taken back
        at.store.clock.advance(kTakeBack);
        QVERIFY(!*lane.begin({Channel::Text})); // another way
        QCOMPARE((*lane.begin(kBothWays))->id, id);
        QCOMPARE(state(at, id), QStringLiteral("sending"));
        QVERIFY(!*lane.begin(kBothWays));
        QVERIFY(*lane.end(id, {SendEnd::State::Sent, QStringLiteral("p1"), {}, {}, lineOf(id)}));
        QVERIFY(!*lane.end(id, {SendEnd::State::Failed, {}, {}, {}, {}}));
        QCOMPARE(at.message(id).providerId, QStringLiteral("p1"));
        QVERIFY(at.message(id).line.isNull()); // there is none yet
        QVERIFY(writeMissingLines(*at.store, kAlone));
        QCOMPARE(at.message(id).line, lineOf(id));
        QCOMPARE(state(at, id), QStringLiteral("sent"));
    }
    void ofTwoProgramsOneSends()
    {
        SendingStore at;
        at.addLead();
        const MessageId id = queue(at, at.mail());
        at.store.clock.advance(kTakeBack);
        DeskLane one(at.store->database(), 1), two(at.store->database(), 1);
        QVERIFY(*one.hold());
        QVERIFY(!*two.hold());
        QCOMPARE((*one.begin(kBothWays))->id, id);
        at.store.clock.advance(DeskLane::kFor + 1);
        QVERIFY(*two.hold());
        QCOMPARE(one.begin(kBothWays).error().subject, QStringLiteral("lease"));
        QCOMPARE(one.end(id, {SendEnd::State::Sent, {}, {}, {}, {}}).error().subject, QStringLiteral("lease"));
        QCOMPARE(*two.sweep(), 1);
        QCOMPARE(state(at, id), QStringLiteral("unknown"));
        QVERIFY(!*two.begin(kBothWays)); // never again by a machine
        QVERIFY(*two.end(id, {SendEnd::State::Sent, QStringLiteral("found"), {}, {}, lineOf(id)})); // it was looked up
        QCOMPARE(state(at, id), QStringLiteral("sent"));
    }
    void whoOutlastsItsTurnStillTellsWhatBecameOfIt()
    {
        SendingStore at;
        at.addLead();
        const MessageId id = queue(at, at.mail());
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold() && *lane.begin(kBothWays));
        at.store.clock.advance(kMinute); // the server was slow
        QVERIFY(*lane.end(id, {SendEnd::State::Sent, {}, {}, {}, lineOf(id)}));
        QCOMPARE(lane.begin(kBothWays).error().subject, QStringLiteral("lease"));
    }
    void aPutBackMessageWaitsAndGoesOnce()
    {
        SendingStore at;
        at.addLead();
        const MessageId id = queue(at, at.mail());
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold() && *lane.begin(kBothWays));
        const Time until = at.store.clock.now() + kMinute;
        QVERIFY(*lane.putBack(id, {false, until, QStringLiteral("server"), QStringLiteral("no")}));
        QCOMPARE(at.message(id).notBefore, until);
        QCOMPARE(at.message(id).why, QStringLiteral("server"));
        QVERIFY(!*lane.begin(kBothWays));
        at.store.clock.set(until);
        QVERIFY(*lane.hold());
        const auto again = lane.begin(kBothWays);
        QVERIFY2(again, again ? "" : qPrintable(again.error().subject));
        QCOMPARE((*again)->id, id);
        QVERIFY(at.message(id).why.isEmpty());
    }
    void whatIsLateExpires()
    {
        SendingStore at;
        at.addLead();
        const MessageId text = queue(at, at.text()), mail = queue(at, at.mail());
        DeskLane lane(at.store->database(), 1);
        at.store.clock.advance(kTakeBack + kTextKeeps);
        QVERIFY(*lane.hold());
        QCOMPARE((*lane.begin(kBothWays))->id, mail); // has a day
        QCOMPARE(state(at, text), QStringLiteral("expired"));
    }
    void whatSomebodyElseRefusesForOneNumberDoesNotStopAnother()
    {
        SendingStore at;
        at.addLead();
        const QString second = QStringLiteral("+12125550177");
        twoNumbers(at, second);
        OwnMessage own = at.text();
        QCOMPARE(queueMessage(*at.store, own).error().code, Error::Code::Denied); // to the first
        own.to = second;
        const MessageId id = queue(at, own);
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        const auto begun = lane.begin(kBothWays);
        QCOMPARE(state(at, id), QStringLiteral("sending"));
        QVERIFY(begun && *begun);
        QCOMPARE((*begun)->id, id);
    }
    void peoplesWishesAreActedOnOnceAndUndone()
    {
        SendingStore at;
        at.addLead();
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        const MessageId queued = queue(at, at.mail());
        wish(at, lane, queued, MessageWish::Cancel);
        QCOMPARE(state(at, queued), QStringLiteral("cancelled"));
        QVERIFY(undoLast(*at.store) && lane.actOnWishes());
        QCOMPARE(state(at, queued), QStringLiteral("queued"));
        QVERIFY(redoLast(*at.store) && lane.actOnWishes());
        QCOMPARE(state(at, queued), QStringLiteral("cancelled"));

        const MessageId failed = standing(at, lane, SendEnd::State::Failed);
        wish(at, lane, failed, MessageWish::Again);
        QCOMPARE(state(at, failed), QStringLiteral("queued"));
        QVERIFY(*lane.hold());
        QCOMPARE((*lane.begin(kBothWays))->id, failed);
        QVERIFY(*lane.end(failed, {SendEnd::State::Failed, {}, QStringLiteral("to"), {}, {}}));
        QCOMPARE(at.message(failed).wish, int(MessageWish::None)); // so that it can be wished for again
        QVERIFY(lane.actOnWishes());
        QCOMPARE(state(at, failed), QStringLiteral("failed"));
        wish(at, lane, failed, MessageWish::Again);
        QCOMPARE(state(at, failed), QStringLiteral("queued"));
        wish(at, lane, failed, MessageWish::Cancel);
        QCOMPARE(state(at, failed), QStringLiteral("cancelled"));
    }
    void whoseFateIsUnknownAPersonSays()
    {
        SendingStore at;
        at.addLead();
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        const MessageId id = standing(at, lane, SendEnd::State::Unknown);
        QCOMPARE(wishMessage(*at.store, id, MessageWish::Again).error().subject, QStringLiteral("state"));
        QCOMPARE(wishMessage(*at.store, id, MessageWish::Cancel).error().subject, QStringLiteral("state"));
        wish(at, lane, id, MessageWish::Lost);
        QCOMPARE(state(at, id), QStringLiteral("failed"));
        wish(at, lane, id, MessageWish::Again);
        QCOMPARE(state(at, id), QStringLiteral("queued"));
        wish(at, lane, id, MessageWish::Cancel);
        const MessageId other = standing(at, lane, SendEnd::State::Unknown);
        wish(at, lane, other, MessageWish::Arrived);
        QCOMPARE(state(at, other), QStringLiteral("sent"));
        QCOMPARE(writeMissingLines(*at.store, kAlone)->size(), size_t(1)); // it is history now
        QVERIFY(writeMissingLines(*at.store, kAlone)->empty());
        QCOMPARE(at.store.count("activity WHERE kind=2 AND direction=2 AND evidence=3"), 1);
    }
    // As after the restore of a server to a time before.
    void whatTheJournalKnowsDoesNotGoAgain()
    {
        SendingStore at;
        at.addLead();
        const MessageId went = queue(at, at.mail()), perhaps = queue(at, at.mail()), once = queue(at, at.mail());
        at.store.clock.advance(kTakeBack);
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        QVERIFY(noteSend(at.store->database(), {went.value, 0, SendNote::Step::Accepted, 0, QStringLiteral("p7")}));
        QVERIFY(noteSend(at.store->database(), {perhaps.value, 0, SendNote::Step::Begun, 0, {}}));
        FakeGateway gateway;
        WaitingSender sender(lane, at.store->database(), gateway.gateway());
        for (int i = 0; i < 4; ++i)
            QVERIFY(sender.sendNext(kBothWays));
        QCOMPARE(gateway.handed.size(), size_t(1));
        QCOMPARE(gateway.handed.front().id, once);
        QCOMPARE(state(at, went), QStringLiteral("sent"));
        QCOMPARE(at.message(went).providerId, QStringLiteral("p7"));
        QCOMPARE(state(at, perhaps), QStringLiteral("unknown"));
        wish(at, lane, perhaps, MessageWish::Lost);
        wish(at, lane, perhaps, MessageWish::Again);
        const auto turn = sender.sendNext(kBothWays); // a person has said so
        QVERIFY(turn && turn->sent);
        QCOMPARE(gateway.handed.back().id, perhaps);
    }
    // The journal of the desk that sent it is elsewhere; its line of the history is here.
    void whatAnotherDeskSentDoesNotGoAgain()
    {
        SendingStore at;
        at.addLead();
        const MessageId went = queue(at, at.mail()), once = queue(at, at.mail());
        at.store.clock.advance(kTakeBack);
        const auto told = doDeed(*at.store, "sent", {}, [&](Transaction &tx) {
            Activity line;
            line.id = lineOf(went);
            line.lead = at.message(went).lead;
            line.kind = Activity::Kind::Email;
            line.direction = Activity::Direction::Out;
            line.at = tx.now();
            return apply(tx, put(kActivity, line));
        });
        QVERIFY(told);
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        FakeGateway gateway;
        WaitingSender sender(lane, at.store->database(), gateway.gateway());
        for (int i = 0; i < 3; ++i)
            QVERIFY(sender.sendNext(kBothWays));
        QCOMPARE(gateway.handed.size(), size_t(1));
        QCOMPARE(gateway.handed.front().id, once);
        QCOMPARE(state(at, went), QStringLiteral("sent"));
    }
    void aRefusalOfBeforeSaysNothingOfAHandOverSince()
    {
        SendingStore at;
        at.addLead();
        DeskLane lane(at.store->database(), 1);
        QVERIFY(*lane.hold());
        const MessageId id = standing(at, lane, SendEnd::State::Unknown);
        const qint64 epoch = at.message(id).epoch;
        Database &database = at.store->database();
        QVERIFY(
            noteSend(database, {id.value, epoch - 1, SendNote::Step::Refused, 0, {}})); // another one tried it since
        QVERIFY(unknownButNoted(database)->empty());
        QVERIFY(noteSend(database, {id.value, epoch, SendNote::Step::Refused, 0, {}}));
        QCOMPARE(unknownButNoted(database)->size(), size_t(1));
        QVERIFY(noteSend(database, {id.value, epoch - 1, SendNote::Step::Accepted, 0, {}})); // whenever that was
        QCOMPARE(unknownButNoted(database)->size(), size_t(1));
    }
    void programsKilledAtAnyStepHandNothingOverTwice()
    {
        SendingStore at;
        at.addLead();
        constexpr int kMessages = 40;
        for (int i = 0; i < kMessages; ++i)
            queue(at, i % 2 ? at.mail() : at.text());
        const QString gateway = at.store.dir.filePath(QStringLiteral("gateway"));
        QFile made(gateway);
        QVERIFY(made.open(QIODevice::WriteOnly));
        made.close();
        QVERIFY(at.store->database().execute("UPDATE message SET send_before=0"));
        const QString file = at.store.path;
        at.store.session.reset();
        int kills = 0, status = -1;
        for (int life = 0; life < 400 && status != 0; ++life) {
            status = live(file, gateway.toUtf8(), 1 + (life * 7) % 13, life);
            QVERIFY2(status <= 0, QByteArray::number(status).constData());
            kills += status < 0;
        }
        QCOMPARE(status, 0);
        at.store.reopen();
        std::map<QByteArray, int> times;
        QFile in(gateway);
        QVERIFY(in.open(QIODevice::ReadOnly));
        for (const QByteArray &line : in.readAll().split('\n'))
            times[line] += !line.isEmpty();
        int sent = 0, unknown = 0, wentUnknown = 0;
        const auto all = loadAll(at.store->database(), kMessage);
        for (const Message &message : *all) {
            const int went = times[message.id.value.hex()];
            QVERIFY2(went <= 1, "handed over twice");
            const bool isSent = message.state == QLatin1String("sent");
            QVERIFY2(isSent || message.state == QLatin1String("unknown"), qPrintable(message.state));
            QVERIFY2(!isSent || went == 1, "sent and never handed over");
            sent += isSent;
            unknown += !isSent;
            wentUnknown += !isSent && went == 1;
        }
        QCOMPARE(sent + unknown, kMessages);
        QVERIFY(sent > 0 && unknown > 0 && wentUnknown > 0);
        QCOMPARE(int(messageCounts(at.store->database(), 0)->troubled), unknown); // each is seen
        QVERIFY(writeMissingLines(*at.store, kAlone));
        QCOMPARE(at.store.count("activity WHERE direction=2 AND evidence=3"), sent); // and each line is there once
        qInfo("%d kills, %d sent, %d unknown of which %d had gone out", kills, sent, unknown, wentUnknown);
    }
};

UPDESK_TEST(TestDeskLane);
#include "tst_desklane.moc"
