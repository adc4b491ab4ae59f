// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filetext.h"
#include "core/desk/tones.h"
#include "core/desk/undo.h"
#include "core/people/customerstore.h"
#include "tests/ui/messages/messagesdesk.h"
#include "ui/messages/messageview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QElapsedTimer>

using namespace updesk;

/// The list of messages: what needs a look, what waits, what was sent.
class TestMessages : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }

    /// A store with two leads and the screen over it.
    struct Desk : MessagesDesk {
        Desk() { maria = add(webLead(1)).lead; }
        MessageId lay(LeadId lead, const char *state, const char *body = nullptr)
        {
            Message message = aMessage(*this, lead, state);
            if (body)
                message.body = words(body);
            return updesk::lay(*this, message);
        }
        QString label(const char *label) const
        {
            return screen->findChild<QWidget *>(QLatin1String(label))->property("text").toString();
        }
        LeadId maria;
    };

private Q_SLOTS:
    void cleanup() { setTextSize(100); }

    void anEmptyListSaysWhatWouldBeThere()
    {
        Desk desk;
        desk.show();
        auto *empty = desk.screen->findChild<EmptyState *>();
        QVERIFY(empty->isVisible());
        for (const MessageList list : {MessageList::Troubled, MessageList::Waiting, MessageList::Sent}) {
            desk.screen->choose(list);
            QVERIFY(empty->isVisible());
            QVERIFY(desk.screen->focusTarget() == empty);
        }
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Delete, Qt::Key_R, Qt::Key_Y, Qt::Key_J})
            QTest::keyClick(empty, key); // nothing to act on
        QCOMPARE(desk.label("messages.count"), words("0 to look at · 0 waiting · 0 sent today"));
    }
    void whatWasWrittenOfflineSaysThatItWaitsForThat()
    {
        Desk desk;
        const Time now = desk.session->now();
        for (const bool before : {true, false}) {
            Message message = aMessage(desk, before ? desk.maria : desk.sam, "queued");
            message.asked = before ? now - kMinute : now;
            message.notBefore = now + 8 * kSecond;
            updesk::lay(desk, message);
        }
        desk.show({1166, 692}, MessageList::Waiting);
        const auto states = [&desk] { return QStringList{desk.state(0), desk.state(1)}; };
        const QString leaves = words("Leaves in 8 s."), back = words("Until then it can be taken back.");
        const QStringList both{leaves + u' ' + back, leaves}; // the one that is older has stood longer than undo lasts
        QCOMPARE(states(), both);
        desk.model()->setOfflineSince(now);
        const QString waits = words("Waits: it will send when this desk is back online.");
        QCOMPARE(states().count(waits), 1); // what was queued before that leaves from another desk
        QCOMPARE(states().count(leaves), 1);
        desk.model()->setOfflineSince(0);
        QCOMPARE(states(), both);
    }
    void anEmptyListLeadsToWhatWaits()
    {
        Desk desk;
        desk.show();
        auto *empty = desk.screen->findChild<EmptyState *>();
        QVERIFY(!empty->button()->isVisible());
        desk.lay(desk.sam, "queued");
        desk.screen->choose(MessageList::Troubled);
        QVERIFY(empty->isVisible() && empty->button()->isVisible());
        empty->button()->setFocus();
        QTest::keyClick(empty->button(), Qt::Key_Space);
        QVERIFY(!empty->isVisible());
        QCOMPARE(desk.model()->list(), MessageList::Waiting);
        QCOMPARE(desk.model()->rowCount(), 1);
        QVERIFY(desk.screen->focusTarget() == desk.list());
    }
    void whoItIsForIsNamedAlsoBeforeItIsKnownWhereTo()
    {
        for (const bool known : {false, true}) {
            Desk desk;
            Message message = aMessage(desk, desk.sam, "failed");
            message.to = known ? words("+15185550117") : QString();
            updesk::lay(desk, message);
            desk.show();
            QCOMPARE(desk.label("messages.who"),
                known ? words("Sam Okafor · (518) 555-0117 · by Dana Reyes") : words("Sam Okafor · by Dana Reyes"));
        }
    }
    void eachMessageStandsInItsList()
    {
        Desk desk;
        for (const char *state : {"failed", "unknown", "expired", "cancelled", "queued", "sending", "sent"})
            desk.lay(desk.sam, state);
        desk.show();
        QCOMPARE(desk.model()->rowCount(), 4); // what a person wrote and the program stopped is among them
        QCOMPARE(desk.label("messages.count"), words("4 to look at · 2 waiting · 1 sent today"));
        desk.screen->choose(MessageList::Waiting);
        QCOMPARE(desk.model()->rowCount(), 2);
        desk.screen->choose(MessageList::Sent);
        QCOMPARE(desk.model()->rowCount(), 1);
        QCOMPARE(desk.model()->index(0).data(MessagesModel::CustomerRole).toString(), words("Sam Okafor"));
        QCOMPARE(desk.model()->index(0).data(MessagesModel::AuthorRole).toString(), words("Dana Reyes"));
        QVERIFY(desk.state(0).startsWith(words("Sent ")));
    }
    void theModelIsHonestAndReadsAsSentences()
    {
        Desk desk;
        MessagesModel model(*desk.session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(model.reload());
        desk.lay(desk.sam, "unknown", "Shall I send photos?");
        desk.clock.advance(kMinute);
        Message mail = aMessage(desk, desk.maria, "failed");
        mail.channel = int(Channel::Email);
        mail.subject = words("Your RAV4");
        mail.by = {};
        lay(desk, mail);
        QVERIFY(model.reload());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(),
            words("Email to Maria Lopez by UpDesk. Not sent. Your RAV4"));
        QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(),
            words("Text to Sam Okafor by Dana Reyes. May not have arrived. Call them. Shall I send photos?"));
        QVERIFY(model.setList(MessageList::Waiting));
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.setList(MessageList::Troubled));
        QCOMPARE(model.rowCount(), 2);
    }
    void aMessageToWhoeverSoundsAngrySaysSo()
    {
        Desk desk;
        desk.lay(desk.sam, "unknown", "Shall I send photos?");
        MessagesModel model(*desk.session);
        QVERIFY(model.reload());
        QCOMPARE(model.index(0).data(MessagesModel::CustomerToneRole).toString(), QString());
        const QString plain = model.index(0).data(Qt::AccessibleTextRole).toString();
        desk.clock.advance(kMinute);
        const Lead sam = *load(desk->database(), kLead, desk.sam.value);
        const auto phones = CustomerStore(desk->database()).phones(sam.customer);
        const auto filed = fileText(
            *desk, {words("MT1"), phones->front().e164, words("+14045550100"), words("I am furious. Call me asap"), 0});
        QVERIFY(filed && filed->lead == desk.sam);
        QVERIFY(model.reload());
        QCOMPARE(model.index(0).data(MessagesModel::CustomerToneRole).toString(), words("Sounds angry, urgent"));
        QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(),
            words("What they wrote: Sounds angry, urgent. ") + plain);
        if (const QString folder = qEnvironmentVariable("UPDESK_PICTURES"); !folder.isEmpty()) {
            for (const int size : {100, 200}) {
                for (const ThemeName name : {ThemeName::Light, ThemeName::Dark}) {
                    setTextSize(size);
                    setTheme(name);
                    desk.show();
                    QVERIFY(desk.screen->grab().save(
                        QDir(folder).filePath(QStringLiteral("tone-messages-%1-%2.png").arg(size).arg(int(name)))));
                }
            }
            setTheme(ThemeName::Light);
            setTextSize(100);
        }
        QVERIFY(takeToneOff(*desk, desk.sam));
        QVERIFY(model.reload());
        QCOMPARE(model.index(0).data(MessagesModel::CustomerToneRole).toString(), QString());
    }
    void pagesMeetAlsoWhereManyWereQueuedAtOnce()
    {
        Desk desk;
        QVERIFY(doDeed(*desk.session, "test", {}, [&](Transaction &tx) -> Result<void> {
            for (int i = 0; i < 350; ++i) {
                Message one = aMessage(desk, desk.sam, "failed");
                one.id = {tx.freshId()};
                if (auto done = takeRow(tx, kMessage, one); !done)
                    return done;
            }
            return {};
        }));
        MessagesModel model(*desk.session);
        QVERIFY(model.reload());
        QCOMPARE(model.rowCount(), MessagesModel::kPage);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        while (model.canFetchMore({}))
            model.fetchMore({});
        QCOMPARE(model.rowCount(), 350);
        QSet<QString> seen;
        for (int row = 0; row < model.rowCount(); ++row)
            seen.insert(model.index(row).data(MessagesModel::MessageIdRole).toString());
        QCOMPARE(seen.size(), 350);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QVERIFY(model.reload()); // as far down as it was read, and nothing moves
        QCOMPARE(model.rowCount(), 350);
        QCOMPARE(reset.size(), 0);
    }
    void whatChangesElsewhereIsSeenAtOnceAndTheChosenRowStays()
    {
        Desk desk;
        const MessageId first = desk.lay(desk.sam, "unknown");
        desk.clock.advance(kMinute);
        desk.show();
        QCOMPARE(desk.model()->rowCount(), 1);
        desk.lay(desk.maria, "failed");
        QCOMPARE(desk.model()->rowCount(), 2);
        QCOMPARE(desk.model()->rowOf(first), 1);
        QCOMPARE(desk.list()->currentIndex().row(), 1);
        Message sent = *load(desk->database(), kMessage, first.value);
        sent.state = words("sent");
        lay(desk, sent);
        QCOMPARE(desk.model()->rowCount(), 1);
        QCOMPARE(desk.list()->currentIndex().row(), 0);
    }
    void theKeysDoWhatTheButtonsDo_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<MessageList>("list");
        QTest::addColumn<int>("wish");
        QTest::newRow("cancel") << QByteArray("queued") << Qt::Key_Delete << MessageList::Waiting << 1;
        QTest::newRow("again") << QByteArray("failed") << Qt::Key_R << MessageList::Troubled << 2;
        QTest::newRow("expired again") << QByteArray("expired") << Qt::Key_R << MessageList::Troubled << 2;
        QTest::newRow("leave") << QByteArray("failed") << Qt::Key_Delete << MessageList::Troubled << 1;
        QTest::newRow("arrived") << QByteArray("unknown") << Qt::Key_Y << MessageList::Troubled << 3;
        QTest::newRow("lost") << QByteArray("unknown") << Qt::Key_N << MessageList::Troubled << 4;
        QTest::newRow("not again") << QByteArray("unknown") << Qt::Key_R << MessageList::Troubled << 0;
        QTest::newRow("sent") << QByteArray("sent") << Qt::Key_Delete << MessageList::Sent << 0;
    }
    void theKeysDoWhatTheButtonsDo()
    {
        QFETCH(QByteArray, state);
        QFETCH(Qt::Key, key);
        QFETCH(MessageList, list);
        QFETCH(int, wish);
        Desk desk;
        desk.lay(desk.sam, state.constData());
        desk.show();
        desk.screen->choose(list);
        QSignalSpy said(desk.screen.get(), &Screen::said);
        desk.key(key);
        QCOMPARE(desk.count("message WHERE wish=" + QByteArray::number(wish)), 1);
        QCOMPARE(said.size(), wish > 0 ? 1 : 0);
        if (wish == 0)
            return;
        QVERIFY(said.front().at(1).toBool());
        QVERIFY(undoLast(*desk.session));
        QCOMPARE(desk.count("message WHERE wish=0"), 1);
    }
    void withLetterKeysOffOnlyTheOthersAct()
    {
        Desk desk;
        desk.lay(desk.sam, "unknown");
        desk.show();
        const auto back = qScopeGuard([] { letterKeys()->setOn(true); });
        const auto caps = [&] {
            int shown = 0;
            for (const Button *button : desk.screen->findChildren<Button *>())
                shown += button->toolTip().endsWith(QStringLiteral("(Y)")) ? 1 : 0;
            return shown;
        };
        QVERIFY(caps() > 0);
        letterKeys()->setOn(false);
        QCOMPARE(caps(), 0);
        desk.key(Qt::Key_Y);
        QCOMPARE(desk.count("message WHERE wish=0"), 1);
    }
    void enterOpensTheLead()
    {
        Desk desk;
        desk.lay(desk.maria, "unknown");
        desk.show();
        LeadId opened;
        connect(desk.screen.get(), &MessagesScreen::openLead, desk.screen.get(), [&](LeadId lead) { opened = lead; });
        desk.key(Qt::Key_Return);
        QCOMPARE(opened, desk.maria);
    }
    void theWholeMessageIsReadAsPlainText()
    {
        Desk desk;
        Message mail = aMessage(desk, desk.sam, "failed");
        mail.channel = int(Channel::Email);
        mail.subject = words("Hello <b>");
        mail.body = words("First line\n<img src=x>\x1b[2J\u202e") + QString(10'000, u'x');
        mail.footer = words("Northgate Motors, 12 Harbor Road");
        mail.said = words("550 5.1.1 unknown");
        lay(desk, mail);
        desk.show();
        const QString shown = desk.screen->findChild<MessageView *>()->body()->toPlainText();
        QVERIFY(shown.startsWith(words("First line\n<img src=x>")) && shown.endsWith(mail.footer));
        QVERIFY(!shown.contains(QChar(0x1b)) && !shown.contains(QChar(0x202e)));
        QVERIFY(desk.label("messages.state").startsWith(words("Not sent.")));
    }
    void everythingHasANameAndTheKeysReachIt()
    {
        Desk desk;
        desk.lay(desk.sam, "unknown");
        desk.show();
        for (QWidget *one : desk.screen->findChildren<QWidget *>()) {
            if (!one->isVisible() || !(one->focusPolicy() & Qt::TabFocus))
                continue;
            const auto *pushed = qobject_cast<QAbstractButton *>(one);
            QVERIFY2(!one->accessibleName().isEmpty() || (pushed && !pushed->text().isEmpty()),
                one->metaObject()->className());
        }
    }
    // Each list is read by an index of its own: of 100,000 as fast as of ten.
    void aHundredThousandAreReadPageByPage()
    {
        Desk desk;
        QVERIFY(desk->database().relax());
        for (int slice = 0; slice < 50; ++slice) {
            QVERIFY(doDeed(*desk.session, "test", {}, [&](Transaction &tx) -> Result<void> {
                for (int i = 0; i < 2'000; ++i) {
                    Message one =
                        aMessage(desk, i % 2 ? desk.sam : LeadId{newId(i + slice * 2'000)}, i % 50 ? "sent" : "queued");
                    one.id = {tx.freshId()};
                    one.asked = one.began = desk.clock.now() - (slice * 2'000 + i) * kSecond;
                    if (auto done = takeRow(tx, kMessage, one); !done)
                        return done;
                }
                return {};
            }));
        }
        QVERIFY(desk->database().settle());
        QCOMPARE(desk.count("message"), 100'000);
        MessagesModel model(*desk.session);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(model.setList(MessageList::Sent));
        const qint64 first = timer.restart();
        for (int page = 0; page < 20; ++page)
            model.fetchMore({});
        const qint64 pages = timer.restart();
        QVERIFY(messageCounts(desk->database(), desk.clock.now()));
        const qint64 counts = timer.elapsed();
        QCOMPARE(model.rowCount(), 21 * MessagesModel::kPage);
        qInfo("first page %lld ms, 20 more %lld ms, counts %lld ms", first, pages, counts);
        QVERIFY2(first < 100 && pages < 20 * 50 && counts < 50, "slow");
        for (const char *sql : {"EXPLAIN QUERY PLAN SELECT id FROM message m WHERE m.deleted=0 AND m.state='sent'"
                                " AND m.began<=9 AND (m.began<9 OR m.id<x'00') ORDER BY m.began DESC, m.id DESC"}) {
            Query q = desk->database().once(sql);
            QString plan;
            while (q.next())
                plan += q.text(3);
            QVERIFY(q.done());
            QVERIFY2(plan.contains(words("message_sent")) && !plan.contains(words("TEMP")), qPrintable(plan));
        }
    }
    void pictures()
    {
        Desk desk;
        for (const char *state : {"expired", "failed", "unknown", "failed"}) {
            Message one = aMessage(desk, desk.count("message") % 2 ? desk.maria : desk.sam, state);
            one.why = one.state == words("failed") ? words("to") : QString();
            one.said = one.state == words("failed") ? words("550 5.1.1 no such mailbox here") : QString();
            lay(desk, one);
            desk.clock.advance(11 * kMinute);
        }
        desk.show();
        QApplication::processEvents();
        QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/messages-light.png")));
        setTheme(ThemeName::Dark);
        QApplication::processEvents();
        QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/messages-dark.png")));
        desk.screen->resize(824, 624);
        setTextSize(200);
        QApplication::processEvents();
        QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/messages-dark-200.png")));
        setTheme(ThemeName::Light);
    }
};
Q_DECLARE_METATYPE(updesk::MessageList)
UPDESK_TEST(TestMessages);
#include "tst_messages.moc"
