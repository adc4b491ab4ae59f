// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queueview.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

// What keys and pointer do in the queue's list.
namespace updesk
{

namespace
{

constexpr int kEndPages = 20; // so many pages one press of End reads on

} // namespace

LeadId QueueView::currentLead() const { return m_model.leadAt(currentIndex().row()); }

bool QueueView::selectLead(LeadId lead)
{
    const int row = m_model.rowOf(lead);
    if (row < 0)
        return false;
    if (const Band *band = bandOfRow(row); band && band->folded)
        toggleGroup(band->group);
    m_choosing = false;
    selectionModel()->setCurrentIndex(
        m_model.index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(currentIndex());
    return true;
}

std::vector<LeadId> QueueView::chosen() const
{
    std::vector<int> rows;
    if (m_choosing) {
        for (const QModelIndex &index : selectionModel()->selectedRows())
            rows.push_back(index.row());
    }
    if (rows.empty() && currentIndex().isValid())
        rows.push_back(currentIndex().row());
    std::sort(rows.begin(), rows.end());
    std::vector<LeadId> leads;
    leads.reserve(rows.size());
    for (const int row : rows)
        leads.push_back(m_model.leadAt(row));
    return leads;
}

void QueueView::clearChosen()
{
    m_choosing = false;
    m_anchor = -1;
    selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    viewport()->update();
}

void QueueView::setHeld(bool held)
{
    m_held = held;
    if (!held)
        touch();
}

// Every key and every turn of the wheel puts the next sort off.
void QueueView::touch() { m_quiet.start(); }

void QueueView::goHome()
{
    m_model.settle();
    m_gap = m_slack = 0;
    updateGeometries();
    verticalScrollBar()->setValue(0);
    moveTo(step(-1, 1), false);
    m_unseen.clear();
    updateGeometries();
}

void QueueView::toggleGroup(int group)
{
    if (group == 5) {
        m_folded.erase(group);
        m_model.setLater(!m_model.filter().later);
    } else if (!m_folded.erase(group)) {
        m_folded.insert(group);
    }
    m_gap = m_slack = 0;
    m_stale = true;
    updateGeometries();
    if (currentIndex().isValid() && isIndexHidden(m_model.index(currentIndex().row(), 0)))
        moveTo(step(currentIndex().row(), 1), false);
}

// The next row that can be seen, or the same one at the end.
int QueueView::step(int row, int by)
{
    const int way = by < 0 ? -1 : 1;
    int left = std::abs(by);
    int best = row;
    for (int at = row + way; at >= 0 && left > 0; at += way) {
        if (at >= m_model.rowCount() && m_model.canFetchMore({}))
            m_model.fetchMore({});
        if (at >= m_model.rowCount())
            break;
        if (isIndexHidden(m_model.index(at, 0)))
            continue;
        best = at;
        --left;
    }
    return best;
}

void QueueView::moveTo(int row, bool extend)
{
    if (row < 0 || row >= m_model.rowCount())
        return;
    if (m_gap > 0 || m_slack > 0) {
        m_gap = m_slack = 0;
        updateGeometries();
    }
    const QModelIndex to = m_model.index(row, 0);
    if (extend) {
        if (m_anchor < 0)
            m_anchor = std::max(0, currentIndex().row());
        m_choosing = true;
        const QItemSelection range(
            m_model.index(std::min(m_anchor, row), 0), m_model.index(std::max(m_anchor, row), 0));
        selectionModel()->select(range, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    const auto keep = QItemSelectionModel::SelectionFlags(QItemSelectionModel::NoUpdate);
    const auto one = QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
    selectionModel()->setCurrentIndex(to, extend || m_choosing ? keep : one);
    if (!extend)
        m_anchor = -1;
    scrollTo(to);
    viewport()->update();
}

bool QueueView::moveKey(QKeyEvent *event)
{
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const int row = currentIndex().row();
    const int page = std::max(1, viewport()->height() / std::max(1, rowRect(0).height()) - 1);
    if (!plain)
        return false;
    switch (event->key()) {
    case Qt::Key_Up:
        moveTo(step(row, -1), shift);
        return true;
    case Qt::Key_Down:
        moveTo(step(row, 1), shift);
        return true;
    case Qt::Key_PageUp:
        moveTo(step(row, -page), shift);
        return true;
    case Qt::Key_PageDown:
        moveTo(step(row, page), shift);
        return true;
    case Qt::Key_Home:
        goHome();
        return true;
    case Qt::Key_End:
        for (int n = 0; n < kEndPages && m_model.canFetchMore({}); ++n)
            m_model.fetchMore({});
        updateGeometries();
        moveTo(step(m_model.rowCount(), -1), shift);
        return true;
    case Qt::Key_Left:
        if (const Band *band = bandOfRow(row); band && !band->folded)
            toggleGroup(band->group);
        return true;
    case Qt::Key_Right:
        for (const Band &band : bands()) {
            if (band.folded && (row < 0 || band.first + band.count > row)) {
                toggleGroup(band.group);
                return true;
            }
        }
        return true;
    default:
        return false;
    }
}

bool QueueView::chooseKey(QKeyEvent *event)
{
    const QModelIndex current = currentIndex();
    if (event->matches(QKeySequence::SelectAll)) {
        m_choosing = true;
        selectAll();
        viewport()->update();
        return true;
    }
    if (event->key() == Qt::Key_Escape && m_choosing) {
        clearChosen();
        return true;
    }
    if (!current.isValid())
        return false;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & ~Qt::KeypadModifier)
            return false;
        Q_EMIT opened(currentLead());
        return true;
    case Qt::Key_Space:
        Q_EMIT detailWanted(m_model.index(current.row(), QueueModel::Score), false);
        return true;
    default:
        return false;
    }
}

bool QueueView::letterKey(QKeyEvent *event)
{
    if (!letterKeys()->areOn() || !currentIndex().isValid())
        return false;
    if (const auto letter = letterKeys()->of(*event)) {
        Q_EMIT actWanted(*letter);
        return true;
    }
    if (event->modifiers() != Qt::NoModifier)
        return false;
    switch (event->key()) {
    case Qt::Key_K:
        moveTo(step(currentIndex().row(), -1), false);
        return true;
    case Qt::Key_J:
        moveTo(step(currentIndex().row(), 1), false);
        return true;
    case Qt::Key_X:
        if (!m_choosing)
            selectionModel()->clearSelection();
        m_choosing = true;
        m_anchor = currentIndex().row();
        selectionModel()->select(currentIndex(), QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        if (!selectionModel()->hasSelection())
            clearChosen();
        viewport()->update();
        return true;
    default:
        return false;
    }
}

void QueueView::keyPressEvent(QKeyEvent *event)
{
    touch();
    m_linger.stop();
    if (event->isAutoRepeat() && event->key() >= Qt::Key_A && event->key() <= Qt::Key_Z && event->key() != Qt::Key_J
        && event->key() != Qt::Key_K) {
        return; // a letter held down must not act twice
    }
    if (moveKey(event) || chooseKey(event) || letterKey(event))
        return;
    event->ignore();
}

QModelIndex QueueView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int row = currentIndex().row();
    const bool up = action == MoveUp || action == MovePageUp || action == MovePrevious;
    return m_model.index(step(row, up ? -1 : 1), 0);
}

void QueueView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    const QModelIndex from = indexAt(rect.topLeft());
    const QModelIndex to = indexAt(rect.bottomRight());
    if (!from.isValid() || !to.isValid())
        return;
    const QItemSelection range(m_model.index(std::min(from.row(), to.row()), 0),
        m_model.index(std::max(from.row(), to.row()), QueueModel::Columns - 1));
    selectionModel()->select(range, flags);
}

QRegion QueueView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            region += rowRect(row);
    }
    return region;
}

void QueueView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
    Q_EMIT currentLeadChanged();
}

void QueueView::mousePressEvent(QMouseEvent *event)
{
    touch();
    m_linger.stop();
    const QModelIndex index = indexAt(event->pos());
    if (!index.isValid()) {
        const Band *band = bandAt(event->pos().y());
        if (band && event->button() == Qt::LeftButton)
            toggleGroup(band->group);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    if (event->modifiers() & Qt::ShiftModifier) {
        moveTo(index.row(), true);
    } else if (event->modifiers() & Qt::ControlModifier) {
        if (!m_choosing)
            selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_choosing = true;
        m_anchor = index.row();
        selectionModel()->select(index, QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    } else {
        m_choosing = false;
        moveTo(index.row(), false);
    }
    viewport()->update();
}

void QueueView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (indexAt(event->pos()).isValid() && event->button() == Qt::LeftButton)
        Q_EMIT opened(currentLead());
}

void QueueView::hover(const QPoint &point)
{
    const QModelIndex index = indexAt(point);
    const int row = index.isValid() ? index.row() : -1;
    if (row != m_hover) {
        m_hover = row;
        viewport()->update();
    }
    if (m_hovered == index)
        return;
    if (m_hovered.isValid())
        Q_EMIT detailLeft();
    m_hovered = index;
    if (index.isValid())
        m_linger.start();
    else
        m_linger.stop();
}

void QueueView::mouseMoveEvent(QMouseEvent *event) { hover(event->pos()); }

void QueueView::leaveEvent(QEvent *event)
{
    hover(QPoint(-1, -1));
    QTableView::leaveEvent(event);
}

void QueueView::wheelEvent(QWheelEvent *event)
{
    touch();
    m_linger.stop();
    QTableView::wheelEvent(event);
}

void QueueView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const QModelIndex index = indexAt(event->pos() - viewport()->pos());
        if (!index.isValid())
            return;
        if (!selectionModel()->isSelected(index))
            selectLead(m_model.leadAt(index.row()));
        Q_EMIT menuWanted(event->globalPos());
    } else if (currentIndex().isValid()) {
        const QRect row = rowRect(currentIndex().row());
        Q_EMIT menuWanted(viewport()->mapToGlobal(QPoint(scaled(120), row.bottom())));
    }
}

bool QueueView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        hover(QPoint(-1, -1));
    return QTableView::viewportEvent(event);
}

void QueueView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_model.tick();
    m_second.start();
    updateGeometries();
}

void QueueView::hideEvent(QHideEvent *event)
{
    m_second.stop();
    QTableView::hideEvent(event);
}

} // namespace updesk
