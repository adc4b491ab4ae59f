// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/customer.h"
#include "core/store/op.h"

namespace updesk
{

/// The ops by which the phones (e-mails) of a merged record become those of the one that lives. A number that both have
/// is left behind, but what was learnt of it counts: bad and do-not-call of either stay. Of several preferred ones the
/// living record's remains, unless it is bad and the other's is not.
std::vector<Op> phoneMoves(const std::vector<Phone> &from, const std::vector<Phone> &into, CustomerId lives);
std::vector<Op> emailMoves(const std::vector<Email> &from, const std::vector<Email> &into, CustomerId lives);

} // namespace updesk
