// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "ui/lead/leadcalls.h"
#include "ui/lead/scriptpanel.h"
#include "ui/parts/button.h"

#include <QObject>

class QKeyEvent;
class QLayout;

namespace updesk
{

class ComposerPanel;
class LeadMessages;
class LeadModel;

/// What is written to an open lead's customer: the panel that it is written in, and what has not arrived yet. Where the
/// store has no way out for texts or e-mail there is nothing of it.
class LeadWriting final : public QObject
{
    Q_OBJECT
public:
    LeadWriting(LeadModel &model, LeadCalls calls, QObject *parent);
    QWidget *strip() const; ///< what has not arrived yet, over the history
    void addButtons(QLayout &bar); ///< T and E
    /// The panel beside `lead` in one row; it takes the place of the script while it is open.
    QWidget *makeComposer(QWidget *lead, QWidget *parent, ScriptPanel &script);
    ComposerPanel *composer() const { return m_composer; }

    bool writes(Channel way) const; ///< the store has a way out, so that UpDesk sends it
    void write(Channel way);
    bool isOpen() const;
    bool leave(); ///< false: nothing is being written
    bool takeKey(const QKeyEvent &event); ///< F9 while it is open
    void leadOpens(); ///< another lead is to be shown
    void refresh();
    void tick();
    void setOnline(bool online, Time offlineSince);

Q_SIGNALS:
    void said(const QString &words);
    void failed(const updesk::Error &error);
    void left();
    void stepDone(); ///< what was sent is what the lead's next step asked for

private:
    void sent(const QString &words);
    void closed();
    LeadModel &m_model;
    LeadMessages *m_messages;
    ComposerPanel *m_composer = nullptr;
    ScriptPanel *m_script = nullptr;
    Button *m_text = nullptr, *m_email = nullptr;
    Time m_opened = 0;
    bool m_isStep = false, m_hadScript = false, m_writesText = false, m_writesMail = false;
};

} // namespace updesk
