// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace updesk
{

/// A choice whose item may have a quiet word behind it: "Dana Reyes  next up".
class HintCombo final : public QComboBox
{
    Q_OBJECT
public:
    static constexpr int HintRole = Qt::UserRole + 100;
    explicit HintCombo(QWidget *parent = nullptr);
    void setHint(int index, const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace updesk
