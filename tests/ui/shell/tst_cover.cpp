// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/ask.h"
#include "ui/parts/banner.h"
#include "ui/sharing/sharingsheet.h"
#include "ui/welcome/signinpage.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QMessageBox>

using namespace updesk;

/// What lies behind a locked desk cannot be seen, reached or opened.
class TestCover : public QObject
{
    Q_OBJECT

    static SignInPage *lock(ShellDesk &shell)
    {
        auto *page = new SignInPage;
        page->setKnown({{{}, QStringLiteral("dana"), QStringLiteral("Dana Reyes"), true, 1}});
        shell.desk->cover()->lay(page);
        page->focusTarget()->setFocus();
        return page;
    }
    static bool isOnPage(const SignInPage *page)
    {
        const QWidget *focus = QApplication::focusWidget();
        return focus && (focus == page || page->isAncestorOf(focus));
    }
    /// A banner with a button, as a desk has it that is offline with changes waiting.
    static void goOffline(ShellDesk &shell)
    {
        ShellState state = shell.window().state();
        state.offline = QStringLiteral("Offline since 10:00. 1 change waiting.");
        state.offlineAction = QStringLiteral("Show them");
        shell.window().setState(state);
    }

private Q_SLOTS:
    void tabNeverLeavesThePageThoughTheWindowGoesOn()
    {
        ShellDesk shell;
        shell.store.add(shell.store.webLead(1));
        shell.open();
        goOffline(shell);
        auto *banner = shell.find<Banner>("banner.offline");
        QVERIFY(banner->isVisible());
        const SignInPage *page = lock(shell);
        QVERIFY(!banner->isVisible());
        for (const int second : {0, 1}) { // the window writes its state each second
            if (second > 0)
                QTest::qWait(1200);
            QSet<const QWidget *> seen;
            for (int i = 0; i < 30; ++i) {
                shell.key(i < 15 ? Qt::Key_Tab : Qt::Key_Backtab);
                QVERIFY(isOnPage(page));
                seen << QApplication::focusWidget();
            }
            QVERIFY(seen.size() > 2); // it goes round
            QVERIFY(!banner->isVisible());
        }
        for (const QWidget *one : shell.window().findChildren<QWidget *>())
            QVERIFY2(!one->isVisible() || one == page || page->isAncestorOf(one), one->metaObject()->className());
        shell.desk->cover()->lift();
        QVERIFY(banner->isVisible());
        QVERIFY(shell.queue().isVisible());
    }
    void noSheetOpensOverThePage()
    {
        ShellDesk shell;
        shell.open();
        const SignInPage *page = lock(shell);
        shell.desk->sync()->openList();
        shell.window().notices()->openList();
        shell.window().palette()->openWith({});
        shell.desk->quickAdd()->walkIn();
        QVERIFY(!SheetDialog::openIn(&shell.window()));
        QVERIFY(isOnPage(page));
        QElapsedTimer since;
        since.start();
        QCOMPARE(ask(&shell.window(), {QStringLiteral("Close it?"), {}, {QStringLiteral("Close")}}), -1);
        QVERIFY(since.elapsed() < 1000); // nobody could answer
        shell.desk->cover()->lift();
        shell.desk->sync()->openList();
        QVERIFY(SheetDialog::openIn(&shell.window()));
    }
    // It was asked of whoever sat there; the next one must not answer it.
    void whatWasAskedIsNotAskedOfTheNext()
    {
        ShellDesk shell;
        shell.open();
        QMessageBox box(&shell.window());
        bool rejected = false;
        connect(&box, &QDialog::rejected, this, [&rejected] { rejected = true; });
        box.open();
        QTimer::singleShot(100, &shell.window(), [&shell] { lock(shell); });
        QCOMPARE(ask(&shell.window(), {QStringLiteral("Close it?"), {}, {QStringLiteral("Close")}}), -1);
        QVERIFY(shell.desk->cover()->isLaid());
        QVERIFY(rejected);
        shell.desk->cover()->lift();
        QVERIFY(!SheetDialog::openIn(&shell.window()));
    }
    void aHalfTypedFormComesBackWithTheDesk()
    {
        ShellDesk shell;
        shell.open();
        shell.key(Qt::Key_F8);
        shell.type(QStringLiteral("555201"));
        lock(shell);
        QVERIFY(!shell.desk->quickAdd()->form()->isVisible());
        shell.desk->cover()->lift();
        QVERIFY(shell.desk->quickAdd()->form()->isVisible());
        QCOMPARE(shell.find<QLineEdit>("quickadd.phone")->text(), QStringLiteral("555201"));
    }
};
UPDESK_TEST(TestCover);
#include "tst_cover.moc"
