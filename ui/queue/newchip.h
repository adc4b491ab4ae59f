// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace updesk
{

/// "2 new above", over the upper edge of a list; a click or Home goes there.
class NewChip final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit NewChip(QWidget *parent);
    /// Shows the count, or hides at 0.
    void setCount(int count);
    int count() const { return m_count; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = 0;
    QString m_key;
};

} // namespace updesk
