// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// What a set-up file changes in a store that is set up already.
struct SetupChange {
    enum class Kind : quint8 { Added, Changed, Removed };
    struct Line {
        Kind kind;
        const Table *table;
        QString name; ///< what the file calls the row; for shifts and days off the login of the person
        std::vector<const char *> columns; ///< that differ, of a changed row
    };
    std::vector<Line> lines;
    QStringList people, sources; ///< in the store and not in the file: left as they are
    DeedId deed; ///< null: nothing to change, or only looked
};

/// Brings a store in line with a set-up file as one deed that undo takes back. People are known by login, sources and
/// routes by name, so that their leads and histories stay. A list that the file leaves out stays as it is; people and
/// sources are never removed, only set inactive. Invalid as setupConfig() says; NotFound: the store is not set up;
/// Denied: the person at the desk is neither manager, principal nor administrator.
enum class ChangeSetup : quint8 { Write, LookOnly };
Result<SetupChange> changeSetup(Session &session, const QByteArray &json, ChangeSetup how);

} // namespace updesk
