// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendhold.h"
#include "core/desk/undo.h"
#include "core/store/desksetting.h"
#include "tests/ui/messages/messagesdesk.h"
#include "ui/parts/ask.h"

#include <QDir>

using namespace updesk;

/// Sending is on hold after the server or the file was set back: the screen says so and who may release it.
class TestSendHold : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }

    struct Desk : MessagesDesk {
        Desk()
        {
            for (const char *body : {"It is here. When would you like to come?", "The keys are at the front desk."}) {
                Message message = aMessage(*this, sam, "queued");
                message.body = words(body);
                message.notBefore = clock.now() + 8 * kSecond;
                updesk::lay(*this, message);
                clock.advance(kMinute);
            }
        }
        void hold(const QString &mark = words("before.1"))
        {
            auto tx = Transaction::begin(session->database(), session->by());
            if (!tx || !holdSending(*tx, {mark, clock.now()}) || !tx->commit())
                qFatal("hold");
        }
        void show(QSize size = {1166, 692}) { MessagesDesk::show(size, MessageList::Waiting); }
        Banner *banner() const { return screen->findChild<Banner *>(words("messages.hold")); }
    };

    const QLocale m_region; ///< as it was, for the classes after this one

private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); } // its lists have an "and", those of C none
    void cleanup()
    {
        QLocale::setDefault(m_region);
        setTextSize(100);
    }

    void nothingIsSaidWhileMessagesLeave()
    {
        Desk desk;
        desk.show();
        QVERIFY(!desk.banner()->isVisible());
        QVERIFY(!desk.state(0).contains(words("hold")));
    }
    void whoeverMayNotReleaseItReadsWhoMay()
    {
        Desk desk;
        desk.session->setPerson(desk.dana);
        desk.hold();
        desk.show();
        QVERIFY(desk.banner()->isVisible());
        QCOMPARE(desk.banner()->words(),
            words("Sending is on hold: the server was set back to an older copy. Mike Stone can release it."));
        QCOMPARE(desk.state(0),
            words("Waits: sending is on hold after an older copy was brought back, until a manager releases it."));
        desk.key(Qt::Key_H);
        QVERIFY(sendHold(desk->database())->has_value());
        for (const Button *button : desk.banner()->findChildren<Button *>())
            QVERIFY(!button->isVisible());
    }
    void aManagerReleasesItWithOneKeyAndCanTakeThatBack()
    {
        Desk desk;
        desk.session->setPerson(desk.mike);
        desk.hold(fileMark(1));
        desk.show();
        QCOMPARE(desk.banner()->words(),
            words("Sending is on hold: this file was set back to an older copy. Look at what waits, then release it."));
        QStringList said;
        connect(desk.screen.get(), &MessagesScreen::said, this,
            [&said](const QString &line, bool undo) { said << (undo ? line + words(" undo") : line); });
        desk.key(Qt::Key_H);
        QCOMPARE(said, QStringList{words("Sending was released. What waits leaves now. undo")});
        QVERIFY(!sendHold(desk->database())->has_value());
        QVERIFY(!desk.banner()->isVisible());
        QVERIFY(!desk.state(0).contains(words("on hold")));
        QVERIFY(undoLast(*desk.session));
        QApplication::processEvents();
        QVERIFY(desk.banner()->isVisible());
        desk.key(Qt::Key_H);
        desk.key(Qt::Key_H); // there is nothing to release any more
        QCOMPARE(said.size(), 2);
    }
    // The server names the computers that hold it up; what they had sent could go twice.
    void whoReleasesItWithoutSomeComputersIsAskedByTheirNames()
    {
        Desk desk;
        desk.session->setPerson(desk.mike);
        desk.hold();
        QVERIFY(setDeskSetting(desk->database(), words("standing"), words("{\"unsettled\":[\"FRONT\",\"BACK\"]}")));
        desk.show();
        QCOMPARE(desk.banner()->words(),
            words("Sending is on hold: the server was set back to an older copy. Not back yet: FRONT and BACK. Switch "
                  "these computers on first, then release it."));
        answerNext(-1);
        desk.key(Qt::Key_H);
        QVERIFY(sendHold(desk->database())->has_value());
        QVERIFY(lastQuestion().text.contains(words("FRONT and BACK")));
        answerNext(0);
        desk.key(Qt::Key_H);
        QVERIFY(!sendHold(desk->database())->has_value());
        QVERIFY(setDeskSetting(desk->database(), words("standing"), {}));
        desk.hold(words("another.1"));
        desk->refresh();
        desk.key(Qt::Key_H); // nobody is missed: nothing is asked
        QVERIFY(!sendHold(desk->database())->has_value());
    }
    // The list that stands first is empty as a rule: the key acts there too.
    void itIsReleasedFromAnEmptyListToo()
    {
        Desk desk;
        desk.session->setPerson(desk.mike);
        desk.hold();
        desk.show();
        desk.screen->choose(MessageList::Troubled);
        QCOMPARE(desk.screen->model()->rowCount(), 0);
        QTest::keyClick(desk.screen->focusTarget(), Qt::Key_H);
        QVERIFY(!sendHold(desk->database())->has_value());
        QVERIFY(!desk.banner()->isVisible());
    }
    void whoSitsDownReadsWhatTheyMayDo()
    {
        Desk desk;
        desk.session->setPerson(desk.dana);
        desk.hold();
        desk.show();
        QVERIFY(desk.banner()->words().contains(words("Mike Stone can release it")));
        desk.session->setPerson(desk.mike);
        QVERIFY(desk.banner()->words().contains(words("then release it")));
    }
    void pictures()
    {
        Desk desk;
        desk.session->setPerson(desk.mike);
        desk.hold();
        desk.show();
        QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/messages-hold-light.png")));
        setTheme(ThemeName::Dark);
        QApplication::processEvents();
        QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/messages-hold-dark.png")));
        desk.screen->resize(824, 624);
        setTextSize(200);
        QApplication::processEvents();
        QVERIFY(desk.screen->grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/messages-hold-dark-200.png")));
        setTheme(ThemeName::Light);
    }
};
UPDESK_TEST(TestSendHold);
#include "tst_sendhold.moc"
