// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/adfread.h"
#include "core/intake/delivery.h"
#include "core/intake/parse.h"

namespace updesk
{

/// Makes a draft of one prospect. `envelope` is what stands around it (a provider beside the prospects), or nullptr.
/// A draft without any contact is for the caller to refuse (hasNoContact).
LeadDraft draftOf(
    const AdfElement &prospect, const AdfElement *envelope, const ParseContext &context, const Delivery &delivery);

/// Days until the customer wants to buy, from the dates given; -1: none, or they have passed. `from` is UTC.
int timeframeDays(const QString &latest, const QString &earliest, Time from, const QTimeZone &zone);

} // namespace updesk
