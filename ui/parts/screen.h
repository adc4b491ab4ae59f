// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include <functional>

class QLineEdit;

namespace updesk
{

/// A page of the main window. It knows no other page; what goes beyond it is a signal that the shell answers.
class Screen : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual QString title() const = 0;
    virtual QString breadcrumb() const { return {}; } ///< "/ Sam Okafor" behind the title
    virtual QWidget *focusTarget() = 0; ///< gets the focus when the page comes to the front
    virtual bool goBack() { return false; } ///< Esc: true when the page itself had a level to leave
    /// What F6 goes through here, in order: the marked widgets that are shown.
    QList<QWidget *> panes();
    /// Ctrl+F: into the marked search field that is shown; false when there is none.
    bool openFind();

    static void markPane(QWidget *widget);
    static void markFind(QLineEdit *field);

Q_SIGNALS:
    void titleChanged();
    /// A sentence for the toast; `undo`: with the Undo button for the deed just done.
    void said(const QString &text, bool undo);
    /// The same of what is no deed, with its own way back; none: nothing was done.
    void saidWithWayBack(const QString &text, const std::function<void()> &back);
};

} // namespace updesk
