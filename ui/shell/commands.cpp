// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commands.h"

#include "ui/parts/sheetdialog.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

namespace updesk
{

Commands::Commands(QWidget *window) : QObject(window), m_window(window) { }

void Commands::add(const Command &command)
{
    const auto same = std::ranges::find_if(m_all, [&](const Kept &kept) { return kept.command.name == command.name; });
    if (same != m_all.end()) {
        delete same->action;
        m_all.erase(same);
    }
    Kept kept{command, nullptr};
    if (!command.keys.isEmpty() && command.listens == Listens::Window && command.run) {
        kept.action = new QAction(command.words, m_window);
        kept.action->setShortcut(command.keys);
        kept.action->setEnabled(listens(command));
        connect(kept.action, &QAction::triggered, this, [this, name = command.name, over = command.overSheets] {
            if (over || !SheetDialog::openIn(m_window))
                run(name);
        });
        m_window->addAction(kept.action);
    }
    m_all.push_back(kept);
}

bool Commands::run(const QString &name) const
{
    for (const Kept &kept : m_all)
        if (kept.command.name == name && kept.command.run) {
            const auto act = kept.command.run;
            act();
            return true;
        }
    return false;
}

std::vector<Command> Commands::on(const QString &screen) const
{
    std::vector<Command> out;
    for (const Kept &kept : m_all)
        if (kept.command.screen.isEmpty() || kept.command.screen == screen)
            out.push_back(kept.command);
    std::stable_partition(out.begin(), out.end(), [](const Command &one) { return !one.minor; });
    return out;
}

void Commands::setChecked(const QString &name, bool on)
{
    for (Kept &kept : m_all)
        if (kept.command.name == name)
            kept.command.checked = on;
}

QKeySequence Commands::keysOf(const QString &name) const
{
    for (const Kept &kept : m_all)
        if (kept.command.name == name)
            return kept.command.keys;
    return {};
}

void Commands::setScreen(const QString &screen)
{
    m_screen = screen;
    setResting(m_resting);
}

void Commands::setResting(bool resting)
{
    m_resting = resting;
    for (const Kept &kept : m_all)
        if (kept.action)
            kept.action->setEnabled(listens(kept.command));
}

bool Commands::listens(const Command &command) const
{
    return !m_resting && (command.screen.isEmpty() || command.screen == m_screen);
}

} // namespace updesk
