// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/exchange.h"
#include "core/sync/login.h"
#include "core/sync/pgremote.h"

namespace updesk
{

/// Where a joined desk's server is and who speaks to it; the password is never in the file.
struct ServerPlace {
    QString url, login, caFile;
    PersonId person; ///< whose login it is
    int store = 0;
    Id desk; ///< this file's name in the server's history
    QString role; ///< at this store, as the server said while joining; else empty
};

/// NotFound (subject "server") when the file belongs to no server.
Result<ServerPlace> serverPlace(Database &database);

/// Takes an empty file to a store that the login is a member of: `store` 0 means the only one it has. The rows come
/// with the first exchange. Duplicate (subject "rows") when the file holds rows already, Denied (subject store),
/// Invalid (subject store: there are several), or what the connection failed with.
Result<ServerPlace> joinServer(Database &database, Pg &pg, const Pg::Options &options, int store);

/// Which person of the store the login is; `store` 0 means the only one it has. Denied or Invalid (subject store).
Result<Membership> memberOf(Pg &pg, int store);

/// Makes the file a joined one of this place.
Result<void> writePlace(Transaction &tx, const ServerPlace &place);

/// How the server of a place is spoken to by a login; `place.login` is not used.
Pg::Options optionsOf(const ServerPlace &place, const QString &login, const QString &password);

/// The server of the place over the connection of a person; `place.login` is not used.
Result<std::unique_ptr<Pg>> openAs(const ServerPlace &place, const Login &login);

/// A connection as the place says.
Result<std::unique_ptr<PgRemote>> connectTo(const ServerPlace &place, const QString &password, const Database &tables);

} // namespace updesk
