// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/plandelegates.h"

#include "core/leads/leaddraft.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/plans/planlistmodel.h"
#include "ui/plans/plantable.h"
#include "ui/plans/planwords.h"
#include "ui/plans/steptablemodel.h"

#include <QPainter>

namespace updesk
{

namespace
{

/// What the small functions below share of one cell.
struct Cell {
    QPainter &painter;
    QRect box; ///< inside the padding
    const QModelIndex &index;
    bool selected;

    QColor ink(Colour role) const { return theme().ink(role, selected); }
    QString text() const { return index.data().toString(); }
    void words(const QRect &in, Type type, Colour role) const { drawText(painter, in, text(), type, ink(role)); }
    /// An icon at the left; what is left of the cell.
    QRect mark(Icon icon, Colour role) const
    {
        const int pixels = scaled(16);
        drawIcon(painter, QRect(box.x(), box.y(), pixels, box.height()), icon, ink(role), pixels);
        return box.adjusted(pixels + scaled(kSpace8), 0, 0, 0);
    }
    /// The same at the right.
    QRect markAtEnd(Icon icon, Colour role) const
    {
        const int pixels = scaled(16);
        drawIcon(painter, QRect(box.right() - pixels, box.y(), pixels, box.height()), icon, ink(role), pixels);
        return box.adjusted(0, 0, -pixels - scaled(kSpace8), 0);
    }
};

Cell begin(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, int hovered, int firstPad)
{
    const bool selected = option.state & QStyle::State_Selected;
    paintRow(*painter, option.rect, {selected, index.row() == hovered, false, true});
    const int first = index.column() == 0 ? firstPad : scaled(kSpace4);
    return {*painter, option.rect.adjusted(first, 0, -scaled(kSpace4), 0), index, selected};
}

void drawWhat(const Cell &cell)
{
    const auto channel = Channel(cell.index.data(StepTableModel::ChannelRole).toInt());
    cell.words(cell.mark(PlanWords::icon(channel), Colour::Text2), Type::Body, Colour::Text);
}

void drawNumber(const Cell &cell)
{
    const int tone = cell.index.data(StepTableModel::ToneRole).toInt();
    if (tone < int(PlanIssue::Tone::Advice))
        return drawDigits(cell.painter, cell.box, cell.text(), Type::Body, cell.ink(Colour::Text2));
    const bool blocks = tone == int(PlanIssue::Tone::Blocks);
    const int pixels = scaled(14), wide = digitsWidth(cell.text(), Type::BodyStrong);
    const Colour role = blocks ? Colour::Bad : Colour::Close;
    drawDigits(cell.painter, cell.box, cell.text(), Type::BodyStrong, cell.ink(role));
    drawIcon(cell.painter, QRect(cell.box.x() + wide + 2, cell.box.y(), pixels, cell.box.height()), Icon::Warning,
        cell.ink(role), pixels);
}

} // namespace

PlanDelegate::PlanDelegate(PlanTable *table) : QStyledItemDelegate(table), m_table(table) { }

void PlanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Cell cell = begin(painter, option, index, m_table->hovered(), scaled(kSpace4));
    const bool on = index.data(PlanListModel::ActiveRole).toBool();
    const Colour usual = on ? Colour::Text2 : Colour::Hint;
    switch (index.column()) {
    case PlanListModel::Name: {
        const bool faulty = index.data(PlanListModel::FaultyRole).toBool();
        const QRect room = faulty ? cell.markAtEnd(Icon::Warning, Colour::Close) : cell.box;
        cell.words(room, Type::BodyMedium, on ? Colour::Text : Colour::Text2);
        break;
    }
    case PlanListModel::Version:
    case PlanListModel::Inside:
        drawDigits(*painter, cell.box, cell.text(), Type::Body, cell.ink(usual));
        break;
    case PlanListModel::State:
        if (on)
            cell.words(cell.mark(Icon::Tick, Colour::Good), Type::BodyMedium, Colour::Good);
        else
            cell.words(cell.box.adjusted(scaled(16) + scaled(kSpace8), 0, 0, 0), Type::Body, Colour::Hint);
        break;
    default:
        cell.words(cell.box, Type::Body, usual);
        break;
    }
}

StepDelegate::StepDelegate(PlanTable *table) : QStyledItemDelegate(table), m_table(table) { }

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Cell cell = begin(painter, option, index, m_table->hovered(), scaled(kSpace16));
    switch (index.column()) {
    case StepTableModel::Grip:
        drawIcon(*painter, QRect(cell.box.x(), cell.box.y(), scaled(14), cell.box.height()), Icon::Grip,
            cell.ink(Colour::Hint), scaled(14));
        break;
    case StepTableModel::Number:
        drawNumber(cell);
        break;
    case StepTableModel::When:
        drawDigits(*painter, cell.box, cell.text(), Type::BodyStrong, cell.ink(Colour::Text));
        break;
    case StepTableModel::What:
        drawWhat(cell);
        break;
    default:
        cell.words(cell.box, Type::Body, Colour::Text2);
        break;
    }
}

} // namespace updesk
