// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

#include <set>

namespace updesk
{

/// The heads of the queue's columns: widths of the design, hidden step by step where the window is narrow.
class QueueHead final : public QHeaderView
{
    Q_OBJECT
public:
    explicit QueueHead(QWidget *parent = nullptr);
    static constexpr int kTwoLineWindow = 1100; ///< below this width, at text size 100 %, rows have two lines

    /// Gives each column its width for a list this wide in a window this wide; `mine`: the owner is always oneself.
    void fit(int width, int windowWidth, bool mine);
    /// Clock, score and next action stand over two lines, so that the names have room.
    bool isStacked() const { return m_stacked; }
    bool isChosenAway(int column) const { return m_away.contains(column); }
    void choose(int column, bool shown);
    void resetColumns();
    /// Which columns are away and in what order, for a desk setting.
    QString layoutText() const;
    void setLayoutText(const QString &text);
    /// -1: the queue's own order.
    void setSorted(int column, Qt::SortOrder order);
    QSize sizeHint() const override;

Q_SIGNALS:
    void layoutChosen();
    void sortWanted(int column, Qt::SortOrder order); ///< column -1: the queue's own order

protected:
    void paintSection(QPainter *painter, const QRect &rect, int column) const override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void turnSort(int column);
    void fitStacked(int width, std::set<int> away);
    int m_sorted = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::set<int> m_away;
    bool m_stacked = false;
    int m_width = 0, m_windowWidth = 0;
    bool m_mine = false;
};

} // namespace updesk
