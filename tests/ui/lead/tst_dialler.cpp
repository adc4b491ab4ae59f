// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/dialling.h"
#include "tests/support/suite.h"
#include "ui/lead/dialler.h"

#include <QDesktopServices>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

using namespace updesk;

/// What the desktop is given to dial; a program of the test's stands for its answer about who takes such links.
class TestDialler : public QObject
{
    Q_OBJECT
    QStringList m_opened;

public Q_SLOTS:
    void open(const QUrl &url) { m_opened << url.toString(QUrl::FullyEncoded); }

private Q_SLOTS:
    void initTestCase()
    {
        for (const char *scheme : {"tel", "sip"})
            QDesktopServices::setUrlHandler(QString::fromLatin1(scheme), this, "open");
    }
    void cleanupTestCase()
    {
        for (const char *scheme : {"tel", "sip"})
            QDesktopServices::unsetUrlHandler(QString::fromLatin1(scheme));
    }
    void linksGoToTheProgramThatTakesThem()
    {
        const QTemporaryDir dir;
        QFile asked(dir.filePath(QStringLiteral("xdg-mime")));
        QVERIFY(asked.open(QIODevice::WriteOnly));
        asked.write("#!/bin/sh\n[ \"$3\" = x-scheme-handler/sip ] && echo softphone.desktop\nexit 0\n");
        asked.close();
        QVERIFY(asked.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", QFile::encodeName(dir.path()) + ':' + before);
        DesktopDialler dialler;
        PhoneSettings phone;
        const QString number = QStringLiteral("+14045550117"), tel = dialLink(phone, number);
        phone.dialBy = DialBy::Sip;
        phone.sipDomain = QStringLiteral("pbx.example.com");
        const QString sip = dialLink(phone, number);
        QVERIFY(QTest::qWaitFor([&] { return dialler.dial(sip); }, 20'000));
        QTRY_VERIFY_WITH_TIMEOUT(dialler.findChildren<QProcess *>().isEmpty(), 20'000); // both are answered
        qputenv("PATH", before);
        QCOMPARE(m_opened, QStringList{QStringLiteral("sip:+14045550117@pbx.example.com;user=phone")});
        QVERIFY(!dialler.dial(tel)); // nothing here takes those
        QVERIFY(!dialler.dial(QString()));
        QVERIFY(!dialler.dial(QStringLiteral("file:///etc/passwd")));
        QCOMPARE(m_opened.size(), 1);
    }
};

UPDESK_TEST(TestDialler);
#include "tst_dialler.moc"
