// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/queuerows.h"
#include "ui/lead/leadhead.h"

namespace updesk
{

/// The lead after this one, at the foot: its clock, name and what is to be done.
class NextBar final : public QWidget
{
    Q_OBJECT
public:
    explicit NextBar(Session &session, QWidget *parent = nullptr);
    /// `place` of `of` leads due now is the open one; none: the bar says that nothing follows.
    void setNext(const std::optional<QueueRow> &next, int place, int of);
    void tick();
    QString words() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Session &m_session;
    std::optional<QueueRow> m_next;
    LeadWords m_words;
    TextLabel *m_title, *m_name, *m_action, *m_place;
    ClockBox *m_clock;
};

} // namespace updesk
