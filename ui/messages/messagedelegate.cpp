// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/messagedelegate.h"

#include "ui/messages/messagesmodel.h"
#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

static constexpr int kIcon = 16;

static int rowHeight() { return 2 * scaled(kSpace8) + lineHeight(Type::Body) * 2 + lineHeight(Type::Caption) + 5; }

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {scaled(240), rowHeight()};
}

static Colour inkOf(TagTone tone)
{
    return tone == TagTone::Bad ? Colour::Bad : tone == TagTone::Close ? Colour::Close : Colour::Text2;
}

// How the customer's own words sound, at the right; returns what it takes of the line.
static QRect drawTone(QPainter &painter, const QRect &line, const QString &words, const QColor &ink)
{
    if (words.isEmpty())
        return {};
    const int pixels = scaled(kIcon) - 2;
    const int width = std::min(pixels + scaled(kSpace4) + textWidth(words, Type::CaptionMedium) + 2, line.width() / 2);
    const QRect box(line.right() + 1 - width, line.y(), width, line.height());
    drawIcon(painter, QRect(box.x(), box.y(), pixels, box.height()), Icon::Warning, ink, pixels);
    drawText(painter, box.adjusted(pixels + scaled(kSpace4), 0, 0, 0), words, Type::CaptionMedium, ink);
    return box.adjusted(-scaled(kSpace8), 0, 0, 0);
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const RowLook look{selected, bool(option.state & QStyle::State_MouseOver),
        bool(option.state & QStyle::State_HasFocus), bool(option.state & QStyle::State_Active)};
    paintRow(*painter, option.rect, look);
    const auto text = [&index](int role) { return index.data(role).toString(); };
    const auto ink = [selected](Colour role) { return theme().ink(role, selected); };
    const QRect inner = option.rect.adjusted(scaled(kSpace16), scaled(kSpace8), -scaled(kSpace16), 0);
    QRect line(inner.topLeft(), QSize(inner.width(), lineHeight(Type::Body)));
    const QString when = text(MessagesModel::WhenRole);
    const int room = textWidth(when, Type::Body) + kSpace12;
    drawText(*painter, line, when, Type::Body, ink(Colour::Text2), Qt::AlignRight | Qt::AlignVCenter);
    const int pixels = scaled(kIcon);
    drawIcon(*painter, QRect(line.left(), line.top(), pixels, line.height()),
        Icon(index.data(MessagesModel::IconRole).toInt()), ink(Colour::Text2), pixels);
    const int indent = pixels + scaled(kSpace8);
    drawText(*painter, line.adjusted(indent, 0, -room, 0), text(MessagesModel::CustomerRole), Type::BodyStrong,
        ink(Colour::Text));
    line.translate(0, line.height() + 2);
    const QString author = text(MessagesModel::AuthorRole);
    const int by = std::min(textWidth(author, Type::Caption) + kSpace12, line.width() / 3);
    drawText(*painter, line.adjusted(line.width() - by + kSpace12, 0, 0, 0), author, Type::Caption, ink(Colour::Text2),
        Qt::AlignRight | Qt::AlignVCenter);
    drawText(*painter, line.adjusted(indent, 0, -by, 0), text(MessagesModel::WordsRole), Type::Body, ink(Colour::Text));
    line.translate(0, line.height() + 2);
    line.setHeight(lineHeight(Type::Caption));
    const QRect mark = drawTone(*painter, line, text(MessagesModel::CustomerToneRole), ink(Colour::Close));
    drawText(*painter, line.adjusted(indent, 0, -mark.width(), 0), text(MessagesModel::StateRole), Type::CaptionMedium,
        ink(inkOf(TagTone(index.data(MessagesModel::ToneRole).toInt()))));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(Colour::Divider));
    paintRowFocus(*painter, option.rect, look);
}

} // namespace updesk
