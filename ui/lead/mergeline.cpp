// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/mergeline.h"

#include "ui/parts/icons.h"
#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QKeyEvent>
#include <QPainter>

namespace updesk
{

MergeLine::MergeLine(const QString &name, const QString &left, const QString &right, QWidget *parent)
    : QWidget(parent), m_name(name), m_left(left), m_right(right)
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownRing", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("%1: %2, or %3", "a field and its two values").arg(name, left, right));
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
    nameIt();
}

void MergeLine::setSide(Side side)
{
    m_side = side;
    nameIt();
    update();
}

void MergeLine::nameIt()
{
    const bool keepsLeft = m_side == Side::Left;
    setAccessibleName(
        tr("%1: keeps %2, not %3").arg(m_name, keepsLeft ? m_left : m_right, keepsLeft ? m_right : m_left));
}

bool MergeLine::isNarrow() const { return parentWidget() && parentWidget()->width() < scaled(560); }

// Twice as high at most: where it is narrow the name stands above the values.
QSize MergeLine::sizeHint() const { return {scaled(600), isNarrow() ? scaled(60) : scaled(40)}; }
QSize MergeLine::minimumSizeHint() const { return {scaled(200), sizeHint().height()}; }

QRect MergeLine::box(Side side) const
{
    const int left = isNarrow() ? 0 : scaled(112);
    const int top = isNarrow() ? scaled(20) : 0;
    const int wide = (width() - left - kSpace8) / 2;
    return QRect(left + (side == Side::Right ? wide + kSpace8 : 0), top, wide, height() - top)
        .adjusted(kRingRoom, kRingRoom, -kRingRoom, -kRingRoom);
}

void MergeLine::paintValue(QPainter &painter, Side side) const
{
    const QRect at = box(side);
    const bool kept = side == m_side;
    paintBox(
        painter, at, colour(kept ? Colour::Selection : Colour::Base), colour(kept ? Colour::Accent : Colour::Line));
    const QString key = side == Side::Left ? QStringLiteral("1") : QStringLiteral("2");
    const QSize cap = keycapSize(key);
    paintKeycap(painter, QRect(QPoint(at.x() + kSpace8, at.center().y() - cap.height() / 2), cap), key,
        kept ? KeycapTone::OnSelection : KeycapTone::Plain);
    const int tick = scaled(16);
    const QRect words = at.adjusted(2 * kSpace8 + cap.width(), 0, -kSpace8 - (kept ? tick + kSpace4 : 0), 0);
    drawText(painter, words, side == Side::Left ? m_left : m_right, kept ? Type::BodyMedium : Type::Body,
        theme().ink(kept ? Colour::Text : Colour::Text2, kept));
    if (kept)
        drawIcon(painter, QRect(at.right() - kSpace8 - tick, at.y(), tick, at.height()), Icon::Tick,
            theme().ink(Colour::Text, true), tick);
    if (kept && hasFocus())
        paintControlFocus(painter, at, isActiveWindow());
}

void MergeLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect name = isNarrow() ? QRect(kRingRoom, 0, width(), scaled(20)) : QRect(0, 0, scaled(108), height());
    drawText(painter, name, m_name, Type::Body, colour(Colour::Text2));
    paintValue(painter, Side::Left);
    paintValue(painter, Side::Right);
}

void MergeLine::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & ~Qt::KeypadModifier)
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_1:
    case Qt::Key_Left:
        return Q_EMIT chosen(Side::Left);
    case Qt::Key_2:
    case Qt::Key_Right:
        return Q_EMIT chosen(Side::Right);
    case Qt::Key_Up:
        return Q_EMIT left(-1);
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Q_EMIT left(1);
    default:
        QWidget::keyPressEvent(event);
    }
}

void MergeLine::mousePressEvent(QMouseEvent *event)
{
    for (const Side side : {Side::Left, Side::Right})
        if (box(side).contains(event->pos()))
            Q_EMIT chosen(side);
}

} // namespace updesk
