// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sidebaritem.h"

#include "ui/parts/keycap.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

namespace updesk
{

SidebarItem::SidebarItem(Icon icon, const QString &words, const QKeySequence &keys, QWidget *parent)
    : QAbstractButton(parent), m_icon(icon), m_keys(keys)
{
    setText(words);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    rename();
    connect(themeChanges(), &ThemeChanges::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SidebarItem::setBadge(int count)
{
    if (m_badge == count)
        return;
    m_badge = count;
    rename();
    update();
}

void SidebarItem::setFolded(bool folded)
{
    m_folded = folded;
    updateGeometry();
    update();
}

void SidebarItem::setShowsKey() { m_showsKey = true; }

void SidebarItem::rename()
{
    setAccessibleName(m_badge > 0 ? tr("%1, %2 waiting").arg(text(), QLocale().toString(m_badge)) : text());
    setToolTip(tipWithKey(accessibleName(), m_keys));
}

QSize SidebarItem::sizeHint() const { return {scaled(m_folded ? 36 : 184), scaled(34)}; }

void SidebarItem::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool active = isChecked();
    if (active || (underMouse() && isEnabled()))
        paintBox(painter, rect(), colour(active ? Colour::Selection : Colour::Hover), {}, 1, kRadius);
    const int side = scaled(20);
    const QString count = QLocale().toString(m_badge);
    const QRect mark = m_folded ? rect() : QRect(scaled(8), 0, side, height());
    const QColor ink = theme().ink(active ? Colour::Accent : Colour::Text2, active);
    drawIcon(painter, mark, m_icon, ink, side);
    if (m_folded) {
        if (m_badge > 0) {
            const int dot = scaled(8);
            paintBox(painter, QRect(width() - dot - scaled(4), scaled(4), dot, dot), colour(Colour::Accent), {}, 1,
                dot / 2.0);
        }
        return;
    }
    int right = width() - scaled(8);
    if (m_badge > 0) {
        const QSize size = badgeSize(count);
        paintBadge(painter, QRect(QPoint(right - size.width(), (height() - size.height()) / 2), size), count);
        right -= size.width() + kSpace8;
    } else if (m_showsKey && !m_keys.isEmpty()) {
        const QSize size = keycapSize(keyText(m_keys));
        paintKeycap(
            painter, QRect(QPoint(right - size.width(), (height() - size.height()) / 2), size), keyText(m_keys));
        right -= size.width() + kSpace8;
    }
    const int left = scaled(8 + 20 + 12);
    drawText(painter, QRect(left, 0, right - left, height()), text(), active ? Type::BodyStrong : Type::Body,
        theme().ink(active ? Colour::Text : Colour::Text2, active));
}

void SidebarItem::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace updesk
