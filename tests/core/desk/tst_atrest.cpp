// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/atrest.h"
#include "core/desk/sample.h"
#include "core/desk/setup.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/encrypting.h"

#include <QTemporaryDir>

using namespace updesk;

namespace
{

/// A desk's folder and the key store of its computer.
struct Place {
    QTemporaryDir dir;
    FakeClock clock;
    FakeSecrets secrets;
    KeychainKeys keys{secrets};
    QString path = dir.filePath(QStringLiteral("store.updesk"));

    void makeReal(const FileKey &key = {})
    {
        const auto config = setupConfig(exampleSetup(), clock.now());
        if (!config || !makeStore(path, clock, *config, key))
            qFatal("no store");
    }
    QByteArray bytes() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    AtRest state()
    {
        const auto session = Session::open(path, clock);
        if (!session)
            qFatal("cannot open");
        return atRest(**session, keys);
    }
    QString refusal(FileKeys &from)
    {
        const auto key = readyFile(path, clock, from);
        return key ? QStringLiteral("ready") : key.error().subject;
    }
};

} // namespace

class TestAtRest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { KeyRing::clear(); }

    void aRealStoreIsEncryptedAtItsFirstStartAndFoundAtTheNext()
    {
        Place place;
        place.makeReal();
        QVERIFY(place.bytes().contains("Northgate"));
        const auto key = readyFile(place.path, place.clock, place.keys);
        QVERIFY(key);
        if (!canEncrypt()) {
            QVERIFY(key->isNull());
            QCOMPARE(place.state(), AtRest::NoCipher);
            QVERIFY(place.secrets.kept.isEmpty());
            return;
        }
        QVERIFY(!place.bytes().contains("Northgate"));
        QCOMPARE(place.state(), AtRest::Encrypted);
        QCOMPARE(place.secrets.kept.size(), 1);
        KeyRing::clear(); // the next run
        QVERIFY(!Session::open(place.path, place.clock));
        const auto again = readyFile(place.path, place.clock, place.keys);
        QVERIFY(again && *again == *key);
        QCOMPARE(place.state(), AtRest::Encrypted);
        QCOMPARE(place.secrets.kept.size(), 1);
    }
    void aSampleStaysPlain()
    {
        Place place;
        SampleOrder order;
        order.now = place.clock.now();
        QVERIFY(makeSample(place.path, order));
        QVERIFY(readyFile(place.path, place.clock, place.keys)->isNull());
        QVERIFY(place.bytes().startsWith("SQLite format 3"));
        QVERIFY(place.secrets.kept.isEmpty());
        QCOMPARE(place.state(), canEncrypt() ? AtRest::Sample : AtRest::NoCipher);
    }
    void aDamagedPlainFileIsLeftForTheOpeningToRefuse()
    {
        Place place;
        place.makeReal();
        QFile file(place.path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.resize(5000));
        file.close();
        const QByteArray before = place.bytes();
        const auto key = readyFile(place.path, place.clock, place.keys);
        QVERIFY(key && key->isNull());
        QCOMPARE(place.bytes(), before);
        QVERIFY(place.secrets.kept.isEmpty());
    }
};

/// What only a build with the cipher does.
class TestAtRestEncrypted : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { KeyRing::clear(); }

    void aNewStoreIsEncryptedFromItsFirstByte()
    {
        Place place;
        QVERIFY(readyFile(place.path, place.clock, place.keys)->isNull()); // nothing is there, and nothing is made
        QVERIFY(place.secrets.kept.isEmpty());
        const auto key = readyFile(place.path, place.clock, place.keys, Database::Open::OrCreate);
        QVERIFY(key && !key->isNull());
        place.makeReal(*key);
        QVERIFY(place.bytes().startsWith("UpDesk"));
        QVERIFY(!place.bytes().contains("Northgate"));
        QCOMPARE(place.state(), AtRest::Encrypted);
    }
    void withoutAKeyStoreItStaysPlainAndSaysSo()
    {
        Place place;
        place.makeReal();
        place.secrets.there = false;
        QVERIFY(readyFile(place.path, place.clock, place.keys)->isNull());
        QCOMPARE(place.state(), AtRest::NoKeyStore);
        place.secrets.there = true; // the day there is one
        QVERIFY(!readyFile(place.path, place.clock, place.keys)->isNull());
        QCOMPARE(place.state(), AtRest::Encrypted);
    }
    void whileItIsInUseItStaysPlainUntilTheNextStart()
    {
        Place place;
        place.makeReal();
        {
            const auto other = Session::open(place.path, place.clock);
            QVERIFY(other);
            QVERIFY(readyFile(place.path, place.clock, place.keys)->isNull());
            QCOMPARE(place.state(), AtRest::NextStart);
            QVERIFY(place.secrets.kept.isEmpty()); // no key for a file that did not get it
        }
        QVERIFY(!readyFile(place.path, place.clock, place.keys)->isNull());
        QCOMPARE(place.state(), AtRest::Encrypted);
    }
    void aMissingKeyIsNamedForWhatIsMissing()
    {
        Place place;
        place.makeReal();
        const auto key = readyFile(place.path, place.clock, place.keys);
        QVERIFY(key);
        KeyRing::clear();
        const QByteArray before = place.bytes();
        place.secrets.there = false;
        QCOMPARE(place.refusal(place.keys), QStringLiteral("key_store"));
        place.secrets.there = true;
        place.secrets.kept.clear();
        QCOMPARE(place.refusal(place.keys), QStringLiteral("no_key"));
        KeyFile file(place.dir.filePath(QStringLiteral("key")));
        QCOMPARE(place.refusal(file), QStringLiteral("key_file"));
        QVERIFY(file.save(FileKey::make()));
        QCOMPARE(place.refusal(file), QStringLiteral("wrong_key"));
        KeyFile right(place.dir.filePath(QStringLiteral("right")));
        QVERIFY(right.save(*key));
        QCOMPARE(place.bytes(), before);
        QCOMPARE(place.refusal(right), QStringLiteral("ready"));
        QCOMPARE(place.state(), AtRest::Encrypted);
    }
};

UPDESK_TEST(TestAtRest);
UPDESK_ENCRYPTING_TEST(TestAtRestEncrypted);
#include "tst_atrest.moc"
