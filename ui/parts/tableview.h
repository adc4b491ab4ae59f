// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace updesk
{

/// Makes a view the kind of table that our screens have: whole rows, one of them chosen, none edited in place, headings
/// that only name, sizes that its screen sets. Its headers and its model stand already.
void dressTable(QTableView &view);

/// For the end of a paintEvent(): while the view has the focus, the ring around its current row, from edge to edge.
void paintRowRing(QTableView &view);

} // namespace updesk
