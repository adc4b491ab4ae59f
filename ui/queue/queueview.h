// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/queuedelegate.h"
#include "ui/parts/letterkeys.h"
#include "ui/queue/queuehead.h"

#include <QPointer>
#include <QTableView>

namespace updesk
{

class NewChip;

enum class Density : quint8 { Compact, Normal, Roomy };

/// The queue's list. Rows of one height with group heads between them, so that every place is found by arithmetic; rows
/// stand still while somebody works: the model is settled 2 s after the last key or wheel, and then the selected row
/// keeps its place to the pixel.
class QueueView final : public QTableView
{
    Q_OBJECT
public:
    QueueView(QueueModel &model, const Session &session, QWidget *parent = nullptr);

    void setDensity(Density density);
    Density density() const { return m_density; }
    void setSettleDelay(int ms) { m_quiet.setInterval(ms); }
    /// While reasons are open no row moves.
    void setHeld(bool held);

    LeadId currentLead() const;
    /// Selects the lead and brings it into view; false when it is not shown.
    bool selectLead(LeadId lead);
    /// The worked lead is done: the next one takes its place on screen.
    bool advanceTo(LeadId lead);
    /// The chosen leads, top to bottom; the selected one when none is chosen.
    std::vector<LeadId> chosen() const;
    void clearChosen();
    void goHome();
    void toggleGroup(int group);
    /// Shows the model's new order now, with the selected row where it is.
    void settle();
    QRect cellRect(const QModelIndex &index) const { return visualRect(index); }
    QueueHead *head() const { return m_head; }
    int newAbove() const;
    bool isTicking() const { return m_second.isActive(); }

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

Q_SIGNALS:
    void opened(updesk::LeadId lead);
    void actWanted(updesk::Letter letter);
    void detailWanted(const QModelIndex &index, bool hover);
    void detailLeft();
    void menuWanted(const QPoint &global);
    void currentLeadChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void updateGeometries() override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override { return 0; }
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    /// A group as it stands: its head at `top` (content pixels), then its rows unless folded.
    struct Band {
        int group = 0, first = 0, count = 0, top = 0;
        bool folded = false;
    };
    const std::vector<Band> &bands() const;
    const Band *bandOfRow(int row) const;
    const Band *bandAt(int viewportY) const;
    int headHeight() const;
    int rowTop(int row) const; ///< in the viewport
    int firstVisibleRow() const;
    QueueCells cells(const QRect &row) const;
    QRect rowRect(int row) const;
    void drawHead(QPainter &painter, const Band &band) const;
    void drawRows(QPainter &painter, const Band &band, const QRegion &region) const;
    QueueDelegate::Look lookOf(int row) const;
    void place(int row, int y);
    void refreshed();
    void tick();
    void touch();
    void updateChip();
    void hover(const QPoint &point);
    void moveTo(int row, bool extend);
    int step(int row, int by);
    bool moveKey(QKeyEvent *event);
    bool chooseKey(QKeyEvent *event);
    bool letterKey(QKeyEvent *event);

    QueueModel &m_model;
    const Session &m_session;
    QueueHead *m_head;
    NewChip *m_chip;
    Density m_density = Density::Normal;
    bool m_twoLines = false, m_choosing = false, m_held = false, m_placing = false,
         m_moving = false; ///< on the way to a place: what is passed was not seen
    mutable bool m_stale = true; ///< bands must be worked out anew
    mutable std::vector<Band> m_bands;
    mutable int m_height = 0, m_rowHeight = 34;
    std::set<int> m_folded;
    int m_gap = 0, m_slack = 0; ///< room above and below that keeps the selected row in its place
    int m_anchor = -1, m_hover = -1, m_ticks = 0;
    std::set<LeadId> m_unseen;
    QTimer m_quiet, m_second, m_linger;
    QPersistentModelIndex m_hovered;
};

} // namespace updesk
