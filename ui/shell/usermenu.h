// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shellstate.h"

#include <QMenu>

namespace updesk
{

/// Behind the initials: who is at the desk, how it looks, how large the text is, and the keys.
class UserMenu final : public QMenu
{
    Q_OBJECT
public:
    explicit UserMenu(QWidget *parent);
    void show(const ShellState &state, bool canSwitch);

Q_SIGNALS:
    void personChosen(int index);
    void themeChosen(ThemeName name);
    void textSizeChosen(int percent);
    void keysWanted();
};

} // namespace updesk
