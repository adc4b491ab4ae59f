// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/keybutton.h"

#include "ui/parts/letterkeys.h"
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
    showTip();
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
    connect(letterKeys(), &LetterKeys::changed, this, [this] {
        showTip();
        updateGeometry();
        update();
    });
}

QString KeyButton::cap() const
{
    return isLetterKey(QKeySequence(m_key)) && !letterKeys()->areOn() ? QString() : m_key;
}

void KeyButton::showTip()
{
    setToolTip(cap().isEmpty() ? text() : tr("%1 (%2)", "what the button does, its key").arg(text(), cap()));
}

QSize KeyButton::sizeHint() const
{
    const int key = cap().isEmpty() ? 0 : keycapSize(cap()).width() + scaled(10);
    return {scaled(12) * 2 + key + textWidth(text(), Type::BodyMedium), scaled(36)};
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
    int left = scaled(12);
    if (const QString key = cap(); !key.isEmpty()) {
        const QSize size = keycapSize(key);
        paintKeycap(painter, QRect(QPoint(left, (height() - size.height()) / 2), size), key);
        left += size.width() + scaled(10);
    }
    drawText(painter, QRect(left, 0, width() - left - scaled(8), height()), text(), Type::BodyMedium,
        theme().ink(Colour::Text, isDown()));
}

} // namespace updesk
