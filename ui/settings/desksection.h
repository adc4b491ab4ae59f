// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingsection.h"

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

private:
    void showLook();
    QComboBox *m_theme;
    Button *m_smaller, *m_larger, *m_normal, *m_choose, *m_stop, *m_hours;
    TextLabel *m_size, *m_folder, *m_quiet;
};

} // namespace updesk
