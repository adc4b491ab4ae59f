// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/notices.h"
#include "ui/shell/quiethours.h"

#include <QObject>

#include <functional>

namespace updesk
{

class DisposalSheet;
class MainWindow;
class QuietSheet;

/// News for the person at the desk: into the list behind the bell, and for the urgent kinds a pop-up and a short tone,
/// unless that person does not want to be disturbed.
class DeskNews final : public QObject
{
    Q_OBJECT
public:
    /// What may be heard and seen outside the list. One that is not set is not used.
    struct Ways {
        std::function<void(const QString &words, LeadId lead)> popUp; ///< words name no customer
        std::function<void()> tone;
        std::function<void()> openSharing; ///< of what was changed in two places or refused
        std::function<void()> openLists; ///< where a do-not-call list is imported
        std::function<bool()> isInFront; ///< the window has the person's eyes
        std::function<bool()> isOnCall;
        std::function<bool()> isSystemQuiet; ///< the desktop asks programs for quiet
    };
    /// Session and window outlive it.
    DeskNews(Session &session, MainWindow &window, Ways ways, std::function<void(LeadId)> open);

    void read(); ///< what is new since the last time
    void startOver(); ///< another person: their notices, from the beginning
    bool isQuiet() const { return m_quiet; }
    void setQuiet(bool quiet); ///< do not disturb; the desk remembers it by person
    const QuietHours &quietHours() const { return m_hours; }
    void setQuietHours(const QuietHours &hours); ///< the same by the clock, every day
    /// By hand, by the hours or by the system.
    bool isQuietNow() const;
    void tick(); ///< shows when quiet begins and ends by itself

Q_SIGNALS:
    void said(const QString &words);

private:
    void show(const Notice &notice);
    void disturb(const Notice &notice);
    void addCommand();
    void tellQuiet();
    QString setting(const char *kind) const;
    void openHours();
    void openDisposal();

    Session &m_session;
    MainWindow &m_window;
    Ways m_ways;
    std::function<void(LeadId)> m_open;
    qint64 m_last = 0;
    Time m_lastTone = 0;
    bool m_quiet = false;
    QuietHours m_hours;
    QuietSheet *m_sheet = nullptr;
    DisposalSheet *m_disposal = nullptr;
};

} // namespace updesk
