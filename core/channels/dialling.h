// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/settings.h"

namespace updesk
{

/// The link by which this store dials a number: tel:+14045550117, with an outside line tel:914045550117, or
/// sip:+14045550117@pbx.example.com;user=phone. Empty for what is no E.164 number.
QString dialLink(const PhoneSettings &settings, const QString &e164);

} // namespace updesk
