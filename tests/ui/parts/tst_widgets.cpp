// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/suite.h"
#include "ui/parts/ask.h"
#include "ui/parts/banner.h"
#include "ui/parts/chip.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/field.h"
#include "ui/parts/focusring.h"
#include "ui/parts/keycap.h"
#include "ui/parts/popover.h"
#include "ui/parts/segments.h"
#include "ui/parts/sentence.h"
#include "ui/parts/sheetdialog.h"
#include "ui/parts/toast.h"

#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTextEdit>
#include <QVBoxLayout>

using namespace updesk;

namespace
{

/// A window with one of each that can have the focus.
class Bench final : public QWidget
{
public:
    Bench()
    {
        auto *column = new QVBoxLayout(this);
        field = new Field(QStringLiteral("&Mobile phone"));
        segments = new Segments(
            QStringLiteral("Whose"), {QStringLiteral("Mine"), QStringLiteral("Team"), QStringLiteral("Unassigned")});
        auto *combo = new QComboBox;
        combo->setAccessibleName(QStringLiteral("Came from"));
        combo->addItem(QStringLiteral("Drive by"));
        for (QWidget *one : {static_cast<QWidget *>(new Button(QStringLiteral("Add walk-in"), ButtonKind::Primary)),
                 static_cast<QWidget *>(new Button(Icon::Notices, QStringLiteral("Notices"))),
                 static_cast<QWidget *>(field), static_cast<QWidget *>(segments),
                 static_cast<QWidget *>(new Chip(QStringLiteral("Hot, untouched"))),
                 static_cast<QWidget *>(new Chip(QStringLiteral("Age 3-5 y"), ChipKind::Removable)),
                 static_cast<QWidget *>(combo),
                 static_cast<QWidget *>(new QCheckBox(QStringLiteral("Said yes to texts")))})
            column->addWidget(one);
        resize(640, 480);
        show();
        activateWindow();
        QApplication::processEvents();
    }
    QList<QWidget *> stops() const
    {
        QList<QWidget *> out;
        for (QWidget *one : findChildren<QWidget *>())
            if (one->isVisible() && (one->focusPolicy() & Qt::TabFocus))
                out << one;
        return out;
    }
    Field *field;
    Segments *segments;
};

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : QString();
}

} // namespace

class TestWidgets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void everyFocusableHasAName()
    {
        Bench bench;
        QVERIFY(bench.stops().size() >= 8);
        for (QWidget *stop : bench.stops())
            QVERIFY2(!nameOf(stop).isEmpty(), stop->metaObject()->className());
    }
    void everyFocusableShowsARing()
    {
        Bench bench;
        for (QWidget *stop : bench.stops()) {
            FocusRing::showOn(nullptr);
            const QImage without = bench.grab().toImage();
            FocusRing::showOn(stop);
            QVERIFY2(bench.grab().toImage() != without, stop->metaObject()->className());
        }
        FocusRing::showOn(nullptr);
    }
    void theRingSurvivesItsHost()
    {
        auto *first = new Bench;
        FocusRing::showOn(first->field->edit());
        delete first;
        Bench second;
        FocusRing::showOn(second.field->edit());
        const auto rings = second.findChildren<FocusRing *>();
        QCOMPARE(rings.size(), 1);
        QVERIFY(rings.first()->isVisible());
        QCOMPARE(rings.first()->height(), second.field->edit()->height() + 6);
    }
    void theRingIsNoPaneOfASplitter()
    {
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *splitter = new QSplitter;
        column->addWidget(splitter);
        auto *edit = new QTextEdit;
        splitter->addWidget(edit);
        splitter->addWidget(new QTextEdit);
        window.resize(600, 400);
        window.show();
        FocusRing::showOn(edit);
        QCOMPARE(splitter->count(), 2);
        QVERIFY(window.findChild<FocusRing *>()->isVisible());
    }
    void aListHasTheRingUntilARowHasIt()
    {
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *list = new QListWidget;
        list->setProperty("ownRing", true);
        column->addWidget(list);
        window.resize(600, 400);
        window.show();
        FocusRing::showOn(list);
        auto *ring = window.findChild<FocusRing *>();
        QVERIFY(ring && ring->isVisible());
        list->addItem(QStringLiteral("A row"));
        list->setCurrentRow(0);
        QVERIFY(!ring->isVisible());
        list->clear();
        QTRY_VERIFY(ring->isVisible());
        FocusRing::showOn(nullptr);
    }
    void whatCanOnlyBeReadLooksLikeNoField()
    {
        for (const ThemeName name : {ThemeName::Light, ThemeName::Dark, ThemeName::HighContrast}) {
            setTheme(name);
            QWidget window;
            auto *column = new QVBoxLayout(&window);
            auto *line = new QLineEdit(QStringLiteral("Northgate Motors"));
            auto *lines = new QPlainTextEdit(QStringLiteral("Hours and holidays"));
            column->addWidget(line);
            column->addWidget(lines);
            window.resize(400, 300);
            window.show();
            const auto edge = [](QWidget &box) { return box.grab().toImage().pixelColor(0, box.height() / 2).rgb(); };
            const QRgb ofField = edge(*line), ofText = edge(*lines);
            QCOMPARE(ofField, colour(Colour::Line).rgb());
            auto *combo = new QComboBox;
            combo->addItem(QStringLiteral("Stops offers"));
            column->addWidget(combo);
            combo->show();
            QCOMPARE(edge(*combo), ofField);
            combo->setEnabled(false);
            QCOMPARE(edge(*combo), colour(Colour::Alt).rgb());
            line->setReadOnly(true);
            lines->setReadOnly(true);
            QCOMPARE(edge(*line), colour(Colour::Alt).rgb());
            QVERIFY(edge(*lines) != ofText);
            QCOMPARE(lines->viewport()->backgroundRole(), QPalette::AlternateBase);
            line->setReadOnly(false);
            lines->setReadOnly(false);
            QCOMPARE(edge(*line), ofField);
            QCOMPARE(edge(*lines), ofText);
        }
    }
    void targetsAreLargeEnoughAtEverySize()
    {
        for (const int size : {90, 100, 200}) {
            setTextSize(size);
            Bench bench;
            for (QWidget *stop : bench.stops()) {
                QVERIFY2(stop->height() >= 24 && stop->width() >= 24, stop->metaObject()->className());
                QVERIFY2(stop->height() >= stop->minimumSizeHint().height(), stop->metaObject()->className());
            }
        }
    }
    void buttonsHoldTheirWordsAtEverySize()
    {
        for (const int size : {100, 200}) {
            setTextSize(size);
            Button button(QStringLiteral("Add walk-in"), ButtonKind::Primary);
            button.setKeys(QKeySequence(Qt::CTRL | Qt::Key_Return));
            const int needs = textWidth(QStringLiteral("Add walk-in"), Type::BodyStrong)
                + keycapSize(QStringLiteral("Ctrl+Enter")).width();
            QVERIFY(button.sizeHint().width() >= needs + 20);
            QVERIFY(button.sizeHint().height() >= lineHeight(Type::BodyStrong) + 4);
            QVERIFY(button.toolTip().contains(QLatin1String("Ctrl+Enter")));
        }
    }
    void anErrorIsShownSpokenAndTakenBack()
    {
        Bench bench;
        Field &field = *bench.field;
        const QImage right = field.edit()->grab().toImage();
        field.setError(QStringLiteral("Kept as unchecked. A dot is missing."));
        QCOMPARE(field.edit()->accessibleDescription(), QStringLiteral("Kept as unchecked. A dot is missing."));
        QVERIFY(field.edit()->grab().toImage() != right);
        field.setError({});
        QVERIFY(field.edit()->accessibleDescription().isEmpty());
        QCOMPARE(field.edit()->grab().toImage(), right);
        QCOMPARE(field.edit()->accessibleName(), QStringLiteral("Mobile phone"));
    }
    void segmentsAreOneStopAndMoveByArrows()
    {
        Bench bench;
        QSignalSpy spy(bench.segments, &Segments::chosen);
        bench.segments->setCurrent(1);
        QCOMPARE(spy.count(), 0);
        const auto parts = bench.segments->findChildren<QAbstractButton *>();
        QCOMPARE(parts.size(), 3);
        int stops = 0;
        for (const QAbstractButton *part : parts)
            stops += (part->focusPolicy() & Qt::TabFocus) ? 1 : 0;
        QCOMPARE(stops, 1);
        parts[1]->setFocus();
        QTest::keyClick(parts[1], Qt::Key_Right);
        QCOMPARE(bench.segments->current(), 2);
        bench.segments->setCurrent(77);
        QCOMPARE(bench.segments->current(), 2);
    }
    void aToastUndoesOnceAndStaysWhileFocused()
    {
        QWidget content;
        content.resize(900, 500);
        content.show();
        Toast toast(&content);
        int undone = 0;
        QVERIFY(!toast.undo());
        toast.say(QStringLiteral("Lead moved to Dana."), [&undone] { ++undone; });
        auto *words = content.findChild<QLabel *>(QStringLiteral("toast.text"));
        auto *button = content.findChild<QPushButton *>(QStringLiteral("toast.undo"));
        QCOMPARE(words->text(), QStringLiteral("Lead moved to Dana."));
        QVERIFY(toast.isVisible() && button->isVisible());
        QCOMPARE(toast.geometry().bottom(), 500 - 16 - 1);
        button->click();
        QCOMPARE(undone, 1);
        QVERIFY(!toast.isVisible());
        QVERIFY(!toast.undo());
        toast.say(QStringLiteral("Sam Okafor added. Dana told."));
        QVERIFY(!button->isVisible());
        toast.say(QString(400, QLatin1Char('w')).replace(20, 1, QStringLiteral(" ")));
        QVERIFY(content.rect().contains(toast.geometry()));
        content.resize(700, 400);
        QApplication::processEvents();
        QVERIFY(content.rect().contains(toast.geometry()));
    }
    void aBannerComesAndGoesWithItsWords()
    {
        Banner banner(BannerTone::Bad, Icon::Warning);
        QVERIFY(banner.isHidden());
        banner.setWords(QStringLiteral("Could not read the queue. Showing 10:41."));
        banner.setAction(QStringLiteral("Try again"));
        QVERIFY(!banner.isHidden());
        QSignalSpy spy(&banner, &Banner::actionClicked);
        banner.findChild<QPushButton *>()->click();
        QCOMPARE(spy.count(), 1);
        banner.setWords({});
        QVERIFY(banner.isHidden());
    }
    void aSheetKeepsTabInsideAndGivesTheFocusBack()
    {
        Bench bench;
        bench.field->edit()->setFocus();
        SheetDialog sheet(&bench);
        sheet.setHead(QStringLiteral("Walk-in"), QStringLiteral("arrived 10:41"), Icon::WalkIn);
        auto *body = new QWidget;
        auto *column = new QVBoxLayout(body);
        auto *one = new QLineEdit;
        auto *two = new QLineEdit;
        column->addWidget(one);
        column->addWidget(two);
        sheet.setBody(body);
        sheet.foot()->addWidget(new Button(QStringLiteral("Add walk-in"), ButtonKind::Primary));
        QSignalSpy spy(&sheet, &SheetDialog::closed);
        sheet.openSheet(one);
        QCOMPARE(SheetDialog::openIn(&bench), &sheet);
        QCOMPARE(bench.focusWidget(), one);
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(bench.focusWidget(), Qt::Key_Tab);
            QVERIFY(sheet.isAncestorOf(bench.focusWidget()));
        }
        QTest::keyClick(bench.focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(sheet.isAncestorOf(bench.focusWidget()));
        QTest::keyClick(bench.focusWidget(), Qt::Key_Escape);
        QCOMPARE(spy.count(), 1);
        QVERIFY(!sheet.isVisible());
        QCOMPARE(bench.focusWidget(), bench.field->edit());
        QVERIFY(!SheetDialog::openIn(&bench));
        sheet.closeSheet();
        QCOMPARE(spy.count(), 1);
    }
    void onlyAFormAsksBeforeItDropsWhatWasTyped()
    {
        struct Form : SheetDialog {
            explicit Form(QWidget *window) : SheetDialog(window)
            {
                auto *edit = new QLineEdit;
                edit->setText(QStringLiteral("as it was"));
                setBody(edit);
            }
            using SheetDialog::askBeforeDropping;
            using SheetDialog::typingBegins;
        };
        Bench bench;
        Form sheet(&bench);
        auto *edit = sheet.findChild<QLineEdit *>();
        const auto type = [&] {
            sheet.openSheet(edit);
            QTest::keyClicks(edit, QStringLiteral(" no more"));
        };
        type();
        QVERIFY(sheet.leave()); // a list to look something up in
        sheet.askBeforeDropping();
        sheet.openSheet(edit); // what stands there when it opens is not typed
        QVERIFY(sheet.leave());
        type();
        answerNext(-1);
        QVERIFY(!sheet.leave());
        QVERIFY(sheet.isOpen());
        answerNext(1);
        QVERIFY(sheet.leave());
        QVERIFY(!sheet.isOpen());
        type();
        sheet.typingBegins(); // it was saved
        QVERIFY(sheet.leave());
    }
    void aSheetHigherThanItsWindowScrolls()
    {
        setTextSize(200);
        Bench bench;
        bench.resize(1024, 700);
        SheetDialog sheet(&bench);
        sheet.setHead(QStringLiteral("Walk-in"));
        auto *body = new QWidget;
        auto *column = new QVBoxLayout(body);
        for (int i = 0; i < 20; ++i)
            column->addWidget(new Field(QStringLiteral("Field %1").arg(i)));
        sheet.setBody(body);
        sheet.foot()->addWidget(new Button(QStringLiteral("Add walk-in")));
        sheet.openSheet();
        QApplication::processEvents();
        for (const QWidget *button : sheet.findChildren<QPushButton *>())
            QVERIFY(bench.rect().contains(QRect(button->mapTo(&bench, QPoint()), button->size())));
    }
    void aQuestionTakesTheTestsAnswer()
    {
        QWidget window;
        answerNext(1);
        answerNext(-1);
        const Question question{QStringLiteral("Quit now?"), QStringLiteral("Import is at 4,210 of 10,000."),
            {QStringLiteral("Quit and resume later"), QStringLiteral("Stay")}};
        QCOMPARE(ask(&window, question), 1);
        QCOMPARE(ask(&window, question), -1);
        QCOMPARE(lastQuestion().title, question.title);
    }
    void enterAndSpacePressAButtonAndItsLetterIsUnderlined()
    {
        QWidget window;
        auto *row = new QVBoxLayout(&window);
        auto *lettered = new Button(QStringLiteral("&Join"));
        auto *bare = new Button(QStringLiteral("Join"));
        row->addWidget(lettered);
        row->addWidget(bare);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        int clicks = 0;
        connect(lettered, &Button::clicked, this, [&clicks] { ++clicks; });
        lettered->setFocus();
        QTest::keyClick(lettered, Qt::Key_Return);
        QTest::keyClick(lettered, Qt::Key_Enter, Qt::KeypadModifier);
        QTest::keyClick(lettered, Qt::Key_Space);
        QCOMPARE(clicks, 3);
        QTest::keyClick(lettered, Qt::Key_Return, Qt::ControlModifier); // a form's own
        QCOMPARE(clicks, 3);
        QTest::keyClick(&window, Qt::Key_J, Qt::AltModifier);
        QTRY_COMPARE(clicks, 4);
        QCOMPARE(lettered->sizeHint(), bare->sizeHint());
        bare->setFocus();
        const QImage with = lettered->grab().toImage(), without = bare->grab().toImage();
        QRect line; // what the one has and the other has not
        for (int y = 4; y < with.height() - 4; ++y)
            for (int x = 4; x < with.width() - 4; ++x)
                if (with.pixel(x, y) != without.pixel(x, y))
                    line |= QRect(x, y, 1, 1);
        QVERIFY(line.isValid() && line.height() <= 2);
        QVERIFY(line.width() < textWidth(QStringLiteral("Jo"), Type::BodyMedium)); // under the J alone
        QVERIFY(line.right() < with.width() / 2);
    }
    void aQuestionIsAnsweredByItsButtonsAndByEsc()
    {
        Bench bench;
        const Question question{QStringLiteral("Erase Sam Okafor?"), QStringLiteral("This cannot be undone."),
            {QStringLiteral("Erase"), QStringLiteral("Keep")}};
        QTimer::singleShot(0, [&bench] {
            bench.findChild<QWidget *>(QStringLiteral("question"))->findChildren<QPushButton *>().last()->click();
        });
        QCOMPARE(ask(&bench, question), 0);
        QTimer::singleShot(0, [&bench] { QTest::keyClick(bench.focusWidget(), Qt::Key_Escape); });
        QCOMPARE(ask(&bench, question), -1);
    }
    void aPopoverClosesByEscAndTabGoesIn()
    {
        Bench bench;
        bench.field->edit()->setFocus();
        Popover popover(&bench);
        popover.setText({64, QStringLiteral("59 until 10:36"),
            {{QStringLiteral("Wants to buy within 7 days"), QStringLiteral("+20")},
                {QStringLiteral("High is 51 to 75"), QStringLiteral("64"), PopoverLine::Kind::Sum}}});
        QVERIFY(popover.accessibleDescription().contains(QLatin1String("Wants to buy within 7 days: +20")));
        popover.openBy(QRect(10, 400, 90, 34), PopoverWay::Keys);
        QVERIFY(bench.rect().contains(popover.geometry()));
        QTest::keyClick(bench.field->edit(), Qt::Key_Tab);
        QCOMPARE(bench.focusWidget(), &popover);
        QTest::keyClick(&popover, Qt::Key_Escape);
        QVERIFY(!popover.isVisible());
        QCOMPARE(bench.focusWidget(), bench.field->edit());
        popover.openBy(QRect(600, 10, 90, 34), PopoverWay::Hover);
        QVERIFY(bench.rect().contains(popover.geometry()));
        popover.pointerLeft();
        QTRY_VERIFY(!popover.isVisible());
    }
    void anEmptyStateOffersOneWayOut()
    {
        EmptyState empty;
        empty.setWords(QStringLiteral("All caught up. Next due 14:00."));
        empty.setAction(QStringLiteral("Add a walk-in"), QKeySequence(Qt::Key_F7));
        QSignalSpy spy(&empty, &EmptyState::actionClicked);
        empty.button()->click();
        QCOMPARE(spy.count(), 1);
    }
    void theRingOfAnEmptyScreenStaysInsideIt()
    {
        QWidget window;
        EmptyState empty(&window); // from edge to edge, as a screen has it
        empty.setFocusPolicy(Qt::StrongFocus);
        window.resize(400, 300);
        empty.setGeometry(window.rect());
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto ringAt = [&](int x, int y) {
            return window.grab().toImage().pixelColor(x, y).rgb() == colour(Colour::Focus).rgb();
        };
        empty.clearFocus();
        QVERIFY(!ringAt(2, 150));
        empty.setFocus();
        for (const auto &[x, y] : {std::pair(2, 150), {397, 150}, {200, 2}, {200, 297}})
            QVERIFY2(ringAt(x, y), qPrintable(QStringLiteral("%1 %2").arg(x).arg(y)));
        QListWidget list(&window); // so has one without rows
        list.setGeometry(window.rect());
        list.setFrameShape(QFrame::NoFrame);
        list.show();
        list.setFocus();
        for (const auto &[x, y] : {std::pair(1, 150), {398, 150}, {200, 1}, {200, 298}})
            QVERIFY2(ringAt(x, y), qPrintable(QStringLiteral("%1 %2").arg(x).arg(y)));
    }
    void everyErrorSaysWhatIsSafeAndWhatToDo()
    {
        for (int code = 0; code <= int(Error::Code::Failed); ++code)
            for (const QString &subject : {QString(), QStringLiteral("the report file")}) {
                const QString words = sentence({Error::Code(code), subject, QStringLiteral("internal 517")});
                QVERIFY(words.count(QLatin1Char('.')) >= 2);
                QVERIFY(!words.contains(QLatin1Char('!')) && !words.contains(QLatin1String("517"))
                    && !words.contains(QLatin1String("%1")));
                QVERIFY(!words.contains(QLatin1String("please"), Qt::CaseInsensitive));
            }
    }
    void keysAreWrittenAsPeopleKnowThem()
    {
        QCOMPARE(keyText(QKeySequence(Qt::CTRL | Qt::Key_Return)), QStringLiteral("Ctrl+Enter"));
        QCOMPARE(keyText(QKeySequence()), QString());
        QCOMPARE(
            tipWithKey(QStringLiteral("Fold"), QKeySequence(Qt::CTRL | Qt::Key_B)), QStringLiteral("Fold (Ctrl+B)"));
    }
};
UPDESK_TEST(TestWidgets);
#include "tst_widgets.moc"
