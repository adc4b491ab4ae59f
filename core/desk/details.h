// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/people/customer.h"

namespace updesk
{

/// What is on file of a customer, for a person to correct: of the customer first, last, suffix, company and language
/// count, of a phone and an e-mail what is typed.
struct CustomerDetails {
    Customer customer;
    Address place; ///< by which the gate goes; without an id none is on file
    std::vector<Phone> phones;
    std::vector<Email> emails;
};
/// Follows a merge to the record that lives. What came without its writing counts as typed as it was read.
Result<CustomerDetails> detailsOf(Database &database, CustomerId customer);

/// Writes where `typed` differs from `opened`; what another desk changed elsewhere meanwhile stands. A phone or an
/// e-mail without id is added, one that is typed empty is removed, a changed one counts as good again. Null deed:
/// nothing differs. Invalid: name (nobody is left), first, last, suffix, company or language (longer than 200 letters),
/// phone.N or email.N (the Nth cannot be read), and as placeTyped().
/// Duplicate: phone.N or email.N, they have it already. Conflict: somebody changed the same since it was read.
Result<DeedId> saveDetails(Session &session, const CustomerDetails &opened, const CustomerDetails &typed);

/// One thing that was corrected, as the history keeps it (Activity::Code::FieldChanged, providerText).
struct DetailChange {
    enum class What : quint8 {
        First,
        Last,
        Suffix,
        Company,
        Language,
        Street,
        City,
        Region,
        Postal,
        Country,
        Phone,
        Email,
        Trade, ///< of a lead: kSaysNone; empty: not known
        Decides ///< of a lead: kSaysAlone, kSaysOthers; empty: not known
    };
    What what = What::First;
    QString before, after; ///< phones in E.164 where they could be read; empty: there was, or is, none
    bool operator==(const DetailChange &) const = default;
};
inline constexpr char kSaysNone[] = "none", kSaysAlone[] = "alone", kSaysOthers[] = "others";
QString detailRecord(const std::vector<DetailChange> &changes);
/// What a record tells; what this program does not know of it is left out.
std::vector<DetailChange> detailChanges(const QString &record);

} // namespace updesk
