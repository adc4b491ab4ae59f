// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QKeySequence>

namespace updesk
{

enum class ChipKind : quint8 { Choice, Removable };

/// A filter or a saved view: a Choice is on or off and may show its key; a Removable one asks to go when clicked.
class Chip final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Chip(const QString &words, ChipKind kind = ChipKind::Choice, QWidget *parent = nullptr);
    void setKeys(const QKeySequence &keys);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ChipKind m_kind;
    QString m_keys;
};

} // namespace updesk
