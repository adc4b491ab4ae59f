// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"
#include "core/leads/lead.h"

namespace updesk
{

/// True when the row tells of the vehicle that the draft tells of.
bool sameVehicle(const LeadVehicle &row, const VehicleDraft &draft);

/// The lead that says all that the draft says: it came at the draft's place in this document or in an earlier copy, was
/// keyed by hand from one, or bears the source's own number. Null when there is none: a number or a Message-ID alone
/// proves nothing, for another person, phone or car under it is another inquiry.
Result<LeadId> sameInquiry(Database &database, const LeadDraft &draft, SourceId source, const CaptureChoices &choices);

} // namespace updesk
