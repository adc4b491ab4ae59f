// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/adfread.h"
#include "core/leads/leaddraft.h"

namespace updesk
{

/// Reads a prospect's vehicles into draft.wants and draft.trades, with finance, down payment and payoff; gaps of the
/// first one are filled from draft.comments, which must be there already. Adds to draft.warnings: bad_year, bad_vin,
/// vin_check_digit.
void readVehicles(const AdfElement &prospect, LeadDraft &draft);

/// Keeps the VIN when it is one and warns otherwise.
void setVin(VehicleDraft &vehicle, const QString &written, QStringList &warnings);

} // namespace updesk
