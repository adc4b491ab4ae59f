// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include <vector>

namespace updesk
{

/// The one ring of a window: follows the widget that has the focus, above its neighbours, never in the way of the
/// mouse. A widget that draws its own (a list draws it around the row) sets the property "ownRing".
class FocusRing final : public QWidget
{
    Q_OBJECT
public:
    /// Watches the application's focus; called by setTheme, harmless when called again.
    static void install();
    /// Puts the ring on `target` whatever has the focus; null takes it away. For pictures and tests.
    static void showOn(QWidget *target);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    explicit FocusRing(QWidget *host);
    void follow(QWidget *target);
    void watchRows();
    void place();
    QPointer<QWidget> m_target;
    std::vector<QMetaObject::Connection> m_rows;
};

} // namespace updesk
