// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"

#include <QWidget>

namespace updesk
{

/// An empty screen: one sentence of why, perhaps a second line, and the one button that fixes it.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);
    void setWords(const QString &sentence, const QString &second = {});
    void setIcon(Icon icon);
    /// Empty words take the button away. The key is shown, not listened for.
    void setAction(const QString &words, const QKeySequence &keys = {});
    Button *button() const { return m_button; }

Q_SIGNALS:
    void actionClicked();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    Icon m_icon = Icon::Tick;
    QLabel *m_mark;
    TextLabel *m_sentence;
    TextLabel *m_second;
    Button *m_button;
};

} // namespace updesk
