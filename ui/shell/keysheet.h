// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/sheetdialog.h"
#include "ui/shell/commands.h"

namespace updesk
{

/// F1: every key that works here, made from the registered commands.
class KeySheet final : public SheetDialog
{
    Q_OBJECT
public:
    explicit KeySheet(QWidget *window);
    /// `title`: of the screen whose keys stand first.
    void openFor(const QString &title, const std::vector<Command> &commands);

private:
    QWidget *makeColumn(const QString &head, const std::vector<Command> &commands);
};

} // namespace updesk
