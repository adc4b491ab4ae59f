// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/parse.h"

#include <QIODevice>

namespace updesk
{

/// One JSON object for a parsed file, in the documented form of `updeskctl parse`: file, outcome, count, error,
/// warnings, leads. Written lead by lead, so that a file of many is never held as JSON.
void writeParsedJson(const QString &file, const Parsed &parsed, QIODevice &out);

QString outcomeName(ParseOutcome outcome);

} // namespace updesk
