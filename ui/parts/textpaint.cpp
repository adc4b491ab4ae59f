// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/textpaint.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace updesk
{
namespace
{

qreal digitCell(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

qreal cellsWidth(const QFontMetricsF &metrics, const QString &text)
{
    const qreal cell = digitCell(metrics);
    qreal width = 0;
    for (const QChar sign : text)
        width += sign.isDigit() ? cell : metrics.horizontalAdvance(sign);
    return width;
}

qreal baseline(const QFontMetricsF &metrics, const QRect &box)
{
    return box.y() + (box.height() - metrics.height()) / 2 + metrics.ascent();
}

} // namespace

int drawText(
    QPainter &painter, const QRect &box, const QString &text, Type type, const QColor &ink, Qt::Alignment alignment)
{
    const QFont chosen = font(type);
    const QFontMetricsF metrics(chosen);
    const QString shown = metrics.horizontalAdvance(text) > box.width() + 0.5
        ? metrics.elidedText(text, Qt::ElideRight, box.width())
        : text;
    const qreal width = metrics.horizontalAdvance(shown);
    qreal x = box.x();
    if (alignment & Qt::AlignRight)
        x += box.width() - width;
    else if (alignment & Qt::AlignHCenter)
        x += (box.width() - width) / 2;
    painter.setFont(chosen);
    painter.setPen(ink);
    painter.drawText(QPointF(x, baseline(metrics, box)), shown);
    return int(std::ceil(width));
}

void drawMnemonic(QPainter &painter, const QRect &box, const QString &text, int at, Type type, const QColor &ink)
{
    const QFontMetricsF metrics(font(type));
    const qreal left = metrics.horizontalAdvance(text.left(at));
    const qreal wide = metrics.horizontalAdvance(text.mid(at, 1));
    if (at < 0 || at >= text.size() || left + wide > box.width() + 0.5)
        return;
    const qreal thick = std::max(1.0, std::round(metrics.lineWidth()));
    const qreal y = std::round(baseline(metrics, box) + metrics.underlinePos());
    painter.fillRect(QRectF(box.x() + left, y, wide, thick), ink);
}

int drawMatch(QPainter &painter, const QRect &box, const QString &text, int from, int length, Type type,
    const QColor &ink, const QColor &matchInk)
{
    if (from < 0 || length <= 0 || from + length > text.size())
        return drawText(painter, box, text, type, ink);
    const std::array<QString, 3> parts{text.left(from), text.mid(from, length), text.mid(from + length)};
    int x = box.x();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const QRect rest(x, box.y(), std::max(0, box.right() + 1 - x), box.height());
        if (rest.width() == 0)
            break;
        x += i == 1 ? drawText(painter, rest, parts[i], Type::BodyStrong, matchInk)
                    : drawText(painter, rest, parts[i], type, ink);
    }
    return x - box.x();
}

void drawDigits(
    QPainter &painter, const QRect &box, const QString &text, Type type, const QColor &ink, Qt::Alignment alignment)
{
    const QFont chosen = font(type);
    const QFontMetricsF metrics(chosen);
    const qreal cell = digitCell(metrics);
    const qreal width = cellsWidth(metrics, text);
    qreal x = box.x();
    if (alignment & Qt::AlignRight)
        x += box.width() - width;
    else if (alignment & Qt::AlignHCenter)
        x += (box.width() - width) / 2;
    painter.setFont(chosen);
    painter.setPen(ink);
    const qreal y = baseline(metrics, box);
    for (const QChar sign : text) {
        const qreal own = metrics.horizontalAdvance(sign);
        const qreal room = sign.isDigit() ? cell : own;
        painter.drawText(QPointF(x + (room - own) / 2, y), QString(sign));
        x += room;
    }
}

int digitsWidth(const QString &text, Type type) { return int(std::ceil(cellsWidth(QFontMetricsF(font(type)), text))); }

} // namespace updesk
