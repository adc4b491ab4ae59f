// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/boarddelegate.h"
#include "ui/appointments/boardmodel.h"

#include <QTableView>

namespace updesk
{

/// What a key, a button or a menu asks for on an appointment.
enum class BoardAct : quint8 { Open, Confirm, Arrive, Miss, Move, Call, Cancel, NoCalls };

/// The board's list: rows of one height, the line of now between what was and what comes.
class BoardView final : public QTableView
{
    Q_OBJECT
public:
    explicit BoardView(BoardModel &model, QWidget *parent = nullptr);

    const BoardLine *current() const; ///< null: nothing is selected
    bool select(AppointmentId appointment); ///< false: it is not shown
    /// Where the line of now stands in the viewport; -1: it is not to be drawn.
    int nowLine() const;

Q_SIGNALS:
    void actWanted(updesk::BoardAct act);
    void stepWanted(int by);
    void todayWanted();
    void rateWanted();
    void logWanted();
    void soldWanted();
    void menuWanted(const QPoint &global);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void hover(int row);
    bool letterKey(int key);
    void drawNow(QPainter &painter) const;

    BoardModel &m_model;
    BoardDelegate *m_delegate;
    int m_hovered = -1;
};

} // namespace updesk
