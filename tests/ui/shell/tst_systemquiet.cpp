// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/shell/systemquiet.h"

#include <QDBusMessage>
#include <QProcess>

using namespace updesk;

/// Stands in for the service that shows notifications, with the property that says whether they are held back.
class Notifier final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
    Q_PROPERTY(bool Inhibited MEMBER m_inhibited)
public:
    bool m_inhibited = false;
};

/// What the desktop tells about quiet, on a message bus of our own.
class TestSystemQuiet : public QObject
{
    Q_OBJECT

    static constexpr const char *kName = "org.freedesktop.Notifications";
    static constexpr const char *kPath = "/org/freedesktop/Notifications";

private Q_SLOTS:
    void initTestCase()
    {
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        QVERIFY2(m_daemon.waitForStarted() && m_daemon.waitForReadyRead(10'000), "the package dbus is needed");
        m_address = QString::fromUtf8(m_daemon.readLine().trimmed());
    }
    void cleanupTestCase()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    void withoutABusTheDesktopIsNeverQuiet()
    {
        const SystemQuiet quiet(QDBusConnection(QStringLiteral("no such bus")));
        QVERIFY(!quiet.isQuiet());
    }
    void theDesktopsWishIsHeardAtOnceAndWhenItChanges()
    {
        QDBusConnection theirs = QDBusConnection::connectToBus(m_address, QStringLiteral("theirs"));
        const QDBusConnection ours = QDBusConnection::connectToBus(m_address, QStringLiteral("ours"));
        QVERIFY(theirs.isConnected() && ours.isConnected());
        const SystemQuiet early(ours); // before there is a service
        Notifier service;
        service.m_inhibited = true;
        QVERIFY(theirs.registerObject(QLatin1String(kPath), &service, QDBusConnection::ExportAllProperties));
        QVERIFY(theirs.registerService(QLatin1String(kName)));
        const SystemQuiet late(ours);
        QTRY_VERIFY(early.isQuiet() && late.isQuiet());
        const auto tell = [&](bool inhibited) {
            service.m_inhibited = inhibited;
            QDBusMessage news = QDBusMessage::createSignal(QLatin1String(kPath),
                QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("PropertiesChanged"));
            news << QLatin1String(kName) << QVariantMap{{QStringLiteral("Inhibited"), inhibited}} << QStringList{};
            return theirs.send(news);
        };
        QVERIFY(tell(false));
        QTRY_VERIFY(!early.isQuiet() && !late.isQuiet());
        QVERIFY(tell(true));
        QTRY_VERIFY(late.isQuiet());
        QVERIFY(theirs.unregisterService(QLatin1String(kName))); // who fell silent asks for nothing
        QTRY_VERIFY(!late.isQuiet());
        QDBusConnection::disconnectFromBus(QStringLiteral("theirs"));
        QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
    }

private:
    QProcess m_daemon;
    QString m_address;
};
UPDESK_TEST(TestSystemQuiet);
#include "tst_systemquiet.moc"
