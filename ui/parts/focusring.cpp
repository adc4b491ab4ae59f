// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/focusring.h"

#include "ui/parts/paint.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace updesk
{
namespace
{

QPointer<FocusRing> s_ring;

// A list draws it around its row; one without a row has it around itself.
bool drawsItsOwn(const QWidget *widget)
{
    if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
        return view->currentIndex().isValid();
    return widget->isWindow() || widget->property("ownRing").toBool() || widget->inherits("QMenu");
}

/// A list without rows that goes to the edges of its pane: a ring around it would be cut off.
bool holdsRing(const QWidget *target)
{
    const QRect around = target->geometry().adjusted(-kRingRoom, -kRingRoom, kRingRoom, kRingRoom);
    return target->inherits("QAbstractItemView") && !target->parentWidget()->rect().contains(around);
}

/// The nearest ancestor with room for the ring around `box`; a scrolled page keeps it, so that it scrolls and is cut
/// with its widget.
QWidget *hostOf(QWidget *target)
{
    QWidget *host = target->parentWidget();
    while (host && !host->isWindow()) {
        const QRect box(target->mapTo(host, QPoint()), target->size());
        // A splitter would take the ring for a pane.
        const bool room = !host->inherits("QSplitter")
            && host->rect().contains(box.adjusted(-kRingRoom, -kRingRoom, kRingRoom, kRingRoom));
        const bool scrolled = host->parentWidget() && host->parentWidget()->inherits("QAbstractScrollArea");
        if (room || scrolled)
            break;
        host = host->parentWidget();
    }
    return host;
}

} // namespace

FocusRing::FocusRing(QWidget *host) : QWidget(host)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
}

void FocusRing::install()
{
    static QPointer<QApplication> watched;
    if (watched == qApp)
        return;
    watched = qApp;
    QObject::connect(qApp, &QApplication::focusChanged, qApp, [](QWidget *old, QWidget *now) {
        // The window went to the back: the ring stays, dotted.
        if (!now && old && s_ring && old == s_ring->m_target && !old->isActiveWindow())
            s_ring->update();
        else
            showOn(now);
    });
    showOn(QApplication::focusWidget());
}

void FocusRing::showOn(QWidget *target)
{
    if (!s_ring && target && target->parentWidget())
        s_ring = new FocusRing(target->parentWidget());
    if (s_ring)
        s_ring->follow(target);
}

void FocusRing::follow(QWidget *target)
{
    for (QWidget *w = m_target; w; w = w->parentWidget())
        w->removeEventFilter(this);
    m_target = target;
    for (QWidget *w = m_target; w; w = w->parentWidget())
        w->installEventFilter(this);
    watchRows();
    place();
}

/// A list that has the focus may get its first row, or lose its last.
void FocusRing::watchRows()
{
    for (const auto &rows : m_rows)
        disconnect(rows);
    m_rows.clear();
    const auto *view = qobject_cast<QAbstractItemView *>(m_target);
    if (!view || !view->model())
        return;
    m_rows = {connect(view->selectionModel(), &QItemSelectionModel::currentChanged, this, &FocusRing::place),
        connect(view->model(), &QAbstractItemModel::modelReset, this, &FocusRing::place, Qt::QueuedConnection)};
}

void FocusRing::place()
{
    const bool shown = m_target && m_target->isVisible() && !drawsItsOwn(m_target);
    QWidget *host = shown ? hostOf(m_target) : nullptr;
    if (!host)
        return hide();
    if (parentWidget() != host)
        setParent(host);
    const QRect box(m_target->mapTo(host, QPoint()), m_target->size());
    setGeometry(holdsRing(m_target) ? box : box.adjusted(-kRingRoom, -kRingRoom, kRingRoom, kRingRoom));
    if (m_target->parentWidget() == host)
        raise();
    show();
    update();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::ParentChange:
        place();
        break;
    case QEvent::Hide: // of the target or of what holds it, maybe for good: then nothing may be moved about in it
        hide();
        break;
    case QEvent::WindowActivate:
    case QEvent::WindowDeactivate:
        update();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintControlFocus(painter, rect().adjusted(kRingRoom, kRingRoom, -kRingRoom, -kRingRoom), isActiveWindow());
}

} // namespace updesk
