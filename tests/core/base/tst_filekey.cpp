// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filekey.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace updesk;

class TestFileKey : public QObject
{
    Q_OBJECT

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void cleanup() { KeyRing::clear(); }
    void noTwoKeysAreAlikeAndTheirIdsTellNothing()
    {
        const FileKey one = FileKey::make(), other = FileKey::make();
        QCOMPARE(one.bytes.size(), 32);
        QVERIFY(one != other);
        QCOMPARE(one.id().size(), 20);
        QVERIFY(one.id() != other.id());
        QVERIFY(!one.hex().contains(one.id()));
        QVERIFY(FileKey().isNull() && !one.isNull());
    }
    void onlySixtyFourDigitsAreAKey()
    {
        const FileKey key = FileKey::make();
        QVERIFY(FileKey::fromHex(key.hex()) == key);
        QVERIFY(FileKey::fromHex(key.hex().toUpper()) == key);
        for (const QByteArray &wrong : {QByteArray(), key.hex().chopped(1), key.hex().chopped(2), key.hex() + "00",
                 key.hex().replace(3, 1, "g"), key.hex().replace(3, 1, " ")})
            QVERIFY2(!FileKey::fromHex(wrong), wrong.constData());
    }
    void theRingGivesWhatItWasGiven()
    {
        const FileKey key = FileKey::make();
        QVERIFY(KeyRing::find(key.id()).isNull());
        KeyRing::add(key);
        QVERIFY(KeyRing::find(key.id()) == key);
        KeyRing::clear();
        QVERIFY(KeyRing::find(key.id()).isNull());
    }
    void aKeyIsKeptInTheKeyStoreUnderItsId()
    {
        FakeSecrets secrets;
        KeychainKeys keys(secrets);
        QVERIFY(keys.works());
        const auto key = keys.fresh();
        QVERIFY(key);
        QCOMPARE(secrets.kept.keys(), QStringList{KeychainKeys::nameOf(key->id())});
        const auto found = keys.find(key->id());
        QVERIFY(found && *found == *key);
        QCOMPARE(keys.find(FileKey::make().id()).error().subject, QStringLiteral("no_key"));
        secrets.kept[KeychainKeys::nameOf(key->id())] = FileKey::make().hex();
        QCOMPARE(keys.find(key->id()).error().subject, QStringLiteral("no_key"));
        secrets.there = false;
        QVERIFY(!keys.works());
        QCOMPARE(keys.find(key->id()).error().subject, QStringLiteral("key_store"));
        QCOMPARE(keys.fresh().error().subject, QStringLiteral("key_store"));
    }
    void aKeyFileIsMadeOnceAndForItsOwnerOnly()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("key"));
        KeyFile keys(path);
        QVERIFY(keys.works());
        QCOMPARE(keys.find(FileKey::make().id()).error().subject, QStringLiteral("key_file"));
        const auto key = keys.fresh();
        QVERIFY(key);
        QCOMPARE(read(path), key->hex() + '\n');
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
        const auto again = keys.fresh();
        QVERIFY(again && *again == *key); // whoever made the file beforehand chose the key
        const auto found = keys.find(key->id());
        QVERIFY(found && *found == *key);
        QCOMPARE(keys.find(FileKey::make().id()).error().subject, QStringLiteral("wrong_key"));
        QCOMPARE(keys.save(FileKey::make()).error().code, Error::Code::Duplicate);
        QCOMPARE(read(path), key->hex() + '\n');
    }
    void aFileWithoutAKeyIsNeverOverwritten()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("letter"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("Dear Ann") == 8);
        file.close();
        KeyFile keys(path);
        QCOMPARE(keys.fresh().error().subject, QStringLiteral("key_file"));
        QCOMPARE(read(path), QByteArray("Dear Ann"));
        KeyFile nowhere(dir.filePath(QStringLiteral("no folder/key")));
        QCOMPARE(nowhere.fresh().error().subject, QStringLiteral("key_file"));
    }
};

UPDESK_TEST(TestFileKey);
#include "tst_filekey.moc"
