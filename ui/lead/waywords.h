// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/ways.h"
#include "ui/parts/deskwords.h"

namespace updesk
{

/// The words of a customer's numbers and addresses. Needs no window.
class WayWords
{
    Q_DECLARE_TR_FUNCTIONS(WayWords)
public:
    /// "(555) 201-4410, mobile"; of one that cannot be used also why.
    static QString way(const ContactWay &way, const DeskWords &words);
    static QString why(ContactWay::No no); ///< "wrong number"; empty: it can be used
};

} // namespace updesk
