// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/plancell.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/plans/plantable.h"

#include <QPainter>

namespace updesk
{

static constexpr int kMark = 16;

QRect PlanCell::mark(Icon icon, Colour role) const
{
    const int pixels = scaled(kMark);
    drawIcon(painter, QRect(box.x(), box.y(), pixels, box.height()), icon, ink(role), pixels);
    return box.adjusted(pixels + scaled(kSpace8), 0, 0, 0);
}

QRect PlanCell::markAtEnd(Icon icon, Colour role) const
{
    const int pixels = scaled(kMark);
    drawIcon(painter, QRect(box.right() - pixels, box.y(), pixels, box.height()), icon, ink(role), pixels);
    return box.adjusted(0, 0, -pixels - scaled(kSpace8), 0);
}

CellDelegate::CellDelegate(PlanTable *table, int firstPad)
    : QStyledItemDelegate(table), m_table(table), m_firstPad(firstPad)
{
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    paintRow(*painter, option.rect, {selected, index.row() == m_table->hovered(), false, true});
    const int first = scaled(index.column() == 0 ? m_firstPad : kSpace4);
    const QRect box = option.rect.adjusted(first, 0, -scaled(kSpace4), 0);
    draw({*painter, option.rect, box, index, selected});
}

} // namespace updesk
