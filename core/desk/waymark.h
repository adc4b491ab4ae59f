// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/mailin.h"
#include "core/channels/settings.h"
#include "core/channels/texts.h"
#include "core/desk/session.h"
#include "core/store/table.h"

namespace updesk
{

/// How far one way in has been read. It travels with the store, so that another host goes on where this one stopped.
struct WayMark {
    RowOnlyId id; ///< the same at every desk for one way
    QString way;
    QString mark; ///< JSON
    Time at = 0;
    bool operator==(const WayMark &) const = default;
};

// Of two desks' marks either is right: what is read twice is known.
inline constexpr TableOf kWayMark{"way_mark", column("way", &WayMark::way, Rule::Added),
    column("mark", &WayMark::mark, Rule::Either), column("at", &WayMark::at, Rule::Either)};

/// What names a mailbox or a provider's account: another server, login or folder is another way.
QString wayOf(const MailInSettings &mailbox);
QString wayOf(const TextSettings &texts);

/// How far a mailbox has been read.
struct MailMark {
    MailboxMark upTo;
    Time since = 0; ///< reading began then, with what came from then on; 0: with the first mail there is
    quint32 again = 0; ///< up to this uid all comes a second time, for the server has numbered it anew
    bool operator==(const MailMark &) const = default;
};

/// Nothing: never read yet.
Result<std::optional<MailMark>> mailMark(Database &database, const QString &way);
Result<std::optional<TextMark>> textMark(Database &database, const QString &way);
/// In a transaction of its own, after what was read is stored; a mark that stands is not written again.
Result<void> keepMark(Session &session, const QString &way, const MailMark &mark);
Result<void> keepMark(Session &session, const QString &way, const TextMark &mark);

/// Reads a mailbox from its first mail on, at the next turn; what is here already is known by its bytes. By a manager
/// or above (Denied, subject role).
Result<void> readFromTheFirst(Session &session, const MailInSettings &mailbox);

} // namespace updesk
