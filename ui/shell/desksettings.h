// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelstate.h"
#include "core/desk/session.h"
#include "core/sync/connectiontest.h"
#include "ui/settings/settingsscreen.h"

#include <QPointer>

#include <functional>

namespace updesk
{

class DeskChannels;
class DeskLists;
class DeskNews;
class DeskStore;
class FolderWatch;
class MainWindow;

/// The settings screen over one store: gathers what it shows, and sets what is chosen there by the same ways as the
/// user menu does. It adds the screen to the window.
class DeskSettings final : public QObject
{
    Q_OBJECT
public:
    /// What needs the thread that speaks to the server; on a desk of its own nobody asks.
    struct Ways {
        std::function<void()> test;
        std::function<void(const QString &login)> forget;
    };
    /// Dials a link at this desk; false: nothing here does.
    using Dial = std::function<bool(const QString &link)>;
    /// All outlive it.
    DeskSettings(Session &session, MainWindow &window, FolderWatch &folder, DeskNews &news);
    ~DeskSettings() override;
    SettingsScreen *screen(); ///< made when first asked for
    DeskChannels *channels();
    DeskLists *lists();
    void setTrouble(Channel way, const std::optional<Error> &why); ///< DeskChannels::setTrouble()
    void setReceiving(const std::vector<ChannelState> &states); ///< and of what comes in
    void setWays(Ways ways) { m_ways = std::move(ways); }
    void setDial(Dial dial) { m_dial = std::move(dial); }
    void setKeeps(bool keeps); ///< whether this computer has a key store
    void setEncryption(const QString &words); ///< "Encrypted", or why not
    void setTested(const Tested &tested);
    void setTestFailed(const Error &error);
    void refresh();
    void applyHabits(); ///< what this desk remembers of keys and messages

Q_SIGNALS:
    void said(const QString &words);
    void templatesWanted();
    void sequencesWanted();

private:
    Screen *makeScreen();
    void connectDesk();
    void changeTheme(ThemeName name);
    void changeTextSize(int percent);
    void changeLetterKeys(bool on);
    void changeLetters(const std::function<void()> &change);
    QString lettersOfPerson() const; ///< under which the chosen ones are kept
    void changeToastSeconds(int seconds);
    bool keep(const char *key, const QString &value);
    int toastSeconds() const;
    void forget(const QString &login, const QString &name);
    std::optional<FactConnection> connection(const Rulebook &rules) const;
    void readFile(DeskFacts &facts, const Rulebook &rules) const;
    QString when(const Rulebook &rules, Time at) const;

    Session &m_session;
    MainWindow &m_window;
    FolderWatch &m_folder;
    DeskNews &m_news;
    QPointer<SettingsScreen> m_screen;
    std::unique_ptr<DeskChannels> m_channels;
    std::unique_ptr<DeskLists> m_lists;
    std::unique_ptr<DeskStore> m_store;
    Ways m_ways;
    Dial m_dial;
    std::optional<bool> m_keeps;
    QString m_encryption;
};

} // namespace updesk
