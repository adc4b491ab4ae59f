// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/phonecall.h"
#include "core/leads/original.h"

namespace updesk
{

/// A call as the document it is kept as while nobody knows whose it is. Plain lines that a person can read: the number,
/// the phone system's id, when it rang, was answered and ended, an empty line.
QByteArray callDocument(const PhoneCall &call);
/// The call in such a document; nothing: it is none.
std::optional<PhoneCall> callIn(const QByteArray &document);

/// The row of that document; the same call told twice has the same sha256.
Original originalOf(const PhoneCall &call);
/// Of the rows that originalOf() makes. A document that only begins so is none: its row is known by its bytes, and no
/// evidence of a call.
bool isCall(const Original &row, const QByteArray &document);

} // namespace updesk
