// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/boardview.h"

#include <QAbstractButton>

namespace updesk
{

/// A key and what it does, in small: "[Y] confirmed". Pressed, it does the same.
class FootKey final : public QAbstractButton
{
    Q_OBJECT
public:
    FootKey(const QKeySequence &keys, const QString &words, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QKeySequence m_keys;
};

/// The line under the board.
class FootKeys final : public QWidget
{
    Q_OBJECT
public:
    explicit FootKeys(QWidget *parent = nullptr);

Q_SIGNALS:
    void actWanted(updesk::BoardAct act);
    void wallWanted();
    void rateWanted();
    void logWanted();
    void soldWanted();
    void printWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace updesk
