// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QButtonGroup>
#include <QStringList>
#include <QWidget>

namespace updesk
{

/// A choice of one among few, side by side. One Tab stop; the arrow keys choose.
class Segments final : public QWidget
{
    Q_OBJECT
public:
    Segments(const QString &accessibleName, const QStringList &words, QWidget *parent = nullptr);
    int current() const { return m_group->checkedId(); }
    /// Chooses without emitting chosen().
    void setCurrent(int index);

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_group;
};

} // namespace updesk
