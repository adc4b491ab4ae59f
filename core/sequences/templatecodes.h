// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/templatecheck.h"

namespace updesk
{

/// The code under which errors and the command line name what is wrong with a template.
const char *problemCode(TemplateProblem problem);

} // namespace updesk
