// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secretsfile.h"
#include "tests/support/fakesecrets.h"
#include "tests/support/suite.h"

#include <QTemporaryDir>

using namespace updesk;

/// Passwords where a computer has no key store.
class TestSecretsFile : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;
    QString file(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    static std::unique_ptr<Secrets> noStore()
    {
        auto none = std::make_unique<FakeSecrets>();
        none->there = false;
        return none;
    }
    static QString mail() { return QStringLiteral("mail-out-1"); }

private Q_SLOTS:
    void whatIsWrittenIsReadAgainByAnybodyWhoNamesTheFile()
    {
        const QString path = file("one");
        SecretsFile secrets(path);
        QCOMPARE(secrets.read(mail()).error().code, Error::Code::NotFound);
        QVERIFY(secrets.write(mail(), QByteArray("p\0ss", 4)));
        QVERIFY(secrets.write(QStringLiteral("texts-1"), "token"));
        SecretsFile other(path);
        QCOMPARE(*other.read(mail()), QByteArray("p\0ss", 4));
        QCOMPARE(*other.read(QStringLiteral("texts-1")), QByteArray("token"));
        QVERIFY(other.forget(mail()));
        QVERIFY(other.forget(mail())); // fine also when there was nothing
        QCOMPARE(secrets.read(mail()).error().code, Error::Code::NotFound);
    }
    void nobodyElseMayReadIt()
    {
        const QString path = file("own");
        QVERIFY(SecretsFile(path).write(mail(), "secret"));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY((QFile::permissions(path) & others) == QFile::Permissions());
    }
    void aFileThatIsNoneIsRefusedAndLeftAsItIs()
    {
        const QString path = file("odd");
        QFile odd(path);
        QVERIFY(odd.open(QIODevice::WriteOnly) && odd.write("not json") > 0);
        odd.close();
        SecretsFile secrets(path);
        QCOMPARE(secrets.read(mail()).error().subject, QStringLiteral("secrets_file"));
        QCOMPARE(secrets.write(mail(), "x").error().code, Error::Code::Denied);
        QVERIFY(odd.open(QIODevice::ReadOnly));
        QCOMPARE(odd.readAll(), QByteArray("not json"));
        QCOMPARE(SecretsFile(file("nowhere/file")).write(mail(), "x").error().subject, QStringLiteral("secrets_file"));
    }
    void theKeyStoreGoesFirstAndTheFileStandsInForNone()
    {
        const QString key = file("key");
        DeskSecrets with(key, std::make_unique<FakeSecrets>());
        QVERIFY(with.write(mail(), "kept there"));
        QVERIFY(!QFile::exists(key + QStringLiteral(".passwords")));
        DeskSecrets without(key, noStore());
        QVERIFY(without.works());
        QVERIFY(without.write(mail(), "in the file"));
        QVERIFY(QFile::exists(key + QStringLiteral(".passwords")));
        QCOMPARE(*without.read(mail()), QByteArray("in the file"));
        QCOMPARE(*with.read(mail()), QByteArray("kept there"));
        QVERIFY(without.forget(mail()));
        QCOMPARE(without.read(mail()).error().code, Error::Code::NotFound);
    }
    void theEnvironmentNamesTheKeyFileToo()
    {
        qputenv("UPDESK_KEY_FILE", file("env").toUtf8());
        DeskSecrets named({}, noStore());
        qunsetenv("UPDESK_KEY_FILE");
        QVERIFY(named.write(mail(), "x"));
        QVERIFY(QFile::exists(file("env.passwords")));
        DeskSecrets none({}, noStore());
        QVERIFY(!none.works());
        QCOMPARE(none.write(mail(), "x").error().code, Error::Code::Offline);
    }
};
UPDESK_TEST(TestSecretsFile);
#include "tst_secretsfile.moc"
