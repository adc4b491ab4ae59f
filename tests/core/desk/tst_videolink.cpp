// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"
#include "core/desk/videolink.h"
#include "tests/core/desk/sendingstore.h"
#include "tests/support/suite.h"

using namespace updesk;

/// The link to a video walk-around in a message (F71).
class TestVideoLink : public QObject
{
    Q_OBJECT

    static qint64 lines(SendingStore &desk)
    {
        return desk.store.count("activity WHERE deleted=0 AND body='https://video.example/v/T1190' AND code="
            + QByteArray::number(int(Activity::Code::VideoLinked)));
    }

private Q_SLOTS:
    void onlyALinkToAPageGoesOut_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *typed, const char *why) {
            QTest::newRow(*typed ? typed : "nothing") << QString::fromLatin1(typed) << QString::fromLatin1(why);
        };
        row("https://video.example/v/T1190", "");
        row("  https://video.example/v/T1190\n", "");
        row("HTTPS://video.example/watch?v=a%20b#t=10", "");
        row("", "needed");
        row("   ", "needed");
        row("video.example/v/T1190", "https");
        row("http://video.example/v/T1190", "https");
        row("javascript:alert(1)", "https");
        row("file:///etc/passwd", "https");
        row("https://", "page");
        row("https:///v", "page");
        row("https://video", "page");
        row("https://10.0.0.7/v", "page");
        row("https://bank.example@video.example/v", "page");
        row("https://video.example/a b", "page");
        row("https://video.example/<b>", "page");
    }
    void onlyALinkToAPageGoesOut()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, why);
        const auto link = videoLink(typed);
        QCOMPARE(bool(link), why.isEmpty());
        if (!link) {
            QCOMPARE(link.error().subject, QStringLiteral("link"));
            QCOMPARE(link.error().detail, why);
        } else {
            QVERIFY2(link->startsWith(QStringLiteral("https://video.example/")), qPrintable(*link));
        }
    }
    void oneThatIsTooLongIsRefused()
    {
        const QString most = QStringLiteral("https://video.example/");
        QVERIFY(videoLink(most + QString(kLongestLink - most.size(), u'a')));
        QCOMPARE(videoLink(most + QString(kLongestLink, u'a')).error().detail, QStringLiteral("long"));
    }
    void theHistoryTellsOfItAndUndoTakesBoth()
    {
        SendingStore desk;
        desk.addLead();
        OwnMessage own =
            desk.text(QStringLiteral("Dana at Northgate Motors: https://video.example/v/T1190 STOP to end."));
        own.video = QStringLiteral("https://video.example/v/T1190");
        const auto queued = queueMessage(*desk.store, own);
        QVERIFY2(queued, queued ? "" : qPrintable(queued.error().subject + queued.error().detail));
        QCOMPARE(lines(desk), 1);
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(lines(desk), 0);
        QCOMPARE(desk.count("queued"), 0);
    }
    void takenOutOfTheTextThereIsNothingToTell()
    {
        SendingStore desk;
        desk.addLead();
        OwnMessage own = desk.text();
        own.video = QStringLiteral("https://video.example/v/T1190");
        QVERIFY(queueMessage(*desk.store, own));
        QCOMPARE(desk.count("queued"), 1);
        QCOMPARE(lines(desk), 0);
    }
};

UPDESK_TEST(TestVideoLink);
#include "tst_videolink.moc"
