// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace updesk
{

/// "+ Email": a quiet button that reveals a field.
class PlusButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit PlusButton(const QString &words, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Draws the box of a field around an editor that has none of its own.
class EditorBox final : public QWidget
{
    Q_OBJECT
public:
    explicit EditorBox(QWidget *editor);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace updesk
