// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/sync/pg.h"

namespace updesk
{

/// Whether a login may run the automation of its stores.
enum class Hosting : quint8 { AsItIs, Yes, No };

/// A login and what it may do in one store.
struct NewMember {
    QString login; ///< a letter, then letters, digits, dots, dashes; lower case
    int store = 0;
    QString role; ///< sales, bdc, advisor, manager, principal, admin; auto: a machine that only hosts
    PersonId person; ///< null: whoever has this login already, else somebody new
    QString name; ///< of somebody new; empty: no row is made for a person
    QString password; ///< empty: as it is
    Hosting hosting = Hosting::AsItIs; ///< a new login does not host; the role auto always does
};

struct AddedMember {
    PersonId person;
    bool madeLogin = false, madeStore = false, madePerson = false;
    bool mayHost = false; ///< as it is now
};

/// `admin` is a connection of the administrator. Repeating it changes what is different; what is not named stays as it
/// is. The row of the person takes over the highest role of all stores. Invalid (subject login, role, store, password,
/// or host: the role auto that may not), Duplicate (subject login: one that is no UpDesk login has this name); `now` is
/// UTC.
Result<AddedMember> addMember(Pg &admin, const NewMember &member, Time now);

/// Takes the login's stores away, closes it and ends its sessions; whoever it was gets no leads any more. The person's
/// history stays. `now` is UTC. NotFound (subject login).
Result<void> revokeMember(Pg &admin, const QString &login, Time now);

} // namespace updesk
