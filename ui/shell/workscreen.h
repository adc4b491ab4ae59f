// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/leadscreen.h"
#include "ui/queue/queuescreen.h"

namespace updesk
{

class Dialler;

/// The queue and, over it, the lead that is worked: from 1600 px on the list stays at the left and follows.
class WorkScreen final : public Screen
{
    Q_OBJECT
public:
    WorkScreen(Session &session, Dialler &dialler, QWidget *parent = nullptr);

    QueueScreen *queue() const { return m_queue; }
    LeadScreen *lead() const { return m_lead; }
    bool isLeadOpen() const { return m_leadOpen; }
    void open(LeadId lead);
    void call(LeadId lead);
    void closeLead();
    void act(Letter letter); ///< on the lead that is open, else on the one of the row in front

    QString title() const override { return m_queue->title(); }
    QString breadcrumb() const override { return m_leadOpen ? m_lead->breadcrumb() : QString(); }
    QWidget *focusTarget() override;
    bool goBack() override;

Q_SIGNALS:
    void opened(updesk::LeadId lead); ///< for the history

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void openNext();
    void showCaughtUp();
    void refreshNext();
    void arrange();
    void actOn(LeadId lead, Letter letter);
    Session &m_session;
    QueueScreen *m_queue;
    LeadScreen *m_lead;
    bool m_leadOpen = false;
};

} // namespace updesk
