// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingsection.h"

class QCheckBox;
class QComboBox;

namespace updesk
{

/// My desk: how it looks, which folder it reads, and when it leaves people in peace.
class DeskSection final : public SettingSection
{
    Q_OBJECT
public:
    DeskSection();
    void setFacts(const DeskFacts &facts) override;

Q_SIGNALS:
    void themeChosen(updesk::ThemeName name);
    void textSizeChosen(int percent);
    void folderWanted();
    void folderStopped();
    void hoursWanted();
    void lettersChosen(bool on);
    void letterChosen(updesk::Letter letter, const QKeySequence &keys); ///< not refused
    void usualLettersChosen();
    void toastSecondsChosen(int seconds); ///< 0: until it is closed

private:
    void addKeys();
    void addLetters();
    void showLetters();
    void showLook();
    QComboBox *m_theme, *m_toast;
    QCheckBox *m_letters;
    Button *m_smaller, *m_larger, *m_normal, *m_choose, *m_stop, *m_hours, *m_usual;
    std::vector<SettingRow *> m_letterRows;
    TextLabel *m_size, *m_folder, *m_quiet;
};

} // namespace updesk
