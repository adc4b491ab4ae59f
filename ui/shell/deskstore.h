// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/desk/storeverbs.h"
#include "ui/shell/deskincentives.h"

namespace updesk
{

/// What stands between the store section of the settings and the store: shows what is kept and sets what was typed. The
/// store's incentives go with it.
class DeskStore final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    DeskStore(Session &session, MainWindow &window, SettingsScreen &screen);
    void refresh();

private:
    void change(const StoreEntries &before, const StoreEntries &after);
    Session &m_session;
    MainWindow &m_window;
    SettingsScreen &m_screen;
    DeskIncentives m_incentives;
};

} // namespace updesk
