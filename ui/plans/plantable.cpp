// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plans/plantable.h"

#include "ui/parts/letterkeys.h"
#include "ui/parts/screen.h"
#include "ui/parts/spacing.h"
#include "ui/parts/tableview.h"
#include "ui/parts/theme.h"

#include <QAbstractTableModel>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <numeric>

namespace updesk
{

static int sum(const std::vector<int> &of) { return std::accumulate(of.begin(), of.end(), 0); }

static std::vector<int> widthsFor(const ColumnPlan &columns, int room)
{
    std::vector<int> out = columns.designed, least = columns.least;
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = scaled(out[i]);
        least[i] = scaled(least[i]);
    }
    for (const int away : columns.away) {
        if (sum(least) > room)
            least[std::size_t(away)] = out[std::size_t(away)] = 0;
    }
    const int spare = std::max(0, room - sum(least)), wanted = sum(out) - sum(least);
    for (std::size_t i = 0; i < out.size() && wanted > 0 && spare < wanted; ++i)
        out[i] = least[i] + spare * (out[i] - least[i]) / wanted;
    out[std::size_t(columns.stretches)] += std::max(0, room - sum(out));
    return out;
}

PlanTable::PlanTable(QAbstractTableModel &model, ColumnPlan columns, Steps steps, QWidget *parent)
    : QTableView(parent), m_columns(std::move(columns)), m_steps(steps)
{
    Screen::markPane(this);
    setModel(&model);
    dressTable(*this);
    connect(themeChanges(), &ThemeChanges::changed, this, &PlanTable::fit);
    fit();
}

void PlanTable::choose(int row)
{
    if (row >= 0 && row < model()->rowCount())
        setCurrentIndex(model()->index(row, 0));
}

int PlanTable::heightFor(int rows) const
{
    return scaled(kHeadHeight) + std::min(rows, std::max(1, model()->rowCount())) * scaled(kRowNormal) + 2;
}

void PlanTable::fit()
{
    verticalHeader()->setDefaultSectionSize(scaled(kRowNormal));
    horizontalHeader()->setFixedHeight(scaled(kHeadHeight));
    const std::vector<int> widths = widthsFor(m_columns, viewport()->width());
    for (std::size_t column = 0; column < widths.size(); ++column) {
        setColumnHidden(int(column), widths[column] == 0);
        if (widths[column] > 0)
            setColumnWidth(int(column), widths[column]);
    }
    viewport()->update();
}

void PlanTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void PlanTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    paintRowRing(*this);
}

bool PlanTable::stepKey(const QKeyEvent &event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool up = event.key() == Qt::Key_Up, down = event.key() == Qt::Key_Down;
    if (modifiers == Qt::AltModifier && (up || down))
        Q_EMIT moveWanted(row(), up ? -1 : 1);
    else if (modifiers == Qt::NoModifier && event.key() == Qt::Key_Insert)
        Q_EMIT insertWanted(row());
    else if (modifiers == Qt::NoModifier && event.key() == Qt::Key_Delete)
        Q_EMIT removeWanted(row());
    else
        return false;
    return true;
}

void PlanTable::keyPressEvent(QKeyEvent *event)
{
    if (m_steps == Steps::Move && stepKey(*event))
        return;
    const bool bare = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const bool off = !letterKeys()->areOn() && isLetterKey(QKeySequence(event->key()));
    switch (bare && !off ? event->key() : 0) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT openWanted(row());
        return;
    case Qt::Key_Space:
        Q_EMIT switchWanted(row());
        return;
    case Qt::Key_J:
    case Qt::Key_K:
        choose(row() + (event->key() == Qt::Key_J ? 1 : -1));
        return;
    case Qt::Key_Home:
        choose(0);
        return;
    case Qt::Key_End:
        choose(model()->rowCount() - 1);
        return;
    default:
        break;
    }
    if (bare && event->key() >= Qt::Key_A && event->key() <= Qt::Key_Z) // else the table looks for a row that begins so
        event->ignore();
    else
        QTableView::keyPressEvent(event);
}

void PlanTable::mousePressEvent(QMouseEvent *event)
{
    QTableView::mousePressEvent(event);
    m_dragging = m_steps == Steps::Move && event->button() == Qt::LeftButton && indexAt(event->pos()).column() == 0;
}

// A row that is held by its grip follows the pointer, one place at a time.
void PlanTable::mouseMoveEvent(QMouseEvent *event)
{
    hover(indexAt(event->pos()).row());
    if (!m_dragging) {
        QTableView::mouseMoveEvent(event);
        return;
    }
    const int over = rowAt(event->pos().y());
    if (over >= 0 && row() >= 0 && over != row())
        Q_EMIT moveWanted(row(), over < row() ? -1 : 1);
}

void PlanTable::mouseReleaseEvent(QMouseEvent *event)
{
    m_dragging = false;
    QTableView::mouseReleaseEvent(event);
}

void PlanTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const QModelIndex at = indexAt(event->pos()); at.isValid())
        Q_EMIT openWanted(at.row());
}

void PlanTable::hover(int row)
{
    if (row == m_hovered)
        return;
    m_hovered = row;
    viewport()->update();
}

void PlanTable::leaveEvent(QEvent *event)
{
    hover(-1);
    QTableView::leaveEvent(event);
}

} // namespace updesk
