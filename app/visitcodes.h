// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showroom.h"

namespace updesk
{

/// Codes for programs; they never change and are not translated (docs/commandline.md).
QString visitStateCode(Appointment::State state);
QString visitStepCode(VisitStep step);

} // namespace updesk
