// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/people/customer.h"

#include <functional>

namespace updesk
{

/// What somebody has to type to erase this customer for good: the last name; who has none, the full name, the company,
/// the first name, the last four digits of the number, or the mail address.
Result<QString> wordToErase(Database &database, CustomerId customer);

struct ErasedPerson {
    DeedId deed;
    CustomerId customer; ///< the record that lives
    int leads = 0; ///< of all their records
    bool waits = false; ///< for the server, which empties the rows for all PCs
    bool listed = true; ///< false: the list beside the file could not be written; it is tried again at the next start
    bool wiped = true; ///< false: another program reads the file; the rest is wiped when this store is next opened
};

/// What else must hold, asked inside the transaction of the record that lives.
using EraseCheck = std::function<Result<void>(Transaction &, CustomerId)>;

/// Erases a customer and all records merged into them, for good (SG-5): open leads are closed as lost, waiting messages
/// are called back, and what is personal in rows, history, log and documents is emptied. Ids, numbers and amounts stay,
/// and keyed hashes of phone and e-mail, so that nothing is advertised to them. There is no undo.
/// By a manager or above (Denied, subject role). Denied, subject legal_hold: the detail says why they are kept.
/// Invalid, subject last_name: another word was typed. Duplicate: they are erased already. NotFound: no such customer.
/// Nothing is changed by any of these, nor by what `also` says.
Result<ErasedPerson> erasePerson(
    Session &session, CustomerId customer, const QString &typed, const EraseCheck &also = {});

/// Whether this customer was erased, or is on the way to it.
Result<bool> isErasedPerson(Database &database, CustomerId customer);

/// A store without a server keeps a list beside its file, which no copy of the file holds: `<file>.erased`, with ids
/// and hashes only. Erases whom it names and the file still holds; how many those were. To be called once a store is
/// open.
Result<int> replayErased(Session &session);

} // namespace updesk
