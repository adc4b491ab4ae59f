// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/templatecodes.h"

#include <array>

namespace updesk
{

static constexpr std::array kCodes{"unknown_field", "no_fallback", "claim_fallback", "bad_braces", "bad_group",
    "false_reply", "no_subject", "no_body", "too_long", "no_store_name", "unsafe_rich", "typed_payment", "typed_count",
    "typed_price", "typed_offer", "no_opt_out", "no_as_of", "offer_in_service"};
static_assert(kCodes.size() == size_t(TemplateProblem::OfferInService) + 1);

const char *problemCode(TemplateProblem problem) { return kCodes[size_t(problem)]; }

} // namespace updesk
