// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelworker.h"
#include "core/desk/session.h"
#include "core/sync/syncworker.h"
#include "ui/sharing/sharingmodel.h"
#include "ui/shell/shellstate.h"

#include <QThread>

namespace updesk
{

class MainWindow;
class SharingSheet;

/// What a joined store is shared over; made by whoever knows passwords.
struct Sharing {
    SyncWorker::Way way;
    std::shared_ptr<DeskLogins> logins; ///< those of `way`; not set: it talks as one person
    Lease::Connect host; ///< not set: this desk never runs the automation
    ChannelWorker::Lane lane{}; ///< by which this desk sends messages while it runs the automation
    const Clock *own = nullptr; ///< this computer's, uncorrected
    std::function<void(Time)> correct; ///< the session's clock is off by this much
    std::function<void()> signIn; ///< not set: there is no button for it
    bool online = true; ///< false: silent until setOnline()
    bool signedIn = true;
    Time unhostedAfter = Lease::kMissed; ///< so long online before it says that nobody runs the automation
};

/// The window's side of sharing: the thread beside it, what it says, and the list of what waits or was not taken.
class DeskSync final : public QObject
{
    Q_OBJECT
public:
    /// Session and window outlive it. `open`: a lead is wanted in front.
    DeskSync(Session &session, MainWindow &window, std::function<void(LeadId)> open);
    ~DeskSync() override;

    void start(const Sharing &sharing);
    /// A sample shows how the desk looks without its server; what is done from now on counts as waiting.
    void pretendOffline();
    void stop(); ///< within a second, also when the server is frozen
    void setOnline(bool online);
    void setSignedIn(bool signedIn);
    void syncNow();
    void fetchOlder(CustomerId customer); ///< older() says what becomes of it, also without a server
    void lookForOlder(CustomerId customer);
    /// Without a list: what needs a look first.
    void openList(std::optional<SharingModel::List> list = {});
    void act(); ///< what the banner offers

    bool isJoined() const { return m_state.joined; }
    const SyncState &state() const { return m_state; }
    bool isServerAway() const; ///< it gave no answer, or cannot be trusted; false before the first talk
    void write(ShellState &state); ///< its words, over those of a desk alone

Q_SIGNALS:
    void changed();
    void taken(); ///< rows of others are in the file
    void older(const updesk::OlderNews &news);
    void hosts(const updesk::HostState &state); ///< whether this desk runs the store's automation
    /// The server does not let somebody in whose changes went until now (isRefusal()). Said once; start() may be
    /// called.
    void refused(const updesk::Absence &absence);
    void said(const QString &words, bool undo);

private Q_SLOTS:
    void screenSaver(bool on);

private:
    bool eventFilter(QObject *watched, QEvent *event) override; ///< the window is shown, hidden, made small
    void show(const SyncState &state);
    bool wantsSignIn() const; ///< only that helps
    SyncWorker::Order orderOf(const Sharing &sharing) const;
    void hearWorker();
    void settle();
    void count();
    void tellAwake();
    void giveUp(DeedId deed);

    Session &m_session;
    MainWindow &m_window;
    Sharing m_sharing;
    SyncState m_state;
    SharingSheet *m_sheet = nullptr;
    QThread *m_thread = nullptr;
    SyncWorker *m_worker = nullptr;
    int m_round = 0; ///< of start(): what an earlier worker still said counts no more
    ShellJob m_fill; ///< as it was written last
    bool m_pretends = false, m_screenOff = false;
    std::function<void(LeadId)> m_open;
};

} // namespace updesk
