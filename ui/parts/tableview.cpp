// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/tableview.h"

#include <QAbstractButton>
#include <QHeaderView>
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
}

} // namespace updesk
