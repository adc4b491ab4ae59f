// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/lead/leaddesk.h"

#include <QLineEdit>

using namespace updesk;

/// Calls at night wait for the hours of whom they go to; only a manager goes on, with a reason.
class TestQuietHours : public QObject
{
    Q_OBJECT
    static Time at(int day, int hour, int minute)
    {
        return QDateTime(QDate(2026, 3, day), QTime(hour, minute), QTimeZone("America/New_York")).toMSecsSinceEpoch();
    }
    static PromptBar *prompt(LeadDesk &desk) { return desk.screen->findChild<PromptBar *>(); }

private Q_SLOTS:
    void aCallAtElevenIsNotMadeAndSaysWhenItMayBeAndWhoCanGoOn()
    {
        LeadDesk desk;
        desk->setPerson(desk.dana);
        desk.show();
        desk.clock.set(at(12, 23, 0));
        desk.key(Qt::Key_C);
        QVERIFY(prompt(desk)->isAsking());
        QVERIFY(!prompt(desk)->hasLine()); // there is nothing that she could type
        const QString words = prompt(desk)->accessibleName();
        QVERIFY2(words.contains(QStringLiteral("It is 23:00 where they are.")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("Fri 8:00")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("A manager can go on")), qPrintable(words));
        desk.key(Qt::Key_Y);
        desk.key(Qt::Key_Return);
        QVERIFY(desk.dialler.dialled.isEmpty());
        QVERIFY(!desk.screen->isOnCall());
        QCOMPARE(desk.count("gate_log WHERE reason<>''"), 0);
    }
    void aManagerGoesOnAtNightWithAReasonOrPlansItByTheKey()
    {
        LeadDesk desk;
        desk->setPerson(desk.mike);
        desk.show();
        desk.clock.set(at(12, 23, 0));
        desk.key(Qt::Key_C);
        QVERIFY(prompt(desk)->hasLine());
        QTest::keyClick(prompt(desk)->edit(), Qt::Key_W, Qt::AltModifier);
        QVERIFY(!prompt(desk)->isAsking());
        QCOMPARE(desk.now().nextDue, at(13, 8, 0));
        desk.key(Qt::Key_C);
        QTest::keyClick(prompt(desk)->edit(), Qt::Key_Return);
        QVERIFY(desk.dialler.dialled.isEmpty()); // not without a reason
        desk.type("she asked for a call after her shift");
        QTest::keyClick(prompt(desk)->edit(), Qt::Key_Return);
        QCOMPARE(desk.dialler.dialled.size(), 1);
        QVERIFY(desk.screen->isOnCall());
        QCOMPARE(desk.list("SELECT rules||','||verdict||','||reason FROM gate_log"),
            QByteArray("US-1,1,she asked for a call after her shift\n"));
    }
    void escapeCallsNobodyAndWaitingPlansTheMorning()
    {
        LeadDesk desk;
        desk->setPerson(desk.dana);
        desk.show();
        desk.clock.set(at(12, 21, 0));
        desk.key(Qt::Key_C);
        desk.key(Qt::Key_Escape);
        QVERIFY(!prompt(desk)->isAsking());
        QVERIFY(desk.dialler.dialled.isEmpty());
        desk.key(Qt::Key_C);
        desk.key(Qt::Key_W);
        QVERIFY(desk.dialler.dialled.isEmpty());
        QCOMPARE(desk.now().nextDue, at(13, 8, 0));
    }
    void byDayNothingIsAskedAndACallIsTwoKeys()
    {
        LeadDesk desk;
        desk.show();
        desk.clock.set(at(12, 20, 59));
        desk.key(Qt::Key_C);
        QCOMPARE(desk.dialler.dialled.size(), 1);
        desk.clock.advance(20 * kSecond);
        desk.key(Qt::Key_4);
        QVERIFY(!desk.screen->isOnCall());
        QCOMPARE(desk.next, 1);
    }
    void whatTheGateSaidIsKeptWithTheCallAndNotWithTheLook()
    {
        LeadDesk desk;
        desk->setPerson(desk.mike);
        desk.show();
        desk.clock.set(at(12, 23, 0));
        desk.key(Qt::Key_C);
        desk.key(Qt::Key_Escape);
        QCOMPARE(desk.count("gate_log"), 0);
        desk.key(Qt::Key_C);
        desk.type("they wait for it");
        QTest::keyClick(prompt(desk)->edit(), Qt::Key_Return);
        QCOMPARE(desk.list("SELECT rules||','||verdict||','||reason FROM gate_log"),
            QByteArray("US-1,1,they wait for it\n"));
        desk.key(Qt::Key_4);
        desk.clock.set(at(13, 10, 0));
        desk.key(Qt::Key_C);
        QCOMPARE(desk.count("gate_log WHERE verdict=0 AND rules='' AND reason=''"), 1);
        QVERIFY(desk.screen->isOnCall());
    }
    void aColdCallIsNotMadeAndAManagerGoesOnWithAReason()
    {
        LeadDesk desk;
        desk->setPerson(desk.dana);
        desk.show();
        desk.clock.set(at(12, 12, 0) + 120 * kDay); // long after the inquiry, and there is no list
        desk.key(Qt::Key_C);
        QVERIFY(desk.dialler.dialled.isEmpty());
        QVERIFY(!prompt(desk)->isAsking());
        QCOMPARE(desk.count("gate_log WHERE verdict=2 AND reason=''"), 1);
        desk->setPerson(desk.mike);
        desk.key(Qt::Key_C);
        QVERIFY(prompt(desk)->isAsking());
        QVERIFY(prompt(desk)->hasLine());
        QTest::keyClick(prompt(desk)->edit(), Qt::Key_Return);
        QVERIFY(desk.dialler.dialled.isEmpty()); // not without a reason
        prompt(desk)->edit()->setText(QStringLiteral("he asked me at church"));
        Q_EMIT prompt(desk)->edit()->textEdited(QStringLiteral("he asked me at church"));
        QTest::keyClick(prompt(desk)->edit(), Qt::Key_Return);
        QCOMPARE(desk.dialler.dialled.size(), 1);
        QCOMPARE(desk.count("gate_log WHERE verdict=2 AND reason='he asked me at church'"), 1);
    }
    void aCallBackAtThreeIsWarnedOfAndBookedAllTheSame()
    {
        LeadDesk desk;
        desk.show();
        desk.key(Qt::Key_C);
        desk.clock.advance(10 * kSecond);
        desk.key(Qt::Key_2);
        QVERIFY(prompt(desk)->isAsking());
        prompt(desk)->edit()->setText(QStringLiteral("tomorrow 3am"));
        Q_EMIT prompt(desk)->edit()->textEdited(QStringLiteral("tomorrow 3am"));
        QVERIFY2(
            prompt(desk)->reading().contains(QStringLiteral("where they are")), qPrintable(prompt(desk)->reading()));
        QTest::keyClick(prompt(desk)->edit(), Qt::Key_Return);
        QCOMPARE(desk.now().nextDue, at(13, 3, 0));
    }
};
UPDESK_TEST(TestQuietHours);
#include "tst_quiethours.moc"
