// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettedelegate.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/shell/palettemodel.h"

#include <QCoreApplication>
#include <QPainter>

namespace updesk
{

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect &row = option.rect;
    const QString words = index.data().toString();
    if (index.data(PaletteModel::HeadRole).toBool()) {
        painter->fillRect(row, colour(Colour::Base));
        drawText(*painter, row.adjusted(kSpace16, 0, -kSpace16, 0), words, Type::CaptionStrong, colour(Colour::Text2));
        return;
    }
    const bool chosen = option.state & QStyle::State_Selected;
    paintRow(*painter, row, {chosen, (option.state & QStyle::State_MouseOver) != 0, false, true});
    const int side = scaled(16);
    drawIcon(*painter, QRect(row.x() + kSpace16, row.y(), side, row.height()),
        Icon(index.data(PaletteModel::IconRole).toInt()), theme().ink(Colour::Text2, chosen), side);
    int right = row.right() + 1 - kSpace16;
    QString keys = index.data(PaletteModel::KeysRole).toString();
    if (keys.isEmpty() && chosen)
        keys = QCoreApplication::translate("Palette", "Enter");
    if (!keys.isEmpty()) {
        const QSize cap = keycapSize(keys);
        paintKeycap(
            *painter, QRect(QPoint(right - cap.width(), row.y() + (row.height() - cap.height()) / 2), cap), keys);
        right -= cap.width() + kSpace12;
    }
    int left = row.x() + kSpace16 + side + scaled(12);
    const auto *model = qobject_cast<const PaletteModel *>(index.model());
    const int from = index.data(PaletteModel::FromRole).toInt();
    left += drawMatch(*painter, QRect(left, row.y(), right - left, row.height()), words, from,
        model ? int(model->query().size()) : 0, Type::Body, theme().ink(Colour::Text, chosen),
        theme().ink(Colour::Accent, chosen));
    left += scaled(12);
    if (left < right)
        drawText(*painter, QRect(left, row.y(), right - left, row.height()),
            index.data(PaletteModel::NoteRole).toString(), Type::Body, theme().ink(Colour::Text2, chosen));
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {100, scaled(index.data(PaletteModel::HeadRole).toBool() ? 28 : 34)};
}

} // namespace updesk
