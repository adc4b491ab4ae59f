// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendhold.h"
#include "core/desk/undo.h"
#include "tests/ui/lead/writingdesk.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/messages/messagesscreen.h"

#include <QListView>

using namespace updesk;

/// Messages in the window: how many there are stands in the status line, and the way from there to the lead.
class TestMessageCount : public QObject
{
    Q_OBJECT
    static QString words(const char *text) { return QString::fromUtf8(text); }

private Q_SLOTS:
    void theStatusLineCountsThemAndTheTroubledOnesFirst()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(0)).lead;
        shell.open();
        QCOMPARE(shell.words("status.queued"), QString());
        lay(shell.store, aMessage(shell.store, lead, "queued"));
        QCOMPARE(shell.words("status.queued"), words("1 message(s) queued"));
        lay(shell.store, aMessage(shell.store, lead, "unknown"));
        QCOMPARE(shell.words("status.queued"), words("1 message(s) to look at"));
        QVERIFY(shell.window().state().queuedIsWrong);
    }
    void thatSendingIsOnHoldStandsThereBeforeAllElse()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(0)).lead;
        lay(shell.store, aMessage(shell.store, lead, "unknown"));
        auto tx = Transaction::begin(shell.store->database(), shell.store->by());
        QVERIFY(tx && holdSending(*tx, {words("before.1"), shell.store.clock.now()}) && tx->commit());
        shell.open();
        QCOMPARE(shell.words("status.queued"), words("Sending is on hold. A manager can release it"));
        QVERIFY(shell.window().state().queuedIsWrong);
        QTest::mouseClick(shell.find<QWidget>("status.queued"), Qt::LeftButton);
        QCOMPARE(shell.window().current(), words("messages"));
        QVERIFY(shell.find<QWidget>("messages.hold")->isVisible());
    }
    void aClickOnItShowsTheListAndEnterTheLead()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(0)).lead;
        lay(shell.store, aMessage(shell.store, lead, "unknown"));
        shell.open();
        QTest::mouseClick(shell.find<QWidget>("status.queued"), Qt::LeftButton);
        QCOMPARE(shell.window().current(), words("messages"));
        shell.key(Qt::Key_Return);
        QCOMPARE(shell.window().current(), words("queue"));
        QCOMPARE(shell.desk->work()->lead()->lead(), lead);
    }
    void itIsFoundByItsName()
    {
        ShellDesk shell;
        shell.open();
        shell.key(Qt::Key_K, Qt::ControlModifier);
        shell.type(words("messages"));
        shell.key(Qt::Key_Return);
        QCOMPARE(shell.window().current(), words("messages"));
    }
    void whatWasSentFromTheLeadIsTakenBackByItsToast()
    {
        ShellDesk shell;
        setUpWays(shell.store);
        const LeadId lead = shell.store.add(shell.store.webLead(0)).lead;
        shell.open();
        shell.desk->openLead(lead);
        shell.key(Qt::Key_T);
        auto *edit = shell.find<QPlainTextEdit>("lead.composer.edit");
        QVERIFY(edit && edit->hasFocus());
        shell.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(shell.toast().startsWith(words("Leaves in 10 s.")), qPrintable(shell.toast()));
        QCOMPARE(shell.store.count("message WHERE deleted=0 AND state='queued'"), 1);
        QTest::mouseClick(shell.find<QWidget>("toast.undo"), Qt::LeftButton);
        QCOMPARE(shell.store.count("message WHERE deleted=0 AND state='queued' AND wish=0"), 0);
        QCOMPARE(shell.toast(), words("The message does not leave."));
    }
    void whatHasLeftMeanwhileTheToastSays()
    {
        ShellDesk shell;
        setUpWays(shell.store);
        const LeadId lead = shell.store.add(shell.store.webLead(0)).lead;
        shell.open();
        shell.desk->openLead(lead);
        shell.key(Qt::Key_T);
        shell.key(Qt::Key_Return, Qt::ControlModifier);
        const auto rows = messagesOf(shell.store->database(), lead);
        QVERIFY(rows && rows->size() == 1);
        Message message = rows->front().message;
        shell.store.clock.advance(11 * kSecond);
        message.state = words("sending");
        message.began = shell.store.clock.now();
        message.epoch = 1;
        lay(shell.store, message);
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shell.toast(), words("It has left and cannot come back."));
        QCOMPARE(shell.store.count("message WHERE deleted=0 AND state='sending'"), 1);
    }
    void pictures()
    {
        ShellDesk shell;
        setUpWays(shell.store);
        const LeadId lead = shell.store.add(shell.store.webLead(0)).lead;
        shell.store.add(shell.store.webLead(1));
        shell.open(shell.store.mike);
        shell.desk->openLead(lead);
        shell.key(Qt::Key_T);
        shell.key(Qt::Key_Return, Qt::ControlModifier);
        lay(shell.store, aMessage(shell.store, lead, "unknown"));
        shell.store.clock.advance(2 * kSecond);
        shell.desk->openLead(lead);
        shell.store.clock.set(shell.store.clock.now() + 150 * kDay + 13 * kHour); // at night, long after the inquiry
        shell.key(Qt::Key_T);
        shell.find<QPlainTextEdit>("lead.composer.edit")->setPlainText(words("Northgate Motors: {vehicle} is here"));
        QApplication::processEvents();
        QVERIFY(shell.window().grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/composer-window.png")));
    }
};
UPDESK_TEST(TestMessageCount);
#include "tst_messagecount.moc"
