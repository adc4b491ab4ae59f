// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/session.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/store/apply.h"
#include "core/store/desksetting.h"
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>

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
        for (const char *verb : {"init", "import", "watch", "queue", "leads", "show", "log-call", "log-sent",
                 "appointments", "visit", "undo", "export", "check", "parse", "0 done", "1 failed", "2 the words",
                 "3 refused", "4 not found", "5 check"})
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
        if (line == QLatin1String("nonsense"))
            QVERIFY(ran.err.trimmed().endsWith("There is no verb nonsense."));
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
    void aQueueThatWasLookedAtAheadOfTimeIsRightAgain()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const auto before = program.at10(words("queue --json")).json();
        const auto ahead = program.run(words("queue --json --now 2026-03-13T10:00"));
        QCOMPARE(ahead.status, 0);
        QVERIFY(ahead.json()[QLatin1String("groups")] != before[QLatin1String("groups")]);
        QCOMPARE(program.at10(words("queue --json")).json()[QLatin1String("groups")], before[QLatin1String("groups")]);
        QCOMPARE(program.at10(words("check")).status, 0);
    }
    void anErrorIsJsonToWhoAskedForJson_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::newRow("usage") << QStringLiteral("queue --limit 0 --json") << 2;
        QTest::newRow("no verb of this name") << QStringLiteral("--json nonsense") << 2;
        QTest::newRow("unknown option") << QStringLiteral("queue --sped 3 --json") << 2;
        QTest::newRow("not found") << QStringLiteral("--json show Zzyzx") << 4;
        QTest::newRow("no such file") << QStringLiteral("init --config none.json --json") << 1;
        QTest::newRow("refused") << QStringLiteral("init --sample small --json") << 3;
    }
    void anErrorIsJsonToWhoAskedForJson()
    {
        QFETCH(QString, line);
        QFETCH(int, status);
        static const Program program;
        static const bool made = program.makeSample();
        QVERIFY(made);
        const auto ran = program.run(line.split(u' '));
        QCOMPARE(ran.status, status);
        QVERIFY(!ran.err.isEmpty());
        const QJsonObject error = ran.json()[QLatin1String("error")].toObject();
        QCOMPARE(error[QLatin1String("status")].toInt(), status);
        QVERIFY(!error[QLatin1String("code")].toString().isEmpty());
        QVERIFY(!error[QLatin1String("message")].toString().isEmpty());
    }
    void jsonMayStandBeforeOrBehindParse()
    {
        const Program program;
        const QString file = program.write(QStringLiteral("a.xml"), Program::adf("Rosa Quist", "(555) 555-0150", "1"));
        const auto before = program.runBare({QStringLiteral("--json"), QStringLiteral("parse"), file});
        const auto behind = program.runBare({QStringLiteral("parse"), file, QStringLiteral("--json")});
        QCOMPARE(before.status, 0);
        QVERIFY(before.out.contains("Rosa Quist"));
        QCOMPARE(behind.out, before.out);
    }
    void aDamagedFileIsToldInWordsAndNotInSql()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QFile store(program.file(QStringLiteral("store.updesk")));
        QVERIFY(store.open(QIODevice::ReadWrite));
        for (qint64 at = 4096; at + 200 < store.size(); at += 4096) {
            QVERIFY(store.seek(at));
            store.write(QByteArray(200, 'x'));
        }
        store.close();
        const auto ran = program.run(words("queue"));
        QVERIFY(ran.status != 0);
        QVERIFY(!ran.err.isEmpty());
        QVERIFY2(!ran.err.contains("SELECT") && !ran.err.contains("sqlite"), ran.err.constData());
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
        const int number = program.run(words("check --json")).json()[QLatin1String("number")].toInt();
        QVERIFY(number > 0);
        QVERIFY2(made.out.contains("Its number is " + QByteArray::number(number)), made.out.constData());
        QVERIFY(program.run(words("check")).out.contains("number is " + QByteArray::number(number)));
        for (const char *line : {"queue --now 2026-03-12T10:00", "queue --user dana", "queue --speed 60"}) {
            const auto ran = program.run(words(line));
            QCOMPARE(ran.status, 3);
            QVERIFY(ran.err.contains("sample"));
        }
        QCOMPARE(program.run(words("queue")).status, 0);
        QCOMPARE(program.run(words("check")).status, 0);
    }
    void theQueueOfARealStoreIsWhosesWasChosenAtTheDesk()
    {
        const Program program;
        const QString config = QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json");
        QCOMPARE(program.run({QStringLiteral("init"), QStringLiteral("--config"), config}).status, 0);
        const auto nobody = program.run(words("queue --mine"));
        QCOMPARE(nobody.status, 2);
        QVERIFY2(nobody.err.contains("user menu") && !nobody.err.contains("--user"), nobody.err.constData());
        const QByteArray adf = Program::adf("Rosa Quist", "(555) 555-0142", "R-1");
        QCOMPARE(program.run({QStringLiteral("import"), program.write(QStringLiteral("a.xml"), adf)}).status, 0);
        QCOMPARE(program.run(words("log-call R-1 --outcome no-answer")).status, 0);
        const SystemClock clock;
        auto session = Session::open(program.file(QStringLiteral("store.updesk")), clock);
        QVERIFY(session);
        const auto rules = (*session)->rules();
        const auto owner = [&] { return loadAll((*session)->database(), kLead)->front().owner; };
        for (const Person &person : (*rules)->people) {
            QVERIFY(setDeskSetting(
                (*session)->database(), QStringLiteral("person"), QString::fromLatin1(person.id.value.hex())));
            const auto mine = program.run(words("queue --mine --later --json"));
            QCOMPARE(mine.status, person.active ? 0 : 2);
            if (person.active)
                QCOMPARE(mine.json()[QLatin1String("rows")].toArray().size(), person.id == owner() ? 1 : 0);
        }
        const PersonId caller = (*rules)->people.front().id;
        QVERIFY(
            setDeskSetting((*session)->database(), QStringLiteral("person"), QString::fromLatin1(caller.value.hex())));
        QCOMPARE(program.run(words("log-call R-1 --outcome voicemail")).status, 0);
        const auto calls = loadAll((*session)->database(), kActivity);
        QVERIFY(calls && std::ranges::count(*calls, caller, &Activity::person) == 1);
    }
    void whatBendsASampleIsRefusedInWordsThatSayWhatToDo()
    {
        const Program program;
        const QString config = QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json");
        QCOMPARE(program.run({QStringLiteral("init"), QStringLiteral("--config"), config}).status, 0);
        const auto user = program.run(words("queue --mine --user dana"));
        QCOMPARE(user.status, 3);
        QVERIFY(user.err.contains("user menu"));
        const auto now = program.run(words("queue --now 2026-03-12T10:00"));
        QCOMPARE(now.status, 3);
        QVERIFY(now.err.contains("computer's clock"));
    }
    void aMistakeInTheSetUpFileIsNamedByItsPlace()
    {
        const Program program;
        const QString config = program.write(QStringLiteral("wrong.json"),
            R"({"name":"N","time_zone":"America/New_York","showroom_hours":{"mon":[["9:00","20:00"]]},
                "answer_hours":{"mon":[["09:00","20:00"]]},"people":[{"name":"A","login":"a","role":"sales"}]})");
        const auto ran = program.run({QStringLiteral("init"), QStringLiteral("--config"), config});
        QCOMPARE(ran.status, 3);
        QVERIFY2(ran.err.contains("showroom_hours.mon must be a list of openings"), ran.err.constData());
        QVERIFY2(ran.err.contains("[[\"9:00\",\"20:00\"]]"), ran.err.constData());
        QVERIFY(!QFile::exists(program.file(QStringLiteral("store.updesk"))));
        QCOMPARE(program.run(words("init --config nowhere.json")).status, 1);
    }
    void everyMistakeIsSaidInWordsWithWhatIsThereAndWhatMayBe_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *from, const char *to, const char *said) {
            QTest::newRow(to) << QByteArray(from) << QByteArray(to) << QByteArray(said);
        };
        row("\"role\":\"sales\"", "\"role\":\"boss\"",
            "people[0].role must be one of: sales bdc advisor manager principal admin. It says \u201cboss\u201d. "
            "Nothing was changed.");
        row("\"role\":\"sales\"", "\"rolle\":\"sales\"", "people[0].role is needed.");
        row("America/New_York", "New York",
            "time_zone must be the name of a time zone, such as America/New_York. It says "
            "\u201cNew York\u201d.");
        row("\"name\":\"N\"", "\"name\":7", "name must be a text in quotes. It says \u201c7\u201d.");
        row("\"name\":\"N\"", "\"name\":\"N\",\"colour\":1", "colour is not known here.");
        row("\"name\":\"N\"", "\"name\":\"N\",\"ladder\":{\"warn_before\":-2}",
            "ladder.warn_before must be a number from 0 to 1440. It says \u201c-2\u201d.");
        row("}]}", "}", "The file is not whole JSON. The mistake is near byte");
    }
    void everyMistakeIsSaidInWordsWithWhatIsThereAndWhatMayBe()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, said);
        const Program program;
        QByteArray config =
            R"({"name":"N","time_zone":"America/New_York","showroom_hours":{"mon":[["09:00","20:00"]]},)"
            R"("answer_hours":{"mon":[["09:00","20:00"]]},"people":[{"name":"A","login":"a","role":"sales"}]})";
        QVERIFY(config.contains(from));
        const auto ran = program.run({QStringLiteral("init"), QStringLiteral("--config"),
            program.write(QStringLiteral("wrong.json"), config.replace(from, to))});
        QCOMPARE(ran.status, 3);
        QVERIFY2(ran.err.contains(said), ran.err.constData());
        QVERIFY(ran.err.contains("Nothing was changed."));
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
