// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quarantine/quarantinedelegate.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/quarantine/quarantinemodel.h"

#include <QPainter>

namespace updesk
{

static int rowHeight() { return 2 * scaled(kSpace8) + 2 * lineHeight(Type::Body) + lineHeight(Type::Caption) + 4; }

QSize QuarantineDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {scaled(240), rowHeight()};
}

void QuarantineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const RowLook look{selected, bool(option.state & QStyle::State_MouseOver),
        bool(option.state & QStyle::State_HasFocus), bool(option.state & QStyle::State_Active)};
    paintRow(*painter, option.rect, look);
    const QRect inner = option.rect.adjusted(scaled(kSpace16), scaled(kSpace8), -scaled(kSpace16), 0);
    QRect line(inner.topLeft(), QSize(inner.width(), lineHeight(Type::Body)));
    const QString when = index.data(QuarantineModel::WhenRole).toString();
    const int room = textWidth(when, Type::Body);
    drawText(*painter, line, when, Type::Body, theme().ink(Colour::Text2, selected), Qt::AlignRight | Qt::AlignVCenter);
    drawText(*painter, line.adjusted(0, 0, -room - kSpace12, 0), index.data(QuarantineModel::FromRole).toString(),
        Type::BodyStrong, theme().ink(Colour::Text, selected));
    line.translate(0, line.height() + 2);
    drawText(*painter, line, index.data(QuarantineModel::SubjectRole).toString(), Type::Body,
        theme().ink(Colour::Text, selected));
    line.translate(0, line.height() + 2);
    line.setHeight(lineHeight(Type::Caption));
    drawText(*painter, line, index.data(QuarantineModel::ReasonRole).toString(), Type::Caption,
        theme().ink(Colour::Text2, selected));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(Colour::Divider));
    paintRowFocus(*painter, option.rect, look);
}

} // namespace updesk
