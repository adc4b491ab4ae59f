// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/remembered.h"
#include "core/sync/signin.h"
#include "core/sync/waitingrows.h"
#include "tests/support/joineddesk.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>

using namespace updesk;

/// Signing in at one PC of a real shared store, with the server there and away.
class TestSignIn : public QObject
{
    Q_OBJECT

    /// While one lives the server cannot be reached.
    struct Away {
        Away() { Postgres::shared().stop(); }
        ~Away() { Postgres::shared().start(); }
    };
    struct Place : JoinedDesk {
        explicit Place(const SyncServer &sharedServer) : JoinedDesk(sharedServer) { }
        FakeSecrets secrets;
        SignInDesk desk{*database, secrets, clock};
        Result<SignedIn> in(const char *login, Keep keep = Keep::Password)
        {
            return signIn(desk, QLatin1String(login), SyncServer::passwordOf(QLatin1String(login)), keep);
        }
        QString secretOf(const char *login) const { return loginSecret(place.url, QLatin1String(login)); }
    };
    static QString outcome(const Result<SignedIn> &who)
    {
        if (who)
            return who->online ? QStringLiteral("online") : QStringLiteral("here");
        return QString::number(int(who.error().code)) + who.error().subject;
    }
    static QString refusal(Error::Code code, const char *subject)
    {
        return QString::number(int(code)) + QLatin1String(subject);
    }
    const QString m_noPassword = refusal(Error::Code::Denied, "password");

private Q_SLOTS:
    void theServerSaysWhoItIs()
    {
        const SyncServer server;
        Place at(server);
        const auto who = at.in("meg");
        QCOMPARE(outcome(who), QStringLiteral("online"));
        QCOMPARE(who->login.person, server.person("meg"));
        QCOMPARE(who->role, QStringLiteral("manager"));
        QCOMPARE(who->factor, SecondFactor::None);
        QCOMPARE(who->versions, Versions::Fit);
        QVERIFY(std::abs(who->serverAhead) < kMinute);
        QVERIFY(who->kept);
        QCOMPARE(at.secrets.kept.value(at.secretOf("meg")), QByteArray("gem-password"));
        // A name as people key it is the same login.
        QCOMPARE(outcome(signIn(at.desk, QStringLiteral(" Meg "), QStringLiteral("gem-password"))),
            QStringLiteral("online"));
    }
    void aClockThatIsFarOffIsTold()
    {
        const SyncServer server;
        Place at(server);
        at.clock.advance(-kDay);
        const auto who = at.in("ann");
        QVERIFY(who && who->serverAhead > kClockFarOff && std::abs(who->serverAhead - kDay) < kMinute);
    }
    void aWrongNameAndAWrongPasswordLookAlike()
    {
        const SyncServer server;
        Place at(server);
        const auto wrong = signIn(at.desk, QStringLiteral("ann"), QStringLiteral("guess"));
        const auto nobody = signIn(at.desk, QStringLiteral("nobody"), QStringLiteral("guess"));
        QCOMPARE(outcome(wrong), m_noPassword);
        QCOMPARE(outcome(nobody), m_noPassword);
        QVERIFY(knownPeople(*at.database)->empty());
        QVERIFY(at.secrets.kept.isEmpty());
    }
    void somebodyOfAnotherStoreIsToldOnlyAfterTheirPassword()
    {
        const SyncServer server;
        Place at(server);
        QCOMPARE(outcome(at.in("cy")), refusal(Error::Code::Denied, "store"));
        QCOMPARE(outcome(signIn(at.desk, QStringLiteral("cy"), QStringLiteral("guess"))), m_noPassword);
    }
    void withoutTheServerAnEarlierSignInIsEnough()
    {
        const SyncServer server;
        Place at(server);
        QVERIFY(at.in("ann"));
        const Away away;
        const auto who = at.in("ann");
        QCOMPARE(outcome(who), QStringLiteral("here"));
        QCOMPARE(who->login.person, server.person("ann"));
        QCOMPARE(who->role, QStringLiteral("sales"));
        QVERIFY(who->kept);
        QCOMPARE(outcome(signIn(at.desk, QStringLiteral("ann"), QStringLiteral("guess"))), m_noPassword);
        QCOMPARE(outcome(at.in("bob")), refusal(Error::Code::Offline, "server")); // never signed in here
    }
    void aServerThatIsInTroubleKeepsNobodyFromTheirDesk()
    {
        const SyncServer server;
        Place at(server);
        QVERIFY(at.in("ann"));
        QVERIFY(server.chief()->execute("ALTER ROLE ann CONNECTION LIMIT 0; ALTER ROLE bob CONNECTION LIMIT 0"));
        const auto who = at.in("ann");
        const auto bob = at.in("bob");
        QVERIFY(server.chief()->execute("ALTER ROLE ann CONNECTION LIMIT 20; ALTER ROLE bob CONNECTION LIMIT 20"));
        QCOMPARE(outcome(who), QStringLiteral("here"));
        QVERIFY(who->trouble && who->trouble->subject == QLatin1String("connections"));
        QCOMPARE(outcome(bob), refusal(Error::Code::Busy, "connections"));
    }
    void whatTheServerRefusesOpensNothingOffline()
    {
        const SyncServer server;
        Place at(server);
        QVERIFY(at.in("ann") && at.in("bob"));
        QVERIFY(setPin(at.desk, QStringLiteral("ann"), QStringLiteral("2580")));
        at.givePassword("ann", QStringLiteral("a new one"));
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("bob"), SystemClock().now()));
        QCOMPARE(outcome(signIn(at.desk, QStringLiteral("ann"), QStringLiteral("a slip"))), m_noPassword);
        QVERIFY(at.secrets.kept.contains(at.secretOf("ann"))); // a slip changes nothing
        QCOMPARE(outcome(at.in("ann")), m_noPassword);
        QCOMPARE(outcome(at.in("bob")), refusal(Error::Code::Denied, "login"));
        QVERIFY(at.secrets.kept.isEmpty());
        const Away away;
        QCOMPARE(outcome(at.in("ann")), refusal(Error::Code::Offline, "server"));
        QCOMPARE(outcome(at.in("bob")), refusal(Error::Code::Offline, "server"));
        QCOMPARE(outcome(signInByPin(at.desk, QStringLiteral("ann"), QStringLiteral("2580"))),
            refusal(Error::Code::Denied, "pin_spent"));
        QCOMPARE(knownPeople(*at.database)->size(), size_t(1));
    }
    void aPinOpensThisPcAndBringsThePasswordAlong()
    {
        const SyncServer server;
        Place at(server);
        QVERIFY(at.in("ann"));
        for (const char *bad : {"", "123", "1234567", "12a4", "7777", "\xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4"}) {
            const auto refused = setPin(at.desk, QStringLiteral("ann"), QString::fromUtf8(bad));
            QVERIFY2(!refused && refused.error().subject == QLatin1String("pin"), bad);
        }
        QCOMPARE(setPin(at.desk, QStringLiteral("bob"), QStringLiteral("2580")).error().code, Error::Code::NotFound);
        QVERIFY(setPin(at.desk, QStringLiteral("ann"), QStringLiteral("2580")));
        QVERIFY(knownPeople(*at.database)->front().hasPin);
        const auto who = signInByPin(at.desk, QStringLiteral("ann"), QStringLiteral("2580"));
        QCOMPARE(outcome(who), QStringLiteral("online"));
        QVERIFY(who->kept && !who->trouble);
        QCOMPARE(who->role, QStringLiteral("sales"));
        QCOMPARE(who->login, (Login{server.person("ann"), QStringLiteral("ann"), QStringLiteral("nna-password")}));
        // The file alone is no help to whoever guesses: the key is elsewhere.
        const auto one = remembered(*at.database, QStringLiteral("ann"));
        QVERIFY(one && *one && (*one)->pin.startsWith("$argon2id$"));
        at.secrets.kept[pinSecret(at.place.url, QStringLiteral("ann"))] = QByteArray(32, 'x');
        QCOMPARE(outcome(signInByPin(at.desk, QStringLiteral("ann"), QStringLiteral("2580"))),
            refusal(Error::Code::Denied, "pin"));
    }
    void aPinIsEnoughWithoutTheServerAndSoonWhenItIsFrozen()
    {
        const SyncServer server;
        Place at(server);
        const QString ann = QStringLiteral("ann"), pin = QStringLiteral("2580");
        QVERIFY(at.in("ann") && setPin(at.desk, ann, pin));
        Postgres::shared().freeze();
        QElapsedTimer since;
        since.start();
        const auto frozen = signInByPin(at.desk, ann, pin);
        const qint64 took = since.elapsed();
        Postgres::shared().thaw();
        QCOMPARE(outcome(frozen), QStringLiteral("here"));
        QVERIFY(frozen->trouble && frozen->trouble->code == Error::Code::Offline);
        QVERIFY2(took < 2000, qPrintable(QString::number(took)));
        const Away away;
        const auto who = signInByPin(at.desk, ann, pin);
        QCOMPARE(outcome(who), QStringLiteral("here"));
        QCOMPARE(who->login.password, QStringLiteral("nna-password"));
        QVERIFY(who->trouble && who->kept);
    }
    void whomTheServerRefusesNoPinLetsIn()
    {
        const SyncServer server;
        Place at(server);
        const QString pin = QStringLiteral("2580");
        for (const char *login : {"ann", "bob"})
            QVERIFY(at.in(login) && setPin(at.desk, QLatin1String(login), pin));
        at.givePassword("ann", QStringLiteral("a new one"));
        QVERIFY(revokeMember(*server.chief(), QStringLiteral("bob"), SystemClock().now()));
        QCOMPARE(outcome(signInByPin(at.desk, QStringLiteral("ann"), pin)), m_noPassword);
        QCOMPARE(outcome(signInByPin(at.desk, QStringLiteral("bob"), pin)), refusal(Error::Code::Denied, "login"));
        QVERIFY(at.secrets.kept.isEmpty());
        for (const char *login : {"ann", "bob"})
            QCOMPARE(
                outcome(signInByPin(at.desk, QLatin1String(login), pin)), refusal(Error::Code::Denied, "pin_spent"));
        QCOMPARE(knownPeople(*at.database)->size(), size_t(1));
        const Away away;
        QCOMPARE(outcome(at.in("ann")), refusal(Error::Code::Offline, "server"));
    }
    // The sync thread hears it of a login that it was given some time ago.
    void whatIsHeardElsewhereTakesOnlyWhatIsOld()
    {
        const SyncServer server;
        Place at(server);
        const Error password{Error::Code::Denied, QStringLiteral("password"), {}};
        QVERIFY(at.in("ann") && at.in("bob"));
        Login old = at.login("ann");
        old.password = QStringLiteral("of last month");
        QVERIFY(forgetRefused(at.desk, old, password)); // a newer one was typed meanwhile
        QVERIFY(at.secrets.kept.contains(at.secretOf("ann")));
        QVERIFY(forgetRefused(at.desk, at.login("ann"), {Error::Code::Denied, QStringLiteral("certificate"), {}}));
        QVERIFY(at.secrets.kept.contains(at.secretOf("ann")));
        QVERIFY(forgetRefused(at.desk, at.login("ann"), password));
        QVERIFY(!at.secrets.kept.contains(at.secretOf("ann")));
        QVERIFY(forgetRefused(at.desk, at.login("bob"), {Error::Code::Denied, QStringLiteral("person"), {}}));
        QCOMPARE(knownPeople(*at.database)->size(), size_t(1));
        at.adds(server.person("bob"), "B");
        QCOMPARE(waitingDeeds(*at.database)->front().refused, QStringLiteral("person"));
        QVERIFY(at.in("bob"));
        QVERIFY(waitingDeeds(*at.database)->front().refused.isEmpty());
    }
    void fiveWrongPinsAskForThePasswordAlsoAfterARestart()
    {
        const SyncServer server;
        Place at(server);
        const QString ann = QStringLiteral("ann"), pin = QStringLiteral("2580"), wrong = QStringLiteral("0852");
        QVERIFY(at.in("ann"));
        QVERIFY(setPin(at.desk, ann, pin));
        for (int left = 4; left >= 2; --left) {
            const auto refused = signInByPin(at.desk, ann, wrong);
            QCOMPARE(outcome(refused), refusal(Error::Code::Denied, "pin"));
            QCOMPARE(refused.error().detail, QString::number(left));
        }
        at.database = std::move(*Database::open(at.database->path(), deskSetup(at.clock)));
        const SignInDesk again{*at.database, at.secrets, at.clock};
        QCOMPARE(outcome(signInByPin(again, ann, wrong)), refusal(Error::Code::Denied, "pin"));
        QCOMPARE(outcome(signInByPin(again, ann, wrong)), refusal(Error::Code::Denied, "pin_spent"));
        QCOMPARE(outcome(signInByPin(again, ann, pin)), refusal(Error::Code::Denied, "pin_spent"));
        QVERIFY(!knownPeople(*at.database)->front().hasPin);
        QVERIFY(signIn(again, ann, QStringLiteral("nna-password")));
        QCOMPARE(outcome(signInByPin(again, ann, pin)), QStringLiteral("online")); // the count begins anew
    }
    void withoutAKeyStoreThePasswordIsAskedForEveryTime()
    {
        const SyncServer server;
        Place at(server);
        at.secrets.there = false;
        const auto who = at.in("ann");
        QCOMPARE(outcome(who), QStringLiteral("online"));
        QVERIFY(!who->kept);
        QCOMPARE(who->login.password, QStringLiteral("nna-password")); // in memory, for this session
        QCOMPARE(
            setPin(at.desk, QStringLiteral("ann"), QStringLiteral("2580")).error().subject, QStringLiteral("keychain"));
        QVERIFY(keptLogins(at.desk)->empty());
        const Away away;
        QCOMPARE(outcome(at.in("ann")), QStringLiteral("here")); // the verifier is in the file
    }
    void theFileHoldsNoPassword()
    {
        const SyncServer server;
        Place at(server);
        QVERIFY(at.in("ann"));
        QVERIFY(setPin(at.desk, QStringLiteral("ann"), QStringLiteral("258025")));
        QVERIFY(at.database->checkpoint());
        for (const char *suffix : {"", "-wal"}) {
            QFile file(at.database->path() + QLatin1String(suffix));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray bytes = file.readAll();
            QVERIFY(!bytes.contains("nna-password") && !bytes.contains("258025"));
        }
    }
    void whoIsKeptHereSendsWithoutBeingAsked()
    {
        const SyncServer server;
        Place at(server);
        QVERIFY(at.in("ann") && at.in("bob") && at.in("meg", Keep::Nothing));
        const auto logins = keptLogins(at.desk);
        QVERIFY(logins);
        QCOMPARE(logins->size(), size_t(2));
        DeskLogins all(*logins);
        PeopleRemote remote(at.place, all, *at.database, at.clock);
        at.adds(server.person("bob"), "B");
        at.adds(server.person("meg"), "M");
        QVERIFY(at.talk(remote));
        QCOMPARE(at.stuck(), QByteArray("2:2"));
        QVERIFY(forgetPassword(at.desk, QStringLiteral("bob")));
        QCOMPARE(keptLogins(at.desk)->size(), size_t(1));
        QCOMPARE(knownPeople(*at.database)->size(), size_t(3));
        QVERIFY(forgetPerson(at.desk, QStringLiteral("bob")));
        QCOMPARE(knownPeople(*at.database)->size(), size_t(2));
        QVERIFY(forgetPerson(at.desk, QStringLiteral("bob"))); // twice is the same
        const Away away;
        QCOMPARE(outcome(at.in("bob")), refusal(Error::Code::Offline, "server"));
    }
    void whoJoinedIsRememberedLikeWhoSignedIn()
    {
        const SyncServer server;
        Place at(server);
        const auto kept = keepLogin(at.desk, at.login("ann"), at.place.role);
        QVERIFY(kept && *kept);
        QCOMPARE(at.place.role, QStringLiteral("sales"));
        const Away away;
        QCOMPARE(outcome(at.in("ann")), QStringLiteral("here"));
    }
    void aFileOfNoServerHasNoSignIn()
    {
        const FakeClock clock;
        const QTemporaryDir dir;
        const auto database = Database::open(dir.filePath(QStringLiteral("lone")), deskSetup(clock));
        FakeSecrets secrets;
        QCOMPARE(outcome(signIn({**database, secrets, clock}, QStringLiteral("ann"), QStringLiteral("x"))),
            refusal(Error::Code::NotFound, "server"));
    }
};

UPDESK_TEST(TestSignIn);
#include "tst_signin.moc"
