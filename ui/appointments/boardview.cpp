// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/boardview.h"

#include "ui/parts/letterkeys.h"
#include "ui/parts/paint.h"
#include "ui/parts/screen.h"
#include "ui/parts/spacing.h"
#include "ui/parts/tableview.h"
#include "ui/parts/textpaint.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <numeric>

namespace updesk
{

namespace
{

using Widths = std::array<int, BoardModel::Columns>;

// As designed, the least that can be read, and what goes first where even that has no room: all of it stands in the
// row's own page and is read aloud.
constexpr Widths kDesigned{64, 150, 196, 96, 156, 180, 104, 144};
constexpr Widths kLeast{56, 96, 108, 68, 124, 112, 84, 120};
constexpr std::array kAway{BoardModel::Text2, BoardModel::With, BoardModel::Vehicle, BoardModel::Call24};

// In a week the weekday stands before the time.
Widths lengths(const Widths &of, bool week)
{
    Widths out = of;
    for (int &one : out)
        one = scaled(one);
    out[BoardModel::When] += scaled(kSpace12) + (week ? scaled(36) : 0);
    return out;
}

Widths widthsFor(int room, bool week)
{
    const Widths designed = lengths(kDesigned, week);
    Widths least = lengths(kLeast, week), out = designed;
    std::size_t away = 0;
    const auto sum = [](const Widths &of) { return std::accumulate(of.begin(), of.end(), 0); };
    while (sum(least) > room && away < kAway.size())
        least[kAway[away]] = out[kAway[away]] = 0, ++away;
    const int spare = room - sum(least), wanted = sum(out) - sum(least);
    for (std::size_t i = 0; i < out.size() && wanted > 0 && spare < wanted; ++i)
        out[i] = least[i] + std::max(0, spare) * (out[i] - least[i]) / wanted;
    out[BoardModel::Wait] += std::max(0, room - sum(out));
    return out;
}

/// The first heading stands over the times, which keep away from the edge.
class BoardHead final : public QHeaderView
{
public:
    explicit BoardHead(QWidget *parent) : QHeaderView(Qt::Horizontal, parent) { }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int column) const override
    {
        QHeaderView::paintSection(painter, column == 0 ? rect.adjusted(scaled(kSpace12), 0, 0, 0) : rect, column);
    }
};

} // namespace

BoardView::BoardView(BoardModel &model, QWidget *parent)
    : QTableView(parent), m_model(model), m_delegate(new BoardDelegate(this))
{
    setObjectName(QStringLiteral("appt.view"));
    Screen::markPane(this);
    setAccessibleName(tr("Appointments"));
    setHorizontalHeader(new BoardHead(this));
    setModel(&model);
    setItemDelegate(m_delegate);
    dressTable(*this);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its coming and going would move the columns
    connect(themeChanges(), &ThemeChanges::changed, this, &BoardView::fit);
    connect(&model, &BoardModel::refreshed, this, &BoardView::fit);
    fit();
}

const BoardLine *BoardView::current() const
{
    const int row = currentIndex().row();
    return row >= 0 && row < m_model.rowCount() ? &m_model.line(row) : nullptr;
}

bool BoardView::select(AppointmentId appointment)
{
    const int row = m_model.rowOf(appointment);
    if (row < 0)
        return false;
    setCurrentIndex(m_model.index(row, 0));
    return true;
}

void BoardView::fit()
{
    verticalHeader()->setDefaultSectionSize(scaled(kRowRoomy));
    horizontalHeader()->setFixedHeight(scaled(kHeadHeight));
    const Widths widths = widthsFor(viewport()->width(), m_model.span() == BoardModel::Span::Week);
    for (int column = 0; column < BoardModel::Columns; ++column) {
        setColumnHidden(column, widths[std::size_t(column)] == 0);
        if (widths[std::size_t(column)] > 0)
            setColumnWidth(column, widths[std::size_t(column)]);
    }
    viewport()->update();
}

void BoardView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

int BoardView::nowLine() const
{
    if (m_model.span() != BoardModel::Span::Day || !m_model.isToday() || m_model.rowCount() == 0)
        return -1;
    return rowViewportPosition(0) + m_model.firstAhead() * rowHeight(0);
}

void BoardView::drawNow(QPainter &painter) const
{
    const int y = nowLine();
    if (y < 0 || y > viewport()->height())
        return;
    painter.fillRect(QRect(0, y - 1, viewport()->width() - scaled(kSpace12), 2), colour(Colour::Accent));
    const QString time = m_model.words().timeOfDay(m_model.now());
    const int wide = digitsWidth(time, Type::CaptionStrong) + 2 * scaled(7);
    const int high = scaled(18);
    const int top = std::clamp(y - high / 2, 0, std::max(0, viewport()->height() - high));
    const QRect box(scaled(kSpace12), top, wide, high);
    paintBox(painter, box, colour(Colour::Accent), {}, 1, 3);
    drawDigits(painter, box.adjusted(scaled(7), 0, 0, 0), time, Type::CaptionStrong, colour(Colour::OnAccent));
}

void BoardView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    paintRowRing(*this);
    QPainter painter(viewport());
    drawNow(painter);
}

bool BoardView::letterKey(int key)
{
    static constexpr std::pair<int, BoardAct> kActs[] = {{Qt::Key_Y, BoardAct::Confirm}, {Qt::Key_V, BoardAct::Arrive},
        {Qt::Key_M, BoardAct::Miss}, {Qt::Key_R, BoardAct::Move}, {Qt::Key_C, BoardAct::Call},
        {Qt::Key_D, BoardAct::NoCalls}};
    for (const auto &[letter, act] : kActs) {
        if (key != letter)
            continue;
        Q_EMIT actWanted(act);
        return true;
    }
    switch (key) {
    case Qt::Key_T:
        Q_EMIT todayWanted();
        return true;
    case Qt::Key_S:
        Q_EMIT rateWanted();
        return true;
    case Qt::Key_L:
        Q_EMIT logWanted();
        return true;
    case Qt::Key_W:
        Q_EMIT soldWanted();
        return true;
    case Qt::Key_J:
    case Qt::Key_K: {
        const int to = currentIndex().row() + (key == Qt::Key_J ? 1 : -1);
        if (to >= 0 && to < m_model.rowCount())
            setCurrentIndex(m_model.index(to, 0));
        return true;
    }
    default:
        return false;
    }
}

void BoardView::keyPressEvent(QKeyEvent *event)
{
    const bool bare = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    switch (bare ? event->key() : 0) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT actWanted(BoardAct::Open);
        return;
    case Qt::Key_Delete:
        Q_EMIT actWanted(BoardAct::Cancel);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        Q_EMIT stepWanted(event->key() == Qt::Key_Left ? -1 : 1);
        return;
    case Qt::Key_Home:
    case Qt::Key_End:
        if (m_model.rowCount() > 0)
            setCurrentIndex(m_model.index(event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1, 0));
        return;
    default:
        break;
    }
    if (bare && letterKeys()->areOn() && letterKey(event->key()))
        return;
    const bool letter = bare && event->key() >= Qt::Key_A && event->key() <= Qt::Key_Z;
    if (letter) // else the table would look for a row that begins so
        event->ignore();
    else
        QTableView::keyPressEvent(event);
}

void BoardView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex at = indexAt(event->pos());
    const bool wasCurrent = at.isValid() && at.row() == currentIndex().row();
    QTableView::mousePressEvent(event);
    if (!wasCurrent || event->button() != Qt::LeftButton || at.column() != BoardModel::Call24)
        return;
    const QRect cell = visualRect(at).adjusted(scaled(kSpace4), 0, -scaled(kSpace4), -1);
    if (BoardDelegate::callBox(cell, at).contains(event->pos()))
        Q_EMIT actWanted(BoardAct::Call);
}

void BoardView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (indexAt(event->pos()).isValid())
        Q_EMIT actWanted(BoardAct::Open);
}

void BoardView::hover(int row)
{
    if (row == m_hovered)
        return;
    m_hovered = row;
    m_delegate->setHovered(row);
    viewport()->update();
}

void BoardView::mouseMoveEvent(QMouseEvent *event)
{
    hover(indexAt(event->pos()).row());
    QTableView::mouseMoveEvent(event);
}

void BoardView::leaveEvent(QEvent *event)
{
    hover(-1);
    QTableView::leaveEvent(event);
}

void BoardView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!current())
        return;
    const bool keys = event->reason() == QContextMenuEvent::Keyboard;
    const QRect row = visualRect(currentIndex());
    Q_EMIT menuWanted(keys ? viewport()->mapToGlobal(row.bottomLeft()) : event->globalPos());
}

} // namespace updesk
