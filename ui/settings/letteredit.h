// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"

namespace updesk
{

/// The letter of one action: pressed, it waits for another one. Esc, or going elsewhere, leaves it as it was.
class LetterEdit final : public Button
{
    Q_OBJECT
public:
    explicit LetterEdit(Letter letter, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QKeySequence &keys); ///< whatever key was pressed
    void left(); ///< without one

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void wait(bool on);
    Letter m_letter;
    bool m_waits = false;
};

} // namespace updesk
