// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/capture/desk.h"

using namespace updesk;

class TestScenarios : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void u01WalkInOfANewPerson()
    {
        FormDesk desk;
        const auto next = nextUp(*desk.store, {});
        QVERIFY(next);
        desk.walkIn();
        desk.type(QStringLiteral("5552014410"));
        desk.key(Qt::Key_Tab);
        QCOMPARE(desk.edit("phone")->text(), QStringLiteral("(555) 201-4410"));
        desk.type(QStringLiteral("Sam"));
        desk.key(Qt::Key_Tab);
        desk.type(QStringLiteral("Okafor"));
        desk.key(Qt::Key_Tab);
        desk.type(QStringLiteral("rav4"));
        desk.key(Qt::Key_Return);
        QCOMPARE(desk.edit("vehicle")->text(), QStringLiteral("2024 Toyota RAV4 XLE #T1190"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(desk.keys <= 12, qPrintable(QString::number(desk.keys)));
        QCOMPARE(desk.keys, 6);
        QCOMPARE(desk.captured.size(), size_t(1));
        QCOMPARE(desk.store.count("customer"), 1);
        QCOMPARE(desk.store.count("lead"), 1);
        QCOMPARE(desk.captured.front().owner, next->person);
        QCOMPARE(desk.store.list("SELECT s.name FROM lead l JOIN source s ON s.id=l.source_id"), "Drive by\n");
        QCOMPARE(desk.store.list("SELECT stock FROM want"), "T1190\n");
        QCOMPARE(desk.store.list("SELECT e164 FROM phone"), "+15552014410\n");
        QVERIFY(!desk.form());
        QCOMPARE(desk.focus(), desk.queue);
        QVERIFY(desk.toast.startsWith(QStringLiteral("Sam Okafor added.")));
        QCOMPARE(desk.store.count("draft"), 0);
    }
    void u02WalkInOfAKnownPhone()
    {
        FormDesk desk;
        for (int i = 0; i < 30; ++i)
            desk.store.add(desk.store.webLead(i));
        LeadDraft sam = desk.store.webLead(3);
        sam.externalId = QStringLiteral("sam");
        sam.first = QStringLiteral("Sam");
        sam.last = QStringLiteral("Okafor");
        sam.full = QStringLiteral("Sam Okafor");
        sam.phones = {{{}, QStringLiteral("+15553014410"), {}, PhoneKind::Mobile}};
        sam.emails.clear();
        CaptureChoices omars;
        omars.owner = desk.store.omar;
        const Captured before = desk.store.add(sam, omars);
        QCOMPARE(before.owner, desk.store.omar);
        const auto customers = desk.store.count("customer");
        const auto visits = desk.store.count("visit");
        desk.walkIn();
        const QString digits = QStringLiteral("5553014410");
        for (int i = 0; i < digits.size(); ++i) {
            desk.type(digits.mid(i, 1));
            if (i >= 3)
                QVERIFY2(!desk.offered().isEmpty(), qPrintable(digits.left(i + 1)));
            if (i >= 6)
                QVERIFY(desk.offered().contains(QStringLiteral("Sam Okafor, same phone")));
        }
        QCOMPARE(desk.offered().front(), QStringLiteral("Sam Okafor, same phone"));
        QCOMPARE(desk.find<MatchCard>("match1")->words().strength, QStringLiteral("same phone"));
        QVERIFY(desk.find<MatchCard>("match1")->words().samePhone);
        QVERIFY(!desk.find<MatchCard>("match1")->words().sameName); // no name was typed
        QVERIFY(desk.find<MatchCard>("match1")->words().percent.endsWith(u'%'));
        QVERIFY(
            desk.find<MatchCard>("match1")->accessibleName().contains(desk.find<MatchCard>("match1")->words().percent));
        QCOMPARE(desk.focus(), desk.edit("phone")); // a match never takes the focus
        desk.key(Qt::Key_1, Qt::AltModifier);
        QVERIFY(desk.find<MatchCard>("match1")->isChosen());
        QCOMPARE(desk.focus(), desk.edit("phone"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.keys, 3);
        QCOMPARE(desk.store.count("customer"), customers);
        QCOMPARE(desk.store.count("visit"), visits + 1);
        QCOMPARE(desk.captured.size(), size_t(1));
        QCOMPARE(desk.captured.front().customer, before.customer);
        QCOMPARE(desk.captured.front().owner, desk.store.omar);
        QVERIFY(desk.captured.front().ownerIsOther);
        QCOMPARE(desk.toast, QStringLiteral("Visit added to Sam Okafor. Omar told."));
    }
    void u03PhoneUpCutOff()
    {
        FormDesk desk;
        const Time called = desk.store.clock.now();
        desk.phoneUp();
        desk.type(QStringLiteral("5552014410"));
        desk.key(Qt::Key_Tab);
        desk.type(QStringLiteral("Sa"));
        QTest::keyClick(desk.focus(), Qt::Key_Left);
        desk.store.clock.advance(3 * kSecond);
        // The draft is written every two seconds without leaving the field; then the power goes: what counts is what
        // another process finds in the file.
        QTRY_VERIFY_WITH_TIMEOUT(desk.store.list("SELECT body FROM draft").contains("\"first\":\"Sa\""), 4000);
        const QString left = desk.store.dir.filePath(QStringLiteral("left.updesk"));
        QVERIFY(QFile::copy(desk.store.path, left));
        QVERIFY(QFile::copy(desk.store.path + QStringLiteral("-wal"), left + QStringLiteral("-wal")));
        desk.store.clock.advance(kHour);
        auto again = Session::open(left, desk.store.clock);
        QVERIFY(again);
        (*again)->setPerson(desk.store.dana);
        QWidget window;
        window.resize(1366, 768);
        window.show();
        QuickAdd quick(**again, &window);
        QCOMPARE(quick.waitingLine(), QStringLiteral("You have 1 unsaved phone-up from 10:00"));
        quick.openNewest();
        QVERIFY(quick.form());
        QVERIFY(quick.waitingLine().isEmpty());
        auto *phone = window.findChild<QLineEdit *>(QStringLiteral("quickadd.phone"));
        auto *first = window.findChild<QLineEdit *>(QStringLiteral("quickadd.first"));
        QCOMPARE(phone->text(), QStringLiteral("(555) 201-4410"));
        QCOMPARE(first->text(), QStringLiteral("Sa"));
        QCOMPARE(window.focusWidget(), first);
        QCOMPARE(first->cursorPosition(), 1);
        QSignalSpy saved(&quick, &QuickAdd::saved);
        QTest::keyClick(window.focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(saved.size(), 1);
        Query lead = (*again)->database().query("SELECT received FROM lead");
        QVERIFY(lead.next());
        QCOMPARE(lead.number(0), called);
        QVERIFY(quick.waiting().empty());
    }
};
UPDESK_TEST(TestScenarios);
#include "tst_scenarios.moc"
