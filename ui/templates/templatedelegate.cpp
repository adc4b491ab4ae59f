// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templatedelegate.h"

#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

static constexpr int kIcon = 16;

QSize TemplateDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {scaled(160), scaled(kRowNormal)};
}

void TemplateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const RowLook look{selected, bool(option.state & QStyle::State_MouseOver),
        bool(option.state & QStyle::State_HasFocus), bool(option.state & QStyle::State_Active)};
    paintRow(*painter, option.rect, look);
    const int pixels = scaled(kIcon);
    QRect line = option.rect.adjusted(scaled(kSpace16), 0, -scaled(kSpace12), 0);
    const auto kind = Icon(index.data(TemplateListModel::IconRole).toInt());
    drawIcon(*painter, QRect(line.left(), line.top(), pixels, line.height()), kind,
        theme().ink(Colour::Text2, selected), pixels);
    line.setLeft(line.left() + pixels + scaled(kSpace8));
    const bool faulty = index.data(TemplateListModel::FaultyRole).toBool();
    const bool own = index.data(TemplateListModel::OwnRole).toBool();
    if (faulty || own) {
        const QRect mark(line.right() - pixels, line.top(), pixels, line.height());
        drawIcon(*painter, mark, faulty ? Icon::Warning : Icon::Edit,
            theme().ink(faulty ? Colour::Close : Colour::Text2, selected), pixels);
        line.setRight(mark.left() - scaled(kSpace4));
    }
    const bool off = index.data(TemplateListModel::OffRole).toBool();
    drawText(*painter, line, index.data(Qt::DisplayRole).toString(), Type::Body,
        theme().ink(off ? Colour::Hint : Colour::Text, selected));
    paintRowFocus(*painter, option.rect, look);
}

} // namespace updesk
