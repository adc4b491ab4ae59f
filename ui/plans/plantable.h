// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <vector>

namespace updesk
{

/// How the columns of a table share its width, at text size 100 %.
struct ColumnPlan {
    std::vector<int> designed, least;
    std::vector<int> away; ///< what goes first where even the least has no room
    int stretches = 0; ///< what takes the rest
};

/// A list of rows of one height with the ring around the row: sequences, or the steps of one.
class PlanTable final : public QTableView
{
    Q_OBJECT
public:
    enum class Steps : quint8 { No, Move }; ///< Move: rows can be moved, added and taken away
    PlanTable(QAbstractTableModel &model, ColumnPlan columns, Steps steps, QWidget *parent = nullptr);

    int row() const { return currentIndex().row(); } ///< -1: none
    void choose(int row);
    int hovered() const { return m_hovered; }
    /// High enough for all rows and the head, at most `rows`.
    int heightFor(int rows) const;

Q_SIGNALS:
    void openWanted(int row);
    void switchWanted(int row); ///< Space
    void moveWanted(int row, int by);
    void insertWanted(int row); ///< behind it
    void removeWanted(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void hover(int row);
    bool stepKey(const QKeyEvent &event);
    ColumnPlan m_columns;
    Steps m_steps;
    int m_hovered = -1;
    bool m_dragging = false;
};

} // namespace updesk
