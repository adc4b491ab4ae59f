// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/planes.h"

#include <QPainter>

namespace updesk
{

void Plane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(m_ground));
    const QColor line = colour(Colour::Divider);
    if (m_line == Line::Top)
        painter.fillRect(QRect(0, 0, width(), 1), line);
    if (m_line == Line::Bottom)
        painter.fillRect(QRect(0, height() - 1, width(), 1), line);
    if (m_line == Line::Left)
        painter.fillRect(QRect(0, 0, 1, height()), line);
}

TagLabel::TagLabel(TagTone tone, QWidget *parent) : QWidget(parent), m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TagLabel::setWords(const QString &words)
{
    m_words = words;
    setAccessibleName(words);
    setVisible(!words.isEmpty());
    updateGeometry();
    update();
}

void TagLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTag(painter, rect(), m_words, m_tone);
}

} // namespace updesk
