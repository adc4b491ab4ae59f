// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/filekey.h"
#include "core/base/secrets.h"
#include "tests/support/keystore.h"
#include "tests/support/suite.h"

#include <QElapsedTimer>
#include <QThread>

using namespace updesk;

/// The key store of the system itself: a real one, started for this, and a computer without one.
class TestSecrets : public QObject
{
    Q_OBJECT
    std::unique_ptr<KeyStore> m_store;

private Q_SLOTS:
    // First, for the library remembers a key store that it once found.
    void withoutABusThereIsNoKeyStore()
    {
        SystemSecrets secrets;
        QVERIFY(!secrets.works());
        QCOMPARE(secrets.read(QStringLiteral("some")).error().code, Error::Code::Offline);
        QCOMPARE(secrets.write(QStringLiteral("some"), "thing").error().subject, QStringLiteral("keychain"));
        KeychainKeys keys(secrets);
        QVERIFY(!keys.works());
        QCOMPARE(keys.find(FileKey::make().id()).error().subject, QStringLiteral("key_store"));
    }
    void whatIsWrittenIsReadUntilItIsForgotten()
    {
        m_store = std::make_unique<KeyStore>(); // one for the rest: the library never looks for another bus
        QVERIFY2(m_store->start(), "the packages dbus and gnome-keyring are needed");
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_store->address().toLatin1());
        SystemSecrets secrets;
        QVERIFY(secrets.works());
        const QString name = QStringLiteral("login-ann@one");
        QCOMPARE(secrets.read(name).error().code, Error::Code::NotFound);
        const QByteArray secret("\x00\xff\n secret \xc3\xbc", 13);
        QVERIFY(secrets.write(name, secret));
        QCOMPARE(*secrets.read(name), secret);
        QVERIFY(secrets.write(name, "another"));
        SystemSecrets again; // as the next run of the program
        QCOMPARE(*again.read(name), QByteArray("another"));
        QVERIFY(again.forget(name));
        QVERIFY(again.forget(name));
        QCOMPARE(secrets.read(name).error().code, Error::Code::NotFound);
        KeychainKeys keys(secrets);
        const auto key = keys.fresh();
        QVERIFY(key);
        QCOMPARE(keys.find(key->id())->bytes, key->bytes);
        QCOMPARE(keys.find(FileKey::make().id()).error().subject, QStringLiteral("no_key"));
    }
    // Joining and signing in ask on a thread that comes and goes; who asks next, on another, is answered too.
    void aThreadThatEndedTakesNoAnswersWithIt()
    {
        QVERIFY(m_store);
        for (int i = 0; i < 3; ++i) {
            bool worked = false;
            const std::unique_ptr<QThread> thread(QThread::create([&worked] { worked = SystemSecrets().works(); }));
            QElapsedTimer since;
            since.start();
            thread->start();
            QVERIFY(thread->wait(20'000));
            QVERIFY(since.elapsed() < 20'000);
            QVERIFY(worked);
        }
        QVERIFY(SystemSecrets().works());
    }
    void cleanupTestCase()
    {
        m_store.reset();
        qputenv("DBUS_SESSION_BUS_ADDRESS", Suite::kNoBus);
    }
};

UPDESK_TEST(TestSecrets);
#include "tst_secrets.moc"
