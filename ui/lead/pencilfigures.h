// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/equity/pencil.h"
#include "ui/parts/type.h"

#include <QStringList>

#include <vector>

namespace updesk
{

/// One line of what a pencil comes to: a label, and a value for each term.
struct FigureLine {
    QString words;
    QStringList values;
    Type type = Type::Body;
};

/// What a loan comes to, in the order in which it is read; payments every two weeks are also told by the month, so that
/// they can be held against what is paid today. Empty: no loan has these numbers.
std::vector<FigureLine> loanFigures(const Pencil &pencil);
/// The same of a lease.
std::vector<FigureLine> leaseFigures(const LeasePencil &pencil);

} // namespace updesk
