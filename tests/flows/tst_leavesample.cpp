// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/deskprogram.h"
#include "core/desk/movesample.h"
#include "tests/flows/program.h"
#include "tests/support/suite.h"
#include "ui/parts/ask.h"

#include <QApplication>
#include <QJsonArray>
#include <QProcess>

using namespace updesk;

/// From the sample to a store of one's own, with the program as it is started and the command line beside it.
class TestLeaveSample : public QObject
{
    Q_OBJECT

    static QString config() { return QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json"); }
    static StartOptions sampleIn(const Program &command)
    {
        StartOptions options;
        options.profile = command.file({});
        options.sample = QStringLiteral("small");
        options.now = QStringLiteral("2026-03-12T10:00:00-04:00");
        options.user = QStringLiteral("mike");
        options.width = 1366;
        options.height = 768;
        return options;
    }
    static QWidget *focused() { return QApplication::focusWidget(); }
    static void typeWalkIn(DeskWindow &desk)
    {
        desk.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(desk.window()));
        desk.quickAdd()->walkIn();
        QVERIFY(desk.quickAdd()->form());
        QTest::keyClicks(focused(), QStringLiteral("2125550177"));
        QTest::keyClick(focused(), Qt::Key_Tab);
        QTest::keyClicks(focused(), QStringLiteral("Zelda"));
        QTest::keyClick(focused(), Qt::Key_Tab);
        QTest::keyClicks(focused(), QStringLiteral("Quistgaard"));
        QTest::keyClick(focused(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!desk.quickAdd()->form());
    }
    static void remove(DeskProgram &program, int answer)
    {
        answerNext(answer);
        QVERIFY(program.desk()->window()->commands()->run(QStringLiteral("leaveSample")));
        QTRY_VERIFY(!program.session() || !program.session()->isSample());
    }
    static QJsonArray leads(const Program &command)
    {
        return command.run({QStringLiteral("leads"), QStringLiteral("--all"), QStringLiteral("--json")})
            .json()[QLatin1String("rows")]
            .toArray();
    }
    static bool isSampleGone(const Program &command)
    {
        return !QFile::exists(command.file(QStringLiteral("sample.updesk")));
    }

private Q_SLOTS:
    void aWalkInTypedOverTheSampleIsInTheOwnStoreAndTheSampleIsGone()
    {
        const Program command;
        {
            DeskProgram program(sampleIn(command));
            QVERIFY(program.begin());
            QVERIFY(program.session()->isSample());
            typeWalkIn(*program.desk());
            program.setChooser([] { return config(); });
            remove(program, 0);
            QVERIFY(lastQuestion().text.startsWith(QStringLiteral("1 ")));
            QVERIFY(program.desk()); // the window goes on with the own store
            QCOMPARE(program.session()->database().path(), command.file(QStringLiteral("store.updesk")));
        }
        QVERIFY(isSampleGone(command));
        const QJsonArray moved = leads(command);
        QCOMPARE(moved.size(), 1); // and nobody of the invented people
        const auto shown = command.run({QStringLiteral("show"), QStringLiteral("Quistgaard")});
        QVERIFY2(shown.status == 0, shown.err.constData());
        QVERIFY(shown.out.contains("Zelda Quistgaard"));
        QVERIFY(shown.out.contains("212"));
        QCOMPARE(command.run({QStringLiteral("check")}).status, 0);
    }
    void withoutASetUpFileNothingIsLeft()
    {
        const Program command;
        {
            DeskProgram program(sampleIn(command));
            QVERIFY(program.begin());
            typeWalkIn(*program.desk());
            program.setChooser([] { return QString(); });
            answerNext(0);
            QVERIFY(program.desk()->window()->commands()->run(QStringLiteral("leaveSample")));
            QTRY_VERIFY(program.session() && program.desk()
                && program.session()->database().path() == command.file(QStringLiteral("sample.updesk")));
            QVERIFY(program.session()->isSample());
        }
        QVERIFY(!QFile::exists(command.file(QStringLiteral("store.updesk"))));
        const auto shown = command.runBare({QStringLiteral("--store"), command.file(QStringLiteral("sample.updesk")),
            QStringLiteral("show"), QStringLiteral("Quistgaard")});
        QVERIFY2(shown.status == 0, shown.err.constData());
    }
    void aSetUpFileWithAMistakeLeavesTheSampleAndSaysWhere()
    {
        const Program command;
        DeskProgram program(sampleIn(command));
        QVERIFY(program.begin());
        typeWalkIn(*program.desk());
        const QString wrong = command.write(QStringLiteral("wrong.json"), R"({"name":7})");
        program.setChooser([wrong] { return wrong; });
        answerNext(0);
        QVERIFY(program.desk()->window()->commands()->run(QStringLiteral("leaveSample")));
        const auto toast = [&program] {
            auto *words = program.desk()->window()->findChild<QWidget *>(QStringLiteral("toast.text"));
            return words ? words->property("text").toString() : QString();
        };
        QTRY_VERIFY(program.desk() && toast().contains(QStringLiteral("name must be a text in quotes")));
        QVERIFY(program.session()->isSample());
        QVERIFY(!QFile::exists(command.file(QStringLiteral("store.updesk"))));
    }
    // The program ended between the making of the own store and the end of the sample.
    void aMoveThatWasCutOffIsFinishedByTheNextStart()
    {
        const Program command;
        const QString sample = command.file(QStringLiteral("sample.updesk"));
        const auto onSample = [&](const QStringList &words) {
            return command.runBare(QStringList{QStringLiteral("--store"), sample} + words).status;
        };
        const QStringList at10{QStringLiteral("--now"), QStringLiteral("2026-03-12T10:00")};
        QCOMPARE(
            onSample(QStringList{QStringLiteral("init"), QStringLiteral("--sample"), QStringLiteral("small")} + at10),
            0);
        const QString file =
            command.write(QStringLiteral("a.xml"), Program::adf("Zelda Quistgaard", "(212) 555-0177", "Z-1"));
        QCOMPARE(onSample(QStringList{QStringLiteral("import"), file} + at10), 0);
        {
            const SystemClock clock;
            const auto session = Session::open(sample, clock);
            QVERIFY(session && beginLeaving((*session)->database()));
        }
        QCOMPARE(command.run({QStringLiteral("init"), QStringLiteral("--config"), config()}).status, 0);
        QProcess window;
        window.start(QStringLiteral(UPDESK_BUILD_DIR "/app/updesk"),
            {QStringLiteral("--profile"), command.file({}), QStringLiteral("--grab"),
                command.file(QStringLiteral("a.png"))});
        QVERIFY(window.waitForFinished(120'000));
        QCOMPARE(window.exitCode(), 0);
        QVERIFY(isSampleGone(command));
        QCOMPARE(leads(command).size(), 1);
        QCOMPARE(command.run({QStringLiteral("show"), QStringLiteral("Quistgaard")}).status, 0);
        QCOMPARE(command.run({QStringLiteral("check")}).status, 0);
    }
};

UPDESK_TEST(TestLeaveSample);
#include "tst_leavesample.moc"
