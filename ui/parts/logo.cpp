// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/logo.h"

#include "ui/parts/paint.h"

#include <QPainter>

namespace updesk
{

void paintLogo(QPainter &painter, const QRect &box)
{
    paintBox(painter, box, colour(Colour::Accent), {}, 1, std::max(3.0, box.width() / 6.0));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 22.0, box.height() / 22.0);
    painter.setPen(QPen(colour(Colour::OnAccent), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawLine(QPointF(11, 15.5), QPointF(11, 7));
    painter.drawPolyline(QPolygonF{{7, 10.5}, {11, 6.5}, {15, 10.5}});
    painter.restore();
}

QIcon logoIcon()
{
    QIcon out;
    for (const int side : {16, 24, 32, 48, 64, 128}) {
        QPixmap picture(side, side);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paintLogo(painter, picture.rect());
        painter.end();
        out.addPixmap(picture);
    }
    return out;
}

Logo::Logo(int side, QWidget *parent) : QWidget(parent), m_side(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize Logo::sizeHint() const { return {scaled(m_side), scaled(m_side)}; }

void Logo::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintLogo(painter, rect());
}

} // namespace updesk
