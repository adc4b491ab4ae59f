// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/setaside.h"
#include "tests/support/fakeclock.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QTemporaryDir>

using namespace updesk;

class TestSetAside : public QObject
{
    Q_OBJECT
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
    }

private Q_SLOTS:
    void theFileGoesWithAllThatIsItsOwn()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("store.updesk"));
        for (const char *end : {"", "-wal", "-shm", ".version-3"})
            write(path + QLatin1String(end), QByteArray("of ") + end);
        write(folder.filePath(QStringLiteral("sample.updesk")), "another");
        const Time now = FakeClock().now();
        const auto name = setFileAside(path, now);
        QVERIFY(name);
        QCOMPARE(*name, path + QStringLiteral(".aside-2026-03-12"));
        for (const char *end : {"", "-wal", "-shm", ".version-3"}) {
            QCOMPARE(read(*name + QLatin1String(end)), QByteArray("of ") + end);
            QVERIFY(!QFile::exists(path + QLatin1String(end)));
        }
        QCOMPARE(read(folder.filePath(QStringLiteral("sample.updesk"))), QByteArray("another"));
        write(path, "the next");
        const auto second = setFileAside(path, now);
        QVERIFY(second);
        QCOMPARE(*second, path + QStringLiteral(".aside-2026-03-12-2"));
        QCOMPARE(read(*name), QByteArray("of "));
        QCOMPARE(read(*second), QByteArray("the next"));
        QCOMPARE(setFileAside(path, now).error().code, Error::Code::NotFound);
    }
    void whatCannotBeRenamedStaysWhole()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QString(245, u'x')); // no name is longer than 255 bytes
        write(path, "store");
        write(path + QStringLiteral("-wal"), "log");
        const auto name = setFileAside(path, FakeClock().now());
        QVERIFY(!name);
        QCOMPARE(name.error().code, Error::Code::Denied);
        QCOMPARE(read(path), QByteArray("store"));
        QCOMPARE(read(path + QStringLiteral("-wal")), QByteArray("log"));
    }
};

UPDESK_TEST(TestSetAside);
#include "tst_setaside.moc"
