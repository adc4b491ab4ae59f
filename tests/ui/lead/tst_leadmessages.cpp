// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/desklane.h"
#include "core/desk/undo.h"
#include "tests/ui/lead/writingdesk.h"
#include "ui/lead/leadmessages.h"
#include "ui/parts/button.h"
#include "ui/parts/messagewords.h"

#include <QLabel>

using namespace updesk;

/// The lead's messages that are no line of its history yet.
class TestLeadMessages : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }
    static QStringList states(const LeadDesk &desk)
    {
        QStringList out;
        for (const QLabel *label : desk.screen->findChildren<QLabel *>(words("lead.message.state")))
            out << label->text();
        return out;
    }
    static Button *act(const LeadDesk &desk, MessageWish wish)
    {
        return desk.screen->findChild<Button *>(QStringLiteral("lead.message.act%1").arg(int(wish)));
    }

    static bool holds(DeskLane &lane)
    {
        const auto held = lane.hold();
        return held && *held;
    }

private Q_SLOTS:
    void cleanup() { setTextSize(100); }

    void everyStateHasWordsAndWhatCanBeDone_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QList<int>>("acts");
        QTest::newRow("queued") << QByteArray("queued") << words("Waits to be sent, until 10:30.") << QList{1};
        QTest::newRow("sending") << QByteArray("sending") << words("On its way.") << QList<int>{};
        QTest::newRow("sent") << QByteArray("sent") << words("Sent 10:00.") << QList<int>{};
        QTest::newRow("failed") << QByteArray("failed") << words("Not sent.") << QList{2, 1};
        QTest::newRow("unknown") << QByteArray("unknown") << words("May not have arrived. Call them.") << QList{3, 4};
        QTest::newRow("expired") << QByteArray("expired") << words("Expired: it could not leave until 10:30.")
                                 << QList{2, 1};
        QTest::newRow("cancelled") << QByteArray("cancelled") << words("Held back.") << QList{1};
    }
    void everyStateHasWordsAndWhatCanBeDone()
    {
        QFETCH(QByteArray, state);
        TestStore store;
        const auto rules = store->rules();
        const MessageWords says{DeskWords(*rules)};
        const Message message = aMessage(store, LeadId{newId(1)}, state.constData());
        QTEST(says.state({message, {}, {}}, store.clock.now()), "says");
        QVERIFY(!MessageWords::shortState(message).isEmpty());
        QList<int> acts;
        for (const MessageAct &one : MessageWords::acts(message))
            acts << int(one.wish);
        QTEST(acts, "acts");
        Message decided = message;
        decided.wish = int(MessageWish::Cancel);
        QVERIFY(MessageWords::acts(decided).empty());
        QVERIFY(!MessageWords::isTroubled(decided));
    }
    void whyItFailedIsInWordsAndTheServersOwnAreShownHarmless()
    {
        TestStore store;
        Message message = aMessage(store, LeadId{newId(1)}, "failed");
        const auto rules = store->rules();
        const MessageWords says{DeskWords(*rules)};
        for (const char *code :
            {"server", "certificate", "login", "to", "size", "message", "refused", "step", "closed"}) {
            message.why = words(code);
            const QString text = says.state({message, {}, {}}, store.clock.now());
            QVERIFY2(text.startsWith(words("Not sent. ")) && !text.contains(words("Reason:")), qPrintable(text));
        }
        message.why = words("US-8");
        QVERIFY(says.state({message, {}, {}}, store.clock.now()).contains(words("US-8")));
        message.said = words("550 <b>no</b>\r\nBcc: x\x1b[2J\u202e");
        QVERIFY(!MessageWords::said(message).contains(QChar(0x1b)));
        QVERIFY(!MessageWords::said(message).contains(QChar(0x202e)));
        QVERIFY(!MessageWords::said(message).contains(u'\n'));
    }
    void anUnknownOneIsVisibleAndAPersonDecides()
    {
        WritingDesk desk;
        desk.wide();
        QVERIFY(!desk.shows("lead.messages"));
        lay(desk, aMessage(desk, desk.captured.lead, "unknown"));
        QVERIFY(desk.shows("lead.messages"));
        QCOMPARE(states(desk), QStringList{words("May not have arrived. Call them.")});
        QTest::mouseClick(act(desk, MessageWish::Lost), Qt::LeftButton);
        QCOMPARE(desk.count("message WHERE wish=4"), 1);
        QCOMPARE(desk.said.last(), words("Counted as not arrived."));
        QVERIFY(undoLast(*desk.session));
        QCOMPARE(desk.count("message WHERE wish=0"), 1);
        QVERIFY(act(desk, MessageWish::Arrived));
    }
    void aQueuedOneIsCancelledAndAFailedOneSentAgain()
    {
        WritingDesk desk;
        desk.wide();
        Message waits = aMessage(desk, desk.captured.lead, "queued");
        waits.notBefore = desk.clock.now() + kHour;
        lay(desk, waits);
        QCOMPARE(states(desk), QStringList{words("Leaves 11:00.")});
        QTest::mouseClick(act(desk, MessageWish::Cancel), Qt::LeftButton);
        QCOMPARE(desk.count("message WHERE wish=1"), 1);
        lay(desk, aMessage(desk, desk.captured.lead, "failed"));
        QTest::mouseClick(act(desk, MessageWish::Again), Qt::LeftButton);
        QCOMPARE(desk.count("message WHERE wish=2"), 1);
    }
    void theSecondsAreCountedDown()
    {
        WritingDesk desk;
        desk.wide();
        Message waits = aMessage(desk, desk.captured.lead, "queued");
        waits.notBefore = desk.clock.now() + 9 * kSecond;
        lay(desk, waits);
        QCOMPARE(states(desk), QStringList{words("Leaves in 9 s. Until then it can be taken back.")});
        desk.clock.advance(5 * kSecond);
        desk.screen->findChild<LeadMessages *>()->tick();
        QCOMPARE(states(desk), QStringList{words("Leaves in 4 s. Until then it can be taken back.")});
    }
    void whatIsSentOrALineOfTheHistoryIsNoneOfThese()
    {
        WritingDesk desk;
        desk.wide();
        lay(desk, aMessage(desk, desk.captured.lead, "sent"));
        Message line = aMessage(desk, desk.captured.lead, "unknown");
        line.line = {newId(5)};
        lay(desk, line);
        lay(desk, aMessage(desk, LeadId{newId(77)}, "failed")); // another lead's
        QVERIFY(!desk.shows("lead.messages"));
    }
    // The program's own steps, as a store without a server makes them.
    void oneGoesItsWayBeforeTheEyes()
    {
        WritingDesk desk;
        desk.wide();
        desk.key(Qt::Key_T);
        desk.send();
        DeskLane lane(desk->database(), 1);
        QVERIFY(holds(lane));
        QVERIFY(!lane.begin({Channel::Text})->has_value()); // it can still be taken back
        desk.clock.advance(kTakeBack);
        QVERIFY(holds(lane));
        const auto begun = lane.begin({Channel::Text});
        QVERIFY(begun && *begun);
        desk->refresh();
        QCOMPARE(states(desk), QStringList{words("On its way.")});
        QVERIFY(*lane.end((*begun)->id, {SendEnd::State::Unknown, {}, words("answer"), {}, {}}));
        desk->refresh();
        QVERIFY(states(desk).front().startsWith(words("May not have arrived. Call them.")));
        QTest::mouseClick(act(desk, MessageWish::Lost), Qt::LeftButton);
        QVERIFY(lane.actOnWishes());
        desk->refresh();
        QVERIFY2(states(desk).front().startsWith(words("It did not arrive.")), qPrintable(states(desk).front()));
        QTest::mouseClick(act(desk, MessageWish::Again), Qt::LeftButton); // a person may say so
        QVERIFY(lane.actOnWishes());
        desk->refresh();
        QVERIFY2(states(desk).front().startsWith(words("Waits to be sent")), qPrintable(states(desk).front()));
    }
    void ofManySomeAreShownWithTheTroubledOnesFirst()
    {
        WritingDesk desk;
        desk.wide();
        for (int i = 0; i < 9; ++i) {
            lay(desk, aMessage(desk, desk.captured.lead, i == 8 ? "failed" : "queued"));
            desk.clock.advance(kSecond);
        }
        QCOMPARE(states(desk).size(), LeadMessages::kMost);
        QVERIFY(states(desk).front().startsWith(words("Not sent")));
        desk.screen->open(desk.add(desk.webLead(8)).lead);
        QVERIFY(!desk.shows("lead.messages"));
    }
};
UPDESK_TEST(TestLeadMessages);
#include "tst_leadmessages.moc"
