// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/tableview.h"

#include "ui/parts/paint.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace updesk
{

void dressTable(QTableView &view)
{
    view.setProperty("ownRing", true);
    view.setFrameShape(QFrame::NoFrame);
    view.setShowGrid(false);
    view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setTabKeyNavigation(false);
    view.setMouseTracking(true);
    view.viewport()->setMouseTracking(true);
    view.verticalHeader()->hide();
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView &head = *view.horizontalHeader();
    head.setSectionResizeMode(QHeaderView::Fixed);
    head.setSectionsClickable(false);
    head.setHighlightSections(false);
    head.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head.setMinimumSectionSize(0);
    for (auto *button : view.findChildren<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly))
        button->hide(); // Qt's own, between the two headers
    // The ring goes from edge to edge, farther than the cells that change.
    QObject::connect(
        view.selectionModel(), &QItemSelectionModel::currentChanged, view.viewport(), qOverload<>(&QWidget::update));
}

void paintRowRing(QTableView &view)
{
    const int row = view.currentIndex().row();
    if (row < 0 || !view.hasFocus())
        return;
    QPainter painter(view.viewport());
    const QRect box(0, view.rowViewportPosition(row), view.viewport()->width(), view.rowHeight(row));
    const bool selected = view.selectionModel()->isRowSelected(row, {});
    paintRowFocus(painter, box, {selected, false, true, view.isActiveWindow()});
}

} // namespace updesk
