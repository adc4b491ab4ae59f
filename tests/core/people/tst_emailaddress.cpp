// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/emailaddress.h"
#include "tests/support/suite.h"

using namespace updesk;

class TestEmailAddress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneAddressIsCleaned_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("address");
        const auto row = [](const char *typed, const char *address) {
            QTest::addRow("%s", typed) << QString::fromUtf8(typed) << QString::fromUtf8(address);
        };
        row(" Ottoline@Example.COM ", "ottoline@example.com");
        row("mailto:philippa@example.com", "philippa@example.com");
        row("MAILTO:philippa@example.com?subject=Car", "philippa@example.com");
        row("Philippa <philippa@example.com>", "philippa@example.com");
        row("<philippa@example.com>", "philippa@example.com");
        row("o'hara+cars@mail.example.co.uk", "o'hara+cars@mail.example.co.uk");
        row("j\u00f6rg@m\u00fcller.example", "j\u00f6rg@m\u00fcller.example");
        row("nobody", "");
        row("@example.com", "");
        row("a@", "");
        row("a@localhost", "");
        row("a b@example.com", "");
        row("a@b@example.com", "");
        row("a..b@example.com", "");
        row("a@example..com", "");
        row("a@-example.com", "");
        row("a@example.c", "");
        row("a@10.0.0.1", "");
    }
    void oneAddressIsCleaned()
    {
        QFETCH(QString, typed);
        QFETCH(QString, address);
        const auto emails = emailsIn(typed);
        QCOMPARE(emails.size(), size_t(1));
        QCOMPARE(emails[0].address, address);
        QCOMPARE(emails[0].typed, typed.trimmed());
    }
    void severalArePartedAndNotRepeated()
    {
        const auto emails = emailsIn(u"a@example.com; B@example.com,A@EXAMPLE.com ;; nonsense");
        QCOMPARE(emails.size(), size_t(3));
        QCOMPARE(emails[0].address, QStringLiteral("a@example.com"));
        QCOMPARE(emails[1].address, QStringLiteral("b@example.com"));
        QCOMPARE(emails[2], (EmailDraft{QStringLiteral("nonsense"), QString()}));
        QVERIFY(emailsIn(u" ; ").empty());
    }
    void overLongTextIsRefusedAtOnce()
    {
        const QString text = QStringLiteral("a@").repeated(50'000);
        QCOMPARE(emailsIn(text).size(), size_t(1));
        QVERIFY(emailsIn(text)[0].address.isEmpty());
        QVERIFY(emailsIn(text)[0].typed.size() <= 1024);
    }
    void matchingForgetsTagsAndGmailDots()
    {
        QCOMPARE(matchingEmail(QStringLiteral("J.Doe+cars@GoogleMail.com")), QStringLiteral("jdoe@gmail.com"));
        QCOMPARE(matchingEmail(QStringLiteral("j.doe+cars@example.com")), QStringLiteral("j.doe@example.com"));
        QCOMPARE(matchingEmail(QStringLiteral("+tag@example.com")), QStringLiteral("+tag@example.com"));
        QCOMPARE(matchingEmail(QString()), QString());
        QCOMPARE(emailDomain(QStringLiteral("a@Example.com")), QStringLiteral("example.com"));
        QCOMPARE(emailDomain(QStringLiteral("a")), QString());
    }
};
UPDESK_TEST(TestEmailAddress);
#include "tst_emailaddress.moc"
