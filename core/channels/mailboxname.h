// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace updesk
{

/// A folder's name as IMAP spells it: modified UTF-7 (RFC 3501, 5.1.3). Empty when the name holds control characters or
/// half a character.
QByteArray mailboxName(const QString &folder);

/// The same quoted for a command.
QByteArray quotedMailbox(const QString &folder);

} // namespace updesk
