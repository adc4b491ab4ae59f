// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/paint.h"

#include <QKeySequence>
#include <QWidget>

namespace updesk
{

/// "Ctrl+Enter": a key as the product writes it, in keycaps, tool tips and the keys sheet. Empty: a letter key, while
/// those are off.
QString keyText(const QKeySequence &keys);

/// A tool tip that names the key too: "Fold the sidebar (Ctrl+B)".
QString tipWithKey(const QString &words, const QKeySequence &keys);

/// A keycap on its own. Decoration: the key is told by the words beside it.
class KeycapLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit KeycapLabel(const QString &keys, KeycapTone tone = KeycapTone::Plain, QWidget *parent = nullptr);
    QSize sizeHint() const override { return keycapSize(m_keys); }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
    KeycapTone m_tone;
};

} // namespace updesk
