// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/detailrows.h"
#include "ui/parts/popover.h"
#include "ui/queue/queuemodel.h"

#include <QPointer>

namespace updesk
{

class QueueView;

/// What stands behind a cell of the queue: opens by Space or by a resting pointer, Tab goes to the next column's, Esc
/// closes.
class QueueReasons final : public QObject
{
    Q_OBJECT
public:
    QueueReasons(QueueView &view, QueueModel &model, Session &session, QObject *parent);

    void openFor(const QModelIndex &index, bool hover);
    void close();
    bool isOpen() const { return m_popover && m_popover->isVisible(); }
    Popover *popover() const { return m_popover; }
    /// The words behind one cell; an error is told in a line.
    PopoverText textFor(const QModelIndex &index) const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(const QModelIndex &index, PopoverWay way);
    bool step(int way);
    Result<PopoverText> ask(const QueueLine &line, int column) const;
    Result<PopoverText> scoreText(const QueueRow &row) const;
    Result<PopoverText> customerText(const QueueRow &row) const;
    PopoverText clockText(const QueueRow &row, const LeadDetail &detail) const;
    PopoverText wantsText(const QueueLine &line, const LeadDetail &detail) const;
    Result<PopoverText> nextText(LeadId lead, const LeadDetail &detail) const;
    PopoverText ownerText(const QueueRow &row, const LeadDetail &detail) const;
    Result<PopoverText> sourceText(const QueueRow &row) const;

    QueueView &m_view;
    QueueModel &m_model;
    Session &m_session;
    QPointer<Popover> m_popover;
    QPersistentModelIndex m_at;
};

} // namespace updesk
