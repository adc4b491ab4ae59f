// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/totp.h"
#include "core/sync/secondfactor.h"
#include "tests/support/joineddesk.h"
#include "tests/support/suite.h"

using namespace updesk;

/// The second factor on several PCs of a real shared store, and a salesperson with psql in hand.
class TestSecondFactor : public QObject
{
    Q_OBJECT

    struct Away {
        Away() { Postgres::shared().stop(); }
        ~Away() { Postgres::shared().start(); }
    };
    struct Place : JoinedDesk {
        explicit Place(const SyncServer &sharedServer) : JoinedDesk(sharedServer)
        {
            const Setting asks{RowOnlyId{newId(clock.now())}, QStringLiteral("second_factor"), QStringLiteral("true")};
            does(server.person("meg"), put(kSetting, asks));
        }
        FakeSecrets secrets;
        SignInDesk desk{*database, secrets, clock};
        Result<SignedIn> in(const char *login)
        {
            return signIn(desk, QLatin1String(login), SyncServer::passwordOf(QLatin1String(login)));
        }
    };
    // The server's clock counts there, so a test asks for the code of this or a later half minute of the world.
    static QString codeAt(const QByteArray &seed, int later = 0)
    {
        return totpCode(seed, SystemClock().now() / kTotpStep + later);
    }
    /// Away from the last second of a half minute, so that a code is still of the one it was made in.
    static void awaitQuiet()
    {
        while (SystemClock().now() % kTotpStep > 25 * kSecond)
            QTest::qSleep(200);
    }
    static QString wrongCode(const QByteArray &seed)
    {
        QString code = QStringLiteral("000000");
        while (totpStepOf(seed, code, SystemClock().now(), 0))
            code = QString::number(code.toInt() + 1).rightJustified(6, u'0');
        return code;
    }
    static QString said(const Result<void> &done)
    {
        return done ? QStringLiteral("ok") : QString::number(int(done.error().code)) + done.error().subject;
    }
    static QString refusal(Error::Code code, const char *subject)
    {
        return QString::number(int(code)) + QLatin1String(subject);
    }
    static QByteArray asked(Pg &pg, const QByteArray &sql)
    {
        const auto rows = pg.query(sql);
        return rows ? (rows->count() > 0 ? rows->bytes(0, 0) : QByteArray()) : rows.error().detail.toUtf8();
    }
    /// Ann, with a second factor that she set up at this desk.
    static QByteArray enrolled(Place &at)
    {
        auto who = at.in("ann");
        if (!who || who->factor != SecondFactor::Missing)
            qFatal("sign in");
        const FactorOffer offer = offerFactor(QStringLiteral("Ames"), QStringLiteral("ann"));
        awaitQuiet();
        if (auto done = enrolFactor(at.desk, *who, offer, codeAt(offer.seed)); !done)
            qFatal("enrol %s %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
        return offer.seed;
    }

private Q_SLOTS:
    void theServerReckonsAsThePhoneDoes()
    {
        const SyncServer server;
        const auto chief = server.chief();
        QCOMPARE(asked(*chief, "SELECT encode(updesk.sha1('abc'), 'hex')"),
            QByteArray("a9993e364706816aba3e25717850c26c9cd0d89d"));
        QCOMPARE(asked(*chief, "SELECT encode(updesk.sha1(''), 'hex')"),
            QByteArray("da39a3ee5e6b4b0d3255bfef95601890afd80709"));
        QCOMPARE(asked(*chief,
                     "SELECT count(*) FROM generate_series(0, 130) n WHERE encode(updesk.sha1(convert_to("
                     "repeat('x', n), 'UTF8')), 'hex') !~ '^[0-9a-f]{40}$'"),
            QByteArray("0"));
        for (int length : {55, 56, 63, 64, 65, 119, 120}) {
            const QByteArray text(length, 'x');
            QCOMPARE(asked(*chief, "SELECT encode(updesk.sha1(convert_to('" + text + "', 'UTF8')), 'hex')"),
                QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex());
        }
        const QByteArray seed = newTotpSeed();
        for (const qint64 step : {0LL, 1LL, 37037036LL, 666666666LL}) {
            QCOMPARE(
                asked(*chief, "SELECT updesk.totp_code('\\x" + seed.toHex() + "', " + QByteArray::number(step) + ')'),
                totpCode(seed, step).toLatin1());
        }
    }
    void nothingIsAskedUnlessTheDealerAsks()
    {
        const SyncServer server;
        JoinedDesk desk(server);
        FakeSecrets secrets;
        const auto who =
            signIn({*desk.database, secrets, desk.clock}, QStringLiteral("ann"), QStringLiteral("nna-password"));
        QVERIFY(who && who->factor == SecondFactor::None);
    }
    void itIsSetUpOnceAndAskedForEveryThirtyDays()
    {
        const SyncServer server;
        Place at(server);
        auto who = at.in("ann");
        QVERIFY(who && who->factor == SecondFactor::Missing);
        const FactorOffer offer = offerFactor(QStringLiteral("Ames"), QStringLiteral("ann"));
        QCOMPARE(*fromBase32(offer.key), offer.seed);
        QVERIFY(offer.uri.contains(QLatin1String("secret=") + base32(offer.seed)));
        QCOMPARE(said(enrolFactor(at.desk, *who, offer, wrongCode(offer.seed))), refusal(Error::Code::Denied, "code"));
        awaitQuiet();
        QCOMPARE(said(enrolFactor(at.desk, *who, offer, codeAt(offer.seed))), QStringLiteral("ok"));
        QCOMPARE(who->factor, SecondFactor::None);
        QCOMPARE(at.in("ann")->factor, SecondFactor::None);
        at.clock.advance(29 * kDay);
        QCOMPARE(at.in("ann")->factor, SecondFactor::None);
        at.clock.advance(2 * kDay);
        QCOMPARE(at.in("ann")->factor, SecondFactor::Due);
        at.clock.advance(-40 * kDay); // nor does turning the clock back help
        QCOMPARE(at.in("ann")->factor, SecondFactor::Due);
        const FactorOffer second = offerFactor(QStringLiteral("Ames"), QStringLiteral("ann"));
        QCOMPARE(
            said(enrolFactor(at.desk, *who, second, codeAt(second.seed))), refusal(Error::Code::Duplicate, "factor"));
    }
    void anotherPcAsksTheServerAndThenKnowsTheSeed()
    {
        const SyncServer server;
        Place one(server), two(server);
        const QByteArray seed = enrolled(one);
        auto who = two.in("ann");
        QVERIFY(who && who->factor == SecondFactor::Due);
        QCOMPARE(said(proveFactor(two.desk, *who, wrongCode(seed))), refusal(Error::Code::Denied, "code"));
        awaitQuiet();
        QCOMPARE(
            said(proveFactor(two.desk, *who, codeAt(seed))), refusal(Error::Code::Denied, "code")); // used up at PC one
        QCOMPARE(said(proveFactor(two.desk, *who, codeAt(seed, 1))), QStringLiteral("ok"));
        QCOMPARE(who->factor, SecondFactor::None);
        QCOMPARE(two.secrets.kept.value(factorSecret(two.place.url, QStringLiteral("ann"))), seed);
        QCOMPARE(two.in("ann")->factor, SecondFactor::None);
        Place three(server);
        auto there = three.in("ann");
        const Away away;
        QCOMPARE(said(proveFactor(three.desk, *there, codeAt(seed))), refusal(Error::Code::Offline, "server"));
    }
    void withoutTheServerItIsCheckedHere()
    {
        const SyncServer server;
        Place at(server);
        const QByteArray seed = enrolled(at);
        at.clock.advance(31 * kDay);
        const Away away;
        auto who = at.in("ann");
        QVERIFY(who && !who->online && who->factor == SecondFactor::Due);
        const auto code = [&] { return totpCode(seed, at.clock.now() / kTotpStep); };
        QCOMPARE(said(proveFactor(at.desk, *who, code())), QStringLiteral("ok"));
        QCOMPARE(at.in("ann")->factor, SecondFactor::None);
        QCOMPARE(said(proveFactor(at.desk, *who, code())), refusal(Error::Code::Denied, "code")); // once only
        for (int i = 0; i < 4; ++i)
            QCOMPARE(said(proveFactor(at.desk, *who, QStringLiteral("no"))), refusal(Error::Code::Denied, "code"));
        at.clock.advance(2 * kMinute);
        const auto spent = proveFactor(at.desk, *who, code());
        QCOMPARE(said(spent), refusal(Error::Code::Busy, "code"));
        QVERIFY(spent.error().detail.toInt() > 0 && spent.error().detail.toInt() <= 181);
        at.clock.advance(4 * kMinute);
        QCOMPARE(said(proveFactor(at.desk, *who, code())), QStringLiteral("ok"));
    }
    void nobodyIsKeptFromWorkForWhatOnlyTheServerCanSetUp()
    {
        const SyncServer server;
        Place at(server);
        QVERIFY(at.in("ann")->factor == SecondFactor::Missing);
        QVERIFY(setPin(at.desk, QStringLiteral("ann"), QStringLiteral("2580")));
        QCOMPARE(signInByPin(at.desk, QStringLiteral("ann"), QStringLiteral("2580")).error().subject,
            QStringLiteral("pin_spent")); // but the PIN is no way around it while the server is there
        const Away away;
        QCOMPARE(at.in("ann")->factor, SecondFactor::None);
    }
    void aManagerResetsItAndOldPhonesCountNoMore()
    {
        const SyncServer server;
        Place at(server), other(server);
        const QByteArray old = enrolled(at);
        QCOMPARE(said(resetFactor(*server.as("bob"), QStringLiteral("ann"))), refusal(Error::Code::Denied, "right"));
        QCOMPARE(said(resetFactor(*server.as("cy"), QStringLiteral("ann"))), refusal(Error::Code::Denied, "right"));
        QCOMPARE(said(resetFactor(*server.as("ann"), QStringLiteral("ann"))), refusal(Error::Code::Denied, "self"));
        QCOMPARE(said(resetFactor(*server.as("meg"), QStringLiteral("ida"))), refusal(Error::Code::Denied, "right"));
        auto waiting = other.in("ann");
        QVERIFY(waiting && waiting->factor == SecondFactor::Due);
        QCOMPARE(said(resetFactor(*server.as("meg"), QStringLiteral("ann"))), QStringLiteral("ok"));
        QCOMPARE(said(resetFactor(*server.chief(), QStringLiteral("ann"))), refusal(Error::Code::NotFound, "login"));
        QCOMPARE(said(proveFactor(other.desk, *waiting, codeAt(old, 1))), refusal(Error::Code::NotFound, "factor"));
        QVERIFY(at.in("ann")->factor == SecondFactor::Missing);
        QVERIFY(!at.secrets.kept.contains(factorSecret(at.place.url, QStringLiteral("ann"))));
        QVERIFY(enrolled(at) != old);
        QVERIFY(at.in("ann")->factor == SecondFactor::None);
    }
    void aSalespersonWithPsqlReadsNoSeed_data()
    {
        QTest::addColumn<QByteArray>("sql");
        for (const char *sql : {"SELECT seed FROM updesk.factor", "SELECT count(*) FROM updesk.factor",
                 "SELECT code FROM updesk.factor_try", "DELETE FROM updesk.factor",
                 "UPDATE updesk.factor_try SET tries=0",
                 "INSERT INTO updesk.factor(login, seed, step) VALUES ('ann', 'x', 0)", "COPY updesk.factor TO STDOUT",
                 "SELECT updesk.totp_step('x', '123456', 0)", "SELECT updesk.factor_reset('ann')",
                 "SELECT updesk.factor_reset('meg')"})
            QTest::newRow(sql) << QByteArray(sql);
    }
    void aSalespersonWithPsqlReadsNoSeed()
    {
        static const SyncServer server;
        QFETCH(const QByteArray, sql);
        for (const char *login : {"bob", "meg"}) {
            if (qstrcmp(login, "meg") == 0 && sql.contains("factor_reset"))
                continue; // hers to do
            const auto pg = server.as(login);
            const auto done = pg->execute(sql);
            QVERIFY2(!done && done.error().code != Error::Code::Offline, sql.constData());
        }
    }
    void theCodeIsNotGuessed()
    {
        const SyncServer server;
        Place at(server);
        const QByteArray seed = enrolled(at);
        const auto pg = server.as("ann"); // the thief knows her password, not her telephone
        const QByteArray wrong = wrongCode(seed).toLatin1();
        // What is taken back tells nothing: the answer comes in a later transaction only.
        QVERIFY(pg->execute("BEGIN"));
        QCOMPARE(asked(*pg, "SELECT updesk.factor_try('" + wrong + "')"), QByteArray("0"));
        QVERIFY(asked(*pg, "SELECT updesk.factor_answer()").contains("none"));
        QVERIFY(pg->execute("SAVEPOINT s; SELECT updesk.factor_try('" + codeAt(seed, 1).toLatin1() + "'); RELEASE s"));
        QVERIFY(asked(*pg, "SELECT updesk.factor_answer()").contains("none"));
        QVERIFY(pg->execute("ROLLBACK"));
        QVERIFY(asked(*pg, "SELECT updesk.factor_answer()").contains("none"));
        // Five tries, however the answers are fetched or left.
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(asked(*pg, "SELECT updesk.factor_try('" + wrong + "')"), QByteArray("0"));
            QVERIFY(pg->execute("BEGIN"));
            QVERIFY(asked(*pg, "SELECT updesk.factor_answer()").contains("wrong"));
            QVERIFY(pg->execute("ROLLBACK"));
        }
        const int wait = asked(*pg, "SELECT updesk.factor_try('" + codeAt(seed, 1).toLatin1() + "')").toInt();
        QVERIFY(wait > 200 && wait <= 300);
        QVERIFY(!asked(*pg, "SELECT updesk.factor_answer()").contains("ok"));
        auto who = at.in("ann");
        const auto busy = proveFactor(at.desk, *who, codeAt(seed, 1));
        QCOMPARE(said(busy), refusal(Error::Code::Busy, "code"));
        QVERIFY(server.chief()->execute("UPDATE updesk.factor_try SET since=since-interval '6 min'"));
        awaitQuiet();
        QCOMPARE(said(proveFactor(at.desk, *who, codeAt(seed, 1))), QStringLiteral("ok"));
    }
    void twoSessionsShareTheTries()
    {
        const SyncServer server;
        Place at(server);
        const QByteArray wrong = wrongCode(enrolled(at)).toLatin1();
        const auto one = server.as("ann"), two = server.as("ann");
        int noted = 0;
        for (int i = 0; i < 12; ++i) {
            const auto &pg = i % 2 == 0 ? one : two;
            noted += asked(*pg, "SELECT updesk.factor_try('" + wrong + "')") == "0";
        }
        QCOMPARE(noted, 5);
    }
};

UPDESK_TEST(TestSecondFactor);
#include "tst_secondfactor.moc"
