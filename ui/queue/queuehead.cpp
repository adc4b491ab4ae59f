// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuehead.h"

#include "ui/parts/clockpaint.h"
#include "ui/parts/icons.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"
#include "ui/parts/tierpaint.h"
#include "ui/queue/queuemodel.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>

#include <array>

namespace updesk
{

namespace
{

constexpr std::array<int, QueueModel::Columns> kWidths{96, 92, 186, 150, 206, 60, 84, 114, 56};
/// The clock is as wide as the longest moment this region writes: "Wed 10:58 AM" needs more than "Wed 10:58".
int clockWidth()
{
    int widest = scaled(kWidths[QueueModel::Clock]);
    for (const QString &text : widestMoments())
        widest = std::max(widest, clockSize({ClockMark::AfterHours, text, 1}).width() + kSpace8);
    return widest;
}

int stackedClockWidth()
{
    int widest = clockSize({ClockMark::Late, QStringLiteral("+00:00"), 1}).width();
    for (const QTime &time : {QTime(10, 58), QTime(22, 58)})
        widest = std::max(widest, clockSize({ClockMark::Waiting, regionTime(time), 1}).width());
    for (const QString &text : widestMoments())
        widest = std::max(widest, stackedClockSize({ClockMark::AfterHours, text, 1}).width());
    return widest + scaled(12);
}

int widthOf(int column) { return column == QueueModel::Clock ? clockWidth() : scaled(kWidths[std::size_t(column)]); }

constexpr int kComfortable = 190; // below it the words of the wish are cut too early
constexpr int kFullWindow = 1366;

} // namespace

QueueHead::QueueHead(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Interactive);
    setMinimumSectionSize(40);
    setCascadingSectionResizes(false);
    setAccessibleName(tr("Columns of the queue"));
    connect(this, &QHeaderView::sectionClicked, this, &QueueHead::turnSort);
    connect(this, &QHeaderView::sectionMoved, this, &QueueHead::layoutChosen);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] { fit(m_width, m_windowWidth, m_mine); });
}

QSize QueueHead::sizeHint() const { return {scaled(600), scaled(kHeadHeight)}; }

void QueueHead::fit(int width, int windowWidth, bool mine)
{
    m_width = width;
    m_windowWidth = windowWidth;
    m_mine = mine;
    if (count() != QueueModel::Columns)
        return;
    int rest = width;
    for (int column = 0; column < QueueModel::Columns; ++column)
        rest -= column == QueueModel::Wants || isChosenAway(column) ? 0 : widthOf(column);
    std::set<int> away = m_away;
    const auto drop = [&](int column, bool when) {
        if (when && away.insert(column).second)
            rest += widthOf(column);
    };
    drop(QueueModel::Source, windowWidth < kFullWindow || rest < scaled(kWidths[QueueModel::Wants]));
    drop(QueueModel::Age, rest < scaled(kComfortable));
    drop(QueueModel::Owner, mine && rest < scaled(kComfortable));
    drop(QueueModel::Owner, rest < scaled(kWidths[QueueModel::Wants]));
    drop(QueueModel::Way, rest < scaled(kWidths[QueueModel::Wants]));
    m_stacked = windowWidth < scaled(kTwoLineWindow) && rest < scaled(130);
    if (m_stacked)
        return fitStacked(width, away);
    const QSignalBlocker quiet(this);
    // Large text in a small window: next action and customer give way, at most by half; never a scroll bar. A wish
    // that would still be a stump goes under the customer's name.
    const int most = widthOf(QueueModel::NextAction) / 3 + widthOf(QueueModel::Customer) / 3;
    const bool under = rest + most < scaled(70);
    if (under)
        away.insert(QueueModel::Wants);
    const int wanted = std::max(0, (under ? 0 : scaled(130)) - rest);
    const int fromNext = std::min(wanted / 2, widthOf(QueueModel::NextAction) / 2);
    const int fromCustomer = std::min(wanted - fromNext, widthOf(QueueModel::Customer) / 2);
    for (int column = 0; column < QueueModel::Columns; ++column) {
        setSectionHidden(column, away.contains(column));
        if (away.contains(column))
            continue;
        int size = widthOf(column);
        if (column == QueueModel::Wants)
            size = std::max(minimumSectionSize(), rest + fromNext + fromCustomer);
        else if (column == QueueModel::NextAction)
            size += (under ? std::max(0, rest) : 0) - fromNext;
        else if (column == QueueModel::Customer)
            size -= fromCustomer;
        resizeSection(column, size);
    }
    viewport()->update();
}

// Names come first, then what to do; a wish that would be a stump goes under the name.
void QueueHead::fitStacked(int width, std::set<int> away)
{
    std::array<int, QueueModel::Columns> sizes{};
    sizes[QueueModel::Clock] = stackedClockWidth();
    sizes[QueueModel::Score] = kSpace4 + stackedScoreWidth() + kSpace8;
    const int room = width - sizes[QueueModel::Clock] - sizes[QueueModel::Score];
    const int name = scaled(150), next = away.contains(QueueModel::NextAction) ? 0 : scaled(138);
    int spare = room - name - next - scaled(120);
    if (spare < 0)
        away.insert(QueueModel::Wants);
    const auto more = [&spare](int most) {
        const int taken = std::clamp(spare, 0, most);
        spare -= taken;
        return taken;
    };
    if (away.contains(QueueModel::Wants)) {
        sizes[QueueModel::Customer] = next == 0 ? room : std::clamp(room * 55 / 100, 0, scaled(186));
        sizes[QueueModel::NextAction] = room - sizes[QueueModel::Customer];
    } else {
        sizes[QueueModel::NextAction] = next + more(next == 0 ? 0 : scaled(30));
        sizes[QueueModel::Wants] = scaled(120) + more(scaled(70));
        sizes[QueueModel::Customer] = name + more(scaled(36));
        sizes[QueueModel::Wants] += spare;
    }
    const QSignalBlocker quiet(this);
    for (int column = 0; column < QueueModel::Columns; ++column) {
        const bool hidden = away.contains(column) || sizes[std::size_t(column)] == 0;
        setSectionHidden(column, hidden);
        if (!hidden)
            resizeSection(column, sizes[std::size_t(column)]);
    }
    viewport()->update();
}

void QueueHead::choose(int column, bool shown)
{
    if (shown)
        m_away.erase(column);
    else
        m_away.insert(column);
    Q_EMIT layoutChosen();
}

void QueueHead::resetColumns()
{
    m_away.clear();
    for (int column = 0; column < count(); ++column)
        moveSection(visualIndex(column), column);
    Q_EMIT layoutChosen();
    Q_EMIT sortWanted(-1, Qt::AscendingOrder);
}

QString QueueHead::layoutText() const
{
    QStringList parts;
    for (int place = 0; place < count(); ++place) {
        const int column = logicalIndex(place);
        parts << (isChosenAway(column) ? u'-' + QString::number(column) : QString::number(column));
    }
    return parts.join(u',');
}

void QueueHead::setLayoutText(const QString &text)
{
    const QStringList parts = text.split(u',');
    if (parts.size() != count())
        return;
    const QSignalBlocker quiet(this);
    m_away.clear();
    int place = 0;
    for (const QString &part : parts) {
        const bool away = part.startsWith(u'-');
        bool ok = false;
        const int column = (away ? part.mid(1) : part).toInt(&ok);
        if (!ok || column < 0 || column >= count())
            continue;
        moveSection(visualIndex(column), place++);
        if (away)
            m_away.insert(column);
    }
}

void QueueHead::setSorted(int column, Qt::SortOrder order)
{
    m_sorted = column;
    m_order = order;
    viewport()->update();
}

// A third click on a column gives the queue's own order back.
void QueueHead::turnSort(int column)
{
    if (m_sorted != column)
        Q_EMIT sortWanted(column, Qt::AscendingOrder);
    else if (m_order == Qt::AscendingOrder)
        Q_EMIT sortWanted(column, Qt::DescendingOrder);
    else
        Q_EMIT sortWanted(-1, Qt::AscendingOrder);
}

void QueueHead::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), colour(Colour::Base));
    painter.end();
    QHeaderView::paintEvent(event);
}

void QueueHead::paintSection(QPainter *painter, const QRect &rect, int column) const
{
    painter->fillRect(rect, colour(Colour::Base));
    const QString words = model()->headerData(column, orientation()).toString();
    const QRect cell = rect.adjusted(kSpace4, 0, -kSpace4, 0);
    const Type type = Type::CaptionStrong;
    const bool right = column == QueueModel::Age;
    const int taken = drawText(
        *painter, cell, words, type, colour(Colour::Hint), (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (column != m_sorted)
        return;
    const int mark = scaled(12);
    painter->save();
    painter->setClipRect(rect);
    const QRect box(
        right ? cell.right() - taken - mark - kSpace4 : cell.x() + taken + kSpace4, cell.y(), mark, cell.height());
    if (m_order == Qt::AscendingOrder) { // the chevron points down
        painter->translate(QRectF(box).center());
        painter->rotate(180);
        painter->translate(-QRectF(box).center());
    }
    drawIcon(*painter, box, Icon::Chevron, colour(Colour::Text2), mark);
    painter->restore();
}

void QueueHead::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const auto added = [&](const QString &words, bool on, int column) {
        QAction *action = menu.addAction(words);
        action->setCheckable(true);
        action->setChecked(on);
        connect(action, &QAction::toggled, this, [this, column](bool shown) { choose(column, shown); });
    };
    for (int column = QueueModel::Wants; column < QueueModel::Columns; ++column)
        added(model()->headerData(column, orientation()).toString(), !isChosenAway(column), column);
    menu.addSeparator();
    connect(menu.addAction(tr("Sort by the queue's own order")), &QAction::triggered, this,
        [this] { Q_EMIT sortWanted(-1, Qt::AscendingOrder); });
    connect(menu.addAction(tr("Reset columns")), &QAction::triggered, this, &QueueHead::resetColumns);
    menu.exec(event->globalPos());
}

} // namespace updesk
