// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/desksection.h"

#include "ui/parts/announce.h"
#include "ui/settings/letteredit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLocale>

namespace updesk
{

static Button *barButton(const QString &words, const char *name)
{
    auto *button = new Button(words);
    button->setInBar();
    button->setObjectName(QLatin1String(name));
    return button;
}

DeskSection::DeskSection()
    : SettingSection(tr("My desk"), tr("applies at once, on this desk only")),
      m_theme(new QComboBox),
      m_toast(new QComboBox),
      m_letters(new QCheckBox(tr("On"))),
      m_smaller(barButton(tr("Smaller"), "settings.smaller")),
      m_larger(barButton(tr("Larger"), "settings.larger")),
      m_normal(barButton(tr("Reset"), "settings.normal")),
      m_choose(barButton(tr("Choose ..."), "settings.folder")),
      m_stop(barButton(tr("Stop"), "settings.stopFolder")),
      m_hours(barButton(tr("Change ..."), "settings.hours")),
      m_usual(barButton(tr("Back to the usual letters"), "settings.usualLetters"))
{
    m_theme->setObjectName(QStringLiteral("settings.theme"));
    m_theme->addItems({tr("System"), tr("Light"), tr("Dark"), tr("High contrast")});
    m_theme->setAccessibleName(tr("Theme"));
    m_theme->setProperty("bar", true);
    addRow(tr("Theme"))->add(m_theme);
    auto *text = addRow(tr("Text size"));
    m_size = new TextLabel(QString(), Type::BodyMedium);
    m_size->setObjectName(QStringLiteral("settings.size"));
    m_smaller->setAccessibleName(tr("Smaller text"));
    m_larger->setAccessibleName(tr("Larger text"));
    text->add(m_smaller);
    text->add(m_size);
    for (Button *button : {m_larger, m_normal})
        text->add(button);
    text->setNote(tr("Ctrl with the wheel does the same on every screen."));
    auto *folder = addRow(tr("Watched folder"));
    m_folder = folder->addText();
    m_folder->setObjectName(QStringLiteral("settings.folderName"));
    m_choose->setAccessibleName(tr("Choose a folder to watch"));
    m_stop->setAccessibleName(tr("Stop watching the folder"));
    folder->add(m_choose);
    folder->add(m_stop);
    folder->setNote(tr("Lead files put there become leads."));
    auto *quiet = addRow(tr("Do not disturb"));
    m_quiet = quiet->addText();
    m_hours->setAccessibleName(tr("Change the hours without news"));
    quiet->add(m_hours);
    quiet->setNote(tr("In these hours nothing pops up and nothing sounds. News waits in the notices."));
    addKeys();
    connect(m_theme, &QComboBox::activated, this, [this](int index) { Q_EMIT themeChosen(ThemeName(index)); });
    connect(m_smaller, &Button::clicked, this, [this] { Q_EMIT textSizeChosen(textSize() - 10); });
    connect(m_larger, &Button::clicked, this, [this] { Q_EMIT textSizeChosen(textSize() + 10); });
    connect(m_normal, &Button::clicked, this, [this] { Q_EMIT textSizeChosen(100); });
    connect(m_choose, &Button::clicked, this, &DeskSection::folderWanted);
    connect(m_stop, &Button::clicked, this, &DeskSection::folderStopped);
    connect(m_hours, &Button::clicked, this, &DeskSection::hoursWanted);
    connect(themeChanges(), &ThemeChanges::changed, this, &DeskSection::showLook);
    showLook();
}

// Letters close and move leads without a question: who speaks to the computer must be able to switch them off.
void DeskSection::addKeys()
{
    auto *letters = addRow(tr("Letter keys"));
    m_letters->setObjectName(QStringLiteral("settings.letters"));
    m_letters->setAccessibleName(tr("Letter keys"));
    letters->add(m_letters);
    letters->setNote(
        tr("One letter does one thing while the list or a lead has the focus. Everything is also a button or in a "
           "menu."));
    auto *toast = addRow(tr("Messages stay for"));
    m_toast->setObjectName(QStringLiteral("settings.toast"));
    m_toast->setAccessibleName(tr("How long messages stay"));
    m_toast->setProperty("bar", true);
    for (const int seconds : {10, 20, 60})
        m_toast->addItem(tr("%n second(s)", nullptr, seconds), seconds);
    m_toast->addItem(tr("Until I close them"), 0);
    toast->add(m_toast);
    toast->setNote(tr("What was just done, with the way to take it back."));
    addLetters();
    connect(m_letters, &QCheckBox::clicked, this, &DeskSection::lettersChosen);
    connect(m_toast, &QComboBox::activated, this,
        [this](int index) { Q_EMIT toastSecondsChosen(m_toast->itemData(index).toInt()); });
}

void DeskSection::addLetters()
{
    addHead(tr("Keys"), tr("what one letter does to a lead, for you on this desk; press one to change it"));
    for (int i = 0; i < kLetterCount; ++i) {
        const auto letter = Letter(i);
        auto *row = addRow(LetterKeys::words(letter));
        auto *edit = row->add(new LetterEdit(letter));
        connect(edit, &LetterEdit::chosen, this, [this, row, letter](const QKeySequence &keys) {
            const QString refused = letterKeys()->refusal(letter, keys);
            row->setError(refused);
            if (refused.isEmpty())
                Q_EMIT letterChosen(letter, keys);
            else
                announce(row, refused);
        });
        connect(edit, &LetterEdit::left, row, [row] { row->setError({}); });
        m_letterRows.push_back(row);
    }
    auto *row = addRow(tr("All letters"));
    row->add(m_usual);
    row->setNote(tr("J, K and X are the same in every list."));
    m_letterRows.push_back(row);
    connect(m_usual, &Button::clicked, this, &DeskSection::usualLettersChosen);
    connect(letterKeys(), &LetterKeys::changed, this, &DeskSection::showLetters);
    showLetters();
}

// Where no letter is a key there is none to change.
void DeskSection::showLetters()
{
    for (SettingRow *row : m_letterRows) {
        row->setError({});
        setUsed(row, letterKeys()->areOn());
    }
    m_usual->setEnabled(!letterKeys()->areUsual());
}

void DeskSection::showLook()
{
    m_theme->setCurrentIndex(int(themeName()));
    m_size->setText(tr("%1 %").arg(QLocale().toString(textSize())));
}

void DeskSection::setFacts(const DeskFacts &facts)
{
    m_folder->setText(facts.folder.isEmpty() ? tr("None") : facts.folder);
    m_stop->setVisible(!facts.folder.isEmpty());
    m_letters->setChecked(facts.letterKeys);
    m_toast->setCurrentIndex(std::max(0, m_toast->findData(facts.toastSeconds)));
    m_quiet->setText(facts.quietHours.isEmpty() ? tr("At no hour") : facts.quietHours);
}

} // namespace updesk
