// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// "DR" of "Dana Reyes".
QString initialsOf(const QString &name);

} // namespace updesk
