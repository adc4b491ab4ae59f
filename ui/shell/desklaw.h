// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "ui/settings/datasection.h"

#include <functional>

namespace updesk
{

class MainWindow;

/// What stands between the rules of law in the settings and the store: which hold, a copy to change, and the store's
/// own.
class DeskLaw final : public QObject
{
    Q_OBJECT
public:
    using Picker = std::function<QString(const QString &title)>; ///< a file, or nothing
    /// All outlive it.
    DeskLaw(Session &session, MainWindow &window, DataSection &section);
    void setPickers(Picker open, Picker save); ///< instead of the system's dialogs, for tests
    void refresh();

private:
    void use(const QByteArray &json);
    void undo(DeedId deed);
    void useFile();
    void saveCopy();
    Session &m_session;
    MainWindow &m_window;
    DataSection &m_section;
    Picker m_open, m_save;
};

} // namespace updesk
