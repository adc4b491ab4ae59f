// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/mergeplan.h"
#include "ui/parts/type.h"

#include <QWidget>

class QPainter;

namespace updesk
{

/// One field of two records: its name and both values, the kept one marked. 1 and Left keep the left value, 2 and Right
/// the right one; a click does the same.
class MergeLine final : public QWidget
{
    Q_OBJECT
public:
    MergeLine(const QString &name, const QString &left, const QString &right, QWidget *parent = nullptr);
    void setSide(Side side);
    Side side() const { return m_side; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QRect box(Side side) const; ///< where a value stands

Q_SIGNALS:
    void chosen(updesk::Side side);
    void left(int step); ///< Up: -1, Down and Enter: 1

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isNarrow() const;
    void nameIt();
    void paintValue(QPainter &painter, Side side) const;
    QString m_name, m_left, m_right;
    Side m_side = Side::Left;
};

} // namespace updesk
