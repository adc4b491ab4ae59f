// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/usermenu.h"

#include "ui/parts/icons.h"
#include "ui/parts/keycap.h"

#include <QActionGroup>

namespace updesk
{

UserMenu::UserMenu(QWidget *parent) : QMenu(parent) { setObjectName(QStringLiteral("userMenu")); }

void UserMenu::show(const ShellState &state, bool canSwitch, const std::vector<Command> &acts)
{
    clear();
    if (!state.person.isEmpty())
        addAction(updesk::icon(Icon::Owner), state.person)->setEnabled(false);
    for (qsizetype i = 0; canSwitch && i < state.persons.size(); ++i)
        if (state.persons[i] != state.person)
            connect(addAction(tr("Switch to %1").arg(state.persons[i])), &QAction::triggered, this,
                [this, i] { Q_EMIT personChosen(int(i)); });
    addSeparator();
    for (const Command &act : acts) {
        const QString keys = act.keys.isEmpty() ? QString() : QLatin1Char('\t') + keyText(act.keys);
        QAction *action = addAction(act.words + keys);
        action->setCheckable(act.checked.has_value());
        action->setChecked(act.checked.value_or(false));
        connect(action, &QAction::triggered, this, [this, name = act.name] { Q_EMIT actChosen(name); });
    }
    addSeparator();
    auto *themes = new QActionGroup(this);
    const auto theme = [&](const QString &words, ThemeName name) {
        QAction *action = addAction(words);
        action->setCheckable(true);
        action->setChecked(themeName() == name);
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, name] { Q_EMIT themeChosen(name); });
    };
    theme(tr("Colors as the system has them"), ThemeName::System);
    theme(tr("Light colors"), ThemeName::Light);
    theme(tr("Dark colors"), ThemeName::Dark);
    theme(tr("High contrast"), ThemeName::HighContrast);
    addSeparator();
    const auto size = [&](const QString &words, int percent) {
        connect(addAction(words), &QAction::triggered, this, [this, percent] { Q_EMIT textSizeChosen(percent); });
    };
    size(tr("Larger text\tCtrl++"), textSize() + 10);
    size(tr("Smaller text\tCtrl+-"), textSize() - 10);
    size(tr("Normal text\tCtrl+0"), 100);
    addSeparator();
    connect(addAction(tr("Show the keys\tF1")), &QAction::triggered, this, &UserMenu::keysWanted);
}

} // namespace updesk
