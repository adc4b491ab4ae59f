// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/parse.h"

namespace updesk
{

/// Reads a mail: delivery report, automatic answer, ADF in any of its parts, labels, a reply, a customer's own words;
/// else what kind of mail it is that is no lead.
Parsed parseMail(const QByteArray &bytes, const ParseContext &context);

/// True when the bytes start like a mail's header or the file's name says so.
bool looksLikeMail(const QByteArray &bytes, const QString &fileName);

} // namespace updesk
