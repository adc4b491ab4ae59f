// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/customer.h"
#include "core/store/op.h"
#include "core/store/table.h"

namespace updesk
{

class Database;

/// The ops that move every row of one customer to another, phones and e-mails as mergecontacts.h says. A row of a lead
/// that names a third record stays with that.
Result<std::vector<Op>> movesOf(Database &database, CustomerId from, CustomerId into);

/// The ops that bring back the rows of this record's leads that name `other`: written while the two were merged.
Result<std::vector<Op>> rowsBackWithLeads(Database &database, CustomerId of, CustomerId other);
/// What this record refused at `since` or later and that nothing calls a mistake.
Result<std::vector<RowOnlyId>> refusalsSince(Database &database, CustomerId of, Time since);
/// The tags of a customer that name another: perhaps the same person, and told apart by a person.
inline constexpr char kMaybeTag[] = "maybe:";
inline constexpr char kApartTag[] = "apart:";
QString tagNaming(const char *kind, CustomerId other);
/// The ops that drop the tags by which each of two customers is perhaps the other, also under a record merged since.
Result<std::vector<Op>> suspicionsBetween(Database &database, CustomerId a, CustomerId b);
/// Customers that a person said are somebody else than this one, as they live now.
Result<std::vector<CustomerId>> toldApartFrom(Database &database, CustomerId customer);

/// Phones and e-mails of every record of a customer, whichever of them `customer` is: that record's own first, good
/// ones before bad ones. One that two records have stands once.
struct Contacts {
    std::vector<Phone> phones;
    std::vector<Email> emails;
};
Result<Contacts> contactsOf(Database &database, CustomerId customer);

/// Customers tagged as perhaps the same as this one and not told apart from it, as they live now.
Result<std::vector<CustomerId>> maybeSameAs(Database &database, CustomerId customer);

} // namespace updesk
