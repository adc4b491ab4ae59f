// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"
#include "tests/support/suite.h"
#include "tests/ui/templates/templatedesk.h"
#include "ui/parts/scriptstep.h"
#include "ui/templates/richview.h"
#include "ui/templates/scripteditmodel.h"
#include "ui/templates/scripteditor.h"
#include "ui/templates/stepeditor.h"
#include "ui/templates/templateedit.h"
#include "ui/templates/templatemodel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>

using namespace updesk;

/// Scripts beside the templates, and the formatted part of an e-mail.
class TestScriptEditor : public QObject
{
    Q_OBJECT

    struct Desk : TemplateDesk {
        explicit Desk(const QSize &size = {1166, 692}) : TemplateDesk(size)
        {
            LeadBuilder build(store);
            build.add({.first = "Sam", .last = "Okafor", .owner = store.dana});
        }
        ScriptEditModel *model() const { return screen->scripts()->model(); }
        /// What stands in the preview.
        QString preview() const
        {
            QStringList all;
            for (const auto *label : find<QWidget>("script.preview")->findChildren<QLabel *>())
                all << label->text();
            return all.join(u'\n');
        }
    };

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void bothKindsStandInOneList()
    {
        Desk desk;
        desk.showScript("first_call");
        QCOMPARE(desk.find<QListView>("template.list")->currentIndex().data().toString(), QStringLiteral("First call"));
        QCOMPARE(desk.screen->breadcrumb(), QStringLiteral("/ First call"));
        QVERIFY(desk.shows("script.step1") && !desk.shows("script.body") && !desk.shows("template.edit"));
        desk.screen->openScript(QStringLiteral("objection_price"));
        QVERIFY(desk.shows("script.body") && !desk.find<QWidget>("script.addStep")->isVisible());
        desk.screen->open(QStringLiteral("first_text"));
        QVERIFY(desk.shows("template.edit") && !desk.shows("script.body"));
    }
    // However long the text is and wherever one scrolled to.
    void savingIsAlwaysInSight()
    {
        for (const int size : {100, 200}) {
            Desk desk(QSize(1166, 560));
            setTextSize(size);
            const auto seen = [&desk](const char *name) {
                QApplication::processEvents();
                const auto *save = desk.find<QWidget>(name);
                return save->isVisible() && save->visibleRegion().boundingRect() == save->rect();
            };
            desk.showScript("first_call");
            QVERIFY(seen("script.save"));
            desk.find<TemplateEdit>("script.step1.say")->setFocus();
            QVERIFY(seen("script.save"));
            desk.screen->open(QStringLiteral("second_text"));
            QVERIFY(seen("template.save"));
            for (QScrollArea *area : desk.screen->findChildren<QScrollArea *>())
                area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
            QVERIFY(seen("template.save"));
        }
    }
    void aStepIsWrittenAndSeenAsOnACall()
    {
        Desk desk;
        desk.showScript("first_call");
        auto *say = desk.find<TemplateEdit>("script.step1.say");
        say->setFocus();
        say->selectAll();
        QTest::keyClicks(say, QStringLiteral("Good day {first}, {rep} here."));
        QVERIFY2(desk.preview().contains(QStringLiteral("Good day Sam, Dana here.")), qPrintable(desk.preview()));
        auto *answer = desk.find<QComboBox>("script.step1.answer");
        answer->setFocus();
        QTest::keyClick(answer, Qt::Key_Down);
        QCOMPARE(desk.model()->steps().front().answer, StepAnswer::Note);
        auto *page = desk.find<QComboBox>("script.step1.page");
        page->setFocus();
        QTest::keyClick(page, Qt::Key_Down);
        QCOMPARE(desk.model()->steps().front().page, desk.model()->pages().front().key);
        QTest::keyClick(say, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(desk.store.count("script WHERE deleted=0"), qint64(1));
        QVERIFY(!desk.model()->isChanged());
        QVERIFY(undoLast(*desk.store));
        QVERIFY(!say->toPlainText().startsWith(QStringLiteral("Good day")));
    }
    void stepsMoveByKeyAndTheFocusGoesAlong()
    {
        Desk desk;
        desk.showScript("first_call");
        const QString first = desk.find<QLineEdit>("script.step1.title")->text();
        const auto press = [&](const char *name, const char *keys) {
            auto *title = desk.find<QLineEdit>(name);
            title->setFocus();
            QTest::keySequence(title, QKeySequence(QLatin1String(keys)));
            QApplication::processEvents();
        };
        press("script.step1.title", "Ctrl+Shift+Down");
        QCOMPARE(desk.model()->steps()[1].title, first);
        QCOMPARE(desk.screen->focusWidget(), desk.find<QLineEdit>("script.step2.title"));
        const size_t count = desk.model()->steps().size();
        press("script.step2.title", "Ctrl+Shift+Del");
        QCOMPARE(desk.model()->steps().size(), count - 1);
        press("script.step1.title", "Ctrl+Shift+Ins");
        QCOMPARE(desk.model()->steps().size(), count);
        QVERIFY(desk.model()->steps()[1].title.isEmpty());
        QVERIFY(desk.text("script.findings").contains(QStringLiteral("Step 2")));
    }
    void anUnknownFieldKeepsItFromBeingSaved()
    {
        Desk desk;
        desk.showScript("first_call");
        auto *say = desk.find<TemplateEdit>("script.step2.say");
        say->insertPlainText(QStringLiteral("{frist}"));
        QVERIFY(desk.text("script.findings").contains(QStringLiteral("Step 2: There is no field {frist}.")));
        QTest::keyClick(desk.screen.get(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(desk.store.count("script"), qint64(0));
        QVERIFY(say->toPlainText().contains(QStringLiteral("{frist}")));
    }
    void aFieldGoesWhereTheCursorWas()
    {
        Desk desk;
        desk.showScript("first_call");
        auto *say = desk.find<TemplateEdit>("script.step3.say");
        say->setFocus();
        say->selectAll();
        QTest::keyClick(say, Qt::Key_Down, Qt::AltModifier);
        auto *menu = desk.find<QMenu>("script.menu");
        QVERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(say->toPlainText(), QStringLiteral("{first}"));
    }
    void othersReadOnly()
    {
        Desk desk;
        desk.store->setPerson(desk.store.dana);
        desk.showScript("first_call");
        QVERIFY(desk.shows("script.reading"));
        QVERIFY(!desk.shows("script.save") && !desk.shows("template.add") && !desk.shows("script.step1.remove"));
        QVERIFY(desk.find<TemplateEdit>("script.step1.say")->isReadOnly());
        QVERIFY(desk.find<QLineEdit>("script.title")->isReadOnly());
        QVERIFY(!desk.find<QWidget>("script.active")->isEnabled());
        QVERIFY(!desk.preview().isEmpty());
        desk.screen->openScript(QStringLiteral("objection_price"));
        QVERIFY(desk.find<TemplateEdit>("script.body")->isReadOnly());
    }
    void switchedOffItIsNotOnACall()
    {
        Desk desk;
        desk.showScript("objection_price");
        QTest::mouseClick(desk.find<QCheckBox>("script.active"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(!desk.model()->typed().active);
        desk.screen->scripts()->save();
        const auto cards = scriptsOf(desk.store->database(), ScriptKind::Objection, {QStringLiteral("en")});
        QVERIFY(cards);
        QVERIFY(std::ranges::find(*cards, QStringLiteral("objection_price"), &Script::key) == cards->end());
        QTest::mouseClick(desk.find<QWidget>("script.shipped"), Qt::LeftButton);
        QVERIFY(desk.model()->typed().active);
    }
    void aNewObjectionIsWrittenAndRemoved()
    {
        Desk desk;
        desk.showScript("first_call");
        QSignalSpy said(desk.screen.get(), &Screen::said);
        desk.find<QMenu>("template.addMenu")->actions().back()->trigger();
        QCOMPARE(said.count(), 1);
        QVERIFY(desk.model()->isStoresAlone() && desk.model()->typed().kind == ScriptKind::Objection);
        desk.find<TemplateEdit>("script.body")->insertPlainText(QStringLiteral("1. Listen."));
        desk.find<QCheckBox>("script.active")->setChecked(true);
        desk.screen->scripts()->save();
        const auto count = [&] {
            return scriptsOf(desk.store->database(), ScriptKind::Objection, {QStringLiteral("en")})->size();
        };
        QCOMPARE(count(), size_t(6));
        QTest::mouseClick(desk.find<QWidget>("script.shipped"), Qt::LeftButton);
        QCOMPARE(count(), size_t(5));
    }
    void theFormattedPartIsShownAsItLeavesAndIsInert()
    {
        Desk desk;
        desk.show("ack_email");
        QVERIFY(desk.shows("template.rich") && !desk.shows("template.richView"));
        auto *rich = desk.find<TemplateEdit>("template.rich");
        rich->setFocus();
        QTest::keyClicks(rich, QStringLiteral("<p>Hi <b>{first}</b>, {store}</p>"));
        auto *view = desk.find<RichView>("template.richView");
        if (desk.screen->model()->preview().isReady()) {
            QVERIFY(view->isVisible());
            QVERIFY(view->toPlainText().startsWith(QStringLiteral("Hi Sam")));
        }
        rich->selectAll();
        QTest::keyClicks(rich, QStringLiteral("<p onclick='x()'>Hi</p>"));
        QVERIFY(isBlocked(desk.screen->model()->findings()));
        QVERIFY(!view->isVisible() && view->toPlainText().isEmpty());
        QVERIFY(desk.text("template.findings").contains(QStringLiteral("onclick")));
        desk.show("first_text");
        QVERIFY(!desk.shows("template.rich"));
    }
    void aPictureInItIsNotFetched()
    {
        RichView view;
        view.setRich(QStringLiteral("<p>x<img src='file:///etc/hostname'></p>"), QStringLiteral("foot"));
        const QUrl file(QStringLiteral("file:///etc/hostname"));
        QVERIFY(view.document()->resource(QTextDocument::ImageResource, file).toByteArray().isEmpty());
        QVERIFY(view.toPlainText().contains(QStringLiteral("foot")));
        QVERIFY(!view.openLinks() && !view.openExternalLinks());
    }
    void itFitsTheSmallestWindow_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<QString>("key");
        for (const int size : {100, 150, 200}) {
            for (const char *key : {"first_call", "objection_price", "voicemail_value"})
                QTest::addRow("%s %d", key, size) << size << QString::fromLatin1(key);
        }
    }
    void itFitsTheSmallestWindow()
    {
        QFETCH(int, size);
        QFETCH(QString, key);
        Desk desk({972, 612});
        setTextSize(size);
        desk.showScript(key.toLatin1().constData());
        if (desk.model()->isCall())
            desk.find<TemplateEdit>("script.step1.say")->insertPlainText(QStringLiteral("{frist}"));
        QApplication::processEvents();
        QCOMPARE(desk.cut("script."), QString());
    }
};
UPDESK_TEST(TestScriptEditor);
#include "tst_scripteditor.moc"
