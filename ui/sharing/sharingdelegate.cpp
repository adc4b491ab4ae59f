// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sharing/sharingdelegate.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/sharing/sharingmodel.h"

#include <QPainter>

namespace updesk
{

QSize SharingDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {scaled(240), 2 * scaled(kSpace8) + 3 * lineHeight(Type::Body) + 4};
}

void SharingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const RowLook look{selected, bool(option.state & QStyle::State_MouseOver),
        bool(option.state & QStyle::State_HasFocus), bool(option.state & QStyle::State_Active)};
    paintRow(*painter, option.rect, look);
    const QRect inner = option.rect.adjusted(scaled(kSpace24), scaled(kSpace8), -scaled(kSpace24), 0);
    QRect line(inner.topLeft(), QSize(inner.width(), lineHeight(Type::Body)));
    const QString when = index.data(SharingModel::WhenRole).toString();
    const int room = digitsWidth(when, Type::Body);
    drawDigits(
        *painter, line, when, Type::Body, theme().ink(Colour::Text2, selected), Qt::AlignRight | Qt::AlignVCenter);
    const bool fresh = index.data(SharingModel::NewRole).toBool();
    drawText(*painter, line.adjusted(0, 0, -room - kSpace12, 0), index.data(Qt::DisplayRole).toString(),
        fresh ? Type::BodyBold : Type::BodyMedium, theme().ink(Colour::Text, selected));
    line.translate(0, line.height() + 2);
    drawText(*painter, line, index.data(SharingModel::SecondRole).toString(), Type::Body,
        theme().ink(Colour::Text, selected));
    line.translate(0, line.height() + 2);
    drawText(*painter, line, index.data(SharingModel::ThirdRole).toString(), Type::Body,
        theme().ink(Colour::Text2, selected));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(Colour::Divider));
    paintRowFocus(*painter, option.rect, look);
}

} // namespace updesk
