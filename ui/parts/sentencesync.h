// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace updesk
{

/// The words for what keeps a person or a desk from the shared server: signing in, joining, the second factor. Both
/// programs use them; they need no window. Empty: the error is of something else.
QString syncSentence(const Error &error);

/// For the line of a person whose changes wait: "Dana's password at the server was changed".
QString absenceSentence(const Error &error, const QString &name);

} // namespace updesk
