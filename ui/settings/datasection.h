// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingsection.h"

namespace updesk
{

/// Data: where this desk's file is and how it lies there.
class DataSection final : public SettingSection
{
    Q_OBJECT
public:
    DataSection();
    void setFacts(const DeskFacts &facts) override;

private:
    std::vector<std::pair<SettingRow *, TextLabel *>> m_lines;
};

/// About: which UpDesk this is and under which licence.
class AboutSection final : public SettingSection
{
    Q_OBJECT
public:
    AboutSection();
    void setFacts(const DeskFacts &facts) override;

private:
    TextLabel *m_version;
};

} // namespace updesk
