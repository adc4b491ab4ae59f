// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/type.h"

#include <QRect>

class QPainter;

namespace updesk
{

/// Draws one line in the box, centred in height, cut at the right with an ellipsis when it does not fit; returns the
/// width it took.
int drawText(QPainter &painter, const QRect &box, const QString &text, Type type, const QColor &ink,
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

/// The line under the letter at `at` (UTF-16 units) of a text that drawText has drawn at the left of this box.
void drawMnemonic(QPainter &painter, const QRect &box, const QString &text, int at, Type type, const QColor &ink);

/// Like drawText, with the letters that were searched for in Strong and `matchInk`. `from`, `length`: UTF-16 units.
int drawMatch(QPainter &painter, const QRect &box, const QString &text, int from, int length, Type type,
    const QColor &ink, const QColor &matchInk);

/// Draws each digit in a cell as wide as the widest digit, so that clocks, counts and money stand still while they
/// change.
void drawDigits(QPainter &painter, const QRect &box, const QString &text, Type type, const QColor &ink,
    Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

/// The width drawDigits needs, rounded up.
int digitsWidth(const QString &text, Type type);

} // namespace updesk
