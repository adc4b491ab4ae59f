// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/importjob.h"

#include "core/store/desksetting.h"
#include "tests/support/suite.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/ask.h"

#include <QDir>

using namespace updesk;

/// An import that is cut off by quitting or a crash.
class TestImportJob : public QObject
{
    Q_OBJECT

    static QString kept(ShellDesk &shell)
    {
        const auto paths = deskSetting(shell.store->database(), QStringLiteral("import_paths"));
        return paths ? *paths : QStringLiteral("unread");
    }
    static QStringList documents(ShellDesk &shell, int count)
    {
        QStringList paths;
        for (int i = 0; i < count; ++i) {
            QFile file(shell.store.dir.filePath(QStringLiteral("lead%1.xml").arg(i)));
            const QByteArray bytes =
                "<?adf version=\"1.0\"?><adf><prospect><customer><contact><name part=\"full\">Rosa Quist"
                + QByteArray::number(i) + "</name><phone>(555) 555-01" + QByteArray::number(10 + i)
                + "</phone></contact></customer></prospect></adf>";
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("cannot write");
            paths << file.fileName();
        }
        return paths;
    }

private Q_SLOTS:
    void quittingAsksOnceWhileAnImportRuns()
    {
        ShellDesk shell;
        QStringList handed;
        ImportJob job(*shell.store, [&](const QStringList &paths) { handed = paths; });
        QVERIFY(job.mayQuit(nullptr)); // nothing runs, nothing is asked
        job.begin({QStringLiteral("/mail/a.xml"), QStringLiteral("/mail/b.xml")});
        QCOMPARE(handed.size(), 2);
        ImportProgress progress;
        progress.done = 4210;
        progress.total = 10000;
        job.heard(progress);
        answerNext(1);
        QVERIFY(!job.mayQuit(nullptr));
        QCOMPARE(lastQuestion().text, QStringLiteral("Import is at 4,210 of 10,000. Quit and resume later?"));
        answerNext(-1); // Esc stays
        QVERIFY(!job.mayQuit(nullptr));
        answerNext(0);
        QVERIFY(job.mayQuit(nullptr));
        progress.finished = true;
        job.heard(progress);
        QVERIFY(job.mayQuit(nullptr));
        QVERIFY(kept(shell).isEmpty());
    }
    void afterFiveSecondsItSaysHowLongTheRestTakes()
    {
        const auto left = [](qint64 elapsed, int done, int total) {
            return ImportJob::leftWords(elapsed, done, total);
        };
        QVERIFY(left(4999, 100, 10'000).isEmpty());
        QCOMPARE(left(6000, 100, 1900), QStringLiteral("about 2 min"));
        QCOMPARE(left(30'000, 4210, 10'000), QStringLiteral("under 1 min"));
        QCOMPARE(left(60'000, 1, 181), QStringLiteral("about 3 h"));
        QVERIFY(left(60'000, 0, 10'000).isEmpty()); // nothing to go by
        QVERIFY(left(60'000, 10'000, 10'000).isEmpty());
        ShellDesk shell;
        ImportJob job(*shell.store, [](const QStringList &) {});
        QVERIFY(job.left().isEmpty());
    }
    void whatWasCutOffGoesOnAtTheNextStart()
    {
        ShellDesk shell;
        const QStringList paths = documents(shell, 3);
        {
            ImportJob job(*shell.store, [](const QStringList &) {});
            job.begin(paths); // and the program is gone
        }
        QVERIFY(!kept(shell).isEmpty());
        shell.open({}, {1366, 768}, DeskWindow::Background::On);
        QTRY_COMPARE_WITH_TIMEOUT(shell.store.count("lead"), 3, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(kept(shell).isEmpty(), 60'000);
    }
    void whatWasReadBeforeTheCutIsNotReadTwice()
    {
        ShellDesk shell;
        const QStringList paths = documents(shell, 3);
        QVERIFY(takeFile(*shell.store, paths[0]).captured.size() == 1);
        ImportJob job(*shell.store, [](const QStringList &) {});
        job.begin(paths);
        shell.open({}, {1366, 768}, DeskWindow::Background::On);
        QTRY_VERIFY_WITH_TIMEOUT(kept(shell).isEmpty(), 60'000);
        QCOMPARE(shell.store.count("lead"), 3);
    }
};

UPDESK_TEST(TestImportJob);
#include "tst_importjob.moc"
