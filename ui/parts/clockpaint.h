// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

class QPainter;

namespace updesk
{

/// How a response clock is drawn; each has its own mark, so that none is told by colour alone.
enum class ClockMark : quint8 { None, Due, Running, Close, Late, AfterHours, Waiting, Stopped, Told, Doubted };

struct ClockLook {
    ClockMark mark = ClockMark::None;
    QString text; ///< "03:12", "+06:10", "Fri 8:30": written by the caller, local time
    double left = 1; ///< share of the time left, 0 to 1; only for Running
    bool operator==(const ClockLook &) const = default;
};

QSize clockSize(const ClockLook &clock);
/// Box, mark and digits from the cell's left edge, centred in height.
void paintClock(
    QPainter &painter, const QRect &cell, const ClockLook &clock, bool selected = false, bool muted = false);
/// For a cell too narrow for it: the text over two lines, parted where it gets narrowest ("Wed" over "10:58 AM").
QSize stackedClockSize(const ClockLook &clock);
/// As paintClock when the clock fits the cell, else over two lines of 18 and 17.
void paintStackedClock(
    QPainter &painter, const QRect &cell, const ClockLook &clock, bool selected = false, bool muted = false);
/// The mark alone in a square box.
void paintClockMark(QPainter &painter, const QRect &box, ClockMark mark, double left, bool selected = false);

} // namespace updesk
