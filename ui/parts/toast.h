// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"

#include <QTimer>
#include <QWidget>

#include <functional>

namespace updesk
{

/// What was just done, with the way back, at the foot of the content; goes after 10 s but stays while hovered or
/// focused.
class Toast final : public QWidget
{
    Q_OBJECT
public:
    /// Lies over `content`, 16 above its foot.
    explicit Toast(QWidget *content);

    /// Shows the words; without `undo` there is no button. A new toast takes the place of the old one.
    void say(const QString &words, std::function<void()> undo = {});
    /// Runs the way back that is shown, once. False when there is none.
    bool undo();
    void dismiss();
    /// Seconds a toast stays; 0: until it is closed.
    void setSeconds(int seconds) { m_seconds = seconds; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void place();
    int topOfCovered(const QRect &box) const;
    void countDown();
    TextLabel *m_words;
    Button *m_button;
    Button *m_close; ///< only where nothing else ends it
    QTimer m_timer;
    std::function<void()> m_undo;
    int m_seconds = 10;
};

} // namespace updesk
