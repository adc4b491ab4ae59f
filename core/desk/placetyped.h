// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/customer.h"
#include "core/sequences/legalrules.h"

namespace updesk
{

/// The place that a person typed over `opened`, with region and postal code as they are written there and the country
/// that they tell. What was not touched stays as it came. Invalid, the subject is what is wrong: street, city (too
/// long); country; region, none of the United States and Canada; region_country, it lies in the other; postal, no such
/// code's form; no_postal, no place has this code; postal_region, it is another state's. `rules` know the codes.
Result<Address> placeTyped(const LegalRules &rules, const Address &opened, const Address &typed);

} // namespace updesk
