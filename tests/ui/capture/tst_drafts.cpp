// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/desksetting.h"
#include "tests/ui/capture/desk.h"

using namespace updesk;

class TestDrafts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void escKeepsTheDraftAndSaysSo()
    {
        FormDesk desk;
        desk.walkIn();
        desk.type(QStringLiteral("2125550144"));
        desk.key(Qt::Key_Escape);
        QVERIFY(!desk.form());
        QCOMPARE(desk.focus(), desk.queue);
        QCOMPARE(desk.toast, QStringLiteral("Walk-in from 10:00 kept as a draft."));
        QCOMPARE(desk.quick->waitingLine(), QStringLiteral("You have 1 unsaved walk-in from 10:00"));
        QCOMPARE(desk.store.count("lead"), 0);
    }
    void escOnAnEmptyFormLeavesNothing()
    {
        FormDesk desk;
        desk.walkIn();
        desk.key(Qt::Key_Escape);
        QVERIFY(desk.toast.isEmpty());
        QCOMPARE(desk.store.count("draft"), 0);
        QVERIFY(desk.quick->waitingLine().isEmpty());
    }
    void pressingTheKeyTwiceKeepsOneForm()
    {
        FormDesk desk;
        desk.walkIn();
        desk.type(QStringLiteral("212555"));
        const QuickAddForm *form = desk.form();
        desk.walkIn();
        QCOMPARE(desk.form(), form);
        QCOMPARE(desk.edit("phone")->text(), QStringLiteral("212555"));
    }
    void aCallWhileAWalkInIsTypedKeepsTheWalkIn()
    {
        FormDesk desk;
        desk.walkIn();
        desk.type(QStringLiteral("2125550144"));
        desk.phoneUp();
        QCOMPARE(desk.form()->kind(), SavedDraft::Kind::PhoneUp);
        QCOMPARE(desk.quick->waiting().size(), size_t(1));
        desk.type(QStringLiteral("2125550188"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.captured.size(), size_t(1));
        desk.quick->openNewest();
        QCOMPARE(desk.form()->kind(), SavedDraft::Kind::WalkIn);
        QCOMPARE(desk.edit("phone")->text(), QStringLiteral("2125550144"));
    }
    void everyFieldComesBack()
    {
        FormDesk desk;
        desk.phoneUp();
        desk.type(QStringLiteral("2125550144"));
        desk.edit("first")->setText(QStringLiteral("Sam"));
        desk.edit("last")->setText(QStringLiteral("Okafor"));
        desk.edit("asked")->setText(QStringLiteral("price"));
        desk.edit("appt")->setText(QStringLiteral("sat 10"));
        desk.find<QAbstractButton>("consent")->setChecked(true);
        desk.find<QComboBox>("source")->setCurrentText(QStringLiteral("Website"));
        desk.find<QAbstractButton>("plusEmail")->click();
        desk.type(QStringLiteral("sam@example.com"));
        desk.find<QPlainTextEdit>("note")->setPlainText(QStringLiteral("two\nlines"));
        desk.find<QAbstractButton>("plusWhen")->click();
        desk.find<QComboBox>("when")->setCurrentIndex(2);
        desk.edit("vehicle")->setFocus();
        desk.type(QStringLiteral("rav4"));
        desk.key(Qt::Key_Return);
        const LeadDraft typed = desk.form()->fields()->draft();
        desk.key(Qt::Key_Escape);
        desk.store.clock.advance(kHour);
        desk.quick->openNewest();
        QCOMPARE(desk.form()->fields()->draft(), typed);
        QCOMPARE(desk.focus(), desk.edit("vehicle"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.captured.size(), size_t(1));
        QCOMPARE(desk.store.count("draft"), 0);
        QCOMPARE(desk.store.list("SELECT stock FROM want"), "T1190\n");
        QCOMPARE(desk.store.count("consent WHERE state=1"), 1);
    }
    void aChosenCustomerComesBackToo()
    {
        FormDesk desk;
        desk.store.add(desk.store.webLead(0));
        desk.walkIn();
        desk.type(QStringLiteral("5552010000"));
        desk.key(Qt::Key_1, Qt::AltModifier);
        desk.key(Qt::Key_Escape);
        desk.quick->openNewest();
        QVERIFY(desk.find<MatchCard>("match1")->isChosen());
    }
    void draftsBelongToTheirPerson()
    {
        FormDesk desk;
        desk.walkIn();
        desk.type(QStringLiteral("2125550144"));
        desk.store->setPerson(desk.store.omar);
        QVERIFY(!desk.form());
        QVERIFY(desk.quick->waitingLine().isEmpty());
        desk.phoneUp();
        desk.type(QStringLiteral("2125550188"));
        desk.key(Qt::Key_Escape);
        QCOMPARE(desk.quick->waitingLine(), QStringLiteral("You have 1 unsaved phone-up from 10:00"));
        desk.store->setPerson(desk.store.dana);
        QCOMPARE(desk.quick->waitingLine(), QStringLiteral("You have 1 unsaved walk-in from 10:00"));
        desk.quick->discardNewest();
        QVERIFY(desk.quick->waitingLine().isEmpty());
        QCOMPARE(desk.store.count("draft"), 1);
    }
    void emptyingTheFormDropsItsDraft()
    {
        FormDesk desk;
        desk.walkIn();
        desk.type(QStringLiteral("2125550144"));
        desk.key(Qt::Key_Tab);
        QCOMPARE(desk.store.count("draft"), 1);
        desk.edit("phone")->clear();
        desk.key(Qt::Key_Escape);
        QCOMPARE(desk.store.count("draft"), 0);
        QVERIFY(desk.toast.isEmpty());
    }
    void aDamagedDraftStillOpens()
    {
        FormDesk desk;
        SavedDraft odd;
        odd.id = newId(desk.store.clock.now());
        odd.person = desk.store.dana;
        odd.begun = desk.store.clock.now();
        odd.fields = {{QStringLiteral("first"), 7}, {QStringLiteral("cursor"), -5}, {QStringLiteral("at"), true},
            {QStringLiteral("phone"), QStringLiteral("2125550144")}, {QStringLiteral("unit"), QStringLiteral("zz")}};
        QVERIFY(saveDraft(*desk.store, odd));
        desk.quick->openNewest();
        QCOMPARE(desk.edit("phone")->text(), QStringLiteral("2125550144"));
        desk.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.store.count("lead"), 1);
    }
    void deskSettingsAreKeptAndOverwritten()
    {
        TestStore store;
        Database &database = store->database();
        QCOMPARE(*deskSetting(database, QStringLiteral("theme")), QString());
        QVERIFY(setDeskSetting(database, QStringLiteral("theme"), QStringLiteral("dark")));
        QVERIFY(setDeskSetting(database, QStringLiteral("theme"), QStringLiteral("light")));
        store.reopen();
        QCOMPARE(*deskSetting(store->database(), QStringLiteral("theme")), QStringLiteral("light"));
    }
};
UPDESK_TEST(TestDrafts);
#include "tst_drafts.moc"
