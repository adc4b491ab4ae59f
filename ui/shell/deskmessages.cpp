// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messagesscreen.h"
#include "ui/shell/desksettings.h"
#include "ui/shell/deskwindow.h"
#include "ui/shell/screenkeys.h"

namespace updesk
{

// Reached by name and from the count in the status line.
void DeskWindow::addMessages()
{
    const QString name = QStringLiteral("messages");
    m_messages = new MessagesScreen(m_session);
    m_window.addInner(name, Icon::Text, m_messages, tr("Messages"));
    addMessageKeys(*m_window.commands(), name);
    connect(m_messages, &MessagesScreen::openLead, this, &DeskWindow::openLead);
    connect(m_settings.get(), &DeskSettings::letterKeysChanged, m_messages, &MessagesScreen::setLetterKeys);
    m_settings->applyHabits();
}

} // namespace updesk
