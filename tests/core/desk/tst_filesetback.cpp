// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendhold.h"
#include "core/channels/sentbeside.h"
#include "core/desk/messagelines.h"
#include "core/desk/sendrelease.h"
#include "core/desk/undo.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/suite.h"

#include <QFile>

using namespace updesk;

namespace
{

/// Beside the file nothing can be written.
class FullDisk final : public SendLane
{
public:
    explicit FullDisk(DeskLane &lane) : m_lane(lane) { }
    Result<int> sweep() override { return m_lane.sweep(); }
    Result<std::optional<Message>> begin(const std::vector<Channel> &ways) override { return m_lane.begin(ways); }
    Result<bool> end(const MessageId &message, const SendEnd &end) override { return m_lane.end(message, end); }
    Result<bool> putBack(const MessageId &message, const PutBack &back) override
    {
        return m_lane.putBack(message, back);
    }
    Result<void> remember(const SendNote &) override { return Error{Error::Code::Failed, QStringLiteral("list"), {}}; }
    qint64 epoch() const override { return m_lane.epoch(); }

private:
    DeskLane &m_lane;
};

} // namespace

/// The file of a store without a server is set back to an older copy after messages have left.
class TestFileSetBack : public QObject
{
    Q_OBJECT

    struct Desk : SendingStore {
        FakeGateway gateway;
        QString copy = store.dir.filePath(QStringLiteral("copy"));

        Desk() { addLead(); }
        MessageId queue()
        {
            const auto queued = queueMessage(*store, mail());
            if (!queued)
                qFatal("queue %s", qPrintable(queued.error().subject));
            return queued->id;
        }
        /// All that is due leaves, by a program that has just begun; returns how many were handed over.
        size_t sendAll()
        {
            const size_t before = gateway.handed.size();
            store.clock.advance(kMinute); // the turn of the program before has run out, and nothing is taken back
            DeskLane lane(store->database(), store->by().store);
            if (!*lane.hold())
                qFatal("turn");
            WaitingSender sender(lane, store->database(), gateway.gateway());
            for (;;) {
                const auto turn = sender.sendNext(kBothWays);
                if (!turn)
                    qFatal("send %s %s", qPrintable(turn.error().subject), qPrintable(turn.error().detail));
                if (!turn->found)
                    break;
            }
            return gateway.handed.size() - before;
        }
        void backUp()
        {
            QFile::remove(copy);
            if (!store->database().execute("VACUUM INTO '" + copy.toUtf8() + '\''))
                qFatal("back up");
        }
        void putBack()
        {
            store.session.reset();
            for (const char *rest : {"", "-wal", "-shm"})
                QFile::remove(store.path + QLatin1String(rest));
            if (!QFile::copy(copy, store.path))
                qFatal("put back");
            store.reopen();
        }
        bool isHeld() { return sendHold(store->database())->has_value(); }
        QString state(MessageId id) { return message(id).state; }
    };

private Q_SLOTS:
    void whatLeftSinceTheCopyNeverLeavesAgainAndAManagerLetsTheRestGo()
    {
        Desk desk;
        const MessageId sent = desk.queue(), doubtful = desk.queue(), waiting = desk.queue();
        desk.backUp();
        QVERIFY(desk.store->database().execute(
            "UPDATE message SET not_before=not_before+3600000 WHERE id=x'" + waiting.value.hex() + '\''));
        QVERIFY(desk.store->database().execute(
            "UPDATE message SET not_before=not_before+60000 WHERE id=x'" + doubtful.value.hex() + '\''));
        QCOMPARE(desk.sendAll(), size_t(1));
        desk.gateway.answer = HandOver::unknown({});
        QCOMPARE(desk.sendAll(), size_t(1));
        QCOMPARE(desk.state(sent), QStringLiteral("sent"));
        QCOMPARE(desk.state(doubtful), QStringLiteral("unknown"));
        desk.gateway.answer = HandOver::accepted(QStringLiteral("p2"));
        desk.putBack();
        QCOMPARE(desk.state(sent), QStringLiteral("queued"));
        QCOMPARE(desk.sendAll(), size_t(0));
        QVERIFY(desk.isHeld());
        QVERIFY((*sendHold(desk.store->database()))->isOfFile());
        QCOMPARE(desk.state(sent), QStringLiteral("sent"));
        QCOMPARE(desk.message(sent).providerId, QStringLiteral("p1"));
        QCOMPARE(desk.state(doubtful), QStringLiteral("unknown"));
        QCOMPARE(desk.state(waiting), QStringLiteral("queued"));
        QCOMPARE(writeMissingLines(*desk.store, kAlone)->size(), size_t(1)); // its history says that it went
        desk.store->setPerson(desk.store.dana);
        QCOMPARE(releaseSending(*desk.store).error().code, Error::Code::Denied);
        desk.store->setPerson(desk.store.mike);
        const auto released = releaseSending(*desk.store);
        QVERIFY(released && !released->isNull());
        QVERIFY(!desk.isHeld());
        QCOMPARE((*sendRelease(desk.store->database()))->by, desk.store.mike);
        QCOMPARE(desk.sendAll(), size_t(1));
        QCOMPARE(desk.gateway.handed.back().id, waiting);
        QCOMPARE(desk.gateway.handed.size(), size_t(3));
        desk.store.reopen();
        QCOMPARE(desk.sendAll(), size_t(0));
        QVERIFY(!desk.isHeld());
    }
    void aReleaseThatIsTakenBackHoldsAgain()
    {
        Desk desk;
        desk.queue();
        desk.backUp();
        desk.sendAll();
        desk.putBack();
        desk.sendAll();
        QVERIFY(desk.isHeld());
        desk.store->setPerson(desk.store.mike);
        QVERIFY(releaseSending(*desk.store));
        QVERIFY(!desk.isHeld());
        QVERIFY(undoLast(*desk.store));
        QVERIFY(desk.isHeld());
    }
    void whatIsTypedDuringTheHoldWaitsToo()
    {
        Desk desk;
        desk.queue();
        desk.backUp();
        desk.sendAll();
        desk.putBack();
        desk.sendAll();
        const MessageId typed = desk.queue();
        QCOMPARE(desk.sendAll(), size_t(0));
        QCOMPARE(desk.state(typed), QStringLiteral("queued"));
    }
    void aStoreThatWasNotSetBackIsNeverHeld()
    {
        Desk desk;
        for (int i = 0; i < 3; ++i) {
            desk.queue();
            QCOMPARE(desk.sendAll(), size_t(1));
            desk.store.reopen();
            QCOMPARE(desk.sendAll(), size_t(0));
            QVERIFY(!desk.isHeld());
        }
        desk.backUp(); // nothing leaves after this copy, so nothing can leave twice
        desk.putBack();
        QCOMPARE(desk.sendAll(), size_t(0));
        QVERIFY(!desk.isHeld());
        desk.queue();
        QCOMPARE(desk.sendAll(), size_t(1));
    }
    void aCopyWithoutItsListIsHeldOnce()
    {
        Desk desk;
        desk.queue();
        QCOMPARE(desk.sendAll(), size_t(1));
        desk.queue();
        QVERIFY(QFile::remove(sentBeside(desk.store.path))); // as on another computer
        QCOMPARE(desk.sendAll(), size_t(0));
        QVERIFY(desk.isHeld());
        desk.store->setPerson(desk.store.mike);
        QVERIFY(releaseSending(*desk.store));
        QCOMPARE(desk.sendAll(), size_t(1));
        desk.store.reopen();
        QCOMPARE(desk.sendAll(), size_t(0));
        QVERIFY(!desk.isHeld());
    }
    void aCopyOfBeforeTheFirstMessageLeftIsHeldElsewhereToo()
    {
        Desk desk;
        QCOMPARE(desk.sendAll(), size_t(0)); // it has a way to send, and nothing to send
        QVERIFY(!desk.isHeld());
        desk.store.reopen();
        QCOMPARE(desk.sendAll(), size_t(0));
        QVERIFY(!desk.isHeld());
        const MessageId waits = desk.queue();
        desk.backUp();
        QCOMPARE(desk.sendAll(), size_t(1));
        desk.putBack();
        QVERIFY(QFile::remove(sentBeside(desk.store.path))); // as on another computer
        QCOMPARE(desk.sendAll(), size_t(0));
        QVERIFY(desk.isHeld());
        QCOMPARE(desk.state(waits), QStringLiteral("queued"));
    }
    void theListBeginsOnceThereIsAWayToSend()
    {
        Desk desk;
        desk.use({});
        DeskLane lane(desk.store->database(), desk.store->by().store);
        QVERIFY(*lane.hold());
        QVERIFY(!notesBeside(desk.store.path)->has_value());
        desk.use(SendingStore::ways());
        desk.store.clock.advance(10 * kSecond);
        QVERIFY(*lane.hold()); // in the same turn
        QVERIFY(notesBeside(desk.store.path)->has_value());
        QVERIFY((*notesBeside(desk.store.path))->empty());
        QVERIFY(!desk.isHeld());
    }
    void aListThatIsLongAndOldStillShowsAnOlderFile()
    {
        Desk desk;
        desk.queue();
        desk.backUp();
        QCOMPARE(desk.sendAll(), size_t(1));
        const auto notes = notesBeside(desk.store.path);
        std::vector<BesideNote> many(size_t(10'000), (*notes)->back());
        for (size_t i = 0; i < many.size(); ++i)
            many[i].number = qint64(i) + 2;
        QVERIFY(keepBeside(desk.store.path, many));
        QVERIFY(desk.store->database().execute("UPDATE state SET v=10001 WHERE k='send_noted'"));
        desk.store.clock.advance(60 * kDay);
        QCOMPARE(desk.sendAll(), size_t(0));
        QVERIFY(!desk.isHeld());
        QCOMPARE((*notesBeside(desk.store.path))->size(), size_t(1)); // the newest stays
        desk.putBack();
        QCOMPARE(desk.sendAll(), size_t(0));
        QVERIFY(desk.isHeld());
    }
    void whatCannotBeNotedDoesNotLeaveAndWaitsOn()
    {
        Desk desk;
        const MessageId waits = desk.queue();
        desk.store.clock.advance(kMinute);
        {
            DeskLane lane(desk.store->database(), desk.store->by().store);
            QVERIFY(*lane.hold());
            FullDisk full(lane);
            WaitingSender sender(full, desk.store->database(), desk.gateway.gateway());
            QCOMPARE(sender.sendNext(kBothWays).error().subject, QStringLiteral("list"));
        }
        QVERIFY(desk.gateway.handed.empty());
        QCOMPARE(desk.state(waits), QStringLiteral("queued"));
        QCOMPARE(desk.sendAll(), size_t(1)); // once there is room again
        QCOMPARE(desk.state(waits), QStringLiteral("sent"));
    }
    void aLineThatThePowerCutOffCostsNoOther()
    {
        const QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("store"));
        QVERIFY(!notesBeside(file)->has_value());
        const BesideNote first{7, 1, {newId(1), 3, SendNote::Step::Begun, 11, QStringLiteral("a b")}};
        const BesideNote second{7, 2, {newId(2), 3, SendNote::Step::Accepted, 12, {}}};
        QVERIFY(addBeside(file, first));
        QFile list(sentBeside(file));
        QVERIFY(list.open(QIODevice::Append));
        list.write("7 2 0123");
        list.close();
        QCOMPARE((*notesBeside(file))->size(), size_t(1));
        QVERIFY(addBeside(file, second));
        const auto notes = notesBeside(file);
        QVERIFY(notes && *notes);
        QCOMPARE((*notes)->size(), size_t(2));
        QCOMPARE((*notes)->front().note.provider, QStringLiteral("a b"));
        QVERIFY((*notes)->back().note.message == second.note.message);
        QCOMPARE((*notes)->back().number, 2);
    }
};

UPDESK_TEST(TestFileSetBack);
#include "tst_filesetback.moc"
