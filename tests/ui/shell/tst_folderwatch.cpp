// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/desksetting.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/ask.h"

#include <QDir>
#include <QMenu>

using namespace updesk;

class TestFolderWatch : public QObject
{
    Q_OBJECT

    static void put(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
    }
    static QByteArray document()
    {
        return "<?adf version=\"1.0\"?><adf><prospect><customer><contact><name part=\"full\">Rosa Quist</name>"
               "<phone>(555) 555-0110</phone></contact></customer></prospect></adf>";
    }
    static QString made(ShellDesk &shell, const char *name)
    {
        const QString path = shell.store.dir.filePath(QLatin1String(name));
        QDir().mkpath(path);
        return path;
    }
    static QStringList inUserMenu(ShellDesk &shell)
    {
        auto *menu = shell.find<QMenu>("userMenu");
        Q_EMIT menu->aboutToShow();
        QStringList words;
        for (const QAction *action : menu->actions())
            words << action->text();
        return words;
    }

private Q_SLOTS:
    void aFileInTheChosenFolderBecomesALead()
    {
        ShellDesk shell;
        const QString folder = made(shell, "mail");
        DeskWindow &desk = shell.open({}, {1366, 768}, DeskWindow::Background::On);
        desk.folder()->setChooser([folder] { return folder; });
        QVERIFY(shell.words("status.folder").isEmpty());
        QVERIFY(desk.window()->commands()->run(QStringLiteral("watchFolder")));
        QCOMPARE(shell.words("status.folder"), QStringLiteral("mail: no file yet"));
        QVERIFY(shell.toast().startsWith(QStringLiteral("Watching mail.")));
        put(folder + QStringLiteral("/rosa.xml"), document());
        QTRY_COMPARE_WITH_TIMEOUT(shell.words("status.folder"), QStringLiteral("mail: rosa.xml read 10:00"), 15'000);
        QCOMPARE(shell.store.count("lead"), 1);
        QVERIFY(QFile::exists(folder + QStringLiteral("/done/rosa.xml")));
        put(folder + QStringLiteral("/bad.xml"), "<adf><prosp");
        QTRY_COMPARE_WITH_TIMEOUT(
            shell.words("status.folder"), QStringLiteral("mail: bad.xml not readable, 10:00"), 15'000);
        QVERIFY(QFile::exists(folder + QStringLiteral("/failed/bad.xml")));
    }
    void theFolderIsWatchedAgainAfterARestart()
    {
        ShellDesk shell;
        const QString folder = made(shell, "mail");
        shell.open().folder()->setChooser([folder] { return folder; });
        shell.window().commands()->run(QStringLiteral("watchFolder"));
        shell.close();
        shell.store.reopen();
        put(folder + QStringLiteral("/rosa.xml"), document());
        shell.open({}, {1366, 768}, DeskWindow::Background::On);
        QVERIFY(shell.words("status.folder").startsWith(QStringLiteral("mail: ")));
        QTRY_COMPARE_WITH_TIMEOUT(shell.store.count("lead"), 1, 60'000);
    }
    void aMissingFolderIsSaidInTheStatusLineAndComesBack()
    {
        ShellDesk shell;
        const QString folder = made(shell, "mail");
        QVERIFY(setDeskSetting(shell.store->database(), QStringLiteral("watched_folder"), folder));
        QVERIFY(QDir(folder).removeRecursively());
        shell.open({}, {1366, 768}, DeskWindow::Background::On);
        QCOMPARE(shell.words("status.folder"), QStringLiteral("Folder mail is missing"));
        QVERIFY(shell.find<QWidget>("status.folder")->toolTip().contains(folder));
        QDir().mkpath(folder);
        QTRY_COMPARE_WITH_TIMEOUT(shell.words("status.folder"), QStringLiteral("mail: no file yet"), 60'000);
    }
    void stoppingIsInTheMenuOnlyWhileOneIsWatched()
    {
        ShellDesk shell;
        const QString folder = made(shell, "mail");
        DeskWindow &desk = shell.open();
        desk.folder()->setChooser([folder] { return folder; });
        QVERIFY(inUserMenu(shell).contains(QStringLiteral("Watch a folder for lead files ...")));
        QVERIFY(!inUserMenu(shell).contains(QStringLiteral("Stop watching mail")));
        QVERIFY(!desk.window()->commands()->run(QStringLiteral("stopWatching")));
        desk.window()->commands()->run(QStringLiteral("watchFolder"));
        QVERIFY(inUserMenu(shell).contains(QStringLiteral("Stop watching mail")));
        QVERIFY(desk.window()->commands()->run(QStringLiteral("stopWatching")));
        QVERIFY(!inUserMenu(shell).contains(QStringLiteral("Stop watching mail")));
        QVERIFY(shell.words("status.folder").isEmpty());
        QCOMPARE(*deskSetting(shell.store->database(), QStringLiteral("watched_folder")), QString());
    }
    void filesThatLieThereAreAskedAbout()
    {
        ShellDesk shell;
        const QString folder = made(shell, "papers");
        put(folder + QStringLiteral("/tax.pdf"), "not ours");
        DeskWindow &desk = shell.open();
        desk.folder()->setChooser([folder] { return folder; });
        answerNext(-1);
        desk.window()->commands()->run(QStringLiteral("watchFolder"));
        QVERIFY(lastQuestion().title.contains(QStringLiteral("papers")));
        QVERIFY(shell.words("status.folder").isEmpty());
        QVERIFY(QFile::exists(folder + QStringLiteral("/tax.pdf")));
        answerNext(0);
        desk.window()->commands()->run(QStringLiteral("watchFolder"));
        QCOMPARE(shell.words("status.folder"), QStringLiteral("papers: no file yet"));
    }
    void noFolderChosenChangesNothing()
    {
        ShellDesk shell;
        DeskWindow &desk = shell.open();
        desk.folder()->setChooser([] { return QString(); });
        desk.window()->commands()->run(QStringLiteral("watchFolder"));
        desk.folder()->setChooser([] { return QStringLiteral("/nowhere/at/all"); });
        desk.window()->commands()->run(QStringLiteral("watchFolder"));
        QVERIFY(shell.toast().startsWith(QStringLiteral("UpDesk may not move files in all.")));
        QVERIFY(shell.words("status.folder").isEmpty());
        QCOMPARE(*deskSetting(shell.store->database(), QStringLiteral("watched_folder")), QString());
    }
};
UPDESK_TEST(TestFolderWatch);
#include "tst_folderwatch.moc"
