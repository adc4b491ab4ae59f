// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/commands.h"
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
    /// `acts`: what else is done from here, by its name.
    void show(const ShellState &state, bool canSwitch, const std::vector<Command> &acts = {});

Q_SIGNALS:
    void personChosen(int index);
    void themeChosen(ThemeName name);
    void textSizeChosen(int percent);
    void keysWanted();
    void actChosen(const QString &name);
};

} // namespace updesk
