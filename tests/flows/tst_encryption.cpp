// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/session.h"
#include "core/store/check.h"
#include "tests/flows/program.h"
#include "tests/support/fakeclock.h"
#include "tests/support/keystore.h"
#include "tests/support/encrypting.h"

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

/// The desk's file at rest, as somebody at a terminal meets it.
class TestEncryption : public QObject
{
    Q_OBJECT

    static QString store(const Program &program) { return program.file(QStringLiteral("store.updesk")); }
    static QByteArray bytes(const Program &program) { return program.read(store(program)); }
    /// A real store, made as an owner makes one.
    static int make(const Program &program, const QStringList &more = {})
    {
        const QString config = QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json");
        return program.run(QStringList{QStringLiteral("init"), QStringLiteral("--config"), config} + more).status;
    }
    static int import(const Program &program, const QByteArray &name, const QStringList &more = {})
    {
        const QString file = program.write(QString::fromLatin1(name) + QStringLiteral(".xml"),
            Program::adf("Ann " + name, "212-555-0" + QByteArray::number(100 + name[0]), name));
        return program.run(QStringList{QStringLiteral("import"), file} + more).status;
    }
    static QString atRest(const Program &program, const QStringList &more = {})
    {
        return program.run(words("check --json") + more).json()[QLatin1String("at_rest")].toString();
    }

private Q_SLOTS:
    void cleanup() { KeyRing::clear(); }

    void withoutAKeyStoreTheFileIsPlainAndEverybodyIsTold()
    {
        const Program program;
        const QString config = QStringLiteral(UPDESK_SOURCE_DIR "/resources/desk/northgate.json");
        const auto made = program.run({QStringLiteral("init"), QStringLiteral("--config"), config});
        QCOMPARE(made.status, 0);
        QVERIFY2(made.err.contains("Not encrypted: this computer has no key store."), made.err.constData());
        QCOMPARE(atRest(program), QStringLiteral("no_key_store"));
        QVERIFY(program.run(words("check")).out.contains("Not encrypted: this computer has no key store."));
        QVERIFY(bytes(program).contains("Northgate"));
    }
    void aSampleIsPlainWithoutAWord()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QCOMPARE(atRest(program), QStringLiteral("sample"));
    }
    void aKeyFileServesWhereThereIsNoKeyStore()
    {
        const Program program;
        const QStringList keyed = words("--key-file key");
        QCOMPARE(make(program, keyed), 0);
        QCOMPARE(import(program, "Quartzfield", keyed), 0);
        QVERIFY(bytes(program).startsWith("UpDesk"));
        QVERIFY(!bytes(program).contains("Quartzfield") && !bytes(program).contains("Northgate"));
        QCOMPARE(atRest(program, keyed), QStringLiteral("encrypted"));
        QVERIFY(program.run(words("queue") + keyed).out.contains("Quartzfield"));
        const QByteArray before = bytes(program);
        const auto refused = program.run(words("queue --json"));
        QCOMPARE(refused.status, 3);
        QVERIFY2(refused.err.contains("key store of this computer, which does not answer"), refused.err.constData());
        QCOMPARE(program.run(words("init --sample small")).status, 3); // nothing is overwritten
        program.write(QStringLiteral("other"), FileKey::make().hex());
        QVERIFY(program.run(words("queue --key-file other")).err.contains("the key of another file"));
        QCOMPARE(bytes(program), before);
        const auto only = program.run(words("key --forget") + keyed); // nobody else has it
        QVERIFY2(only.status == 3 && only.err.contains("the only desk of its store"), only.err.constData());
        QCOMPARE(program.run(words("queue") + keyed).status, 0);
        // Where a service starts the program, the environment names the file.
        Program service;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("UPDESK_KEY_FILE"), program.file(QStringLiteral("key")));
        service.setEnvironment(environment);
        const auto seen = service.runBare({QStringLiteral("--store"), store(program), QStringLiteral("queue")});
        QVERIFY2(seen.out.contains("Quartzfield"), seen.err.constData());
    }
    void aPlainStoreIsEncryptedTheDayItGetsAKey()
    {
        const Program program;
        QCOMPARE(make(program), 0);
        QCOMPARE(import(program, "Quartzfield"), 0);
        QVERIFY(bytes(program).contains("Quartzfield"));
        QVERIFY(program.run(words("queue --key-file key")).out.contains("Quartzfield"));
        QVERIFY(!bytes(program).contains("Quartzfield"));
        QCOMPARE(program.run(words("check --key-file key")).status, 0);
    }
    void theKeyStoreOfTheDesktopKeepsTheKey()
    {
        KeyStore keyStore;
        QVERIFY2(keyStore.start(), "the packages dbus and gnome-keyring are needed");
        Program program;
        program.setEnvironment(keyStore.environment());
        QCOMPARE(make(program), 0);
        QCOMPARE(import(program, "Quartzfield"), 0);
        QVERIFY(!bytes(program).contains("Quartzfield"));
        QCOMPARE(atRest(program), QStringLiteral("encrypted"));
        // The file moves; its key is found by what the file says.
        QVERIFY(QFile::rename(store(program), program.file(QStringLiteral("moved"))));
        const QStringList moved = words("--store moved");
        QVERIFY(program.runBare(moved + words("queue")).out.contains("Quartzfield"));
        // A copy of the key opens it elsewhere.
        QCOMPARE(program.runBare(moved + words("key --save copy")).status, 0);
        QCOMPARE(program.runBare(moved + words("key --save copy")).status, 3);
        program.setEnvironment(QProcessEnvironment::systemEnvironment());
        QCOMPARE(program.runBare(moved + words("queue")).status, 3);
        QVERIFY(program.runBare(moved + words("queue --key-file copy")).out.contains("Quartzfield"));
        // Another computer, which takes the key in.
        KeyStore elsewhere;
        QVERIFY(elsewhere.start());
        program.setEnvironment(elsewhere.environment());
        const auto lost = program.runBare(moved + words("queue"));
        QCOMPARE(lost.status, 3);
        QVERIFY2(lost.err.contains("is not on this computer"), lost.err.constData());
        QCOMPARE(program.runBare(moved + words("key --take copy")).status, 0);
        QVERIFY(program.runBare(moved + words("queue")).out.contains("Quartzfield"));
    }
    void windowAndCommandLineShareAnEncryptedFile()
    {
        const Program program;
        const QStringList keyed = words("--key-file key");
        QCOMPARE(make(program, keyed), 0);
        const auto key = KeyFile(program.file(QStringLiteral("key"))).read();
        QVERIFY(key);
        KeyRing::add(*key);
        const FakeClock clock;
        const auto window = Session::open(store(program), clock);
        QVERIFY(window && (*window)->database().isEncrypted());
        Database &database = (*window)->database();
        for (const char *name : {"Alpha", "Bravo", "Carol"}) {
            QVERIFY(Session::open(store(program), clock)); // comes and goes
            QCOMPARE(import(program, name, keyed), 0);
            QVERIFY(QFile::exists(store(program) + QStringLiteral("-wal")));
            QVERIFY(database.execute("INSERT INTO desk_setting VALUES('test" + QByteArray(name) + "', 'x')"));
        }
        Query q = database.query("SELECT count(*) FROM lead");
        QVERIFY(q.next());
        QCOMPARE(q.number(0), 3);
        QVERIFY(checkStore(database)->sound());
        QCOMPARE(program.run(words("check") + keyed).status, 0);
    }
};

UPDESK_ENCRYPTING_TEST(TestEncryption);
#include "tst_encryption.moc"
