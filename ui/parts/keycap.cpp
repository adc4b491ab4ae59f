// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/keycap.h"

#include "ui/parts/letterkeys.h"

#include <QPainter>

namespace updesk
{

QString keyText(const QKeySequence &keys)
{
    if (isLetterKey(keys) && !letterKeys()->areOn())
        return {};
    QString out = keys.toString(QKeySequence::NativeText);
    out.replace(QLatin1String("Return"), QLatin1String("Enter"));
    return out;
}

QString tipWithKey(const QString &words, const QKeySequence &keys)
{
    const QString key = keyText(keys);
    return key.isEmpty() ? words : QStringLiteral("%1 (%2)").arg(words, key);
}

KeycapLabel::KeycapLabel(const QString &keys, KeycapTone tone, QWidget *parent)
    : QWidget(parent), m_keys(keys), m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void KeycapLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintKeycap(painter, rect(), m_keys, m_tone);
}

} // namespace updesk
