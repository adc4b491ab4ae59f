// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskprogram.h"
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QLabel>
#include <QProcess>

using namespace updesk;

/// What the window's program is told on its command line, and what it answers to what it does not know.
class TestOptions : public QObject
{
    Q_OBJECT

    static StartOptions read(const Program &command, const QStringList &more)
    {
        const auto options = readOptions(QStringList{QStringLiteral("updesk"), QStringLiteral("--profile"),
                                             command.file({}), QStringLiteral("--sample"), QStringLiteral("small"),
                                             QStringLiteral("--now"), QStringLiteral("2026-03-12T10:00:00-04:00")}
            + more);
        if (!options)
            qFatal("options refused");
        return *options;
    }

private Q_SLOTS:
    void whatIsNotKnownIsRefusedInWordsWithTheKnownNames_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("screen")
            << "--screen"
            << "dashboard"
            << "queue, lead, walkin, phoneup, quarantine, appointments, templates, sequences, messages or settings";
        QTest::newRow("theme") << "--theme"
                               << "purple"
                               << "light, dark, contrast or system";
        QTest::newRow("size") << "--size"
                              << "wide"
                              << "1366x768";
        QTest::newRow("scale") << "--scale"
                               << "9"
                               << "0.5 to 4";
        QTest::newRow("lead") << "--lead"
                              << "first"
                              << "from 1 on";
        QTest::newRow("speed") << "--speed"
                               << "0"
                               << "from 1 on";
        QTest::newRow("now") << "--now"
                             << "garbage"
                             << "2026-03-12T10:00:00-05:00";
        QTest::newRow("sample") << "--sample"
                                << "huge"
                                << "small or large";
    }
    void whatIsNotKnownIsRefusedInWordsWithTheKnownNames()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        QFETCH(QString, says);
        const Program command;
        QProcess window;
        window.start(QStringLiteral(UPDESK_BUILD_DIR "/app/updesk"),
            {QStringLiteral("--profile"), command.file(QStringLiteral("none")), option, value});
        QVERIFY(window.waitForFinished(60'000));
        QCOMPARE(window.exitStatus(), QProcess::NormalExit);
        QCOMPARE(window.exitCode(), 2);
        const QString error = QString::fromUtf8(window.readAllStandardError());
        QVERIFY2(error.contains(option) && error.contains(says), qPrintable(error));
        QVERIFY(!QFile::exists(command.file(QStringLiteral("none"))));
    }
    void whoIsNotThereIsNamedAndAPictureIsAllThatIsSaid()
    {
        const Program command;
        const auto ran = [&command](const QString &login) {
            QProcess window;
            window.start(QStringLiteral(UPDESK_BUILD_DIR "/app/updesk"),
                {QStringLiteral("--profile"), command.file(QStringLiteral("desk")), QStringLiteral("--sample"),
                    QStringLiteral("small"), QStringLiteral("--user"), login, QStringLiteral("--grab"),
                    command.file(QStringLiteral("queue.png"))});
            if (!window.waitForFinished(120'000))
                qFatal("the program does not end");
            return std::pair(window.exitCode(), QString::fromUtf8(window.readAllStandardError()).trimmed());
        };
        const auto [status, words] = ran(QStringLiteral("nemo"));
        QCOMPARE(status, 1);
        QVERIFY2(words.endsWith(QStringLiteral("updesk: Nobody here has the login nemo.")), qPrintable(words));
        QVERIFY(!QFile::exists(command.file(QStringLiteral("queue.png"))));
        const auto [done, nothing] = ran(QStringLiteral("mike"));
        QCOMPARE(done, 0);
        QVERIFY2(!nothing.contains(QStringLiteral("QProcess")), qPrintable(nothing));
        QVERIFY(QFile::exists(command.file(QStringLiteral("queue.png"))));
    }
    void eachScreenOpensByItsName()
    {
        const Program command;
        static const QStringList own{QStringLiteral("settings"), QStringLiteral("appointments"),
            QStringLiteral("templates"), QStringLiteral("sequences"), QStringLiteral("messages")};
        for (const char *name : {"queue", "quarantine", "tray", "settings", "appointments", "templates", "sequences",
                 "messages", "lead", "walkin", "phoneup"}) {
            const QString screen = QLatin1String(name);
            DeskProgram program(read(command, {QStringLiteral("--screen"), screen}));
            QVERIFY(program.begin());
            DeskWindow *desk = program.desk();
            const bool tray = screen == QLatin1String("tray") || screen == QLatin1String("quarantine");
            const QString front = tray ? QStringLiteral("quarantine")
                : own.contains(screen) ? screen
                                       : QStringLiteral("queue");
            QCOMPARE(desk->window()->current(), front);
            const QuickAddForm *form = desk->quickAdd()->form();
            QCOMPARE(form != nullptr, screen == QLatin1String("walkin") || screen == QLatin1String("phoneup"));
            QCOMPARE(!desk->work()->lead()->lead().isNull(), screen == QLatin1String("lead"));
        }
    }
    void aPlaceBeyondTheFirstPageIsReadOnTo()
    {
        const Program command;
        DeskProgram program(read(command,
            {QStringLiteral("--user"), QStringLiteral("mike"), QStringLiteral("--lead"), QStringLiteral("55")}));
        QVERIFY(program.begin());
        QCOMPARE(program.desk()->work()->lead()->lead(), program.desk()->work()->queue()->model()->leadAt(54));
        QVERIFY(!program.desk()->work()->lead()->lead().isNull());
    }
    void aPlaceBeyondTheQueueIsSaid()
    {
        const Program command;
        DeskProgram program(read(command, {QStringLiteral("--lead"), QStringLiteral("9999")}));
        QVERIFY(program.begin());
        QVERIFY(program.desk()->work()->lead()->lead().isNull());
        const auto *words = program.desk()->window()->findChild<QLabel *>(QStringLiteral("toast.text"));
        QVERIFY(words && words->text().contains(QStringLiteral("9999")));
    }
};

UPDESK_TEST(TestOptions);
#include "tst_options.moc"
