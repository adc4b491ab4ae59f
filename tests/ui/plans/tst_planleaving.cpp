// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "tests/ui/plans/plandesk.h"
#include "ui/parts/ask.h"
#include "ui/parts/banner.h"

using namespace updesk;

/// Who may change a sequence, and what becomes of changes that are not saved.
class TestPlanLeaving : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Only managers change sequences; all others may look, with the reason said.
    void whoIsNoManagerReadsOnly()
    {
        PlanDesk desk;
        desk.store->setPerson(desk.store.dana);
        desk.show("internet");
        QVERIFY(desk.find<Banner>("sequence.reason")->words().contains(QStringLiteral("Only managers")));
        const QStringList before = desk.keys();
        desk.steps()->setFocus();
        QTest::keyClick(desk.steps(), Qt::Key_Delete);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        QTest::keyClick(desk.steps(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(desk.keys(), before);
        for (const char *name : {"sequence.save", "sequence.active", "sequence.delay", "sequence.text", "sequence.add",
                 "sequence.remove", "sequence.up", "sequence.down"})
            QVERIFY2(!desk.find<QWidget>(name)->isEnabled(), name);
        QVERIFY(!desk.find<QWidget>("sequence.save")->accessibleDescription().isEmpty());
        QVERIFY(desk.find<QWidget>("sequence.test")->isEnabled());
        QVERIFY(desk.screen->goBack());
        desk.key(desk.list(), Qt::Key_Space);
        QVERIFY(desk.inUse("internet"));
        // A manager comes to the desk.
        desk.store->setPerson(desk.store.mike);
        QVERIFY(desk.find<Banner>("sequence.reason")->words().isEmpty());
        desk.screen->open(QStringLiteral("internet"));
        QVERIFY(desk.find<QWidget>("sequence.delay")->isEnabled());
    }
    void leavingWithChangesAsks()
    {
        PlanDesk desk;
        desk.show("internet");
        QSignalSpy leaves(desk.screen.get(), &PlanScreen::leaveWanted);
        desk.key(desk.steps(), Qt::Key_End);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        answerNext(-1);
        QTest::keyClick(desk.steps(), Qt::Key_Escape);
        QVERIFY(lastQuestion().title.contains(QStringLiteral("New internet lead")));
        QVERIFY(desk.screen->isEditing() && desk.model().isChanged());
        answerNext(1);
        QTest::keyClick(desk.steps(), Qt::Key_Escape);
        QVERIFY(!desk.screen->isEditing() && !desk.model().isChanged());
        QCOMPARE(desk.versions("internet"), qint64(1));
        desk.screen->open(QStringLiteral("internet"));
        desk.key(desk.steps(), Qt::Key_End);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        answerNext(0);
        QVERIFY(desk.screen->mayLeave());
        QCOMPARE(desk.versions("internet"), qint64(2));
        QVERIFY(desk.screen->mayLeave()); // nothing to ask
        QVERIFY(desk.screen->goBack());
        QCOMPARE(leaves.count(), 0);
        QVERIFY(desk.screen->goBack());
        QCOMPARE(leaves.count(), 1);
    }
    // What was typed stays when the screen is left by another way, and when another sequence is asked for.
    void whatIsTypedIsNotLostOnTheWay()
    {
        PlanDesk desk;
        desk.show("internet");
        desk.key(desk.steps(), Qt::Key_End);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        desk.screen->hide();
        desk.store.add(desk.store.webLead(1));
        desk.screen->show();
        QVERIFY(desk.model().isChanged());
        desk.screen->open(QStringLiteral("phone"));
        QCOMPARE(desk.model().key(), QStringLiteral("internet"));
        QVERIFY(desk.model().isChanged());
    }
    // A manager's changes stay when somebody else comes to the desk, and nobody else saves or loses them unasked.
    void changesOutlastAChangeOfPerson()
    {
        PlanDesk desk;
        desk.show("internet");
        desk.key(desk.steps(), Qt::Key_End);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        const QStringList typed = desk.keys();
        desk.store->setPerson(desk.store.dana);
        QTest::keyClick(desk.steps(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(desk.versions("internet"), qint64(1));
        QVERIFY(desk.screen->goBack() && !desk.screen->isEditing());
        desk.screen->open(QStringLiteral("phone"));
        QCOMPARE(desk.keys(), typed);
        answerNext(-1);
        QVERIFY(!desk.screen->mayLeave());
        QCOMPARE(lastQuestion().answers.size(), 1);
        desk.store->setPerson(desk.store.mike);
        QTest::keyClick(desk.steps(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(desk.versions("internet"), qint64(2));
    }
    void somebodyElseSavedMeanwhile()
    {
        PlanDesk desk;
        desk.show("internet");
        desk.key(desk.steps(), Qt::Key_End);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        const QStringList mine = desk.keys();
        Plan theirs = desk.inUse("internet")->plan;
        theirs.title = QStringLiteral("Theirs");
        QVERIFY(savePlan(*desk.store, desk.inUse("internet")->row.id, theirs));
        auto *banner = desk.find<Banner>("sequence.banner");
        QVERIFY(banner->words().contains(QStringLiteral("Somebody else saved")));
        QTest::keyClick(desk.steps(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(desk.versions("internet"), qint64(2));
        QCOMPARE(desk.keys(), mine);
        Q_EMIT banner->actionClicked();
        QCOMPARE(desk.model().plan().title, QStringLiteral("Theirs"));
        QVERIFY(banner->words().isEmpty());
        // An editor without changes follows by itself.
        theirs.title = QStringLiteral("Theirs again");
        QVERIFY(savePlan(*desk.store, desk.inUse("internet")->row.id, theirs));
        QCOMPARE(desk.text("sequence.name"), QStringLiteral("Theirs again"));
    }
};
UPDESK_TEST(TestPlanLeaving);
#include "tst_planleaving.moc"
