// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/desksetting.h"
#include "tests/ui/shell/shelldesk.h"
#include "ui/parts/letterkeys.h"
#include "ui/settings/letteredit.h"
#include "ui/shell/desksettings.h"
#include "ui/shell/keysheet.h"

#include <QCheckBox>

using namespace updesk;

/// Settings > My desk > Keys: which letter does what, for the person at this desk.
class TestLetterSettings : public QObject
{
    Q_OBJECT
    static LetterEdit *edit(ShellDesk &shell, Letter letter)
    {
        return shell.find<LetterEdit>(qPrintable(QStringLiteral("settings.letter%1").arg(int(letter))));
    }
    static void open(ShellDesk &shell)
    {
        shell.open(shell.store.mike); // who sees every lead, whoever it was dealt to
        shell.key(Qt::Key_9, Qt::ControlModifier);
    }
    static void change(ShellDesk &shell, Letter letter, Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        edit(shell, letter)->setFocus();
        shell.key(Qt::Key_Return);
        shell.key(key, with);
    }
    static SettingRow *rowOf(ShellDesk &shell, Letter letter)
    {
        return qobject_cast<SettingRow *>(edit(shell, letter)->parentWidget());
    }
    /// The words of the keys sheet (F1), as one text.
    static QStringList sheetWords(ShellDesk &shell)
    {
        QStringList words;
        shell.key(Qt::Key_F1);
        auto *sheet = shell.window().findChild<KeySheet *>();
        if (!sheet)
            return words;
        for (const TextLabel *label : sheet->findChildren<TextLabel *>())
            words << label->text();
        sheet->closeSheet();
        return words;
    }

private Q_SLOTS:
    void cleanup()
    {
        letterKeys()->setOn(true);
        letterKeys()->setText({});
    }
    void aLetterIsChangedByPressingAnotherAndUndone()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        open(shell);
        QCOMPARE(edit(shell, Letter::Call)->text(), QStringLiteral("C"));
        change(shell, Letter::Call, Qt::Key_I);
        QCOMPARE(edit(shell, Letter::Call)->text(), QStringLiteral("I"));
        QCOMPARE(shell.toast(), QStringLiteral("The letters are changed."));
        shell.key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(shell.queue().model()->line(0).key, QStringLiteral("I"));
        shell.desk->openLead(lead);
        QVERIFY(shell.find<Button>("lead.call")->toolTip().contains(QStringLiteral("(I)")));
        shell.key(Qt::Key_C);
        QVERIFY(shell.dialler.dialled.isEmpty());
        shell.key(Qt::Key_I);
        QCOMPARE(shell.dialler.dialled.size(), 1);
        shell.key(Qt::Key_Escape);
        shell.key(Qt::Key_9, Qt::ControlModifier);
        change(shell, Letter::Note, Qt::Key_Y);
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(edit(shell, Letter::Note)->text(), QStringLiteral("N"));
        QCOMPARE(edit(shell, Letter::Call)->text(), QStringLiteral("I"));
    }
    void aLetterThatIsTakenIsRefusedInWords()
    {
        ShellDesk shell;
        open(shell);
        change(shell, Letter::Note, Qt::Key_C);
        QCOMPARE(
            rowOf(shell, Letter::Note)->error(), QStringLiteral("C is taken: Call. Give that another letter first."));
        QCOMPARE(edit(shell, Letter::Note)->text(), QStringLiteral("N"));
        change(shell, Letter::Note, Qt::Key_J);
        QVERIFY(rowOf(shell, Letter::Note)->error().contains(QStringLiteral("Next row")));
        change(shell, Letter::Note, Qt::Key_F7); // of the whole window, but not while a letter is waited for
        QVERIFY(rowOf(shell, Letter::Note)->error().contains(QStringLiteral("A to Z")));
        change(shell, Letter::Note, Qt::Key_Escape);
        QCOMPARE(rowOf(shell, Letter::Note)->error(), QString());
        QCOMPARE(shell.window().current(), QStringLiteral("settings"));
        change(shell, Letter::Note, Qt::Key_C, Qt::ShiftModifier);
        QVERIFY(!rowOf(shell, Letter::Note)->error().isEmpty());
        change(shell, Letter::Note, Qt::Key_I, Qt::ShiftModifier);
        QCOMPARE(edit(shell, Letter::Note)->text(), QStringLiteral("Shift+I"));
    }
    void theUsualOnesComeBackAtOnce()
    {
        ShellDesk shell;
        open(shell);
        auto *usual = shell.find<Button>("settings.usualLetters");
        QVERIFY(!usual->isEnabled());
        change(shell, Letter::Call, Qt::Key_I);
        change(shell, Letter::Note, Qt::Key_Y);
        QVERIFY(usual->isEnabled());
        usual->click();
        QCOMPARE(edit(shell, Letter::Call)->text(), QStringLiteral("C"));
        QVERIFY(!usual->isEnabled());
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(edit(shell, Letter::Call)->text(), QStringLiteral("I"));
        QCOMPARE(edit(shell, Letter::Note)->text(), QStringLiteral("Y"));
    }
    void eachPersonHasTheirOwnAtThisDesk()
    {
        ShellDesk shell;
        open(shell);
        change(shell, Letter::Call, Qt::Key_I);
        shell.desk->take(shell.store.omar);
        QCOMPARE(letterKeys()->chosen(Letter::Call), QKeySequence(Qt::Key_C));
        shell.desk->take(shell.store.mike);
        QCOMPARE(letterKeys()->chosen(Letter::Call), QKeySequence(Qt::Key_I));
        shell.close();
        letterKeys()->setText({});
        shell.open(shell.store.mike); // remembered
        QCOMPARE(letterKeys()->chosen(Letter::Call), QKeySequence(Qt::Key_I));
    }
    void theKeysSheetHasEveryLetterAsItIsNow()
    {
        ShellDesk shell;
        shell.store.add(shell.store.webLead(1));
        shell.open(shell.store.mike);
        const auto keyOf = [&](const QString &words) {
            for (const Command &one : shell.window().commands()->on(QStringLiteral("queue")))
                if (one.words == words)
                    return one.keys;
            return QKeySequence();
        };
        QStringList shown = sheetWords(shell);
        for (int i = 0; i < kLetterCount; ++i) {
            QCOMPARE(keyOf(LetterKeys::words(Letter(i))), LetterKeys::usual(Letter(i)));
            QVERIFY2(shown.contains(LetterKeys::words(Letter(i))), qPrintable(LetterKeys::words(Letter(i))));
        }
        letterKeys()->set(Letter::Call, Qt::Key_I);
        QCOMPARE(keyOf(QStringLiteral("Call")), QKeySequence(Qt::Key_I));
        letterKeys()->setOn(false);
        shown = sheetWords(shell);
        for (const QString &gone : {QStringLiteral("Call"), QStringLiteral("Next row, also Down"),
                 QStringLiteral("Select a row"), LetterKeys::words(Letter::Merge)})
            QVERIFY2(!shown.contains(gone), qPrintable(gone));
        QVERIFY(shown.contains(QStringLiteral("Open the lead"))); // Enter is no letter
    }
    void whereLettersAreOffNoneIsOfferedAndNoButtonShowsOne()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        open(shell);
        QVERIFY(edit(shell, Letter::Call)->isVisible());
        QTest::mouseClick(shell.find<QCheckBox>("settings.letters"), Qt::LeftButton);
        QVERIFY(!edit(shell, Letter::Call)->isVisible());
        QVERIFY(!shell.find<Button>("settings.usualLetters")->isVisible());
        shell.desk->openLead(lead);
        for (const char *name : {"lead.call", "lead.visit", "lead.note", "lead.snooze", "lead.pin"}) {
            auto *button = shell.find<Button>(name);
            QVERIFY2(!button->toolTip().contains(u'('), name);
        }
        const int without = shell.find<Button>("lead.call")->sizeHint().width();
        letterKeys()->setOn(true);
        QVERIFY(shell.find<Button>("lead.call")->sizeHint().width() > without);
        QVERIFY(shell.find<Button>("lead.call")->toolTip().contains(QStringLiteral("(C)")));
    }
    // What only the lead's page can do, from the row: the page opens and asks.
    void aLetterOnTheRowOpensThePageAndDoesIt()
    {
        ShellDesk shell;
        shell.store.add(shell.store.webLead(1));
        shell.open(shell.store.mike);
        const auto asked = [&] { return shell.find<QWidget>("lead.prompt")->isVisible(); };
        for (const Qt::Key key : {Qt::Key_D, Qt::Key_H, Qt::Key_B}) {
            QVERIFY(!shell.desk->work()->isLeadOpen());
            shell.key(key);
            QVERIFY2(shell.desk->work()->isLeadOpen() && asked(), qPrintable(QKeySequence(key).toString()));
            shell.key(Qt::Key_Escape);
            QVERIFY(!asked());
            shell.key(Qt::Key_Escape);
        }
        shell.key(Qt::Key_W);
        QVERIFY(shell.desk->work()->isLeadOpen());
        QVERIFY(SheetDialog::openIn(&shell.window()));
    }
    void pPinsOnThePageTooAndTheToastTakesItBack()
    {
        ShellDesk shell;
        const LeadId lead = shell.store.add(shell.store.webLead(1)).lead;
        shell.open(shell.store.mike);
        shell.desk->openLead(lead);
        auto *pin = shell.find<Button>("lead.pin");
        QCOMPARE(pin->text(), QStringLiteral("Pin"));
        shell.key(Qt::Key_P);
        QVERIFY(shell.toast().endsWith(QStringLiteral("is pinned.")));
        QCOMPARE(pin->text(), QStringLiteral("Take the pin off"));
        shell.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(pin->text(), QStringLiteral("Pin"));
        pin->click();
        QCOMPARE(pin->text(), QStringLiteral("Take the pin off"));
    }
};

UPDESK_TEST(TestLetterSettings);
#include "tst_letters.moc"
