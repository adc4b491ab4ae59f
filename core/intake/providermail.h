// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/labelmail.h"
#include "core/intake/labels.h"

namespace updesk
{

/// Reads the mails of single providers whose shape the generic reader does not know: Cars.com's bare lines, CarGurus'
/// phone leads, notices of missed calls. Sets `type` to Phone for calls.
std::optional<LabelFields> providerFields(
    const LabelMail &mail, const QString &text, const ParseContext &context, LeadType &type);

} // namespace updesk
