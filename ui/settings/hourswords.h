// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/hours.h"

#include <QCoreApplication>
#include <QDate>

namespace updesk
{

/// Opening hours as a line reads them. Needs no window.
class HoursWords
{
    Q_DECLARE_TR_FUNCTIONS(HoursWords)
public:
    static QString week(const Hours &hours); ///< "Mon to Fri 9:00 to 20:00, Sat 9:00 to 18:00, Sun closed"
    /// The next of them from `today` on; empty: none is set up.
    static QString holidays(const Hours &hours, const QDate &today);

private:
    static QString spans(const QJsonArray &spans);
};

} // namespace updesk
