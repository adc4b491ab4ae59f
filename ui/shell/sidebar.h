// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"
#include "ui/parts/logo.h"
#include "ui/shell/sidebaritem.h"

#include <QHash>
#include <QVBoxLayout>
#include <QWidget>

namespace updesk
{

/// The left edge: the store, the screens, and at the foot walk-in and phone-up. 200 wide, folded 52.
class Sidebar final : public QWidget
{
    Q_OBJECT
public:
    explicit Sidebar(QWidget *parent = nullptr);
    /// A screen's line, objectName sidebar.NAME.
    void addScreen(const QString &name, Icon icon, const QString &title, const QKeySequence &keys);
    /// An act at the foot, objectName sidebar.NAME.
    void addAct(const QString &name, Icon icon, const QString &words, const QKeySequence &keys);
    void setCurrent(const QString &name);
    void setBadge(const QString &name, int count);
    void setStore(const QString &store);
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }
    /// The line of the screen in front, or the first.
    QWidget *focusTarget() const;

Q_SIGNALS:
    void chosen(const QString &name);
    void acted(const QString &name);
    void foldWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    SidebarItem *make(const QString &name, Icon icon, const QString &words, const QKeySequence &keys);
    QHash<QString, SidebarItem *> m_items;
    QList<SidebarItem *> m_order;
    QString m_current;
    QWidget *m_head;
    TextLabel *m_store;
    QWidget *m_names;
    Button *m_fold;
    SidebarItem *m_unfold;
    QVBoxLayout *m_screens;
    QVBoxLayout *m_acts;
    bool m_folded = false;
};

} // namespace updesk
