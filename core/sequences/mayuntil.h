// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/legalrules.h"

namespace updesk
{

/// What a customer did, from which the law counts; 0: nothing known. Lease payments to a finance company are none of
/// these (US-5).
struct Dealings {
    Time purchased = 0; ///< bought, leased or another contract, the last one
    Time serviced = 0; ///< the last service paid for
    Time inquired = 0; ///< asked us, the last time
    QString zone; ///< whose days count: the store's
    bool operator==(const Dealings &) const = default;
};

/// Until when a customer may be contacted without having agreed, and why.
struct MayUntil {
    enum class Basis : quint8 { Purchase, Service, Inquiry };
    QString rule; ///< US-5, CA-2, CA-6
    Basis basis = Basis::Purchase;
    QDate last; ///< the last day on which it holds
    bool operator==(const MayUntil &) const = default;
};

/// Which law of the two and of what: calls and texts (US-5, CA-6), or messages under Canada's (CA-2).
enum class Relation : quint8 { UsCalls, CanadaCalls, CanadaMessages };

/// All that hold or held, the one that holds longest first; empty: none ever did.
std::vector<MayUntil> mayUntil(const LegalRules &rules, const Dealings &dealings, Relation relation);

} // namespace updesk
