// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace updesk
{

class MainWindow;

/// Lays a page over the whole window and takes it away again. Meanwhile nothing behind it is shown, takes a key, opens
/// or is read out; it comes back as it was left, half-typed forms too. A question that was open is answered by Esc:
/// it was asked of whoever sat there.
class Cover final : public QObject
{
    Q_OBJECT
public:
    explicit Cover(MainWindow &window);
    void lay(QWidget *page); ///< becomes a child of the window
    void lift(); ///< and the page is gone
    bool isLaid() const { return m_page; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    MainWindow &m_window;
    QPointer<QWidget> m_page, m_focus;
    QList<QPointer<QWidget>> m_behind;
};

} // namespace updesk
