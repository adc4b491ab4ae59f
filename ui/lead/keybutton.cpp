// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/keybutton.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QPainter>

namespace updesk
{

KeyButton::KeyButton(const QString &key, const QString &words, QWidget *parent) : QAbstractButton(parent), m_key(key)
{
    setText(words);
    setAccessibleName(words);
    setToolTip(tr("%1 (%2)", "what the button does, its key").arg(words, key));
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize KeyButton::sizeHint() const
{
    return {scaled(12) * 2 + keycapSize(m_key).width() + scaled(10) + textWidth(text(), Type::BodyMedium), scaled(36)};
}

void KeyButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool over = underMouse() && isEnabled();
    paintBox(painter, rect(),
        colour(isDown() ? Colour::Selection
                : over  ? Colour::Hover
                        : Colour::Base),
        colour(Colour::Line), 1, kRadius);
    const QSize cap = keycapSize(m_key);
    paintKeycap(painter, QRect(QPoint(scaled(12), (height() - cap.height()) / 2), cap), m_key);
    const int left = scaled(12) + cap.width() + scaled(10);
    drawText(painter, QRect(left, 0, width() - left - scaled(8), height()), text(), Type::BodyMedium,
        theme().ink(Colour::Text, isDown()));
}

} // namespace updesk
