// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/datasection.h"
#include "ui/shell/listwork.h"

class QThread;

namespace updesk
{

class DeskLaw;
class MainWindow;
class SettingsScreen;

/// What stands between the lists in the settings and the store: shows the do-not-call list that holds, and reads files
/// on a thread and a connection of its own, one at a time.
class DeskLists final : public QObject
{
    Q_OBJECT
public:
    using Picker = std::function<QString(const QString &title, const QString &kinds)>;
    /// All outlive it.
    DeskLists(Session &session, MainWindow &window, SettingsScreen &screen);
    /// Calls off what is being read; what is being taken comes to its end first.
    ~DeskLists() override;
    void setPicker(Picker pick) { m_pick = std::move(pick); } ///< instead of the system's dialog, for tests
    DeskLaw &law() { return *m_law; }
    void setSecrets(std::unique_ptr<Secrets> secrets) { m_secrets = std::move(secrets); } ///< instead of the system's
    void refresh();

private:
    void want(ListKind kind);
    void begin(ListKind kind, const QString &file, const QDate &dated);
    void heard(ListKind kind, int percent);
    void listRead(const ListMade &made);
    void callsRead(const CallsMade &made);
    void end();
    QString refused(const Error &error, ListKind kind) const;
    QString refusedByServer(const Error &error) const;
    bool isShared() const;

    Session &m_session;
    DataSection &m_section;
    Picker m_pick;
    std::unique_ptr<DeskLaw> m_law;
    std::unique_ptr<Secrets> m_secrets;
    QString m_file; ///< whose date is asked
    std::unique_ptr<ListStage> m_stage;
    std::unique_ptr<QThread> m_thread; ///< while something is imported
};

} // namespace updesk
