// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/tierpaint.h"

#include "ui/parts/paint.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

#include <algorithm>

namespace updesk
{
namespace
{

struct Pair {
    Colour fill, ink;
};

Pair pairOf(TierLook tier)
{
    switch (tier) {
    case TierLook::Hot:
        return {Colour::Hot, Colour::OnHot};
    case TierLook::High:
        return {Colour::High, Colour::OnHigh};
    case TierLook::Med:
        return {Colour::Med, Colour::OnMed};
    case TierLook::Low:
        break;
    }
    return {Colour::Low, Colour::OnLow};
}

bool hasLine(TierLook tier) { return tier == TierLook::Med || tier == TierLook::Low; }

void paintShape(QPainter &painter, const QRectF &box, TierLook tier, const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center() - QPointF(box.width() / 2, box.height() / 2));
    painter.scale(box.width() / 10.0, box.height() / 10.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    switch (tier) {
    case TierLook::Hot:
        painter.drawPolygon(QPolygonF{{5, .75}, {9.5, 9.25}, {.5, 9.25}});
        break;
    case TierLook::High:
        painter.drawRect(QRectF(1, 1, 8, 8));
        break;
    case TierLook::Med:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(ink, 1.5));
        painter.drawEllipse(QPointF(5, 5), 3.5, 3.5);
        break;
    case TierLook::Low:
        painter.drawEllipse(QPointF(5, 5), 2, 2);
        break;
    }
    painter.restore();
}

} // namespace

TierLook tierLook(int score)
{
    if (score > 75)
        return TierLook::Hot;
    if (score > 50)
        return TierLook::High;
    return score > 25 ? TierLook::Med : TierLook::Low;
}

QSize tierTileSize() { return {scaled(20), scaled(20)}; }

void paintTierTile(QPainter &painter, const QRect &box, TierLook tier, bool muted)
{
    const Pair pair = pairOf(tier);
    const QColor none;
    const QColor line = muted ? colour(Colour::Divider) : hasLine(tier) ? colour(Colour::Line) : none;
    paintBox(painter, box, muted ? none : colour(pair.fill), line);
    const qreal side = scaled(10);
    const QRectF shape(box.x() + (box.width() - side) / 2, box.y() + (box.height() - side) / 2, side, side);
    paintShape(painter, shape, tier, colour(muted ? Colour::Hint : pair.ink));
}

QSize tierChipSize()
{
    int widest = 0;
    for (const TierLook tier : {TierLook::Low, TierLook::Med, TierLook::High, TierLook::Hot})
        widest = std::max(widest, textWidth(tierWord(tier), Type::CaptionStrong));
    return {std::max(scaled(82),
                scaled(6 + 10 + 4 + 8 + 6) + widest + digitsWidth(QStringLiteral("100"), Type::CaptionStrong)),
        scaled(20)};
}

void paintTierChip(QPainter &painter, const QRect &box, TierLook tier, int score)
{
    const Pair pair = pairOf(tier);
    const QColor none;
    paintBox(painter, box, colour(pair.fill), hasLine(tier) ? colour(Colour::Line) : none);
    const int pad = scaled(6);
    const qreal side = scaled(9);
    paintShape(painter, QRectF(box.x() + pad, box.y() + (box.height() - side) / 2, side, side), tier, colour(pair.ink));
    const QRect words = box.adjusted(pad + scaled(14), 0, -pad, 0);
    drawText(painter, words, tierWord(tier), Type::CaptionStrong, colour(pair.ink));
    drawDigits(painter, words, QString::number(score), Type::CaptionStrong, colour(pair.ink),
        Qt::AlignRight | Qt::AlignVCenter);
}

namespace
{

struct ScoreInk {
    Type type;
    QColor ink;
};

ScoreInk scoreInk(TierLook tier, bool selected, bool muted)
{
    const Colour role = muted                             ? Colour::Hint
        : tier == TierLook::Hot || tier == TierLook::High ? Colour::Text
                                                          : Colour::Text2;
    return {tier == TierLook::Hot && !muted ? Type::BodyStrong : Type::Body, theme().ink(role, selected)};
}

} // namespace

int stackedScoreWidth()
{
    int widest = digitsWidth(QStringLiteral("100"), Type::BodyStrong);
    for (const TierLook tier : {TierLook::Low, TierLook::Med, TierLook::High, TierLook::Hot})
        widest = std::max(widest, textWidth(tierWord(tier), Type::CaptionStrong));
    return tierTileSize().width() + scaled(6) + widest;
}

void paintStackedScore(QPainter &painter, const QRect &cell, TierLook tier, int score, bool selected, bool muted)
{
    const QSize tile = tierTileSize();
    paintTierTile(painter, QRect(QPoint(cell.x(), cell.y() + (cell.height() - tile.height()) / 2), tile), tier, muted);
    const auto [type, ink] = scoreInk(tier, selected, muted);
    const int left = cell.x() + tile.width() + scaled(6);
    const QRect upper(
        left, cell.y() + cell.height() / 2 - scaled(17), std::max(0, cell.right() + 1 - left), scaled(18));
    drawDigits(painter, upper, QString::number(score), type, ink);
    drawText(painter, upper.translated(0, scaled(17)), tierWord(tier),
        type == Type::BodyStrong ? Type::CaptionStrong : Type::Caption, ink);
}

void paintScore(QPainter &painter, const QRect &cell, TierLook tier, int score, bool selected, bool muted)
{
    const QSize tile = tierTileSize();
    const QRect tileBox(QPoint(cell.x(), cell.y() + (cell.height() - tile.height()) / 2), tile);
    paintTierTile(painter, tileBox, tier, muted);
    const auto [type, ink] = scoreInk(tier, selected, muted);
    const int gap = scaled(6);
    const int wordWide = scaled(30);
    const QRect word(tileBox.right() + 1 + gap, cell.y(), wordWide, cell.height());
    drawText(painter, word, tierWord(tier), type, ink);
    const QString number = QString::number(score);
    const int two = digitsWidth(QStringLiteral("00"), type);
    const QRect digits(word.right() + 1 + gap, cell.y(), std::max(two, digitsWidth(number, type)), cell.height());
    drawDigits(painter, digits, number, type, ink, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace updesk
