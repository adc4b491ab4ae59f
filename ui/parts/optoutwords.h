// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/optoutrows.h"

#include <QCoreApplication>

namespace updesk
{

/// The words of how fast a "no" was honoured (US-9). Needs no window.
class OptOutWords
{
    Q_DECLARE_TR_FUNCTIONS(OptOutWords)
public:
    static QString came(Channel came); ///< "Text"
    static QString took(Time ms); ///< "at once", "50 min", "3 h", "2 d"
    /// "Text: 12. The slowest: 50 min. Middle: 1 min."
    static QString summary(const OptOutSummary &one);
};

} // namespace updesk
