// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

namespace updesk
{

/// The mark of UpDesk: an arrow up on the accent.
void paintLogo(QPainter &painter, const QRect &box);
QIcon logoIcon();

/// The mark as a widget, `side` px at text size 100 %.
class Logo final : public QWidget
{
    Q_OBJECT
public:
    explicit Logo(int side, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_side;
};

} // namespace updesk
