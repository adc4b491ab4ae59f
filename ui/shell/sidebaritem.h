// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/icons.h"

#include <QAbstractButton>
#include <QKeySequence>

namespace updesk
{

/// A line of the sidebar: icon, words, badge or keycap; the icon alone when folded.
class SidebarItem final : public QAbstractButton
{
    Q_OBJECT
public:
    SidebarItem(Icon icon, const QString &words, const QKeySequence &keys = {}, QWidget *parent = nullptr);
    void setBadge(int count);
    void setFolded(bool folded);
    /// Acts at the foot show their key as a keycap; screens name it in the tool tip only.
    void setShowsKey();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void rename();
    Icon m_icon;
    QKeySequence m_keys;
    int m_badge = 0;
    bool m_folded = false;
    bool m_showsKey = false;
};

} // namespace updesk
