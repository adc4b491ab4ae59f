// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace updesk
{

/// Paints one cell of the appointment board from what the model tells; the view adds the row's ring and the now line.
class BoardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setHovered(int row) { m_hovered = row; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Where the selected row's "Call" stands in its cell; empty when there is none.
    static QRect callBox(const QRect &cell, const QModelIndex &index);

private:
    int m_hovered = -1;
};

} // namespace updesk
