// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/sheetdialog.h"

#include <QListWidget>

#include <functional>
#include <vector>

namespace updesk
{

/// News that waits to be read. Never takes the focus, never asks.
struct NoticeLine {
    QString when; ///< "10:41", written by the caller in local time
    QString words; ///< "Maria Lopez replied"
    Icon icon = Icon::Notices;
    std::function<void()> open; ///< what Enter does; empty: nothing to open
    bool seen = false; ///< was in the list when it was last opened
};

/// The list behind the bell: the newest 100 notices, newest first.
class Notices final : public SheetDialog
{
    Q_OBJECT
public:
    explicit Notices(QWidget *window);
    void add(const NoticeLine &notice);
    int unread() const { return m_unread; }
    void clear(); ///< another person's list begins
    void openList();

Q_SIGNALS:
    void opened(); ///< all of it counts as seen
    void unreadChanged(int count);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void fit();
    void open(int row);
    std::vector<NoticeLine> m_all;
    QListWidget *m_list;
    TextLabel *m_none;
    int m_unread = 0;
};

} // namespace updesk
