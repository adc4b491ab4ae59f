// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"
#include "core/sequences/insiderows.h"
#include "tests/support/suite.h"
#include "tests/ui/plans/plandesk.h"
#include "ui/parts/banner.h"
#include "ui/parts/segments.h"
#include "ui/plans/checklines.h"
#include "ui/plans/steptablemodel.h"
#include "ui/plans/trialsheet.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QScrollBar>

using namespace updesk;

/// The sequence editor (ui.md 10).
class TestPlanScreen : public QObject
{
    Q_OBJECT

    static QString lines(PlanDesk &desk) { return desk.find<CheckLines>("sequence.checks")->lines().join(u'\n'); }
    static bool inside(PlanDesk &desk, PlanVersionId version, int leads)
    {
        const auto rows = insideRows(desk.store->database());
        return rows && std::ranges::any_of(*rows, [&](const InsideRow &row) {
            return row.version == version && row.leads == leads;
        });
    }
    static QString addPeople(PlanDesk &desk, int count)
    {
        desk.store->setPerson(desk.store.dana);
        for (int i = 1; i <= count; ++i)
            desk.store.add(desk.store.webLead(i));
        desk.store->setPerson(desk.store.mike);
        const auto rows = insideRows(desk.store->database());
        const auto shelf = planShelf(desk.store->database());
        return rows && !rows->empty() ? (*shelf)->version(rows->front().version)->row.key : QString();
    }

private Q_SLOTS:
    void cleanup() { setTextSize(100); }

    void aStoreTakesTheShippedOnesOver()
    {
        PlanDesk desk(PlanDesk::Plans::NotUsed);
        desk.show();
        QVERIFY(desk.list()->model()->rowCount() >= 8);
        QCOMPARE(desk.list()->model()->index(0, PlanListModel::State).data().toString(), QStringLiteral("Not used"));
        QVERIFY(!desk.find<QWidget>("sequence.about")->isVisible()); // the banner says it, once
        auto *hint = desk.find<Banner>("sequence.hint");
        QVERIFY(hint->isVisible());
        QCOMPARE(hint->words(),
            QStringLiteral("The store uses no sequence yet: leads get calls by fixed rules. Ctrl+Enter uses all below; "
                           "change them as you like."));
        QVERIFY(!desk.find<QWidget>("sequence.switch")->isEnabled());
        QSignalSpy said(desk.screen.get(), &Screen::said);
        QTest::mouseClick(desk.find<QWidget>("sequence.use"), Qt::LeftButton);
        QCOMPARE(said.count(), 1);
        QVERIFY(desk.inUse("internet"));
        QCOMPARE(desk.list()->model()->index(0, PlanListModel::State).data().toString(), QStringLiteral("On"));
        QVERIFY(!desk.shows("sequence.use") && !hint->isVisible());
        QVERIFY(undoLast(*desk.store));
        QVERIFY(!desk.inUse("internet"));
        QVERIFY(desk.shows("sequence.use") && hint->isVisible());
        desk.key(desk.list(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.inUse("internet"));
        QVERIFY(!desk.screen->isEditing());
        QVERIFY(undoLast(*desk.store));
        // Who may not take them over reads that somebody has to.
        desk.store->setPerson(desk.store.dana);
        QCOMPARE(hint->words(),
            QStringLiteral(
                "The store uses no sequence yet: leads get calls by fixed rules. A manager can switch them on."));
        desk.key(desk.list(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!desk.inUse("internet"));
    }
    void spaceSwitchesASequenceOffAndOn()
    {
        PlanDesk desk;
        desk.show();
        desk.list()->choose(desk.screen->rows()->rowOf(QStringLiteral("internet")));
        desk.key(desk.list(), Qt::Key_Space);
        QVERIFY(!desk.inUse("internet"));
        QCOMPARE(desk.find<QPushButton>("sequence.switch")->text(), QStringLiteral("Switch on"));
        desk.key(desk.list(), Qt::Key_Space);
        QVERIFY(desk.inUse("internet"));
    }
    // The way of a manager by keys alone: into the editor, a step moved, one added, one removed, saved.
    void theKeyboardPath()
    {
        PlanDesk desk;
        desk.show();
        desk.list()->choose(desk.screen->rows()->rowOf(QStringLiteral("internet")));
        desk.key(desk.list(), Qt::Key_Return);
        QVERIFY(desk.screen->isEditing());
        QVERIFY(!desk.find<QWidget>("sequence.save")->isEnabled());
        const QStringList before = desk.keys();
        QTest::keyClick(desk.steps(), Qt::Key_Down);
        QTest::keyClick(desk.steps(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(desk.keys()[2], before[1]);
        QCOMPARE(desk.steps()->row(), 2); // what is moved stays selected
        QTest::keyClick(desk.steps(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(desk.keys(), before);
        QTest::keyClick(desk.steps(), Qt::Key_End);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        QCOMPARE(desk.keys().size(), before.size() + 1);
        QCOMPARE(desk.steps()->row(), int(before.size()));
        QTest::keyClick(desk.steps(), Qt::Key_Delete);
        QCOMPARE(desk.keys(), before);
        QCOMPARE(desk.steps()->row(), int(before.size()) - 1);
        QTest::keyClick(desk.steps(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(desk.keys().size(), before.size() + 1);
        QTest::keyClick(desk.steps(), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(desk.keys(), before);
        // Into the fields of the third step and back.
        desk.steps()->choose(2);
        QTest::keyClick(desk.steps(), Qt::Key_Return);
        auto *delay = desk.find<QLineEdit>("sequence.delay");
        QVERIFY(delay->hasFocus());
        delay->selectAll();
        QTest::keyClicks(delay, QStringLiteral("7 min"));
        QCOMPARE(delay->text(), QStringLiteral("7 min"));
        QCOMPARE(desk.cell(2, StepTableModel::When), QStringLiteral("+7 min"));
        QTest::keyClick(delay, Qt::Key_Escape);
        QVERIFY(desk.steps()->hasFocus());
        QTest::keyClick(desk.steps(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!desk.model().isChanged());
        QCOMPARE(desk.inUse("internet")->row.number, 2);
        QCOMPARE(desk.inUse("internet")->plan.steps[2].delay, 7 * kMinute);
    }
    void theKeyForUndoIsTheEditorsWhileItHasSomething()
    {
        PlanDesk desk;
        desk.show("internet");
        desk.steps()->setFocus();
        QKeyEvent none(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
        none.ignore();
        QApplication::sendEvent(desk.steps(), &none);
        QVERIFY(!none.isAccepted());
        QTest::keyClick(desk.steps(), Qt::Key_Delete);
        auto *delay = desk.find<QLineEdit>("sequence.delay");
        for (QWidget *at : {static_cast<QWidget *>(desk.steps()), static_cast<QWidget *>(delay)}) {
            QKeyEvent asked(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
            asked.ignore();
            QApplication::sendEvent(at, &asked);
            QVERIFY2(asked.isAccepted(), qPrintable(at->objectName()));
        }
        delay->setFocus();
        QTest::keyClick(delay, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!desk.model().isChanged());
        // With nothing to take back, a field's key is still not the window's.
        QKeyEvent typing(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
        typing.ignore();
        QApplication::sendEvent(delay, &typing);
        QVERIFY(typing.isAccepted());
        QTest::keyClicks(delay, QStringLiteral("x"));
        QVERIFY(desk.model().isChanged());
        QTest::keyClick(delay, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!desk.model().isChanged());
        QCOMPARE(delay->text(), desk.model().delayTyped(desk.steps()->row()));
    }
    void aRowIsDraggedByItsGrip()
    {
        PlanDesk desk;
        desk.show("internet");
        const QStringList before = desk.keys();
        QWidget *area = desk.steps()->viewport();
        const auto at = [&](int row, int column) {
            return desk.steps()->visualRect(desk.steps()->model()->index(row, column)).center();
        };
        QTest::mousePress(area, Qt::LeftButton, {}, at(1, StepTableModel::Grip));
        for (const int row : {2, 3}) {
            QMouseEvent move(QEvent::MouseMove, QPointF(at(row, StepTableModel::Grip)),
                area->mapToGlobal(QPointF(at(row, StepTableModel::Grip))), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(area, &move);
        }
        QTest::mouseRelease(area, Qt::LeftButton, {}, at(3, StepTableModel::Grip));
        QCOMPARE(desk.keys()[3], before[1]);
        QCOMPARE(desk.steps()->row(), 3);
        // By another cell nothing is moved.
        const QStringList moved = desk.keys();
        QTest::mousePress(area, Qt::LeftButton, {}, at(1, StepTableModel::What));
        QMouseEvent move(QEvent::MouseMove, QPointF(at(2, StepTableModel::What)),
            area->mapToGlobal(QPointF(at(2, StepTableModel::What))), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(area, &move);
        QTest::mouseRelease(area, Qt::LeftButton, {}, at(2, StepTableModel::What));
        QCOMPARE(desk.keys(), moved);
    }
    // The longest sequence there may be, a key at a time.
    void aKeyIsAnsweredAtOnce()
    {
        PlanDesk desk;
        desk.show("internet");
        while (desk.model().insertAfter(desk.steps()->model()->rowCount()) >= 0) { }
        desk.steps()->choose(1);
        auto *delay = desk.find<QLineEdit>("sequence.delay");
        delay->setFocus();
        QElapsedTimer timer;
        qint64 best = 1000;
        for (int i = 0; i < 5; ++i) {
            timer.start();
            QTest::keyClick(delay, i % 2 == 0 ? Qt::Key_1 : Qt::Key_Backspace);
            desk.screen->repaint();
            best = std::min(best, timer.elapsed());
        }
        QVERIFY2(best < 50, qPrintable(QString::number(best)));
    }
    void savingMakesAVersionAndWhoIsInsideFinishesTheirs()
    {
        PlanDesk desk;
        const QString key = addPeople(desk, 3);
        const QByteArray name = key.toUtf8();
        desk.show(name);
        const PlanVersionId before = desk.inUse(name)->row.id;
        QVERIFY(desk.shows("sequence.inside"));
        QCOMPARE(desk.text("sequence.name"), desk.model().plan().title);
        QSignalSpy said(desk.screen.get(), &Screen::said);
        desk.key(desk.steps(), Qt::Key_End);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        QTest::mouseClick(desk.find<QWidget>("sequence.save"), Qt::LeftButton);
        QCOMPARE(said.count(), 1);
        QCOMPARE(said.front()[0].toString(), QStringLiteral("Saved as version 2."));
        QCOMPARE(desk.versions(name), qint64(2));
        QVERIFY(inside(desk, before, 3));
        QVERIFY(!desk.find<QWidget>("sequence.save")->isEnabled());
        // The next one is made from it, and undo takes the version back.
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.model().number(), 1);
        QVERIFY(inside(desk, before, 3));
    }
    void peopleAreMovedToTheStepThatIsChosen()
    {
        PlanDesk desk;
        const QByteArray key = addPeople(desk, 3).toUtf8();
        desk.show(key);
        const PlanVersionId before = desk.inUse(key)->row.id;
        auto *moves = desk.find<QCheckBox>("sequence.move");
        auto *to = desk.find<QComboBox>("sequence.moveTo");
        QSignalSpy said(desk.screen.get(), &Screen::said);
        connect(desk.screen.get(), &PlanScreen::moveWanted, this, [&](const PeopleMove &move) {
            QVERIFY(inside(desk, move.from, 3)); // saving itself moves nobody
            const PeopleMoved moved = movePeople(*desk.store, move);
            desk.store->doneTogether(moved.deeds, {});
            desk.screen->showMoved(moved);
        });
        QVERIFY(moves->isVisible() && !moves->isChecked());
        QCOMPARE(to->currentIndex(), desk.model().stepToMoveTo());
        desk.key(desk.steps(), Qt::Key_End);
        QTest::keyClick(desk.steps(), Qt::Key_Insert);
        desk.key(moves, Qt::Key_Space);
        QVERIFY(moves->text().contains(QStringLiteral("3 people to step %1 of").arg(to->currentIndex() + 1)));
        to->setCurrentIndex(5);
        Q_EMIT to->activated(5);
        QVERIFY(moves->text().contains(QStringLiteral("to step 6 of")));
        QTest::mouseClick(desk.find<QWidget>("sequence.save"), Qt::LeftButton);
        const PlanVersionId after = desk.inUse(key)->row.id;
        QVERIFY(after != before);
        QVERIFY(inside(desk, after, 3));
        QVERIFY(!inside(desk, before, 3));
        QCOMPARE(desk.store.count("enrolment WHERE state=0 AND from_step=5"), qint64(3));
        QVERIFY(!moves->isChecked()); // not again with the next version by itself
        QVERIFY(said[0][0].toString().contains(QStringLiteral("Saved as version 2. People are being moved to it.")));
        QCOMPARE(said[1][0].toString(), QStringLiteral("3 people moved to the new version."));
        QVERIFY(said[1][1].toBool());
        QVERIFY(undoLast(*desk.store));
        QVERIFY(inside(desk, before, 3));
    }
    void whatTheCheckerRefusesIsSaidAndNothingIsLost()
    {
        PlanDesk desk;
        desk.show("internet");
        desk.steps()->setFocus();
        while (desk.keys().size() > 5)
            QTest::keyClick(desk.steps(), Qt::Key_Delete);
        QVERIFY(lines(desk).contains(QStringLiteral("too few")));
        const QStringList typed = desk.keys();
        QTest::keyClick(desk.steps(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.versions("internet"), qint64(1));
        QCOMPARE(desk.keys(), typed);
        QVERIFY(desk.find<Banner>("sequence.banner")->words().contains(QStringLiteral("Not saved")));
        QVERIFY(desk.shows("sequence.least")); // the field that says it
    }
    void aDelayThatIsNoneIsSaidAtItsField()
    {
        PlanDesk desk;
        desk.show("internet");
        desk.steps()->choose(2);
        desk.key(desk.steps(), Qt::Key_Return);
        auto *delay = desk.find<QLineEdit>("sequence.delay");
        delay->selectAll();
        QTest::keyClicks(delay, QStringLiteral("soon"));
        QVERIFY(delay->accessibleDescription().contains(QStringLiteral("This is no time")));
        QVERIFY(lines(desk).contains(QStringLiteral("Step 3: This is no time")));
        // Elsewhere and back it still stands as it was typed.
        desk.steps()->choose(3);
        QVERIFY(delay->text() != QStringLiteral("soon"));
        desk.steps()->choose(2);
        QCOMPARE(delay->text(), QStringLiteral("soon"));
        QTest::keyClick(desk.steps(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(desk.versions("internet"), qint64(1));
        delay->setFocus();
        delay->selectAll();
        QTest::keyClicks(delay, QStringLiteral("8m"));
        QVERIFY(delay->accessibleDescription().isEmpty());
        QCOMPARE(delay->text(), QStringLiteral("8m")); // as it is typed, not tidied under the hand
        QTest::keyClick(delay, Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(desk.versions("internet"), qint64(2));
    }
    void aStepMayBeForThoseWithoutTheOtherWay()
    {
        PlanDesk desk;
        desk.show("internet");
        const int text = desk.model().plan().find(QStringLiteral("ack_text"));
        desk.steps()->choose(text);
        auto *has = desk.find<QCheckBox>("sequence.skipHasOther"), *none = desk.find<QCheckBox>("sequence.skipNoOther");
        QVERIFY(has->isChecked() && !none->isChecked());
        QCOMPARE(has->text(), QStringLiteral("the customer has an email address"));
        QCOMPARE(desk.cell(text, StepTableModel::Skips), QStringLiteral("reached, has email"));
        desk.key(none, Qt::Key_Space); // the one or the other
        QVERIFY(!has->isChecked() && none->isChecked());
        QCOMPARE(desk.model().plan().steps[size_t(text)].skipIf, int(SkipReached | SkipNoEmail));
        desk.key(none, Qt::Key_Space);
        QCOMPARE(desk.model().plan().steps[size_t(text)].skipIf, int(SkipReached));
        desk.steps()->choose(0); // a mail asks for the phone
        QCOMPARE(has->text(), QStringLiteral("the customer has a phone"));
        desk.key(has, Qt::Key_Space);
        QCOMPARE(desk.model().plan().steps[0].skipIf, int(SkipHasPhone));
        Q_EMIT desk.find<Segments>("sequence.way")->chosen(1); // of a text that would be never
        QCOMPARE(desk.model().plan().steps[0].skipIf, 0);
    }
    void theFieldsOfAStepChangeIt()
    {
        PlanDesk desk;
        desk.show("internet");
        desk.steps()->choose(3); // the first text
        const auto choose = [&](const char *name, int at) {
            auto *box = desk.find<QComboBox>(name);
            box->setCurrentIndex(at);
            Q_EMIT box->activated(at);
        };
        choose("sequence.part", int(DayPart::Evening));
        choose("sequence.days", int(DayChoice::Weekday));
        choose("sequence.by", int(StepBy::Person));
        choose("sequence.against", 1);
        desk.key(desk.find<QCheckBox>("sequence.skipNoConsent"), Qt::Key_Space);
        const PlanStep step = desk.model().plan().steps[3];
        QCOMPARE(step.part, DayPart::Evening);
        QCOMPARE(step.days, DayChoice::Weekday);
        QCOMPARE(step.by, StepBy::Person);
        QVERIFY(!step.against.isEmpty() && step.against != step.text);
        QVERIFY(step.skipIf & SkipNoTextConsent);
        QCOMPARE(desk.cell(3, StepTableModel::Variants), QStringLiteral("A 50 / B 50"));
        QVERIFY(desk.cell(3, StepTableModel::What).endsWith(QStringLiteral(", evening, on weekdays")));
        QCOMPARE(desk.cell(3, StepTableModel::Skips), QStringLiteral("reached, no text consent"));
        // Another way: other words, and a call is a person's.
        Q_EMIT desk.find<Segments>("sequence.way")->chosen(0);
        QCOMPARE(desk.model().plan().steps[3].channel, Channel::Phone);
        QVERIFY(!desk.model().plan().steps[3].text.isEmpty());
        QVERIFY(!desk.find<QComboBox>("sequence.by")->isEnabled());
        auto *branch = desk.find<QComboBox>("sequence.branch2"); // a wrong number
        branch->setCurrentIndex(1);
        Q_EMIT branch->activated(1);
        QVERIFY(desk.cell(3, StepTableModel::Skips).contains(QStringLiteral("wrong number: ends")));
        for (int i = 0; i < 7; ++i)
            desk.key(desk.steps(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!desk.model().isChanged());
    }
    void theWholeSequenceHasFieldsToo()
    {
        PlanDesk desk;
        desk.show("internet");
        Q_EMIT desk.find<Segments>("sequence.pages")->chosen(1);
        auto *days = desk.find<QLineEdit>("sequence.length");
        QVERIFY(days->isVisible());
        days->selectAll();
        QTest::keyClicks(days, QStringLiteral("x"));
        QVERIFY(lines(desk).contains(QStringLiteral("It may last 1 to")));
        QCOMPARE(days->text(), QStringLiteral("x"));
        days->selectAll();
        QTest::keyClicks(days, QStringLiteral("28"));
        QCOMPARE(desk.model().plan().days, 28);
        auto *title = desk.find<QLineEdit>("sequence.title");
        title->selectAll();
        QTest::keyClicks(title, QString(300, u'w'));
        QCOMPARE(desk.model().plan().title.size(), 120);
        desk.key(desk.find<QCheckBox>("sequence.stopsOnReply"), Qt::Key_Space);
        QVERIFY(lines(desk).contains(QStringLiteral("Goes on when the customer replies")));
    }
    void thePreviewIsThatOfAnyLead()
    {
        PlanDesk desk;
        LeadBuilder build(desk.store);
        build.add({.first = "Sam", .last = "Okafor", .year = 2024, .make = "Toyota", .model = "RAV4"});
        desk.store.clock.advance(kMinute);
        build.add({.first = "Priya", .last = "Nair", .year = 2024, .make = "Toyota", .model = "Camry"});
        desk.show("internet");
        desk.steps()->choose(3);
        QVERIFY2(
            desk.text("sequence.preview").contains(QStringLiteral("Priya")), qPrintable(desk.text("sequence.preview")));
        QTest::keyClicks(desk.find<QLineEdit>("sequence.find"), QStringLiteral("okafor"));
        QVERIFY(desk.text("sequence.preview").contains(QStringLiteral("Sam")));
        const QString english = desk.text("sequence.preview");
        auto *language = desk.find<Segments>("sequence.language");
        language->setCurrent(1);
        Q_EMIT language->chosen(1);
        QVERIFY(desk.text("sequence.preview") != english);
        desk.steps()->choose(2); // a call
        QVERIFY(desk.text("sequence.preview").contains(u'\n'));
        QSignalSpy wanted(desk.screen.get(), &PlanScreen::templateWanted);
        desk.steps()->choose(3);
        QTest::mouseClick(desk.find<QWidget>("sequence.openText"), Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.front()[0].toString(), QStringLiteral("first_text"));
    }
    void aSequenceIsTestedOnALead()
    {
        PlanDesk desk;
        LeadBuilder build(desk.store);
        build.add({.first = "Sam", .last = "Okafor"});
        desk.store.clock.advance(12 * kHour); // at night
        desk.show("internet");
        const qint64 deeds = desk.store.count("deed");
        QTest::mouseClick(desk.find<QWidget>("sequence.test"), Qt::LeftButton);
        auto *sheet = desk.screen->window()->findChild<TrialSheet *>();
        QVERIFY(sheet && sheet->isOpen());
        auto *list = sheet->findChild<PlanTable *>(QStringLiteral("sequence.trial.list"));
        QVERIFY(list->model()->rowCount() >= 5);
        QString all;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            all += list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString() + u'\n';
        QVERIFY2(all.contains(QStringLiteral("Wished for")), qPrintable(all));
        list->choose(1);
        QVERIFY(!sheet->words().isEmpty());
        QCOMPARE(desk.store.count("deed"), deeds);
        auto *find = sheet->findChild<QLineEdit *>(QStringLiteral("sequence.trial.find"));
        QTest::keyClicks(find, QStringLiteral("zzz"));
        QCOMPARE(list->model()->rowCount(), 0);
        sheet->leave();
        QVERIFY(!sheet->isOpen());
    }
    void itFitsTheSmallestWindow_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("page");
        for (const int size : {100, 150, 200}) {
            for (const int page : {0, 1, 2})
                QTest::addRow("%d-%d", size, page) << size << page;
        }
    }
    void itFitsTheSmallestWindow()
    {
        QFETCH(int, size);
        QFETCH(int, page);
        PlanDesk desk(PlanDesk::Plans::Used, {972, 612}); // 1024x700 less sidebar, top bar and status line
        const QByteArray key = addPeople(desk, 2).toUtf8();
        setTextSize(size);
        desk.show(key);
        Q_EMIT desk.find<Segments>("sequence.pages")->chosen(page);
        QTRY_VERIFY(page != 2 || desk.text("sequence.results.words").startsWith(QStringLiteral("No step")));
        QApplication::processEvents();
        QApplication::processEvents();
        for (const QWidget *part : desk.screen->findChildren<QWidget *>()) {
            if (const auto *area = qobject_cast<const QAbstractScrollArea *>(part); area && area->isVisible())
                QVERIFY2(!area->horizontalScrollBar()->isVisible(), qPrintable(area->objectName()));
            if (!part->isVisible() || !part->objectName().startsWith(QLatin1String("sequence.")))
                continue;
            const int right = part->mapTo(desk.screen.get(), QPoint(part->width(), 0)).x();
            QVERIFY2(right <= desk.screen->width(), qPrintable(part->objectName()));
            if (const auto *label = qobject_cast<const QLabel *>(part); label && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(part->objectName()));
        }
        QVERIFY(desk.steps()->height() >= desk.steps()->heightFor(3));
        QCOMPARE(desk.screen->width(), 972); // nothing in it made it wider
        desk.key(desk.steps(), Qt::Key_Return);
        QApplication::processEvents();
        auto *delay = desk.find<QLineEdit>("sequence.delay");
        QVERIFY(delay->hasFocus());
        QTRY_COMPARE(delay->visibleRegion().boundingRect().height(), delay->height()); // all of it comes into view
    }
    void everyPartHasANameThatIsRead()
    {
        PlanDesk desk;
        desk.show("internet");
        for (const QWidget *part : desk.screen->findChildren<QWidget *>()) {
            const bool counts = part->isVisible() && (part->focusPolicy() & Qt::TabFocus);
            const auto *button = qobject_cast<const QAbstractButton *>(part);
            if (counts && !(button && !button->text().isEmpty()))
                QVERIFY2(!part->accessibleName().isEmpty(),
                    qPrintable(part->objectName() + QLatin1String(part->metaObject()->className())));
        }
    }
};
UPDESK_TEST(TestPlanScreen);
#include "tst_planscreen.moc"
