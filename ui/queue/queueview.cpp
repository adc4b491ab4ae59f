// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queueview.h"

#include "ui/parts/screen.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/queue/newchip.h"

#include <QAbstractButton>
#include <QLocale>
#include <QPainter>
#include <QPaintEvent>
#include <QScrollBar>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr int kLaterGroup = 5;
constexpr int kInset = 12; // with the cells' padding the first cell begins at 16
constexpr int kRightRoom = 16;
constexpr int kQuiet = 2000; // ms after the last key or wheel event
constexpr int kLinger = 450; // ms until a resting pointer opens the details

} // namespace

QueueView::QueueView(QueueModel &model, const Session &session, QWidget *parent)
    : QTableView(parent), m_model(model), m_session(session), m_head(new QueueHead(this)), m_chip(new NewChip(this))
{
    setObjectName(QStringLiteral("queue.view"));
    Screen::markPane(this);
    setAccessibleName(tr("Queue"));
    setProperty("ownRing", true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its coming and going would move the columns
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setAutoScroll(false);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    verticalHeader()->hide();
    for (auto *button : findChildren<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly))
        button->hide(); // Qt's own, between the two headers; the chip waits for news
    const auto changed = [this] { m_stale = true; };
    connect(&model, &QAbstractItemModel::rowsInserted, this, changed);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, changed);
    connect(&model, &QAbstractItemModel::layoutChanged, this, changed);
    connect(&model, &QueueModel::settled, this, changed);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_stale = true;
        m_unseen.clear();
        m_gap = m_slack = 0;
    });
    setModel(&model);
    setHorizontalHeader(m_head);
    connect(&model, &QueueModel::refreshed, this, &QueueView::refreshed);
    connect(m_head, &QHeaderView::sectionResized, viewport(), qOverload<>(&QWidget::update));
    connect(m_head, &QueueHead::layoutChosen, this, &QueueView::updateGeometries);
    connect(m_head, &QueueHead::sortWanted, this, [this](int column, Qt::SortOrder order) {
        m_model.sort(column, order);
        m_head->setSorted(column, order);
        goHome();
    });
    connect(m_chip, &QAbstractButton::clicked, this, &QueueView::goHome);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &QueueView::touch);
    connect(themeChanges(), &ThemeChanges::changed, this, &QueueView::updateGeometries);
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kQuiet);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        if (m_model.isStale() && !m_held)
            settle();
    });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &QueueView::tick);
    m_linger.setSingleShot(true);
    m_linger.setInterval(kLinger);
    connect(&m_linger, &QTimer::timeout, this, [this] {
        if (m_hovered.isValid())
            Q_EMIT detailWanted(m_hovered, true);
    });
}

void QueueView::setDensity(Density density)
{
    const int row = currentIndex().row();
    m_density = density;
    updateGeometries();
    if (row >= 0)
        scrollTo(currentIndex());
    viewport()->update();
}

int QueueView::headHeight() const { return scaled(28); }

const std::vector<QueueView::Band> &QueueView::bands() const
{
    if (!m_stale)
        return m_bands;
    m_stale = false;
    m_bands.clear();
    int top = 0;
    const int rows = m_model.rowCount();
    const auto add = [&](int group, int first, int count, bool folded) {
        m_bands.push_back({group, first, count, top, folded});
        top += headHeight() + (folded ? 0 : count * m_rowHeight);
    };
    for (int first = 0; first < rows;) {
        const int group = m_model.line(first).group;
        int end = first + 1;
        while (end < rows && m_model.line(end).group == group)
            ++end;
        add(group, first, end - first, m_folded.contains(group));
        first = end;
    }
    const bool all = !m_model.canFetchMore({});
    if (all && !m_model.filter().later && m_model.counts()[kLaterGroup] > 0)
        add(kLaterGroup, rows, 0, true);
    m_height = top;
    return m_bands;
}

const QueueView::Band *QueueView::bandOfRow(int row) const
{
    for (const Band &band : bands()) {
        if (row >= band.first && row < band.first + band.count)
            return &band;
    }
    return nullptr;
}

const QueueView::Band *QueueView::bandAt(int viewportY) const
{
    const int y = viewportY + verticalOffset();
    const Band *found = nullptr;
    for (const Band &band : bands()) {
        if (band.top <= y)
            found = &band;
    }
    return y < m_height ? found : nullptr;
}

int QueueView::verticalOffset() const { return verticalScrollBar()->value() - m_gap; }

int QueueView::rowTop(int row) const
{
    const Band *band = bandOfRow(row);
    if (!band)
        return -m_rowHeight;
    const int inside = band->folded ? 0 : headHeight() + (row - band->first) * m_rowHeight;
    return band->top + inside - verticalOffset();
}

QRect QueueView::rowRect(int row) const { return {0, rowTop(row), viewport()->width(), m_rowHeight}; }

QueueCells QueueView::cells(const QRect &row) const
{
    QueueCells cells;
    for (int column = 0; column < QueueModel::Columns; ++column) {
        if (!m_head->isSectionHidden(column))
            cells[std::size_t(column)] = QRect(
                kInset + m_head->sectionViewportPosition(column), row.y(), m_head->sectionSize(column), row.height());
    }
    return cells;
}

QRect QueueView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_model.rowCount() || isIndexHidden(index))
        return {};
    return cells(rowRect(index.row()))[std::size_t(index.column())];
}

QModelIndex QueueView::indexAt(const QPoint &point) const
{
    const Band *band = bandAt(point.y());
    if (!band || band->folded)
        return {};
    const int inside = point.y() + verticalOffset() - band->top - headHeight();
    if (inside < 0 || inside >= band->count * m_rowHeight)
        return {};
    const int column = m_head->logicalIndexAt(point.x() - kInset);
    return m_model.index(band->first + inside / m_rowHeight, std::max(0, column));
}

bool QueueView::isIndexHidden(const QModelIndex &index) const
{
    const Band *band = bandOfRow(index.row());
    return !band || band->folded || m_head->isSectionHidden(index.column());
}

void QueueView::scrollTo(const QModelIndex &index, ScrollHint)
{
    const Band *band = bandOfRow(index.row());
    if (!band || band->folded)
        return;
    const int y = rowTop(index.row());
    // The first row of a group comes with its head, so that one always knows where one is.
    const int above = index.row() == band->first ? headHeight() : 0;
    QScrollBar *bar = verticalScrollBar();
    if (y - above < 0)
        bar->setValue(bar->value() + y - above);
    else if (y + m_rowHeight > viewport()->height())
        bar->setValue(bar->value() + y + m_rowHeight - viewport()->height());
}

void QueueView::updateGeometries()
{
    if (m_placing)
        return;
    m_placing = true;
    const int window = this->window()->width();
    m_twoLines = window < scaled(QueueHead::kTwoLineWindow);
    const int one = m_density == Density::Compact ? kRowCompact : m_density == Density::Normal ? kRowNormal : kRowRoomy;
    m_rowHeight = scaled(m_twoLines ? std::max(one, kRowRoomy) : one);
    m_stale = true;
    const int head = m_head->sizeHint().height();
    setViewportMargins(0, head, 0, 0);
    const QRect box = viewport()->geometry();
    m_head->setGeometry(box.x() + kInset, box.y() - head, box.width() - kInset - kRightRoom, head);
    m_head->fit(box.width() - kInset - kRightRoom, window, m_model.filter().view == QueueFilter::View::Mine);
    bands();
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, std::max(0, m_height + m_gap + m_slack - viewport()->height()));
    bar->setEnabled(bar->maximum() > 0);
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(m_rowHeight);
    m_chip->move(box.x() + (box.width() - m_chip->width()) / 2, box.y() + 2);
    QAbstractItemView::updateGeometries();
    m_placing = false;
    updateChip();
    viewport()->update();
}

void QueueView::scrollContentsBy(int, int)
{
    updateChip();
    viewport()->update();
    if (!m_placing && verticalScrollBar()->value() > verticalScrollBar()->maximum() - viewport()->height()
        && m_model.canFetchMore({})) {
        m_model.fetchMore({});
        updateGeometries();
    }
}

QueueDelegate::Look QueueView::lookOf(int row) const
{
    const QModelIndex at = m_model.index(row, 0);
    const bool current = currentIndex().row() == row;
    const bool selected = selectionModel()->isSelected(at);
    QueueDelegate::Look look;
    look.row = {selected || current, m_hover == row, current, hasFocus() && isActiveWindow()};
    look.marked = m_choosing && selected;
    look.current = current;
    look.twoLines = m_twoLines;
    look.stacked = m_head->isStacked();
    look.held = m_session.isHeld(m_model.leadAt(row));
    return look;
}

void QueueView::drawHead(QPainter &painter, const Band &band) const
{
    const QRect box(0, band.top - verticalOffset(), viewport()->width(), headHeight());
    const int count = m_model.counts()[std::size_t(std::clamp(band.group, 0, kLaterGroup))];
    paintGroupHead(painter, box, QueueWords::group(band.group), QLocale().toString(std::max(count, 0)), band.folded);
    if (band.group != 1 || m_model.filter().view != QueueFilter::View::Team)
        return;
    const QString late = m_model.lateByOwner();
    const QRect room = box.adjusted(scaled(240), 0, -kRightRoom, 0);
    if (!late.isEmpty() && room.width() > scaled(120))
        drawText(painter, room, late, Type::Caption, colour(Colour::Text2), Qt::AlignRight | Qt::AlignVCenter);
}

void QueueView::drawRows(QPainter &painter, const Band &band, const QRegion &region) const
{
    const QRect around = region.boundingRect();
    const int begin = band.top + headHeight() - verticalOffset();
    const int first = std::max(0, (around.top() - begin) / m_rowHeight);
    for (int i = first; i < band.count && begin + i * m_rowHeight <= around.bottom(); ++i) {
        const QRect row(0, begin + i * m_rowHeight, viewport()->width(), m_rowHeight);
        if (!region.intersects(row))
            continue;
        const int index = band.first + i;
        const QueueCells boxes = cells(row);
        const QueueDelegate::Look look = lookOf(index);
        const QRect clock = boxes[QueueModel::Clock];
        if (!clock.contains(region.intersected(row).boundingRect())) {
            QueueDelegate::drawRow(painter, row, boxes, m_model, index, look);
            continue;
        }
        painter.save();
        painter.setClipRect(clock);
        paintRow(painter, row, look.row);
        QueueDelegate::drawClock(painter, clock, m_model, index, look);
        paintRowFocus(painter, row, look.row);
        painter.restore();
    }
}

void QueueView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const QRegion region = event->region();
    for (const QRect &part : region)
        painter.fillRect(part, colour(Colour::Base));
    for (const Band &band : bands()) {
        const int top = band.top - verticalOffset();
        const int height = headHeight() + (band.folded ? 0 : band.count * m_rowHeight);
        if (!region.intersects(QRect(0, top, viewport()->width(), height)))
            continue;
        if (region.intersects(QRect(0, top, viewport()->width(), headHeight())))
            drawHead(painter, band);
        if (!band.folded)
            drawRows(painter, band, region);
    }
}

int QueueView::firstVisibleRow() const
{
    for (const Band &band : bands()) {
        const int begin = band.top + headHeight() - verticalOffset();
        if (band.folded || begin + band.count * m_rowHeight <= 0)
            continue;
        return band.first + std::max(0, -begin / m_rowHeight);
    }
    return m_model.rowCount();
}

// The row gets this place in the viewport, even where the list is too short for it above or below.
void QueueView::place(int row, int y)
{
    m_moving = true;
    m_gap = m_slack = 0;
    m_stale = true;
    verticalScrollBar()->setValue(0);
    const int wanted = rowTop(row) + verticalScrollBar()->value() - y;
    m_gap = std::max(0, -wanted);
    m_slack = std::max(0, wanted - (m_height + m_gap - viewport()->height()));
    updateGeometries();
    verticalScrollBar()->setValue(std::max(0, wanted));
    m_moving = false;
    updateChip();
}

void QueueView::settle()
{
    const QModelIndex current = currentIndex();
    const QRect row = current.isValid() ? rowRect(current.row()) : QRect();
    const bool seen = current.isValid() && !isIndexHidden(current) && row.intersects(viewport()->rect());
    const bool atTop = verticalScrollBar()->value() == 0 && m_gap == 0;
    const int anchor = seen ? current.row() : firstVisibleRow();
    const LeadId lead = m_model.leadAt(anchor);
    const int y = rowTop(anchor);
    const int rise = (m_model.goneAbove(anchor) - m_model.arrivalsBefore(anchor)) * m_rowHeight;
    m_model.settle(seen ? lead : m_model.leadAt(current.row()), seen && rise > verticalOffset());
    const int now = m_model.rowOf(lead);
    if (now >= 0 && (seen || !atTop))
        place(now, y);
    else
        updateGeometries();
    if (!currentIndex().isValid() && m_model.rowCount() > 0)
        setCurrentIndex(m_model.index(0, 0));
}

bool QueueView::advanceTo(LeadId lead)
{
    const int y = currentIndex().isValid() ? rowTop(currentIndex().row()) : 0;
    const bool gone = currentIndex().isValid() && m_model.line(currentIndex().row()).gone;
    if (!selectLead(lead))
        return false;
    if (!gone)
        return true;
    m_model.settle(lead);
    place(m_model.rowOf(lead), y);
    return true;
}

void QueueView::refreshed()
{
    m_unseen.insert(m_model.arrivals().begin(), m_model.arrivals().end());
    if (m_model.isStale() && !m_quiet.isActive() && !m_held)
        settle();
    else if (!currentIndex().isValid() && m_model.rowCount() > 0)
        setCurrentIndex(m_model.index(0, 0));
    updateGeometries();
}

int QueueView::newAbove() const { return m_chip->count(); }

void QueueView::updateChip()
{
    if (m_moving)
        return;
    const int first = firstVisibleRow();
    int above = m_model.arrivalsBefore(first);
    if (!m_unseen.empty()) {
        const int rows = m_model.rowCount();
        for (int row = 0; row < first && row < rows; ++row)
            above += m_unseen.contains(m_model.leadAt(row)) ? 1 : 0;
        for (int row = first; row < rows && rowTop(row) < viewport()->height(); ++row)
            m_unseen.erase(m_model.leadAt(row));
    }
    m_chip->setCount(above);
    const QRect box = viewport()->geometry();
    m_chip->move(box.x() + (box.width() - m_chip->width()) / 2, box.y() + 2);
    if (above > 0)
        m_chip->raise();
}

// Countdown ticks repaint the clock cells in sight and nothing else; ages change once a minute.
void QueueView::tick()
{
    if (window()->isMinimized())
        return;
    m_model.tick();
    if (++m_ticks % 60 == 0) {
        viewport()->update();
        return;
    }
    for (int row = firstVisibleRow(); row < m_model.rowCount(); ++row) {
        const QRect box = visualRect(m_model.index(row, QueueModel::Clock));
        if (box.top() > viewport()->height())
            break;
        const ClockState state = m_model.words().listState(m_model.line(row).row.now, m_model.now()).state;
        if (state != ClockState::None && state != ClockState::Stopped && state != ClockState::AfterHours)
            viewport()->update(box);
    }
    for (const Band &band : bands()) {
        if (band.group == 1)
            viewport()->update(QRect(0, band.top - verticalOffset(), viewport()->width(), headHeight()));
    }
}

} // namespace updesk
