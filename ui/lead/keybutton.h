// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace updesk
{

/// An answer with its key in front: "[4] No answer". 36 high.
class KeyButton final : public QAbstractButton
{
    Q_OBJECT
public:
    KeyButton(const QString &key, const QString &words, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showTip();
    QString cap() const; ///< empty: a letter, while letter keys are off
    QString m_key;
};

} // namespace updesk
