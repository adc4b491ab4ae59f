// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/boardmodel.h"

#include <QWidget>

namespace updesk
{

/// The day for a screen on the wall (F11): large, and of each customer the first name and initial only. Covers the
/// window until Esc or F11.
class WallBoard final : public QWidget
{
    Q_OBJECT
public:
    WallBoard(BoardModel &model, QWidget *window);

    void open();
    void leave();
    /// One line of the wall, as it is painted.
    struct Line {
        QString time, name, vehicle, with, state;
        Icon icon = Icon::Appointments;
        Colour colour = Colour::Text;
        bool past = false;
    };
    /// All that fit, the next ones first when there are more; moved and cancelled visits are left out.
    std::vector<Line> lines() const;

Q_SIGNALS:
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;
    int headHeight() const;
    void refresh();
    BoardModel &m_model;
    bool m_wasFullScreen = false;
};

} // namespace updesk
