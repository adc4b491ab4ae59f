// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <optional>

namespace updesk
{

/// Whether this desk holds the lease on a shared store's automation, and until when it may act on it.
struct HostState {
    qint64 epoch = 0; ///< grows with every change of host; 0: another desk holds the lease, or none
    Time until = 0; ///< by running()
    bool mayAct() const { return epoch > 0 && running() < until; }
    bool operator==(const HostState &) const = default;
};

/// The epoch that the program's own deeds carry: 0 in a store without a server; nothing while they are another's to do.
using Mandate = std::optional<qint64>;
inline constexpr qint64 kAlone = 0;

} // namespace updesk
