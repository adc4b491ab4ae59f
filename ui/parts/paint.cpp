// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/paint.h"

#include "ui/parts/icons.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

#include <algorithm>

namespace updesk
{

void paintBox(QPainter &painter, const QRect &box, const QColor &fill, const QColor &line, qreal width, qreal radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (line.isValid()) {
        const qreal half = width / 2;
        painter.setPen(QPen(line, width));
        painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius - half, radius - half);
    } else if (fill.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(QRectF(box), radius, radius);
    }
    painter.restore();
}

QSize keycapSize(const QString &keys)
{
    const int height = scaled(18);
    return {std::max(height, textWidth(keys, Type::CaptionMedium) + 2 * scaled(5) + 2), height};
}

void paintKeycap(QPainter &painter, const QRect &box, const QString &keys, KeycapTone tone)
{
    const QColor none;
    switch (tone) {
    case KeycapTone::Plain:
        paintBox(painter, box, colour(Colour::Window), colour(Colour::Divider), 1, 3);
        break;
    case KeycapTone::OnSelection:
        paintBox(painter, box, colour(Colour::Base), colour(Colour::Text2), 1, 3);
        break;
    case KeycapTone::OnAccent:
        paintBox(painter, box, none, colour(Colour::OnAccent), 1, 3);
        break;
    }
    const QColor ink = tone == KeycapTone::OnAccent ? colour(Colour::OnAccent) : colour(Colour::Text2);
    drawText(painter, box, keys, Type::CaptionMedium, ink, Qt::AlignCenter);
}

QSize gradeSize() { return {scaled(18), scaled(18)}; }

void paintGrade(QPainter &painter, const QRect &box, QChar grade, bool muted)
{
    paintBox(painter, box, {}, colour(muted ? Colour::Divider : Colour::Line), 1, 3);
    drawText(painter, box, grade, Type::CaptionStrong, colour(muted ? Colour::Hint : Colour::Text2), Qt::AlignCenter);
}

QSize badgeSize(const QString &count)
{
    return {std::max(scaled(20), digitsWidth(count, Type::CaptionStrong) + 2 * scaled(6)), scaled(18)};
}

void paintBadge(QPainter &painter, const QRect &box, const QString &count)
{
    paintBox(painter, box, colour(Colour::Accent));
    drawDigits(painter, box, count, Type::CaptionStrong, colour(Colour::OnAccent), Qt::AlignCenter);
}

QSize tagSize(const QString &words) { return {textWidth(words, Type::CaptionMedium) + 2 * scaled(6), scaled(18)}; }

void paintTag(QPainter &painter, const QRect &box, const QString &words, TagTone tone)
{
    struct Pair {
        Colour fill, ink;
    };
    const Pair pair = [tone] {
        switch (tone) {
        case TagTone::Good:
            return Pair{Colour::GoodTint, Colour::Good};
        case TagTone::Close:
            return Pair{Colour::CloseTint, Colour::Close};
        case TagTone::Bad:
            return Pair{Colour::BadTint, Colour::Bad};
        case TagTone::Accent:
            return Pair{Colour::Selection, Colour::Text};
        case TagTone::Plain:
            break;
        }
        return Pair{Colour::Window, Colour::Text2};
    }();
    paintBox(painter, box, colour(pair.fill), {}, 1, 3);
    const int pad = scaled(6);
    drawText(painter, box.adjusted(pad, 0, -pad, 0), words, Type::CaptionMedium,
        tone == TagTone::Accent ? theme().ink(pair.ink, true) : colour(pair.ink), Qt::AlignCenter);
}

void paintRow(QPainter &painter, const QRect &row, const RowLook &look)
{
    const Colour fill = look.selected ? Colour::Selection : look.hovered ? Colour::Hover : Colour::Base;
    painter.fillRect(row, colour(fill));
}

void paintRowFocus(QPainter &painter, const QRect &row, const RowLook &look)
{
    if (!look.focused)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QPen pen(
        theme().ink(Colour::Focus, look.selected), 2, look.windowActive ? Qt::SolidLine : Qt::DotLine, Qt::FlatCap);
    if (!look.windowActive)
        pen.setDashPattern({1, 1});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(row).adjusted(2, 2, -2, -2), 3, 3);
    painter.restore();
}

void paintControlFocus(QPainter &painter, const QRect &control, bool windowActive)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QPen pen(colour(Colour::Focus), 2, windowActive ? Qt::SolidLine : Qt::DotLine, Qt::FlatCap);
    if (!windowActive)
        pen.setDashPattern({1, 1});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(control).adjusted(-2, -2, 2, 2), 6, 6);
    painter.restore();
}

void paintGroupHead(QPainter &painter, const QRect &row, const QString &words, const QString &count, bool folded)
{
    painter.fillRect(row, colour(Colour::Alt));
    painter.fillRect(QRect(row.x(), row.y(), row.width(), 1), colour(Colour::Divider));
    painter.fillRect(QRect(row.x(), row.bottom(), row.width(), 1), colour(Colour::Divider));
    const int mark = scaled(14);
    const QRect chevron(row.x() + scaled(16), row.y(), mark, row.height());
    drawIcon(painter, chevron, folded ? Icon::Forward : Icon::Chevron, colour(Colour::Text2), mark);
    const int left = chevron.right() + 1 + scaled(8);
    const int wide = drawText(painter, QRect(left, row.y(), row.right() - left, row.height()), words,
        Type::CaptionStrong, colour(Colour::Text2));
    const QRect rest(left + wide + scaled(8), row.y(), scaled(60), row.height());
    drawDigits(painter, rest, count, Type::CaptionMedium, colour(Colour::Hint));
}

void paintRowOutlines(QPainter &painter, const QRect &area, int rowHeight)
{
    const int height = scaled(10);
    int n = 0;
    for (int y = area.y() + (rowHeight - height) / 2; y + height < area.bottom(); y += rowHeight, ++n) {
        const int x = area.x() + kSpace16;
        paintBox(painter, QRect(x, y, 60, height), {}, colour(Colour::Divider), 1, 3);
        const int wide = std::min(area.width() - 120, n % 2 == 0 ? 180 : 140);
        if (wide > 0)
            paintBox(painter, QRect(x + 72, y, wide, height), {}, colour(Colour::Divider), 1, 3);
    }
}

} // namespace updesk
