// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

class QPainter;

namespace updesk
{

/// The four tiers as they are drawn: filled triangle, filled square, open circle, dot.
enum class TierLook : quint8 { Low, Med, High, Hot };

/// The tier of a score from 0 to 100, as it is drawn.
TierLook tierLook(int score);

/// "Hot", "High", "Med", "Low" in the user's language.
QString tierWord(TierLook tier);

QSize tierTileSize();
/// The tile of lists, 20 by 20. Muted: a row another desk took.
void paintTierTile(QPainter &painter, const QRect &box, TierLook tier, bool muted = false);

QSize tierChipSize();
/// The filled chip of the lead head and the popover: shape, word, number.
void paintTierChip(QPainter &painter, const QRect &box, TierLook tier, int score);

/// The score cell of lists: tile, word, number, from the cell's left edge.
void paintScore(QPainter &painter, const QRect &cell, TierLook tier, int score, bool selected, bool muted = false);

/// The same over two lines for narrow lists: the number beside the tile, the word under the number.
int stackedScoreWidth();
void paintStackedScore(
    QPainter &painter, const QRect &cell, TierLook tier, int score, bool selected, bool muted = false);

} // namespace updesk
