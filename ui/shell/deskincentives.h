// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/sequences/incentive.h"

#include <QPointer>

namespace updesk
{

class IncentiveSheet;
class MainWindow;
class SettingsScreen;

/// What stands between the incentives in the settings and the store: how many there are, and the sheet that changes
/// them.
class DeskIncentives final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    DeskIncentives(Session &session, MainWindow &window, SettingsScreen &screen);
    void refresh();

private:
    QDate today() const;
    bool mayChange() const;
    void open();
    Result<void> change(const std::vector<Incentive> &before, const std::vector<Incentive> &after);
    Session &m_session;
    MainWindow &m_window;
    SettingsScreen &m_screen;
    QPointer<IncentiveSheet> m_sheet;
};

} // namespace updesk
