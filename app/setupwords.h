// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace updesk
{

/// What is wrong with a set-up file: the place in it, what stands there and what may stand there. An error that is none
/// of the file's gives an empty text.
QString setupSentence(const Error &error);

} // namespace updesk
