// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/undo.h"
#include "tests/support/suite.h"
#include "tests/ui/templates/templatedesk.h"
#include "ui/parts/ask.h"
#include "ui/templates/templateedit.h"
#include "ui/templates/templatelistmodel.h"
#include "ui/templates/templatemodel.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>

using namespace updesk;

/// The template screen (ui.md 10) and scenario U11.
class TestTemplateScreen : public QObject
{
    Q_OBJECT

    struct Desk : TemplateDesk {
        using TemplateDesk::TemplateDesk;
        void show(const char *key = "second_text") { TemplateDesk::show(key); }
        TemplateEdit *edit() const { return find<TemplateEdit>("template.edit"); }
        /// Without the plural's brackets, which only the translation of the program takes away.
        QString counter() const { return text("template.counter").remove(QStringLiteral("(s)")); }
        /// A key that has these letters on it.
        void typed(const QString &letters) const
        {
            QTest::sendKeyEvent(QTest::Click, edit(), Qt::Key_unknown, letters, Qt::NoModifier);
        }
        void bringToFront() const
        {
            screen->activateWindow();
            if (!QTest::qWaitForWindowActive(screen.get()))
                qFatal("the screen does not come to the front");
            edit()->setFocus();
        }
        void clear() const
        {
            edit()->setFocus();
            edit()->selectAll();
            QTest::keyClick(edit(), Qt::Key_Delete);
        }
    };

private Q_SLOTS:
    void cleanup() { setTextSize(100); }

    // U11: every clause but the time a key may take, which is a benchmark's.
    void u11TextCounter()
    {
        Desk desk;
        desk.show();
        desk.clear();
        QTest::keyClicks(desk.edit(), QString(160, u'a'));
        QCOMPARE(desk.counter(), QString::fromUtf8("160 of 160 · 1 segment · standard alphabet"));
        QTest::keyClicks(desk.edit(), QStringLiteral("a"));
        QCOMPARE(desk.counter(), QString::fromUtf8("161 of 306 · 2 segment · standard alphabet"));
        for (int i = 0; i < 161 - 69; ++i)
            QTest::keyClick(desk.edit(), Qt::Key_Backspace);
        QVERIFY(!desk.shows("template.plain"));
        desk.typed(QString::fromUtf8("á"));
        QCOMPARE(desk.counter(), QString::fromUtf8("70 of 70 · 1 segment · 70-character alphabet"));
        QCOMPARE(desk.text("template.foreign"), QString::fromUtf8("“á” makes this a 70-character text."));
        QVERIFY(desk.shows("template.plain"));
        QTest::keyClicks(desk.edit(), QStringLiteral("a"));
        QCOMPARE(desk.counter(), QString::fromUtf8("71 of 134 · 2 segment · 70-character alphabet"));
        desk.bringToFront();
        QTest::keyClick(desk.edit(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), desk.find<QWidget>("template.plain"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(QApplication::focusWidget(), desk.edit()); // the euro sign goes on where the text stands
        QCOMPARE(desk.edit()->toPlainText(), QString(71, u'a'));
        QCOMPARE(desk.counter(), QString::fromUtf8("71 of 160 · 1 segment · standard alphabet"));
        QVERIFY(!desk.shows("template.plain"));
        desk.typed(QString::fromUtf8("€"));
        QCOMPARE(desk.counter(), QString::fromUtf8("73 of 160 · 1 segment · standard alphabet"));
    }
    void whoIsNoManagerReadsAndIsToldWhy()
    {
        Desk desk;
        desk.show();
        QVERIFY(!desk.shows("template.closed") && desk.shows("template.save"));
        desk.store->setPerson(desk.store.dana);
        QApplication::processEvents();
        const QString before = desk.edit()->toPlainText();
        QVERIFY(desk.edit()->isReadOnly() && !desk.shows("template.save"));
        QVERIFY(!desk.find<QWidget>("template.active")->isEnabled());
        QCOMPARE(desk.text("template.closed"),
            QStringLiteral("Managers change what the store sends. You can read it here."));
        QTest::keyClicks(desk.edit(), QStringLiteral("x"));
        desk.edit()->insertField(QStringLiteral("first"));
        QCOMPARE(desk.edit()->toPlainText(), before);
        desk.store->setPerson(desk.store.mike);
        QApplication::processEvents();
        QVERIFY(!desk.edit()->isReadOnly() && desk.shows("template.save") && !desk.shows("template.closed"));
    }
    void US10_theReceiptOfAStopIsShownLockedInEveryLanguage()
    {
        Desk desk;
        desk.show("stop_receipt_text");
        for (int language = 0; language < 3; ++language) {
            desk.screen->model()->setLanguage(language);
            QVERIFY(desk.edit()->isReadOnly());
            QVERIFY(desk.text("template.closed").startsWith(QStringLiteral("This text cannot be changed.")));
            QVERIFY(!desk.edit()->toPlainText().isEmpty());
        }
        QVERIFY(desk.find<QWidget>("template.active")->isEnabled()); // a store need not send it
        desk.show("second_text");
        QVERIFY(!desk.edit()->isReadOnly());
    }
    void aNewMessageIsWrittenFromOneThatIsThere()
    {
        Desk desk;
        desk.show("first_text");
        QVERIFY(!desk.shows("template.name"));
        QSignalSpy said(desk.screen.get(), &Screen::said);
        QTest::mouseClick(desk.find<QWidget>("template.copy"), Qt::LeftButton);
        QCOMPARE(said.count(), 1);
        auto *name = desk.find<QLineEdit>("template.name");
        QVERIFY(name->isVisible() && name->hasSelectedText());
        QCOMPARE(name->text(), QStringLiteral("First text, a copy"));
        QTest::keyClicks(name, QStringLiteral("First text, shorter"));
        desk.clear();
        QTest::keyClicks(desk.edit(), QStringLiteral("{store}: may I call you? STOP ends texts."));
        QTest::mouseClick(desk.find<QWidget>("template.save"), Qt::LeftButton);
        QVERIFY2(desk.text("template.counter").size() > 0, "no counter");
        const auto *list = desk.find<QListView>("template.list");
        QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("First text, shorter"));
        const QString key = desk.screen->model()->key();
        QVERIFY(templateFor(desk.store->database(), key, {QStringLiteral("en")})
                    ->body.contains(QStringLiteral("may I call you")));
        QTest::mouseClick(desk.find<QWidget>("template.shipped"), Qt::LeftButton); // "Remove it"
        QVERIFY(!templateFor(desk.store->database(), key, {QStringLiteral("en")}));
        QVERIFY(desk.screen->model()->key() != key);
        desk.show("stop_receipt_text"); // nobody writes another of these
        QVERIFY(!desk.shows("template.copy"));
        desk.store->setPerson(desk.store.dana);
        desk.show("first_text");
        QVERIFY(!desk.shows("template.copy"));
    }
    void anUnknownFieldIsOutlinedAndSaidInWords()
    {
        Desk desk;
        desk.show();
        desk.clear();
        QTest::keyClicks(desk.edit(), QStringLiteral("{store} {frist}"));
        QVERIFY(desk.text("template.findings").contains(QStringLiteral("There is no field {frist}.")));
        QVERIFY(desk.edit()->accessibleDescription().contains(QStringLiteral("frist")));
        QVERIFY(desk.text("template.preview").contains(QStringLiteral("{frist} has no value")));
        const QImage picture = desk.edit()->viewport()->grab().toImage();
        const QRect outline = desk.edit()->outlineOf(8, 7);
        const QColor line = picture.pixelColor(outline.left() + outline.width() / 2, outline.top() + 1);
        QCOMPARE(line.rgb(), colour(Colour::Bad).rgb());
        // It is not saved, and nothing is lost.
        QTest::keyClick(desk.screen.get(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(desk.store.count("template"), qint64(0));
        QCOMPARE(desk.edit()->toPlainText(), QStringLiteral("{store} {frist}"));
    }
    void fieldsAreInsertedByTheirList()
    {
        Desk desk;
        desk.show();
        desk.clear();
        QTest::keyClick(desk.edit(), Qt::Key_Down, Qt::AltModifier);
        auto *menu = desk.find<QMenu>("template.menu");
        QVERIFY(menu->isVisible());
        QCOMPARE(menu->actions().size(), kTemplateFields);
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(desk.edit()->toPlainText(), QStringLiteral("{first}"));
        QVERIFY(desk.shows("template.fallbacks"));
        QVERIFY(desk.text("template.fallbacks").contains(QStringLiteral("there")));
    }
    void itIsSavedAsOneDeedAndCanBeUndone()
    {
        Desk desk;
        desk.show();
        QSignalSpy said(desk.screen.get(), &Screen::said);
        const QString before = desk.edit()->toPlainText();
        QVERIFY(!desk.find<QWidget>("template.save")->isEnabled());
        desk.clear();
        QTest::keyClicks(desk.edit(), QStringLiteral("{store}: hello"));
        QVERIFY(desk.find<QWidget>("template.save")->isEnabled());
        QTest::keyClick(desk.edit(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(said.count(), 1);
        QVERIFY(said.front()[1].toBool());
        QCOMPARE(desk.store.count("template WHERE deleted=0"), qint64(1));
        QVERIFY(desk.shows("template.shipped"));
        QVERIFY(undoLast(*desk.store));
        QCOMPARE(desk.edit()->toPlainText(), before);
        QVERIFY(!desk.shows("template.shipped"));
    }
    void thePreviewIsThatOfAnyLead()
    {
        Desk desk;
        LeadBuilder build(desk.store);
        build.add({.first = "Sam", .last = "Okafor"});
        desk.store.clock.advance(kMinute);
        build.add({.first = "Priya", .last = "Nair"});
        desk.show();
        QVERIFY(desk.text("template.preview").contains(QStringLiteral("Priya"))); // the newest
        QTest::keyClicks(desk.find<QLineEdit>("template.find"), QStringLiteral("okafor"));
        QVERIFY(desk.text("template.preview").contains(QStringLiteral("Sam")));
        QTest::keyClicks(desk.find<QLineEdit>("template.find"), QStringLiteral("zzz"));
        QCOMPARE(desk.find<QComboBox>("template.lead")->count(), 0);
        QVERIFY(!desk.text("template.preview").isEmpty());
    }
    void aMailHasASubjectAndItsFooterAndNoCounter()
    {
        Desk desk;
        desk.show("ack_email");
        QVERIFY(desk.shows("template.subject"));
        QVERIFY(!desk.shows("template.counter"));
        QVERIFY(desk.text("template.preview").contains(QStringLiteral("STOP"))
            || desk.text("template.preview").contains(QStringLiteral("store address")));
        auto *subject = desk.find<QLineEdit>("template.subject");
        subject->selectAll();
        QTest::keyClicks(subject, QStringLiteral("Re: your car"));
        QVERIFY(isBlocked(desk.screen->model()->findings()));
    }
    void eachLanguageIsAKeyAway()
    {
        Desk desk;
        desk.show("first_text");
        const QString english = desk.edit()->toPlainText();
        desk.screen->model()->setLanguage(1);
        QVERIFY(desk.edit()->toPlainText() != english);
        QVERIFY(desk.edit()->toPlainText().startsWith(QStringLiteral("Hola")));
        desk.screen->model()->setLanguage(0);
        QCOMPARE(desk.edit()->toPlainText(), english);
    }
    void whatWasTypedIsNotLostUnasked()
    {
        Desk desk;
        desk.show();
        QVERIFY(desk.screen->mayLeave()); // nothing to ask
        desk.clear();
        desk.screen->open(QStringLiteral("first_text"));
        answerNext(-1);
        QVERIFY(!desk.screen->mayLeave());
        QVERIFY(lastQuestion().title.contains(QStringLiteral("Discard")));
        answerNext(1);
        QVERIFY(desk.screen->mayLeave());
    }
    void escapeLeavesTheTextThenTheScreen()
    {
        Desk desk;
        desk.show();
        QSignalSpy leaves(desk.screen.get(), &TemplateScreen::leaveWanted);
        desk.clear();
        QTest::keyClicks(desk.edit(), QStringLiteral("half"));
        QVERIFY(desk.screen->goBack());
        QCOMPARE(leaves.count(), 0);
        QCOMPARE(desk.screen->model()->typed().body, QStringLiteral("half"));
        QVERIFY(desk.screen->goBack());
        QCOMPARE(leaves.count(), 1);
    }
    // What is typed and what becomes of it are in sight together, also of a mail and on a small screen.
    void aMailsPreviewIsSeenWhileItIsTyped_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("beside");
        QTest::newRow("1366x768") << QSize(1166, 692) << true;
        QTest::newRow("1024x700") << QSize(972, 624) << false;
    }
    void aMailsPreviewIsSeenWhileItIsTyped()
    {
        QFETCH(QSize, size);
        QFETCH(bool, beside);
        Desk desk(size);
        LeadBuilder build(desk.store);
        build.add({.first = "Sam", .last = "Okafor"});
        desk.show("ack_email");
        const auto box = [&](const QWidget *part) {
            return QRect(part->mapTo(desk.screen.get(), QPoint()), part->size());
        };
        const QRect text = box(desk.edit()), preview = box(desk.find<QWidget>("template.preview"));
        const QRect rich = box(desk.find<QWidget>("template.rich"));
        QCOMPARE(preview.left() > text.right(), beside);
        QCOMPARE(preview.top() > text.bottom() && preview.bottom() < rich.top(), !beside);
        QVERIFY2(preview.top() < size.height() - 150, qPrintable(QString::number(preview.top())));
        QVERIFY(rich.left() == text.left() && rich.top() > text.bottom());
        QCOMPARE(desk.cut("template."), QString());
    }
    void itFitsTheSmallestWindow_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("100") << 100;
        QTest::newRow("150") << 150;
        QTest::newRow("200") << 200;
    }
    void itFitsTheSmallestWindow()
    {
        QFETCH(int, size);
        Desk desk({972, 612}); // 1024x700 less sidebar, top bar and status line
        setTextSize(size);
        desk.show("first_text");
        desk.edit()->insertPlainText(QString::fromUtf8(" á {frist} only 2 left"));
        QApplication::processEvents();
        QCOMPARE(desk.cut("template."), QString());
    }
};
UPDESK_TEST(TestTemplateScreen);
#include "tst_templatescreen.moc"
