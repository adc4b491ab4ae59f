// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/boarddelegate.h"

#include "ui/appointments/boardmodel.h"
#include "ui/parts/keycap.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

namespace
{

/// What the small functions below share of one cell.
struct Cell {
    QPainter &painter;
    QRect box; ///< inside the padding
    const BoardModel &model;
    const QModelIndex &index;
    const BoardLine &line;
    bool selected;

    QColor ink(Colour role) const { return theme().ink(role, selected); }
    QString text() const { return index.data().toString(); }
    bool isOver() const
    {
        return line.shown == Appointment::State::Rescheduled || line.shown == Appointment::State::Cancelled;
    }
    Colour usual() const { return isOver() ? Colour::Hint : line.past ? Colour::Text2 : Colour::Text; }
    QRect after(int width) const { return box.adjusted(width, 0, 0, 0); }
};

QString callKey() { return keyText(Qt::Key_C); }

QString callWords() { return BoardModel::tr("Call"); }

int callWidth()
{
    return scaled(12) + scaled(16) + scaled(8) + textWidth(callWords(), Type::BodyMedium) + scaled(8)
        + (callKey().isEmpty() ? 0 : keycapSize(callKey()).width() + scaled(8));
}

void drawWhen(const Cell &cell)
{
    const bool strong = !cell.line.past && !cell.isOver();
    drawDigits(cell.painter, cell.box, cell.text(), strong ? Type::BodyStrong : Type::Body, cell.ink(cell.usual()));
}

void drawCustomer(const Cell &cell)
{
    const bool plain = cell.line.past || cell.isOver();
    drawText(cell.painter, cell.box, cell.text(), plain ? Type::Body : Type::BodyMedium, cell.ink(cell.usual()));
}

void drawVehicle(const Cell &cell)
{
    const QString stock = cell.index.data(BoardModel::StockRole).toString();
    const int wide = stock.isEmpty() ? 0 : textWidth(stock, Type::Body) + scaled(4);
    const QRect words = cell.box.adjusted(0, 0, -wide, 0);
    const int taken = std::min(
        drawText(cell.painter, words, cell.text(), Type::Body, cell.ink(cell.usual())), std::max(0, words.width()));
    if (wide > 0)
        drawText(cell.painter, cell.after(taken + scaled(4)), stock, Type::Body, cell.ink(Colour::Hint));
}

void drawWith(const Cell &cell)
{
    drawText(cell.painter, cell.box, cell.text(), cell.line.waits ? Type::BodyStrong : Type::Body,
        cell.ink(cell.line.waits ? Colour::Text : Colour::Text2));
}

void drawState(const Cell &cell)
{
    const int mark = scaled(16);
    const QColor ink = cell.ink(cell.isOver() ? Colour::Hint : BoardWords::colour(cell.line.shown));
    drawIcon(cell.painter, QRect(cell.box.x(), cell.box.y(), mark, cell.box.height()),
        BoardWords::icon(cell.line.shown), ink, mark);
    const QRect words = cell.after(mark + scaled(8));
    const int taken = drawText(cell.painter, words, cell.text(), Type::BodyMedium, ink);
    const QString time = cell.index.data(BoardModel::StateTimeRole).toString();
    if (!time.isEmpty())
        drawDigits(cell.painter, words.adjusted(taken + scaled(4), 0, 0, 0), time, Type::Body, cell.ink(Colour::Text2));
}

void drawCall(const Cell &cell)
{
    const int taken = drawText(cell.painter, cell.box, cell.text(), Type::Body, cell.ink(Colour::Text2));
    if (!cell.line.asks)
        return;
    const QRect box = BoardDelegate::callBox(cell.box, cell.index);
    const int mark = scaled(16);
    if (!cell.selected || box.isEmpty()) {
        drawIcon(cell.painter, QRect(cell.box.x() + taken + scaled(8), cell.box.y(), mark, cell.box.height()),
            Icon::Call, cell.ink(Colour::Text2), mark);
        return;
    }
    paintBox(cell.painter, box, colour(Colour::Base), colour(Colour::Line), 1, kRadius);
    const QRect icon(box.x() + scaled(12), box.y(), mark, box.height());
    drawIcon(cell.painter, icon, Icon::Call, colour(Colour::Text), mark);
    const QSize cap = keycapSize(callKey());
    const QRect words(icon.right() + 1 + scaled(8), box.y(), textWidth(callWords(), Type::BodyMedium), box.height());
    drawText(cell.painter, words, callWords(), Type::BodyMedium, colour(Colour::Text));
    if (callKey().isEmpty())
        return;
    paintKeycap(cell.painter,
        QRect(QPoint(words.right() + 1 + scaled(8), box.y() + (box.height() - cap.height()) / 2), cap), callKey());
}

void drawWait(const Cell &cell)
{
    if (!cell.line.waits) {
        drawText(cell.painter, cell.box, cell.text(), Type::Body, cell.ink(Colour::Text2));
        return;
    }
    const int mark = scaled(14);
    drawIcon(cell.painter, QRect(cell.box.x(), cell.box.y(), mark, cell.box.height()), Icon::Waiting,
        cell.ink(Colour::Accent), mark);
    drawText(cell.painter, cell.after(mark + scaled(6)), cell.text(), Type::BodyStrong, cell.ink(Colour::Text));
}

} // namespace

QRect BoardDelegate::callBox(const QRect &cell, const QModelIndex &index)
{
    const auto *model = qobject_cast<const BoardModel *>(index.model());
    if (!model || !model->line(index.row()).asks)
        return {};
    const int left = cell.x() + textWidth(index.data().toString(), Type::Body) + scaled(8);
    const int height = std::min(cell.height(), scaled(26));
    const QRect box(left, cell.y() + (cell.height() - height) / 2, callWidth(), height);
    return box.right() <= cell.right() + scaled(8) ? box : QRect();
}

void BoardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const BoardModel *>(index.model());
    if (!model)
        return;
    const bool selected = option.state & QStyle::State_Selected;
    paintRow(*painter, option.rect, {selected, index.row() == m_hovered, false, true});
    const int first = index.column() == 0 ? scaled(kSpace12) : 0;
    const QRect box = option.rect.adjusted(scaled(kSpace4) + first, 0, -scaled(kSpace4), -1);
    const Cell cell{*painter, box, *model, index, model->line(index.row()), selected};
    static constexpr void (*kDraw[])(const Cell &) = {drawWhen, drawCustomer, drawVehicle, drawWith, drawState,
        drawCall,
        [](const Cell &one) { drawText(one.painter, one.box, one.text(), Type::Body, one.ink(Colour::Text2)); },
        drawWait};
    static_assert(std::size(kDraw) == BoardModel::Columns);
    kDraw[index.column()](cell);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(Colour::Divider));
}

} // namespace updesk
