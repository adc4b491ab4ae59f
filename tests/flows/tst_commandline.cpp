// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

/// How the program is called, and how stores begin.
class TestCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void helpNamesEveryVerbAndEveryExitStatus()
    {
        const Program program;
        const auto help = program.runBare(words("help"));
        QCOMPARE(help.status, 0);
        for (const char *verb : {"init", "import", "watch", "queue", "leads", "show", "log-call", "undo", "export",
                 "check", "parse", "0 done", "1 failed", "2 the words", "3 refused", "4 not found", "5 check"})
            QVERIFY2(help.out.contains(verb), verb);
        QCOMPARE(program.runBare(words("queue --help")).status, 0);
    }
    void wrongWordsAreTwoAndChangeNothing_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"", "nonsense", "init", "init --sample tiny", "init --sample small --config x.json",
                 "init --sample small --leads 5", "init --sample large --leads none", "queue --limit 0", "queue extra",
                 "queue --mine", "show", "log-call", "import", "watch", "export", "--store", "queue --sped 3"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void wrongWordsAreTwoAndChangeNothing()
    {
        QFETCH(QString, line);
        static const Program program;
        static const bool made = program.makeSample();
        QVERIFY(made);
        const QByteArray before = program.run(words("leads --all --json")).out;
        const auto ran = line == QLatin1String("--store") ? program.runBare(words("--store"))
            : line.startsWith(QLatin1String("init"))
            ? program.runBare(words(("--store other.updesk " + line.toLatin1()).constData()))
            : program.run(words(line.toLatin1().constData()));
        QCOMPARE(ran.status, 2);
        QVERIFY(!ran.err.isEmpty());
        QVERIFY(!QFile::exists(program.file(QStringLiteral("other.updesk"))));
        QVERIFY(!before.isEmpty());
    }
    void theOptionsMayStandBeforeOrBehindTheVerb()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const QString store = program.file(QStringLiteral("store.updesk"));
        const auto before = program.runBare({QStringLiteral("--store"), store, QStringLiteral("--json"),
            QStringLiteral("--now"), QStringLiteral("2026-03-12T10:00"), QStringLiteral("queue")});
        const auto behind = program.runBare({QStringLiteral("queue"), QStringLiteral("--json"),
            QStringLiteral("--now=2026-03-12T10:00"), QStringLiteral("--store"), store});
        QCOMPARE(before.status, 0);
        // A moment passes between the two: only what time moves may differ.
        QCOMPARE(before.json()[QLatin1String("groups")], behind.json()[QLatin1String("groups")]);
    }
    void aStoreThatIsNotThereIsNotMade()
    {
        const Program program;
        for (const char *line : {"queue", "leads", "show x", "undo", "check", "import .", "watch ."}) {
            const auto ran = program.run(words(line));
            QCOMPARE(ran.status, 4);
        }
        QVERIFY(!QFile::exists(program.file(QStringLiteral("store.updesk"))));
    }
    void initLeavesAStoreThatIsThereAlone()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const QByteArray before = program.read(program.file(QStringLiteral("store.updesk")));
        QCOMPARE(program.run(words("init --sample small")).status, 3);
        QCOMPARE(program.read(program.file(QStringLiteral("store.updesk"))), before);
    }
    void aRealStoreIsSetUpFromAFileAndKeepsTheWorldsClock()
    {
        const Program program;
        QFile example(QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json"));
        QVERIFY(example.open(QIODevice::ReadOnly));
        const QString config = program.write(QStringLiteral("mine.json"), example.readAll());
        const auto made = program.run({QStringLiteral("init"), QStringLiteral("--config"), config});
        QVERIFY2(made.status == 0, made.err.constData());
        QVERIFY(made.out.contains("Northgate Motors"));
        for (const char *line : {"queue --now 2026-03-12T10:00", "queue --user dana", "queue --speed 60"}) {
            const auto ran = program.run(words(line));
            QCOMPARE(ran.status, 3);
            QVERIFY(ran.err.contains("sample"));
        }
        QCOMPARE(program.run(words("queue")).status, 0);
        QCOMPARE(program.run(words("check")).status, 0);
    }
    void aMistakeInTheSetUpFileIsNamedByItsPlace()
    {
        const Program program;
        const QString config = program.write(QStringLiteral("wrong.json"),
            R"({"name":"N","time_zone":"America/New_York","showroom_hours":{"mon":[["9:00","20:00"]]},
                "answer_hours":{"mon":[["09:00","20:00"]]},"people":[{"name":"A","login":"a","role":"sales"}]})");
        const auto ran = program.run({QStringLiteral("init"), QStringLiteral("--config"), config});
        QCOMPARE(ran.status, 3);
        QVERIFY2(ran.err.contains("showroom_hours.mon"), ran.err.constData());
        QVERIFY(!QFile::exists(program.file(QStringLiteral("store.updesk"))));
        QCOMPARE(program.run(words("init --config nowhere.json")).status, 1);
    }
    void aWrongMomentOrAnUnknownPersonIsSaid()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QCOMPARE(program.run(words("queue --now yesterday")).status, 2);
        QCOMPARE(program.run(words("queue --speed 0")).status, 2);
        const auto nobody = program.run(words("queue --user nobody"));
        QCOMPARE(nobody.status, 4);
        QVERIFY(nobody.err.contains("nobody"));
        QCOMPARE(program.at10(words("queue --mine --user dana")).status, 0);
    }
};

UPDESK_TEST(TestCommandLine);
#include "tst_commandline.moc"
