// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/chip.h"

#include "ui/parts/icons.h"
#include "ui/parts/keycap.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

Chip::Chip(const QString &words, ChipKind kind, QWidget *parent) : QAbstractButton(parent), m_kind(kind)
{
    setText(words);
    setCheckable(kind == ChipKind::Choice);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    if (kind == ChipKind::Removable)
        setToolTip(tr("Remove the filter: %1").arg(words));
    setAccessibleName(kind == ChipKind::Removable ? toolTip() : words);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Chip::setKeys(const QKeySequence &keys)
{
    m_keys = keyText(keys);
    setToolTip(tipWithKey(text(), keys));
    updateGeometry();
}

QSize Chip::sizeHint() const
{
    int width = 2 * scaled(8) + textWidth(text(), Type::Body);
    if (m_kind == ChipKind::Removable)
        width += scaled(6 + 12);
    if (!m_keys.isEmpty())
        width += scaled(6) + keycapSize(m_keys).width();
    return {width, scaled(24)};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor none;
    const bool on = isChecked();
    const QColor fill = on            ? colour(Colour::Selection)
        : underMouse() && isEnabled() ? colour(Colour::Hover)
                                      : colour(Colour::Base);
    paintBox(painter, rect(), fill, on ? none : colour(Colour::Divider), 1, kRadius);
    int x = scaled(8);
    const QColor ink = isEnabled() ? theme().ink(on ? Colour::Text : Colour::Text2, on) : colour(Colour::Hint);
    x += drawText(painter, QRect(x, 0, width() - 2 * x, height()), text(), Type::Body, ink);
    if (m_kind == ChipKind::Removable)
        drawIcon(painter, QRect(x + scaled(6), 0, scaled(12), height()), Icon::Close, ink, scaled(12));
    if (!m_keys.isEmpty()) {
        const QSize cap = keycapSize(m_keys);
        paintKeycap(painter, QRect(QPoint(x + scaled(6), (height() - cap.height()) / 2), cap), m_keys);
    }
}

} // namespace updesk
