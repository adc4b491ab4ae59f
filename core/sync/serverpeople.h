// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/sync/pg.h"

namespace updesk
{

/// A login and what it may do in one store.
struct NewMember {
    QString login; ///< a letter, then letters, digits, dots, dashes; lower case
    int store = 0;
    QString role; ///< sales, bdc, advisor, manager, principal, admin; auto: a machine that only hosts
    PersonId person; ///< null: whoever has this login already, else somebody new
    QString name; ///< of somebody new; empty: no row is made for a person
    QString password; ///< empty: as it is
    bool mayHost = false; ///< may run the automation of the store
};

struct AddedMember {
    PersonId person;
    bool madeLogin = false, madeStore = false, madePerson = false;
};

/// `admin` is a connection of the administrator. Repeating it changes what is different. Invalid (subject login, role,
/// store or password), Duplicate (subject login: one that is no UpDesk login has this name); `now` is UTC.
Result<AddedMember> addMember(Pg &admin, const NewMember &member, Time now);

/// Takes the login's stores away, closes it and ends its sessions. The person's history stays. NotFound (subject
/// login).
Result<void> revokeMember(Pg &admin, const QString &login);

} // namespace updesk
