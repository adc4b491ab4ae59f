// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/filledbox.h"

#include "ui/parts/paint.h"
#include "ui/parts/spacing.h"

#include <QPainter>
#include <QScrollArea>

namespace updesk
{

FilledBox::FilledBox(Colour fill, std::optional<Colour> line, QWidget *parent)
    : QWidget(parent), m_fill(fill), m_line(line)
{
}

void FilledBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), colour(m_fill), m_line ? colour(*m_line) : QColor(), 1, kRadius);
}

QScrollArea *scrollOver(QWidget *content)
{
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() fills it
    return scroll;
}

} // namespace updesk
