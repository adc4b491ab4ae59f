// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/sendhold.h"
#include "core/desk/session.h"
#include "core/store/desksetting.h"
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>

using namespace updesk;

/// A phone system's list of calls from the command line.
class TestCallCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;

private Q_SLOTS:
    void init()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
        const QString file = program->write(QStringLiteral("g.xml"), Program::adf("Gina Gate", "2125550150", "G-1"));
        QCOMPARE(program->at10({QStringLiteral("import"), file}).status, 0);
    }
    void aListIsTakenOverOnceAndItsFaultsAreTold()
    {
        const QString list = program->write(QStringLiteral("calls.csv"),
            "id,way,number,began,seconds\n"
            "c1,out,(212) 555-0150,2026-03-12 10:00:05,75\n"
            "c2,out,2125550199,2026-03-12 10:00:05,5\n"
            "c3,sideways,2125550150,2026-03-12 10:00:05,5\n"
            "c4,in,2125550188,2026-03-12 09:50:00,0\n"
            "c5,in,2125550150,2026-03-13 10:00:00,5\n");
        const QStringList line{QStringLiteral("calls"), list, QStringLiteral("--json")};
        const auto first = program->at10(line);
        QVERIFY2(first.status == 0, QByteArray(first.out + first.err).constData());
        QCOMPARE(first.json()[QLatin1String("calls")].toInt(), 3);
        QCOMPARE(first.json()[QLatin1String("written")].toInt(), 1);
        QCOMPARE(first.json()[QLatin1String("quarantined")].toInt(), 1);
        QCOMPARE(first.json()[QLatin1String("nobody")].toInt(), 1);
        QCOMPARE(first.json()[QLatin1String("bad")].toArray()[0][QLatin1String("line")].toInt(), 4);
        QCOMPARE(
            first.json()[QLatin1String("bad")].toArray()[0][QLatin1String("code")].toString(), QStringLiteral("way"));
        QCOMPARE(first.json()[QLatin1String("bad")].toArray()[1][QLatin1String("code")].toString(),
            QStringLiteral("future"));
        const auto again = program->at10(line);
        QCOMPARE(again.json()[QLatin1String("known")].toInt(), 2);
        QCOMPARE(again.json()[QLatin1String("written")].toInt(), 0);
        const auto shown = program->at10({QStringLiteral("show"), QStringLiteral("G-1"), QStringLiteral("--json")});
        QVERIFY2(shown.out.contains("confirmed"), shown.out.constData());
    }
    void sendingIsShownAndNobodyReleasesWhatIsNotOnHold()
    {
        const auto shown = program->at10({QStringLiteral("sending"), QStringLiteral("--json")});
        QVERIFY2(shown.status == 0, QByteArray(shown.out + shown.err).constData());
        QVERIFY(!shown.json()[QLatin1String("held")].toBool(true));
        QVERIFY(shown.json()[QLatin1String("of")].isNull());
        QVERIFY(!shown.json()[QLatin1String("may_release")].toArray().isEmpty());
        const QStringList release{QStringLiteral("sending"), QStringLiteral("--release")};
        QCOMPARE(program->at10(release).status, 2); // nobody is at the desk
        QCOMPARE(program->at10(release + QStringList{QStringLiteral("--user"), QStringLiteral("dana")}).status, 3);
    }
    void aManagerReleasesWhatIsOnHold()
    {
        const QString path = program->file(QStringLiteral("store.updesk"));
        {
            const SystemClock clock;
            const auto session = Session::open(path, clock);
            QVERIFY(session);
            auto tx = Transaction::begin((*session)->database(), (*session)->by());
            QVERIFY(tx && holdSending(*tx, {QStringLiteral("before.1"), 1'773'324'000'000}) && tx->commit());
        }
        const auto held = program->at10({QStringLiteral("sending"), QStringLiteral("--json")});
        QVERIFY(held.json()[QLatin1String("held")].toBool());
        QCOMPARE(held.json()[QLatin1String("of")].toString(), QStringLiteral("server"));
        QVERIFY(program->at10({QStringLiteral("sending")}).out.contains("Switch on every computer that sends first"));
        const QStringList release{QStringLiteral("sending"), QStringLiteral("--release"), QStringLiteral("--json")};
        QCOMPARE(program->at10(release + QStringList{QStringLiteral("--user"), QStringLiteral("dana")}).status, 3);
        const QStringList mike{QStringLiteral("--user"), QStringLiteral("mike")};
        const auto absent = [&path](const char *list) {
            const SystemClock clock;
            const auto session = Session::open(path, clock);
            const QString text = QStringLiteral("{\"unsettled\":%1}").arg(QLatin1String(list));
            return session && setDeskSetting((*session)->database(), QStringLiteral("standing"), text);
        };
        QVERIFY(absent("[\"FRONT\",\"BACK OFFICE\"]")); // as the server names computers that have not come back
        const auto refused = program->at10(QStringList{QStringLiteral("sending"), QStringLiteral("--release")} + mike);
        QCOMPARE(refused.status, 3);
        QVERIFY2(refused.err.contains("FRONT, BACK OFFICE") && refused.err.contains("--without-them"),
            refused.err.constData());
        const auto still = program->at10({QStringLiteral("sending"), QStringLiteral("--json")});
        QVERIFY(still.json()[QLatin1String("held")].toBool());
        QCOMPARE(still.json()[QLatin1String("missing")].toArray().size(), 2);
        const auto without = program->at10(release + mike + QStringList{QStringLiteral("--without-them")});
        QVERIFY2(without.status == 0, QByteArray(without.out + without.err).constData());
        QVERIFY(!without.json()[QLatin1String("held")].toBool(true));
    }
    void withNobodyMissingItNeedsNoMore()
    {
        const QString path = program->file(QStringLiteral("store.updesk"));
        {
            const SystemClock clock;
            const auto session = Session::open(path, clock);
            QVERIFY(session && setDeskSetting((*session)->database(), QStringLiteral("standing"), {}));
            auto tx = Transaction::begin((*session)->database(), (*session)->by());
            QVERIFY(tx && holdSending(*tx, {QStringLiteral("before.2"), 1'773'324'000'000}) && tx->commit());
        }
        const QStringList release{QStringLiteral("sending"), QStringLiteral("--release"), QStringLiteral("--json")};
        const auto released = program->at10(release + QStringList{QStringLiteral("--user"), QStringLiteral("mike")});
        QVERIFY2(released.status == 0, QByteArray(released.out + released.err).constData());
        QVERIFY(!released.json()[QLatin1String("held")].toBool(true));
        QVERIFY(!released.json()[QLatin1String("released_by")].toString().isEmpty());
    }
    void mailboxesAreReadFromTheFirstMailOnAManagersWord()
    {
        const QString file = program->write(QStringLiteral("ways.json"),
            R"({"mailIn":[{"server":{"host":"imap.store.example","port":993,"security":"tls","kind":"password",)"
            R"("login":"leads","secret":"mail-in"}}]})");
        QCOMPARE(program->at10({QStringLiteral("channels"), QStringLiteral("--set"), file}).status, 0);
        const QStringList all{QStringLiteral("channels"), QStringLiteral("--read-all")};
        QCOMPARE(program->at10(all + QStringList{QStringLiteral("--user"), QStringLiteral("dana")}).status, 3);
        QCOMPARE(program->at10(all).status, 0);
        QCOMPARE(program->at10(all).status, 0);
    }
    void whatIsNoListIsRefused()
    {
        QCOMPARE(program->at10({QStringLiteral("calls")}).status, 2);
        QVERIFY(program->at10({QStringLiteral("calls"), QStringLiteral("/nonexistent.csv")}).status != 0);
        const QString list = program->write(QStringLiteral("other.csv"), "a,b\n1,2\n");
        QCOMPARE(program->at10({QStringLiteral("calls"), list}).status, 3);
    }
};
UPDESK_TEST(TestCallCommands);
#include "tst_callcommands.moc"
