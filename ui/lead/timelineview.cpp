// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/timelineview.h"

#include "ui/parts/letterkeys.h"
#include "ui/parts/regiontime.h"
#include "ui/parts/spacing.h"
#include "ui/parts/textpaint.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>

namespace updesk
{

namespace
{

constexpr int kRow = kRowNormal;
constexpr int kMostDetailLines = 200;
constexpr int kDoubtIcon = 22; // with its gap

bool flag(const QModelIndex &index, int role) { return index.data(role).toBool(); }
QString words(const QModelIndex &index, int role) { return index.data(role).toString(); }
QString showOriginal() { return TimelineView::tr("Show original"); }

/// Lays plain text out in lines of this width; calls visit(line, y) for each and returns the height of all.
template <class Visit>
int layLines(const QString &text, int width, Visit &&visit)
{
    int y = 0, lines = 0;
    const int step = lineHeight(Type::Body) + 2;
    for (const QString &paragraph : text.split(u'\n')) {
        QTextLayout layout(paragraph.simplified(), font(Type::Body));
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid() && ++lines <= kMostDetailLines;
             line = layout.createLine()) {
            line.setLineWidth(std::max(20, width));
            visit(layout, line, y);
            y += step;
        }
        layout.endLayout();
        if (lines > kMostDetailLines)
            break;
    }
    return y;
}

/// How much wider than "10:58" the region writes its times: by "AM", for one.
int longTime()
{
    int widest = 0;
    for (const QTime &time : {QTime(10, 58), QTime(22, 58)})
        widest = std::max(widest, digitsWidth(regionTime(time), Type::Body));
    return std::max(0, widest + scaled(10) - scaled(56));
}

} // namespace

bool TimelineDelegate::isNarrow(int width) { return width < scaled(620); }

// The words of an entry; who it was stands in a line of its own above them where it is narrow.
QRect TimelineDelegate::lineOf(const QRect &row)
{
    return {row.x(), row.y() + (isNarrow(row.width()) ? lineHeight(Type::Caption) : 0), row.width(), scaled(kRow)};
}

QRect TimelineDelegate::textBox(const QRect &row)
{
    const int left = scaled(isNarrow(row.width()) ? 100 : 184) + longTime();
    return row.adjusted(left, 0, -scaled(20), 0);
}

int TimelineDelegate::detailHeight(int width, const QString &detail)
{
    return layLines(detail, width, [](auto &, auto &, int) {}) + scaled(8);
}

// What is in doubt about an entry's moment stands below it whether it is expanded or not.
int TimelineDelegate::doubtHeight(int width, const QModelIndex &index)
{
    const QString doubt = words(index, TimelineModel::DoubtRole);
    return doubt.isEmpty() ? 0 : layLines(doubt, width - scaled(kDoubtIcon), [](auto &, auto &, int) {}) + scaled(6);
}

/// Returns how much of `below` it took.
int TimelineDelegate::paintDoubt(QPainter &painter, const QRect &below, const QModelIndex &index, bool selected)
{
    const int height = doubtHeight(below.width(), index);
    if (height == 0)
        return 0;
    const QColor ink = theme().ink(Colour::Close, selected);
    const QRect icon(below.x(), below.y(), scaled(16), lineHeight(Type::Body));
    drawIcon(painter, icon, Icon::Warning, ink, scaled(14));
    painter.save();
    painter.setPen(ink);
    const QPoint origin(below.x() + scaled(kDoubtIcon), below.y());
    layLines(words(index, TimelineModel::DoubtRole), below.width() - scaled(kDoubtIcon),
        [&](QTextLayout &, QTextLine &piece, int y) { piece.draw(&painter, origin + QPoint(0, y)); });
    painter.restore();
    return height;
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    if (flag(index, TimelineModel::HeadingRole))
        return {width, scaled(index.row() == 0 ? 26 : 32)};
    if (flag(index, TimelineModel::OlderRole)) {
        const QRect room(0, 0, width, 0), action = actionBox(room, index);
        const int words = layLines(index.data().toString(), olderBox(room, index).width(), [](auto &, auto &, int) {});
        const int below = isNarrow(width) && action.isValid() ? lineHeight(Type::BodyMedium) + scaled(8) : 0;
        return {width, std::max(scaled(kRow), words + below + scaled(16))};
    }
    int height = scaled(kRow);
    if (isNarrow(width)) // who stands in a line of its own above the words
        height += lineHeight(Type::Caption);
    const int wide = textBox(QRect(0, 0, width, 0)).width();
    height += doubtHeight(wide, index);
    if (flag(index, TimelineModel::ExpandedRole))
        height += detailHeight(wide, words(index, TimelineModel::DetailRole));
    return {width, height};
}

QRect TimelineDelegate::originalBox(const QRect &row, const QModelIndex &index)
{
    if (!flag(index, TimelineModel::OriginalRole))
        return {};
    const int width = textWidth(showOriginal(), Type::BodyMedium) + scaled(8);
    return QRect(row.right() - scaled(16) - width, lineOf(row).y(), width, scaled(kRow));
}

QRect TimelineDelegate::actionBox(const QRect &row, const QModelIndex &index)
{
    const QString action = words(index, TimelineModel::ActionRole);
    if (action.isEmpty())
        return {};
    if (flag(index, TimelineModel::OlderRole))
        return olderActionBox(row, index);
    const int width = textWidth(action, Type::BodyMedium) + scaled(8);
    return QRect(row.right() - scaled(16) - width, lineOf(row).y(), width, scaled(kRow));
}

// At the right of the words, or where there is no room for both under them.
QRect TimelineDelegate::olderActionBox(const QRect &row, const QModelIndex &index)
{
    const QString action = words(index, TimelineModel::ActionRole);
    const int width = textWidth(action, Type::BodyMedium) + scaled(8);
    if (!isNarrow(row.width()))
        return {row.right() - scaled(16) - width, row.y(), width, scaled(kRow)};
    const int height = lineHeight(Type::BodyMedium);
    return {olderBox(row, index).x() - scaled(4), row.bottom() - height - scaled(8), width, height};
}

// It has neither a time nor anybody's name, so its words begin where the names do.
QRect TimelineDelegate::olderBox(const QRect &row, const QModelIndex &index)
{
    const int left = scaled(isNarrow(row.width()) ? 100 : 112) + longTime();
    const QString action = words(index, TimelineModel::ActionRole);
    const bool beside = !action.isEmpty() && !isNarrow(row.width());
    const int right = beside ? textWidth(action, Type::BodyMedium) + scaled(8) + scaled(32) : scaled(20);
    return row.adjusted(left, scaled(8), -right, 0);
}

void TimelineDelegate::paintOlder(QPainter &painter, const QRect &row, const QModelIndex &index, bool selected)
{
    const QColor ink = theme().ink(Colour::Text2, selected);
    const QRect box = olderBox(row, index);
    const QRect mark(row.x() + scaled(isNarrow(row.width()) ? 76 : 84) + longTime(), row.y(), scaled(16), scaled(kRow));
    drawIcon(painter, mark, Icon(index.data(TimelineModel::IconRole).toInt()), ink, scaled(16));
    painter.save();
    painter.setPen(ink);
    layLines(index.data().toString(), box.width(),
        [&](QTextLayout &, QTextLine &piece, int y) { piece.draw(&painter, box.topLeft() + QPoint(0, y)); });
    painter.restore();
    if (const QRect action = actionBox(row, index); action.isValid())
        drawText(painter, action, words(index, TimelineModel::ActionRole), Type::BodyMedium,
            theme().ink(Colour::Accent, selected), Qt::AlignCenter);
}

void TimelineDelegate::paintHeading(QPainter &painter, const QRect &row, const QModelIndex &index)
{
    const QRect box(row.x() + scaled(17), row.bottom() - scaled(24), row.width() - scaled(32), scaled(22));
    drawText(painter, box, index.data().toString(), Type::CaptionStrong, colour(Colour::Text2));
}

int TimelineDelegate::paintMarks(QPainter &painter, const QRect &row, const QModelIndex &index, bool selected)
{
    const QRect line = lineOf(row);
    int right = line.right() - scaled(20);
    const QRect original = originalBox(row, index), action = actionBox(row, index);
    const QRect link = original.isValid() ? original : action;
    if (link.isValid()) {
        drawText(painter, link, original.isValid() ? showOriginal() : words(index, TimelineModel::ActionRole),
            Type::BodyMedium, theme().ink(Colour::Accent, selected), Qt::AlignCenter);
        right = link.left() - scaled(8);
    }
    const QString tag = words(index, TimelineModel::TagRole);
    if (!tag.isEmpty()) {
        const QSize size = tagSize(tag);
        const QRect box(QPoint(right - size.width(), line.center().y() - size.height() / 2 + 1), size);
        paintTag(painter, box, tag, TagTone(index.data(TimelineModel::ToneRole).toInt()));
        right = box.left() - scaled(8);
    }
    return right;
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect row = option.rect;
    painter->fillRect(row, colour(Colour::Base));
    if (flag(index, TimelineModel::HeadingRole))
        return paintHeading(*painter, row, index);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool current = view && view->currentIndex() == index;
    const bool expanded = flag(index, TimelineModel::ExpandedRole);
    RowLook look;
    look.selected = current && view->hasFocus();
    look.hovered = option.state & QStyle::State_MouseOver;
    look.focused = current && view->hasFocus();
    look.windowActive = view && view->isActiveWindow();
    if (expanded && !look.selected && !look.hovered)
        painter->fillRect(row, colour(Colour::Alt));
    else
        paintRow(*painter, row, look);
    if (flag(index, TimelineModel::OlderRole)) {
        paintOlder(*painter, row, index, look.selected);
        return paintRowFocus(*painter, row, look);
    }
    const bool narrow = isNarrow(row.width());
    const QColor second = theme().ink(Colour::Text2, look.selected);
    const int above = narrow ? lineHeight(Type::Caption) : 0;
    const QRect line = lineOf(row);
    drawDigits(*painter, QRect(row.x() + scaled(20), line.y(), scaled(60) + longTime(), line.height()),
        words(index, TimelineModel::TimeRole), Type::Body, second);
    const int iconX = row.x() + scaled(narrow ? 76 : 84) + longTime();
    drawIcon(*painter, QRect(iconX, line.y(), scaled(16), line.height()),
        Icon(index.data(TimelineModel::IconRole).toInt()), second, scaled(16));
    const QRect text = textBox(row);
    const QRect who = narrow ? QRect(text.x(), row.y() + scaled(4), text.width(), above)
                             : QRect(row.x() + scaled(112) + longTime(), line.y(), scaled(66), line.height());
    drawText(*painter, who, words(index, TimelineModel::WhoRole), narrow ? Type::Caption : Type::Body, second);
    const int right = paintMarks(*painter, row, index, look.selected);
    const bool struck = flag(index, TimelineModel::StruckRole);
    const QRect main(text.x(), line.y(), right - text.x(), line.height());
    const QColor ink = struck ? theme().ink(Colour::Hint, look.selected) : colour(Colour::Text);
    const int drawn = drawText(*painter, main, index.data().toString(), Type::Body, ink);
    if (struck)
        painter->fillRect(QRect(main.x(), main.center().y() + 1, drawn, 1), ink);
    const int doubt = paintDoubt(
        *painter, QRect(text.x(), line.bottom() + 1, text.width(), row.bottom() - line.bottom()), index, look.selected);
    if (expanded) {
        painter->save();
        painter->setPen(second);
        const QPoint origin(text.x(), line.bottom() + 1 + doubt);
        layLines(words(index, TimelineModel::DetailRole), text.width(),
            [&](QTextLayout &, QTextLine &piece, int y) { piece.draw(painter, origin + QPoint(0, y)); });
        painter->restore();
    }
    paintRowFocus(*painter, row, look);
}

TimelineView::TimelineView(TimelineModel *model, QWidget *parent) : QListView(parent), m_model(model)
{
    setModel(model);
    setItemDelegate(new TimelineDelegate(this));
    setObjectName(QStringLiteral("lead.timeline"));
    setAccessibleName(tr("Timeline"));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setSelectionMode(SingleSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setResizeMode(Adjust);
    setProperty("ownRing", true);
    connect(themeChanges(), &ThemeChanges::changed, this, [this] { doItemsLayout(); });
    connect(model, &QAbstractItemModel::dataChanged, this, [this] { scheduleDelayedItemsLayout(); }); // other words
}

// A day and three entries at least; what stands above scrolls away before they do.
QSize TimelineView::sizeHint() const { return {scaled(200), scaled(26 + 3 * kRow)}; }

void TimelineView::step(int by)
{
    int row = currentIndex().isValid() ? currentIndex().row() + by : by > 0 ? 0 : m_model->rowCount() - 1;
    if (row >= m_model->rowCount() && m_model->canFetchMore({}))
        m_model->fetchMore({});
    while (row >= 0 && row < m_model->rowCount() && flag(m_model->index(row), TimelineModel::HeadingRole))
        row += by > 0 ? 1 : -1;
    if (row >= 0 && row < m_model->rowCount())
        setCurrentIndex(m_model->index(row));
    else if (by < 0)
        verticalScrollBar()->setValue(0); // the heading of the first day shows again
}

void TimelineView::activate(int row)
{
    if (const QModelIndex index = m_model->index(row); flag(index, TimelineModel::OlderRole)) {
        return m_model->askForOlder();
    } else if (!words(index, TimelineModel::ActionRole).isEmpty()) {
        return Q_EMIT unmergeWanted(m_model->rowAt(row)->activity.id);
    }
    if (m_model->toggle(row)) {
        doItemsLayout();
        scrollTo(m_model->index(row));
    } else if (const OriginalId original = m_model->originalAt(row); !original.isNull()) {
        Q_EMIT originalWanted(original);
    }
}

// Letters are keys of the lead, not a search among the rows.
void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    const bool shifted = event->modifiers() == Qt::ShiftModifier;
    const bool off = !letterKeys()->areOn() && isLetterKey(QKeySequence(event->key()));
    switch (plain && !off ? event->key() : 0) {
    case Qt::Key_Up:
    case Qt::Key_K:
        return step(-1);
    case Qt::Key_Down:
    case Qt::Key_J:
        return step(1);
    case Qt::Key_Home:
        setCurrentIndex({});
        return step(1);
    case Qt::Key_End:
        while (m_model->canFetchMore({}))
            m_model->fetchMore({});
        setCurrentIndex({});
        return step(-1);
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return QListView::keyPressEvent(event);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return activate(currentIndex().row());
    case Qt::Key_Slash:
        return Q_EMIT findWanted();
    default:
        break;
    }
    if (shifted && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        if (const OriginalId original = m_model->originalAt(currentIndex().row()); !original.isNull())
            Q_EMIT originalWanted(original);
        return;
    }
    event->ignore();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || !index.isValid())
        return;
    if (TimelineDelegate::actionBox(visualRect(index), index).contains(event->pos()))
        return activate(index.row());
    if (TimelineDelegate::originalBox(visualRect(index), index).contains(event->pos()))
        Q_EMIT originalWanted(m_model->originalAt(index.row()));
    else
        m_model->toggle(index.row());
    doItemsLayout();
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    QListView::mouseMoveEvent(event);
    const QModelIndex index = indexAt(event->pos());
    const QRect row = index.isValid() ? visualRect(index) : QRect();
    const bool link = index.isValid()
        && (TimelineDelegate::originalBox(row, index).contains(event->pos())
            || TimelineDelegate::actionBox(row, index).contains(event->pos()));
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    doItemsLayout();
}

} // namespace updesk
