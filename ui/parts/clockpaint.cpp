// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/clockpaint.h"

#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/textpaint.h"

#include <QPainter>
#include <QPainterPath>
#include <QPainterPathStroker>

#include <algorithm>
#include <cmath>

namespace updesk
{
namespace
{

struct Dress {
    Type type;
    Colour ink;
};

Dress dressOf(ClockMark mark)
{
    switch (mark) {
    case ClockMark::Running:
        return {Type::Body, Colour::Text};
    case ClockMark::Close:
        return {Type::BodyBold, Colour::Close};
    case ClockMark::Late:
        return {Type::BodyStrong, Colour::LateText};
    case ClockMark::Waiting:
        return {Type::BodyStrong, Colour::Text};
    case ClockMark::Stopped:
    case ClockMark::Told:
        return {Type::Body, Colour::Hint};
    case ClockMark::Doubted:
        return {Type::Body, Colour::Close};
    case ClockMark::AfterHours:
    case ClockMark::Due:
    case ClockMark::None:
        break;
    }
    return {Type::Body, Colour::Text2};
}

bool isBoxed(ClockMark mark) { return mark == ClockMark::Close || mark == ClockMark::Late; }

void paintRing(QPainter &painter, double left, const QColor &track, const QColor &ink)
{
    const QRectF circle(1.75, 1.75, 10.5, 10.5);
    painter.setPen(QPen(track, 1.5));
    painter.drawEllipse(circle);
    painter.setPen(QPen(ink, 1.75, Qt::SolidLine, Qt::FlatCap));
    painter.drawArc(circle, 90 * 16, -int(std::lround(std::clamp(left, 0.0, 1.0) * 360 * 16)));
}

void paintHalf(QPainter &painter, const QColor &ink)
{
    painter.setPen(QPen(ink, 1.5));
    painter.drawEllipse(QPointF(7, 7), 5.25, 5.25);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPie(QRectF(1.75, 1.75, 10.5, 10.5), -90 * 16, 180 * 16);
}

void paintCall(QPainter &painter, const QColor &ink)
{
    painter.setPen(QPen(ink, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(7, 2.5), QPointF(7, 8));
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(QPointF(7, 11.25), 1.25, 1.25);
}

void paintHollowTick(QPainter &painter, const QColor &ink)
{
    QPainterPath line(QPointF(2.25, 7.75));
    line.lineTo(5.5, 11);
    line.lineTo(12, 3.5);
    QPainterPathStroker stroker;
    stroker.setWidth(3.25);
    stroker.setCapStyle(Qt::RoundCap);
    stroker.setJoinStyle(Qt::RoundJoin);
    painter.setPen(QPen(ink, 0.9));
    painter.drawPath(stroker.createStroke(line).simplified());
}

} // namespace

void paintClockMark(QPainter &painter, const QRect &box, ClockMark mark, double left, bool selected)
{
    const QColor ink = isBoxed(mark) ? colour(dressOf(mark).ink) : theme().ink(dressOf(mark).ink, selected);
    const int side = std::min(box.width(), box.height());
    if (mark == ClockMark::AfterHours || mark == ClockMark::Stopped)
        return drawIcon(painter, box, mark == ClockMark::Stopped ? Icon::Tick : Icon::Moon, ink, side);
    if (mark == ClockMark::Doubted)
        return drawIcon(painter, box, Icon::Warning, ink, side);
    if (mark == ClockMark::Waiting)
        return drawIcon(painter, box, Icon::Waiting, theme().ink(Colour::Accent, selected), side);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.translate(box.x() + (box.width() - side) / 2.0, box.y() + (box.height() - side) / 2.0);
    painter.scale(side / 14.0, side / 14.0);
    switch (mark) {
    case ClockMark::Running:
        paintRing(painter, left, colour(Colour::Divider), ink);
        break;
    case ClockMark::Close:
        paintHalf(painter, ink);
        break;
    case ClockMark::Late:
        paintCall(painter, ink);
        break;
    case ClockMark::Told:
        paintHollowTick(painter, ink);
        break;
    default:
        break;
    }
    painter.restore();
}

QSize clockSize(const ClockLook &clock)
{
    return {scaled(6 + 14 + 6 + 6) + digitsWidth(clock.text, dressOf(clock.mark).type), scaled(22)};
}

/// The two lines of a text, parted at the blank that leaves them narrowest; the second is empty when there is none.
static std::pair<QString, QString> partedText(const QString &text, Type type)
{
    std::pair<QString, QString> best{text, QString()};
    int narrowest = digitsWidth(text, type);
    for (qsizetype at = text.indexOf(u' '); at > 0; at = text.indexOf(u' ', at + 1)) {
        const std::pair<QString, QString> parts{text.left(at), text.mid(at + 1)};
        const int wide = std::max(digitsWidth(parts.first, type), digitsWidth(parts.second, type));
        if (wide < narrowest) {
            narrowest = wide;
            best = parts;
        }
    }
    return best;
}

QSize stackedClockSize(const ClockLook &clock)
{
    const Type type = dressOf(clock.mark).type;
    const auto [first, second] = partedText(clock.text, type);
    const int wide = std::max(digitsWidth(first, type), digitsWidth(second, type));
    return {scaled(6 + 14 + 6 + 6) + wide, scaled(second.isEmpty() ? 22 : 35)};
}

void paintStackedClock(QPainter &painter, const QRect &cell, const ClockLook &clock, bool selected, bool muted)
{
    const Dress dress = dressOf(clock.mark);
    const auto [first, second] = partedText(clock.text, dress.type);
    if (second.isEmpty() || clockSize(clock).width() <= cell.width())
        return paintClock(painter, cell, clock, selected, muted);
    const QRect upper(cell.x(), cell.y() + cell.height() / 2 - scaled(17), cell.width(), scaled(18));
    ClockLook above = clock;
    above.text = first;
    paintClock(painter, upper, above, selected, muted);
    const QRect lower = upper.translated(0, scaled(17)).adjusted(scaled(6 + 14 + 6), 0, 0, 0);
    drawDigits(painter, lower, second, dress.type, theme().ink(muted ? Colour::Hint : dress.ink, selected));
}

void paintClock(QPainter &painter, const QRect &cell, const ClockLook &clock, bool selected, bool muted)
{
    if (clock.mark == ClockMark::None && clock.text.isEmpty())
        return;
    const QSize size = clockSize(clock);
    const QRect box(cell.x(), cell.y() + (cell.height() - size.height()) / 2, size.width(), size.height());
    if (clock.mark == ClockMark::Close)
        paintBox(painter, box, colour(Colour::CloseTint), colour(Colour::Close));
    else if (clock.mark == ClockMark::Late)
        paintBox(painter, box, colour(Colour::LateFill));
    const int side = scaled(14);
    const QRect mark(box.x() + scaled(6), box.y() + (box.height() - side) / 2, side, side);
    paintClockMark(painter, mark, clock.mark, clock.left, selected);
    const Dress dress = dressOf(clock.mark);
    const QColor ink =
        isBoxed(clock.mark) ? colour(dress.ink) : theme().ink(muted ? Colour::Hint : dress.ink, selected);
    const int textLeft = mark.right() + 1 + scaled(6);
    drawDigits(
        painter, QRect(textLeft, box.y(), box.right() + 1 - textLeft, box.height()), clock.text, dress.type, ink);
}

} // namespace updesk
