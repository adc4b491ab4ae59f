// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"
#include "ui/shell/shellstate.h"

#include <QBoxLayout>
#include <QProgressBar>
#include <QWidget>

namespace updesk
{

/// The foot of the window: shared or not, what runs, the oldest open clock, opening hours. Two lines when one is too
/// narrow.
class StatusLine final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);
    void show(const ShellState &state);
    /// Whether a running job may be cancelled from here.
    void setCancels(bool cancels);
    /// Whether a click on what is said of sharing opens something.
    void setOpensSharing(bool opens);

Q_SIGNALS:
    void cancelClicked();
    void syncClicked();
    void busyClicked();
    void queuedClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Rule;
    void nameParts();
    void layLeft();
    void layRight();
    void arrange();
    QBoxLayout *m_row;
    QWidget *m_left;
    QWidget *m_right;
    void showFolder(const ShellFolder &folder);
    QLabel *m_mark;
    QLabel *m_folderMark;
    TextLabel *m_folder;
    TextLabel *m_sync;
    TextLabel *m_jobs;
    TextLabel *m_jobLeft;
    QProgressBar *m_bar;
    Button *m_cancel;
    TextLabel *m_clockWords;
    TextLabel *m_clock;
    TextLabel *m_queued;
    TextLabel *m_busy;
    TextLabel *m_open;
    QWidget *m_rules[5];
    bool m_folderIsWrong = false;
    bool m_cancels = false, m_opensSharing = false;
    Icon m_syncMark = Icon::Sync;
};

} // namespace updesk
