// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/paint.h"
#include "ui/queue/queuemodel.h"

namespace updesk
{

/// The cells of one row, left to right where they stand; a column that is hidden has an empty box.
using QueueCells = std::array<QRect, QueueModel::Columns>;

/// Paints one whole row of the queue from what the model tells; it computes nothing.
class QueueDelegate final
{
public:
    struct Look {
        RowLook row;
        bool marked = false; ///< chosen for an act on several rows
        bool current = false; ///< shows its key and its next action in bold
        bool twoLines = false;
        bool stacked = false; ///< two lines, and the columns are too narrow for all cells to be read in one
        bool held = false; ///< somebody has it open
    };
    static void drawRow(QPainter &painter, const QRect &row, const QueueCells &cells, const QueueModel &model,
        int index, const Look &look);
    /// The clock cell alone, for the second's tick.
    static void drawClock(QPainter &painter, const QRect &cell, const QueueModel &model, int index, const Look &look);
};

} // namespace updesk
