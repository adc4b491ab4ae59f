// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/desk/shutwayrows.h"
#include "core/sequences/messagerows.h"
#include "ui/lead/leadcalls.h"
#include "ui/lead/leadwords.h"

#include <QWidget>

class QVBoxLayout;

namespace updesk
{

struct MessageAct;

/// Over the history: the lead's messages that are no line of it yet, each with how it stands and what can be done about
/// it. Nothing is shown where there are none.
class LeadMessages final : public QWidget
{
    Q_OBJECT
public:
    /// `session` outlives it.
    LeadMessages(Session &session, LeadCalls calls, QWidget *parent = nullptr);
    void setLead(LeadId lead, const LeadWords &words); ///< null: none
    void reload();
    void tick(); ///< once a second: "Leaves in 8 s"
    void setOfflineSince(Time since); ///< UTC; 0: this desk is online
    const std::vector<MessageLine> &lines() const { return m_lines; }

    static constexpr int kMost = 6; ///< lines at once; what is troubled goes before the rest

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuild();
    void wish(MessageId message, const MessageAct &act);
    bool isOld(const Message &message) const;

    Session &m_session;
    LeadCalls m_calls;
    LeadId m_lead;
    Time m_offlineSince = 0;
    ShutWays m_shut;
    LeadWords m_words;
    std::vector<MessageLine> m_lines;
    QVBoxLayout *m_rows;
};

} // namespace updesk
