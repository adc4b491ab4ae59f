// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"
#include "tests/support/suite.h"
#include "tests/ui/plans/plandesk.h"
#include "ui/parts/ask.h"
#include "ui/parts/banner.h"
#include "ui/plans/checklines.h"

#include <QAbstractButton>

using namespace updesk;

/// A sequence of the store's own: from empty, or as a copy of another one.
class TestNewPlan : public QObject
{
    Q_OBJECT

    static void choose(PlanDesk &desk, const char *key)
    {
        desk.list()->choose(desk.screen->rows()->rowOf(QLatin1String(key)));
    }
    static qint64 plans(PlanDesk &desk) { return desk.store.count("plan WHERE deleted=0"); }
    static QStringList titles(PlanDesk &desk)
    {
        QStringList all;
        for (int row = 0; row < desk.screen->rows()->rowCount(); ++row)
            all << desk.screen->rows()->index(row, PlanListModel::Name).data().toString();
        return all;
    }

private Q_SLOTS:
    void aCopyIsNamedSavedInOneDeedAndTakenBackInOne()
    {
        PlanDesk desk;
        desk.show();
        choose(desk, "internet");
        const qint64 before = plans(desk), deeds = desk.store.count("deed");
        desk.key(desk.list(), Qt::Key_D, Qt::ControlModifier);
        QVERIFY(desk.screen->isEditing());
        QCOMPARE(desk.model().plan().title, QStringLiteral("Copy of New internet lead"));
        QCOMPARE(desk.model().plan().steps, desk.inUse("internet")->plan.steps);
        QCOMPARE(plans(desk), before); // nothing is written before it is saved
        auto *title = desk.find<QLineEdit>("sequence.title");
        QVERIFY(title->hasFocus());
        QCOMPARE(title->selectedText(), title->text()); // typing names it
        QTest::keyClicks(title, QStringLiteral("Trucks"));
        QSignalSpy said(desk.screen.get(), &Screen::said);
        QTest::keyClick(title, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(desk.store.count("deed"), deeds + 1);
        QCOMPARE(plans(desk), before + 1);
        QCOMPARE(said.front()[0].toString(),
            QStringLiteral("Saved as version 1. The sequence is switched off: leads that come do not get it."));
        QVERIFY(!desk.model().isChanged() && !desk.model().isActive());
        QCOMPARE(desk.model().number(), 1);
        // It is edited on like any other.
        desk.key(desk.steps(), Qt::Key_End);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        QTest::keyClick(desk.steps(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(desk.model().number(), 2);
        QVERIFY(undoLast(*desk.store));
        QVERIFY(desk.screen->isEditing());
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(plans(desk), before);
        QVERIFY(!desk.screen->isEditing()); // there is nothing to edit any more
        QVERIFY(!titles(desk).contains(QStringLiteral("Trucks")));
        QVERIFY(redoLast(*desk.store));
        QVERIFY(titles(desk).contains(QStringLiteral("Trucks")));
    }
    void aNewOneBeginsWithoutAStep()
    {
        PlanDesk desk;
        desk.show();
        desk.key(desk.list(), Qt::Key_Insert);
        QVERIFY(desk.screen->isEditing());
        QVERIFY(desk.keys().isEmpty());
        QCOMPARE(desk.text("sequence.name"), QStringLiteral("New sequence"));
        auto *title = desk.find<QLineEdit>("sequence.title");
        QVERIFY(title->hasFocus());
        const QString checks = desk.find<CheckLines>("sequence.checks")->lines().join(u'\n');
        QVERIFY2(checks.contains(QStringLiteral("needs a name")), qPrintable(checks));
        QTest::keyClick(title, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(desk.find<Banner>("sequence.banner")->words().contains(QStringLiteral("Not saved")));
        QTest::keyClicks(title, QStringLiteral("By hand"));
        desk.steps()->setFocus();
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        QCOMPARE(desk.keys().size(), 1);
        QTest::keyClick(desk.steps(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY2(desk.model().number() == 1, qPrintable(desk.find<Banner>("sequence.banner")->words()));
        QVERIFY(titles(desk).contains(QStringLiteral("By hand")));
        QCOMPARE(desk.model().plan().start, PlanStart::ByHand);
        // Two have keys of their own.
        const QString key = desk.model().key();
        desk.screen->begin({});
        QVERIFY(desk.model().key() != key);
    }
    void whomItIsForIsChosenToo()
    {
        PlanDesk desk;
        desk.show();
        desk.screen->begin(QStringLiteral("internet"));
        const int types = desk.model().plan().types;
        auto *web = desk.find<QAbstractButton>("sequence.type0");
        auto *phone = desk.find<QAbstractButton>("sequence.type2");
        QVERIFY(web->isChecked() && !phone->isChecked());
        phone->click();
        QCOMPARE(desk.model().plan().types, types | 1 << int(LeadType::Phone));
        web->click();
        QVERIFY(!desk.model().plan().isFor(LeadType::Web, Pace::Personal));
        auto *start = desk.find<QComboBox>("sequence.start");
        start->setCurrentIndex(int(PlanStart::MissedVisit));
        Q_EMIT start->activated(int(PlanStart::MissedVisit));
        QCOMPARE(desk.model().plan().start, PlanStart::MissedVisit);
        for (int i = 0; i < 3; ++i)
            desk.key(desk.steps(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.model().plan().types, types);
        QVERIFY(web->isChecked() && !phone->isChecked());
    }
    void leavingOneThatIsNotSavedAsks()
    {
        PlanDesk desk;
        desk.show();
        const qint64 before = plans(desk);
        desk.screen->begin(QStringLiteral("internet"));
        desk.steps()->setFocus();
        answerNext(-1);
        QTest::keyClick(desk.steps(), Qt::Key_Escape);
        QCOMPARE(lastQuestion().title, QStringLiteral("Save the new sequence?"));
        QVERIFY(desk.screen->isEditing());
        answerNext(1);
        QTest::keyClick(desk.steps(), Qt::Key_Escape);
        QVERIFY(!desk.screen->isEditing());
        QCOMPARE(plans(desk), before);
        QVERIFY(!desk.model().isChanged());
        // What is begun over unsaved changes does not lose them.
        desk.screen->open(QStringLiteral("internet"));
        desk.model().insertAfter(2);
        QSignalSpy said(desk.screen.get(), &Screen::said);
        desk.screen->begin({});
        QCOMPARE(said.count(), 1);
        QCOMPARE(desk.model().key(), QStringLiteral("internet"));
        QVERIFY(desk.model().isChanged());
    }
    void whoMayNotAddOneIsTold()
    {
        PlanDesk desk;
        desk.store->setPerson(desk.store.dana);
        desk.show();
        QVERIFY(!desk.find<QWidget>("sequence.new")->isEnabled());
        QVERIFY(!desk.find<QWidget>("sequence.copy")->isEnabled());
        QSignalSpy said(desk.screen.get(), &Screen::said);
        choose(desk, "internet");
        desk.key(desk.list(), Qt::Key_Insert);
        desk.key(desk.list(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(said.count(), 2);
        QCOMPARE(said.front()[0].toString(), QStringLiteral("Only managers add sequences."));
        QVERIFY(!desk.screen->isEditing());
    }
    void aStoreThatOnlyHasItsOwnOneOffIsTold()
    {
        PlanDesk desk(PlanDesk::Plans::NotUsed);
        desk.show();
        choose(desk, "internet");
        desk.key(desk.list(), Qt::Key_D, Qt::ControlModifier);
        desk.key(desk.steps(), Qt::Key_S, Qt::ControlModifier);
        QTest::keyClick(desk.steps(), Qt::Key_Escape);
        QVERIFY(!desk.screen->isEditing());
        auto *hint = desk.find<Banner>("sequence.hint");
        QVERIFY(hint->words().startsWith(QStringLiteral("All sequences are off")));
        desk.key(desk.list(), Qt::Key_Space); // the one that was just saved
        QVERIFY(!hint->isVisible());
    }
    void savingOneThatIsOffLeavesItOff()
    {
        PlanDesk desk;
        QVERIFY(setPlanActive(*desk.store, QStringLiteral("internet"), false));
        desk.show("internet");
        auto *on = desk.find<QCheckBox>("sequence.active");
        QVERIFY(!on->isChecked());
        desk.model().insertAfter(3);
        QSignalSpy said(desk.screen.get(), &Screen::said);
        QTest::mouseClick(desk.find<QWidget>("sequence.save"), Qt::LeftButton);
        QCOMPARE(desk.model().number(), 2);
        QVERIFY(!on->isChecked() && !desk.inUse("internet"));
        QVERIFY(said.front()[0].toString().contains(QStringLiteral("switched off")));
        desk.key(on, Qt::Key_Space);
        QVERIFY(desk.inUse("internet"));
    }
};
UPDESK_TEST(TestNewPlan);
#include "tst_newplan.moc"
