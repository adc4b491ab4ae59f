// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskincentives.h"

#include "core/desk/incentives.h"
#include "core/desk/undo.h"
#include "core/sequences/templaterows.h"
#include "ui/parts/sentence.h"
#include "ui/settings/incentivesheet.h"
#include "ui/settings/settingsscreen.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/undowords.h"

#include <algorithm>

namespace updesk
{

DeskIncentives::DeskIncentives(Session &session, MainWindow &window, SettingsScreen &screen)
    : m_session(session), m_window(window), m_screen(screen)
{
    connect(m_screen.messages(), &MessageSection::incentivesWanted, this, &DeskIncentives::open);
    m_screen.keepFresh(m_session, *this, [this] { refresh(); });
}

QDate DeskIncentives::today() const
{
    const auto rules = m_session.rules();
    const int day = rules ? (*rules)->hours.dayOf(m_session.now()) : 0;
    return QDate(day / 10'000, day / 100 % 100, day % 100);
}

bool DeskIncentives::mayChange() const
{
    const auto rules = m_session.rules();
    return rules && (*rules)->mayChangeRules(m_session.person());
}

void DeskIncentives::refresh()
{
    const auto all = incentivesOf(m_session.database());
    if (!all)
        return m_screen.messages()->setIncentives(sentence(all.error()), false);
    const QDate day = today();
    const auto inForce =
        std::ranges::count_if(*all, [&day](const Incentive &one) { return one.from <= day && day <= one.until; });
    m_screen.messages()->setIncentives(all->empty()
            ? tr("None is entered: no message may promise one.")
            : tr("%1 in force today, of %2.").arg(QLocale().toString(inForce), QLocale().toString(all->size())),
        mayChange());
}

void DeskIncentives::open()
{
    const auto all = incentivesOf(m_session.database());
    if (!all)
        return m_window.toast()->say(sentence(all.error()));
    if (!m_sheet)
        m_sheet = new IncentiveSheet(
            &m_window, [this](const auto &before, const auto &after) { return change(before, after); });
    m_sheet->openFor(*all, today(), mayChange());
}

Result<void> DeskIncentives::change(const std::vector<Incentive> &before, const std::vector<Incentive> &after)
{
    const auto deed = changeIncentives(m_session, before, after);
    if (!deed)
        return deed.error();
    refresh();
    if (deed->isNull())
        return {};
    m_window.toast()->say(tr("The incentives are saved."), [this, deed = *deed] {
        const auto undone = undoDeed(m_session, deed);
        if (m_sheet)
            m_sheet->closeSheet(); // it shows what is no longer so
        refresh();
        m_window.toast()->say(undone ? undoneWords(*undone) : undoRefused(undone.error()));
    });
    return {};
}

} // namespace updesk
