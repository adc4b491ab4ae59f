// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/icons.h"
#include "ui/parts/textpaint.h"

#include <QStyledItemDelegate>

namespace updesk
{

class PlanTable;

/// One cell of a table of the sequences while it is painted.
struct PlanCell {
    QPainter &painter;
    QRect whole, box; ///< all of it, and inside the padding
    const QModelIndex &index;
    bool selected;

    QColor ink(Colour role) const { return theme().ink(role, selected); }
    QString text() const { return index.data().toString(); }
    void words(const QRect &in, Type type, Colour role) const { drawText(painter, in, text(), type, ink(role)); }
    void digits(Type type, Colour role) const { drawDigits(painter, box, text(), type, ink(role)); }
    /// An icon at the left; what is left of the cell.
    QRect mark(Icon icon, Colour role) const;
    /// The same at the right.
    QRect markAtEnd(Icon icon, Colour role) const;
};

/// Paints the cells of such a table; the view adds the row's ring.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit CellDelegate(PlanTable *table, int firstPad = 4); ///< `firstPad`: before the first column, at 100 %
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const final;

protected:
    virtual void draw(const PlanCell &cell) const = 0; ///< over the row's ground
    const PlanTable &table() const { return *m_table; }

private:
    PlanTable *m_table;
    int m_firstPad;
};

} // namespace updesk
