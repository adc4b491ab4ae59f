// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/planscreen.h"
#include "ui/shell/desksettings.h"
#include "ui/shell/deskwindow.h"
#include "ui/shell/screenkeys.h"
#include "ui/templates/templatescreen.h"

namespace updesk
{

// Reached from the settings and by name, as the templates are.
void DeskWindow::addPlans()
{
    const QString name = QStringLiteral("sequences");
    m_plans = new PlanScreen(m_session);
    m_window.addInner(name, Icon::Queue, m_plans, tr("Edit follow-up sequences"));
    addPlanKeys(*m_window.commands(), name);
    connect(m_plans, &PlanScreen::leaveWanted, this, [this] { m_window.go(QStringLiteral("settings")); });
    connect(m_plans, &PlanScreen::templateWanted, this, [this](const QString &key) {
        m_window.go(QStringLiteral("templates"));
        m_templates->open(key);
    });
    connect(
        m_settings->screen()->messages(), &MessageSection::sequencesWanted, this, [this, name] { m_window.go(name); });
}

bool DeskWindow::mayQuit() { return m_import.mayQuit(&m_window) && m_plans->mayLeave(); }

} // namespace updesk
