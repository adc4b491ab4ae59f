// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"

#include <QLineEdit>

namespace updesk
{

/// A line for a password or PIN with a button at its right end that shows what was typed. Pasting is allowed. It cannot
/// ask for the state of Caps Lock, so it tells it from the letters that come.
class PasswordEdit final : public QLineEdit
{
    Q_OBJECT
public:
    explicit PasswordEdit(QWidget *parent = nullptr);
    /// Shows dots again, whatever was chosen before.
    void hideWords();
    void showWords(); ///< what was made here and has to be read
    bool isCapsLock() const { return m_capsLock; }

Q_SIGNALS:
    void capsLockChanged(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void toggle();
    void place();
    void setCapsLock(bool on);
    Button *m_show;
    bool m_capsLock = false;
};

} // namespace updesk
