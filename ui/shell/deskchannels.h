// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/halt.h"
#include "core/base/secrets.h"
#include "core/desk/channelstate.h"
#include "core/desk/session.h"
#include "core/leads/leaddraft.h"
#include "ui/settings/channelsection.h"

#include <QPointer>
#include <QThread>

#include <atomic>

namespace updesk
{

class MainWindow;
class SettingsScreen;

/// What stands between the sections of the connections and the store: shows what is kept, saves what was typed, and has
/// a thread of its own for servers and the key store, so that the window never waits for either.
class DeskChannels final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    DeskChannels(Session &session, MainWindow &window, SettingsScreen &screen);
    ~DeskChannels() override; ///< ends what runs
    void setSecrets(std::unique_ptr<Secrets> secrets); ///< instead of the system's, before anything is asked
    void setPatience(const Patience &patience) { m_patience = patience; }
    void refresh();
    /// What keeps a way out from working; nothing: it works again. Shown, and said once.
    void setTrouble(Channel way, const std::optional<Error> &why);
    /// How the ways in stand: shown, and one that has begun to fail is said once.
    void setReceiving(const std::vector<ChannelState> &states);

private:
    using Work = std::function<void(Secrets &)>;
    void connectSection(ChannelSection *section);
    void save(ChannelSection *section, const ChannelChange &change);
    Result<ChannelSettings> merged(const ChannelChange &change) const;
    bool write(ChannelSection *section, const ChannelChange &change);
    void keepThenWrite(ChannelSection *section, const ChannelChange &change);
    void look();
    void showTroubles(const Rulebook &rules);
    void tryOut(ChannelSection *section, Trial trial);
    void stop();
    void complete(Trial &trial) const;
    void usePlans();
    void onThread(Work work); ///< after what was asked before
    void answer(std::function<void()> said); ///< back on the window's thread, while this lives

    Session &m_session;
    MainWindow &m_window;
    SettingsScreen &m_screen;
    std::vector<ChannelSection *> m_sections;
    std::unique_ptr<Secrets> m_secrets;
    Patience m_patience;
    Halt m_halt;
    std::atomic<int> m_calledOff = 0; ///< trials up to this one
    int m_trial = 0; ///< the last that was asked for
    std::optional<Error> m_mailTrouble, m_textTrouble; ///< of the ways out
    QStringList m_failing; ///< names of the ways in that were said to fail
    QThread m_thread;
    QObject *m_bench; ///< lives there
};

} // namespace updesk
