// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace updesk
{

/// Tells a screen reader news on the named status widget: an alert, at most one in 3 s, the newest wins.
void announce(QWidget *status, const QString &words);

} // namespace updesk
