// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workscreen.h"

#include <QHBoxLayout>

namespace updesk
{

static constexpr int kBesides = 1600; // from this width of the window on, the list stays beside the lead (ui.md 4)

WorkScreen::WorkScreen(Session &session, Dialler &dialler, QWidget *parent)
    : Screen(parent),
      m_session(session),
      m_queue(new QueueScreen(session, this)),
      m_lead(new LeadScreen(session, dialler, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_queue, 1);
    row->addWidget(m_lead, 1);
    m_lead->hide();
    connect(m_queue, &QueueScreen::openLead, this, &WorkScreen::open);
    connect(m_queue, &QueueScreen::callLead, this, &WorkScreen::call);
    connect(m_queue, &QueueScreen::pageWanted, this, &WorkScreen::actOn);
    connect(m_queue, &QueueScreen::countsChanged, this, &WorkScreen::refreshNext);
    connect(m_lead, &LeadScreen::nextLead, this, &WorkScreen::openNext);
    connect(m_lead, &LeadScreen::closeWanted, this, &WorkScreen::closeLead);
    for (Screen *screen : {static_cast<Screen *>(m_queue), static_cast<Screen *>(m_lead)}) {
        connect(screen, &Screen::said, this, &Screen::said);
        connect(screen, &Screen::saidWithWayBack, this, &Screen::saidWithWayBack);
        connect(screen, &Screen::titleChanged, this, &Screen::titleChanged);
    }
}

void WorkScreen::open(LeadId lead)
{
    m_leadOpen = true;
    m_lead->setCaughtUp({});
    m_lead->open(lead);
    m_queue->showLead(lead);
    arrange();
    refreshNext();
    m_lead->focusTarget()->setFocus(Qt::OtherFocusReason);
    Q_EMIT titleChanged();
    Q_EMIT opened(lead);
}

void WorkScreen::call(LeadId lead)
{
    open(lead);
    m_lead->startCall();
}

void WorkScreen::closeLead()
{
    if (!m_leadOpen)
        return;
    m_leadOpen = false;
    m_lead->open({});
    arrange();
    m_queue->focusTarget()->setFocus(Qt::OtherFocusReason);
    Q_EMIT titleChanged();
}

// The outcome has moved the lead in the store, but the list holds still: the next one is the next that is shown.
void WorkScreen::openNext()
{
    LeadId next = m_queue->next(m_lead->lead());
    if (next.isNull())
        next = m_queue->startOver(m_lead->lead());
    if (next.isNull())
        showCaughtUp();
    else
        open(next);
}

void WorkScreen::showCaughtUp()
{
    const QString due = m_queue->model()->nextDue();
    m_lead->setCaughtUp(tr("All caught up."), due.isEmpty() ? QString() : tr("Next due %1.").arg(due));
    Q_EMIT titleChanged();
}

void WorkScreen::refreshNext()
{
    if (!m_leadOpen || m_lead->lead().isNull())
        return;
    std::optional<QueueRow> row;
    LeadId next = m_queue->next(m_lead->lead());
    if (next.isNull())
        next = m_queue->model()->left(m_lead->lead());
    if (!next.isNull()) {
        if (const auto found = queueRow(m_session.database(), next))
            row = *found;
    }
    const int place = m_queue->model()->rowOf(m_lead->lead()) + 1;
    m_lead->setNext(row, place, m_queue->needed());
}

QWidget *WorkScreen::focusTarget() { return m_leadOpen ? m_lead->focusTarget() : m_queue->focusTarget(); }

bool WorkScreen::goBack() { return m_leadOpen ? m_lead->goBack() : m_queue->goBack(); }

void WorkScreen::arrange()
{
    m_lead->setVisible(m_leadOpen);
    m_queue->setVisible(!m_leadOpen || window()->width() >= kBesides);
}

void WorkScreen::resizeEvent(QResizeEvent *event)
{
    Screen::resizeEvent(event);
    arrange();
}

void WorkScreen::act(Letter letter)
{
    if (m_leadOpen)
        m_lead->act(letter);
    else if (const LeadId lead = m_queue->currentLead(); !lead.isNull())
        actOn(lead, letter);
}

void WorkScreen::actOn(LeadId lead, Letter letter)
{
    open(lead);
    m_lead->act(letter);
}

} // namespace updesk
