// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/theme.h"

#include <QRect>
#include <QString>

class QPainter;

namespace updesk
{

enum class KeycapTone : quint8 { Plain, OnSelection, OnAccent };
enum class TagTone : quint8 { Plain, Good, Close, Bad, Accent };

/// How a list row stands; windowActive is false too while a dialog is in front.
struct RowLook {
    bool selected = false;
    bool hovered = false;
    bool focused = false;
    bool windowActive = true;
};

/// Every painting function takes the box the part fills; sizes come from the function beside it, at the text size in
/// force.
QSize keycapSize(const QString &keys);
void paintKeycap(QPainter &painter, const QRect &box, const QString &keys, KeycapTone tone = KeycapTone::Plain);

QSize gradeSize();
void paintGrade(QPainter &painter, const QRect &box, QChar grade, bool muted = false);

QSize badgeSize(const QString &count);
void paintBadge(QPainter &painter, const QRect &box, const QString &count);

QSize tagSize(const QString &words);
void paintTag(QPainter &painter, const QRect &box, const QString &words, TagTone tone = TagTone::Plain);

/// Fills the row: base, hover or selection.
void paintRow(QPainter &painter, const QRect &row, const RowLook &look);
/// The row's ring, drawn last: 2 px, 1 px inside the row; dotted in an inactive window. Nothing when not focused.
void paintRowFocus(QPainter &painter, const QRect &row, const RowLook &look);

/// The ring of a control: 2 px outside a 1 px gap around `control`, so the painter's room must be 3 px larger on each
/// side.
inline constexpr int kRingRoom = 3;
void paintControlFocus(QPainter &painter, const QRect &control, bool windowActive);

/// A group head of a list: alt fill, dividers, chevron, words and count.
void paintGroupHead(QPainter &painter, const QRect &row, const QString &words, const QString &count, bool folded);

/// Grey outlines in place of rows while a read takes longer than 150 ms.
void paintRowOutlines(QPainter &painter, const QRect &area, int rowHeight);

/// A rounded box, crisp at any scale: fill and a line of `width` px inside the edge (invalid colours are left out).
void paintBox(QPainter &painter, const QRect &box, const QColor &fill, const QColor &line = {}, qreal width = 1,
    qreal radius = 4);

} // namespace updesk
