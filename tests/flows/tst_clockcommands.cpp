// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deskclock.h"
#include "core/store/desksetting.h"
#include "core/desk/session.h"
#include "core/leads/activity.h"
#include "core/store/apply.h"
#include "tests/flows/program.h"
#include "tests/support/fakecomputer.h"
#include "tests/support/suite.h"

#include <QJsonArray>

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

/// updeskctl on a computer whose clock somebody turned, and at a desk whose server knows the time better.
class TestClockCommands : public QObject
{
    Q_OBJECT
    /// A real store with the lead C-1.
    static void makeStore(const Program &program)
    {
        const QString config = QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json");
        QCOMPARE(program.run({QStringLiteral("init"), QStringLiteral("--config"), config}).status, 0);
        const QByteArray adf = Program::adf("Rosa Quist", "(555) 555-0142", "C-1");
        QCOMPARE(program.run({QStringLiteral("import"), program.write(QStringLiteral("a.xml"), adf)}).status, 0);
        QTest::qWait(1100); // a call is told of by the second, and not before its lead came
    }
    static std::unique_ptr<Session> open(const Program &program, const Clock &clock)
    {
        auto session = Session::open(program.file(QStringLiteral("store.updesk")), clock);
        return session ? std::move(*session) : nullptr;
    }
    static QString minuteFromNow(int minutes)
    {
        return QDateTime::fromMSecsSinceEpoch(SystemClock().now() + minutes * kMinute, Qt::UTC)
            .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
    }
    static QStringList call(const QString &told)
    {
        return words("log-call C-1 --outcome no-answer --told") + QStringList{told};
    }
    static QJsonObject show(const Program &program) { return program.run(words("show C-1 --json")).json(); }

private Q_SLOTS:
    void aStoreWhoseClockIsLeftAloneSaysNothing()
    {
        const Program program;
        makeStore(program);
        QCOMPARE(program.run(call(minuteFromNow(0))).status, 0);
        QCOMPARE(show(program)[QLatin1String("clock_jump")].toInt(-1), 0);
        QCOMPARE(show(program)[QLatin1String("proof")].toString(), QStringLiteral("told"));
        QVERIFY(!program.run(words("show C-1")).out.contains("clock of the computer"));
        const SystemClock clock;
        QVERIFY(!deskSetting(open(program, clock)->database(), QStringLiteral("clock"))->isEmpty());
    }
    void aClockTurnedBetweenTwoCommandsIsSeenMarkedAndShown()
    {
        const Program program;
        makeStore(program);
        {
            const TurnedClock before(-40 * kMinute);
            const auto session = open(program, before);
            QVERIFY(keepClock(session->database(), before, KeepClock::Now));
        }
        const auto logged = program.run(call(minuteFromNow(0)));
        QVERIFY2(logged.status == 0, logged.err.constData());
        QVERIFY2(logged.err.contains("updesk.clock: the clock of this computer was turned by -2400 s")
                || logged.err.contains("updesk.clock: the clock of this computer was turned by -2399 s"),
            logged.err.constData());
        QVERIFY(!logged.err.contains("Quist"));
        const QJsonObject lead = show(program);
        QVERIFY(std::abs(lead[QLatin1String("clock_jump")].toInt() + 2400) <= 1);
        QCOMPARE(lead[QLatin1String("proof")].toString(), QStringLiteral("clock_jump"));
        int marked = 0;
        for (const QJsonValue &line : lead[QLatin1String("history")].toArray()) {
            const bool isCall = line[QLatin1String("kind")].toString() == QLatin1String("call");
            const bool doubts = line[QLatin1String("words")].toString().contains(QLatin1String("set back by"));
            QCOMPARE(doubts, line[QLatin1String("clock_jump")].toInt() != 0);
            QVERIFY(doubts || !isCall);
            marked += doubts;
        }
        QVERIFY(marked >= 1);
        const QByteArray text = program.run(words("show C-1")).out;
        QVERIFY2(
            text.contains("The clock of the computer that wrote this down had been set back by"), text.constData());
        const auto listed = program.run(words("leads --unverified"));
        QVERIFY2(
            listed.out.contains("clock had been changed") && listed.out.contains("clock 1"), listed.out.constData());
        const QJsonObject counts =
            program.run(words("leads --unverified --json")).json()[QLatin1String("without_proof")].toObject();
        QCOMPARE(counts[QLatin1String("clock_jump")].toInt(), 1);
        QCOMPARE(counts[QLatin1String("told")].toInt(-1), 0);
        QCOMPARE(program.run({QStringLiteral("export"), program.file(QStringLiteral("out"))}).status, 0);
        const QByteArray leads = program.read(program.file(QStringLiteral("out/leads.csv")));
        const auto lines = leads.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const auto names = lines[0].trimmed().split(','), values = lines[1].trimmed().split(',');
        QCOMPARE(values.size(), names.size());
        QCOMPARE(values[names.indexOf("proof")], QByteArray("clock_jump"));
        const int jump = values[names.indexOf("clock_jump")].toInt();
        QVERIFY2(jump == -2400 || jump == -2399, leads.constData());
        QCOMPARE(program.run(words("check")).status, 0);
    }
    // What this desk writes carries the store's time, whatever its computer's clock shows.
    void aJoinedDesksCommandsGoByTheServersTime()
    {
        const Program program;
        makeStore(program);
        constexpr Time kAhead = 2 * kHour;
        const SystemClock clock;
        {
            const auto session = open(program, clock);
            QVERIFY(session->database().execute(
                "INSERT INTO state(k,v) VALUES('joined',1),('server_offset'," + QByteArray::number(kAhead) + ')'));
        }
        const auto newest = [&] {
            const auto calls = loadAll(open(program, clock)->database(), kActivity);
            Time at = 0;
            for (const Activity &row : *calls)
                at = row.kind == Activity::Kind::Call ? std::max(at, row.at) : at;
            return at - clock.now();
        };
        QCOMPARE(program.run(words("log-call C-1 --outcome no-answer")).status, 0);
        QVERIFY2(std::abs(newest() - kAhead) < kMinute, QByteArray::number(newest()).constData());
        {
            const auto session = open(program, clock);
            const QString server = bootOfMachine() + u' ' + QString::number(clock.now() - running() + 3 * kHour);
            QVERIFY(setDeskSetting(session->database(), QStringLiteral("server_running"), server));
        }
        QCOMPARE(program.run(words("log-call C-1 --outcome voicemail")).status, 0);
        QVERIFY2(std::abs(newest() - 3 * kHour) < kMinute, QByteArray::number(newest()).constData());
    }
};
UPDESK_TEST(TestClockCommands);
#include "tst_clockcommands.moc"
