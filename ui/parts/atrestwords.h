// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/atrest.h"

namespace updesk
{

/// "Encrypted", or "Not encrypted:" and why; one sentence.
QString atRestWords(AtRest state);

/// Why the key of a file is missing, what that means and what to do; empty: the error is about something else.
QString keySentence(const Error &error);

} // namespace updesk
