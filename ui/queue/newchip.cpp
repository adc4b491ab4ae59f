// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/newchip.h"

#include "ui/parts/keycap.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

NewChip::NewChip(QWidget *parent) : QAbstractButton(parent), m_key(keyText(QKeySequence(Qt::Key_Home)))
{
    setObjectName(QStringLiteral("queue.newChip"));
    setFocusPolicy(Qt::NoFocus); // Home does it from the list
    setCursor(Qt::PointingHandCursor);
    setToolTip(tipWithKey(tr("Go to the new rows"), QKeySequence(Qt::Key_Home)));
    hide();
}

void NewChip::setCount(int count)
{
    if (count == m_count)
        return;
    m_count = count;
    setText(tr("%n new above", nullptr, count));
    setAccessibleName(text());
    setVisible(count > 0);
    resize(sizeHint());
    update();
}

QSize NewChip::sizeHint() const
{
    return {scaled(10 + 12 + 6) + textWidth(text(), Type::CaptionStrong) + scaled(8) + keycapSize(m_key).width()
            + scaled(6),
        scaled(24)};
}

void NewChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor accent = colour(Colour::Accent);
    paintBox(painter, rect(), colour(isDown() ? Colour::Selection : Colour::Base), accent);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(accent, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const qreal wide = scaled(4);
    const QPointF top(scaled(10) + scaled(6), height() / 2.0 - scaled(5));
    painter.drawLine(top, top + QPointF(0, scaled(10)));
    painter.drawPolyline(QPolygonF{top + QPointF(-wide, wide), top, top + QPointF(wide, wide)});
    const int left = scaled(10 + 12 + 6);
    const QSize key = keycapSize(m_key);
    drawText(painter, QRect(left, 0, width() - left, height()), text(), Type::CaptionStrong, accent);
    paintKeycap(painter, QRect(QPoint(width() - scaled(6) - key.width(), (height() - key.height()) / 2), key), m_key);
}

} // namespace updesk
