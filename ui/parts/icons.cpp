// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <cmath>

namespace updesk
{
namespace
{

constexpr std::array<const char *, kIcons> kNames{"add", "appointment-add", "appointments", "back", "call", "chevron",
    "close", "coaching", "copy", "customers", "dashboard", "density", "duplicate", "edit", "email", "equity", "export",
    "filter", "forward", "grade", "grip", "help", "household", "import", "inventory", "lock", "lost", "merge", "moon",
    "more", "note", "notices", "offline", "owner", "phone-up", "pin", "print", "queue", "reasons", "reports", "search",
    "service", "settings", "sidebar", "snooze", "sold", "sync", "text", "tick", "undo", "unverified", "visit",
    "waiting", "walk-in", "warning"};

QByteArray drawing(Icon icon)
{
    static std::array<QByteArray, kIcons> read;
    QByteArray &bytes = read[std::size_t(icon)];
    if (bytes.isEmpty()) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(kNames[std::size_t(icon)])));
        if (file.open(QIODevice::ReadOnly))
            bytes = file.readAll();
    }
    return bytes;
}

/// Paints in the colour its role has at that moment, so that no icon is left behind by a theme change.
class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(Icon icon, Colour role) : m_icon(icon), m_role(role) { }
    void paint(QPainter *painter, const QRect &box, QIcon::Mode mode, QIcon::State) override
    {
        drawIcon(*painter, box, m_icon, inkOf(mode), std::min(box.width(), box.height()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_icon, std::min(size.width(), size.height()), inkOf(mode));
    }
    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    QColor inkOf(QIcon::Mode mode) const { return theme()[mode == QIcon::Disabled ? Colour::Hint : m_role]; }
    Icon m_icon;
    Colour m_role;
};

} // namespace

QPixmap iconPixmap(Icon icon, int pixels, const QColor &colour, qreal scale)
{
    const int side = std::max(1, int(std::ceil(pixels * scale)));
    const QString key = QStringLiteral("updesk/%1/%2/%3").arg(int(icon)).arg(side).arg(colour.rgba(), 0, 16);
    QPixmap out;
    if (!QPixmapCache::find(key, &out)) {
        QByteArray bytes = drawing(icon);
        bytes.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer renderer(bytes);
        out = QPixmap(side, side);
        out.fill(Qt::transparent);
        QPainter painter(&out);
        renderer.render(&painter);
        painter.end();
        QPixmapCache::insert(key, out);
    }
    out.setDevicePixelRatio(scale);
    return out;
}

QIcon icon(Icon icon, Colour role) { return QIcon(new ThemedIconEngine(icon, role)); }

void drawIcon(QPainter &painter, const QRect &box, Icon icon, const QColor &colour, int pixels)
{
    const int side = pixels > 0 ? pixels : std::min(box.width(), box.height());
    const qreal scale = painter.device() ? painter.device()->devicePixelRatioF() : 1.0;
    const QPoint corner(box.x() + (box.width() - side) / 2, box.y() + (box.height() - side) / 2);
    painter.drawPixmap(corner, iconPixmap(icon, side, colour, scale));
}

} // namespace updesk
