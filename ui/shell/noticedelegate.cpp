// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/noticedelegate.h"

#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

#include <algorithm>

namespace updesk
{

static constexpr int kWrap = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignVCenter;

static int markWidth() { return scaled(16); }

/// Where the words stand in a line: right of mark and time.
QRect NoticeDelegate::wordsRect(const QRect &line) const
{
    return line.adjusted(kSpace8 + markWidth() + kSpace8 + m_when + scaled(12), 0, -kSpace8, 0);
}

QSize NoticeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QRect words = wordsRect(QRect(0, 0, m_width, 1000));
    const QRect needed = QFontMetrics(font(Type::Body)).boundingRect(words, kWrap, index.data(WordsRole).toString());
    return {m_width, std::max(scaled(34), needed.height() + 2 * scaled(8))};
}

void NoticeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const RowLook look{selected, bool(option.state & QStyle::State_MouseOver),
        bool(option.state & QStyle::State_HasFocus), bool(option.state & QStyle::State_Active)};
    paintRow(*painter, option.rect, look);
    const QRect line = option.rect.adjusted(kSpace8, 0, 0, 0);
    drawIcon(*painter, QRect(line.x(), line.y(), markWidth(), line.height()), Icon(index.data(IconRole).toInt()),
        theme().ink(Colour::Text2, selected), markWidth());
    drawDigits(*painter, line.adjusted(markWidth() + kSpace8, 0, 0, 0), index.data(WhenRole).toString(), Type::Body,
        theme().ink(Colour::Text2, selected));
    painter->setFont(font(Type::Body));
    painter->setPen(theme().ink(Colour::Text, selected));
    painter->drawText(wordsRect(option.rect), kWrap, index.data(WordsRole).toString());
    paintRowFocus(*painter, option.rect, look);
}

} // namespace updesk
