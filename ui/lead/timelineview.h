// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/timelinemodel.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace updesk
{

/// Paints days and entries of a history. Columns: time, icon, who, words, tag or "Show original".
class TimelineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Where "Show original" stands in the row; empty when there is none.
    static QRect originalBox(const QRect &row, const QModelIndex &index);
    /// Where the row has what can be done about it, as in the last line, of what lies on the server; empty when there
    /// is nothing.
    static QRect actionBox(const QRect &row, const QModelIndex &index);

private:
    static void paintOlder(QPainter &painter, const QRect &row, const QModelIndex &index, bool selected);
    static QRect olderActionBox(const QRect &row, const QModelIndex &index);
    static QRect olderBox(const QRect &row, const QModelIndex &index);
    static void paintHeading(QPainter &painter, const QRect &row, const QModelIndex &index);
    static int paintMarks(QPainter &painter, const QRect &row, const QModelIndex &index, bool selected);
    static int paintDoubt(QPainter &painter, const QRect &below, const QModelIndex &index, bool selected);
    static int doubtHeight(int width, const QModelIndex &index);
    static bool isNarrow(int width);
    static QRect lineOf(const QRect &row);
    static QRect textBox(const QRect &row);
    static int detailHeight(int width, const QString &detail);
};

/// The history as a list: Up and Down or K and J, Enter expands, a click on "Show original" opens the document. Enter
/// or a click on the last line asks for what lies on the server, and on "Undo merge" parts two customers again.
class TimelineView final : public QListView
{
    Q_OBJECT
public:
    explicit TimelineView(TimelineModel *model, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void originalWanted(updesk::OriginalId original);
    void unmergeWanted(updesk::ActivityId merge);
    void findWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void step(int by);
    void activate(int row);
    TimelineModel *m_model;
};

} // namespace updesk
