// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskstore.h"

#include "core/desk/undo.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/sentence.h"
#include "ui/settings/hourswords.h"
#include "ui/settings/settingsscreen.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/undowords.h"

namespace updesk
{

DeskStore::DeskStore(Session &session, MainWindow &window, SettingsScreen &screen)
    : m_session(session), m_window(window), m_screen(screen), m_incentives(session, window, screen)
{
    connect(m_screen.store(), &StoreSection::changeWanted, this, &DeskStore::change);
    m_screen.keepFresh(m_session, *this, [this] { refresh(); });
}

void DeskStore::refresh()
{
    const auto rules = m_session.rules();
    const auto entries = storeEntries(m_session.database());
    const auto scope = refusalScope(m_session.database());
    StoreShown shown;
    shown.mayChange = rules && entries && scope && (*rules)->mayChangeRules(m_session.person());
    if (!rules || !entries || !scope) {
        shown.fault = sentence(!rules ? rules.error() : !entries ? entries.error() : scope.error());
        return m_screen.store()->setStore(shown);
    }
    const Rulebook &book = **rules;
    const int day = book.hours.dayOf(m_session.now());
    const QDate today(day / 10'000, day / 100 % 100, day % 100);
    shown.entries = *entries;
    shown.scope = *scope;
    shown.timeZone = book.dealership.timeZone;
    shown.answerHours = HoursWords::week(book.hours);
    shown.showroomHours = HoursWords::week(book.showroom);
    shown.holidays = HoursWords::holidays(book.showroom, today);
    shown.scopeFrom = scope->allFrom > today ? regionLongDay(scope->allFrom, today) : QString();
    m_screen.store()->setStore(shown);
}

void DeskStore::change(const StoreEntries &before, const StoreEntries &after)
{
    const auto deed = changeStore(m_session, before, after);
    if (!deed)
        return m_screen.store()->setFault(deed.error());
    m_screen.store()->setSaved();
    refresh();
    if (deed->isNull())
        return;
    m_window.toast()->say(tr("The store's settings are saved."), [this, deed = *deed] {
        const auto undone = undoDeed(m_session, deed);
        refresh();
        m_window.toast()->say(undone ? undoneWords(*undone) : undoRefused(undone.error()));
    });
}

} // namespace updesk
