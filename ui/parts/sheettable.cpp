// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/sheettable.h"

#include "ui/parts/spacing.h"
#include "ui/parts/tableview.h"
#include "ui/parts/type.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

namespace updesk
{

static constexpr int kLeastRows = 3;
static constexpr int kMeasured = 200; // rows: those in sight and more

namespace
{

/// The ring is drawn around the row, not around one cell.
class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus;
    }
};

} // namespace

SheetTable::SheetTable(QAbstractItemModel &model, std::vector<int> words, QWidget *parent)
    : QTableView(parent), m_words(std::move(words))
{
    setModel(&model);
    setItemDelegate(new RowDelegate(this));
    dressTable(*this);
    setWordWrap(false);
    connect(&model, &QAbstractItemModel::modelReset, this, &SheetTable::fit);
    connect(themeChanges(), &ThemeChanges::changed, this, &SheetTable::fit);
    connect(this, &QTableView::doubleClicked, this, &SheetTable::openWanted);
    fit();
}

void SheetTable::fitHeight(int rows, int room)
{
    const int head = scaled(kHeadHeight) + 2, row = scaled(kRowNormal);
    const int fitting = std::clamp((room - head) / row, kLeastRows, std::max(kLeastRows, rows));
    setFixedHeight(head + fitting * row);
}

int SheetTable::needed(int column) const
{
    int width = textWidth(model()->headerData(column, Qt::Horizontal).toString(), Type::CaptionStrong);
    for (int row = 0; row < std::min(kMeasured, model()->rowCount()); ++row)
        width = std::max(width, textWidth(model()->index(row, column).data().toString(), Type::Body));
    return width + scaled(kSpace12);
}

// Of the columns of words the short ones get what they want first; what is left over goes to all alike.
void SheetTable::shareOut(int room)
{
    std::vector<std::pair<int, int>> wants; // width, column
    for (const int column : m_words)
        wants.emplace_back(needed(column), column);
    std::ranges::sort(wants);
    for (std::size_t i = 0; i < wants.size(); ++i) {
        const auto [width, column] = wants[i];
        const int share = room / int(wants.size() - i);
        int total = 0;
        for (std::size_t k = i; k < wants.size(); ++k)
            total += wants[k].first;
        const int given = total < room ? width + (room - total) / int(wants.size() - i) : std::min(width, share);
        setColumnWidth(column, given);
        room -= given;
    }
}

void SheetTable::fit()
{
    verticalHeader()->setDefaultSectionSize(scaled(kRowNormal));
    horizontalHeader()->setFixedHeight(scaled(kHeadHeight));
    int left = viewport()->width() - scaled(kSpace8); // the ring keeps off what stands at the right
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (std::ranges::find(m_words, column) != m_words.end())
            continue;
        const int width = needed(column);
        setColumnWidth(column, width);
        left -= width;
    }
    shareOut(std::max(left, 0));
    viewport()->update();
}

void SheetTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void SheetTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    paintRowRing(*this);
}

void SheetTable::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier)
        Q_EMIT openWanted();
    else
        QTableView::keyPressEvent(event);
}

} // namespace updesk
