// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/customer.h"
#include "core/people/match.h"

namespace updesk
{

/// A customer that a match was judged for.
struct MatchCandidate {
    CustomerId customer;
    Match match;
};

/// Of several addresses the one that tells most of where: a region before a postal code, that before a country alone,
/// that before the first; nullptr: there is none.
const Address *statedPlace(const std::vector<Address> &places);

/// Customers with their phones, e-mails and addresses, by id and by match keys. Opens no transaction.
class CustomerStore
{
public:
    explicit CustomerStore(Database &database) : m_database(&database) { }
    Result<Customer> find(CustomerId id) const; ///< follows a merge to the record that lives
    Result<std::vector<Phone>> phones(CustomerId id) const;
    Result<std::vector<Email>> emails(CustomerId id) const;
    Result<std::vector<Address>> addresses(CustomerId id) const;
    Result<std::vector<CustomerId>> household(HouseholdId household) const;

    /// What is compared of a stored customer, with all that stands on records merged into it.
    Result<MatchFacts> matchFacts(CustomerId id) const;
    /// Customers that any index finds for these keys, judged, best first, at most `most`.
    Result<std::vector<MatchCandidate>> candidates(const MatchKeys &keys, int most) const;
    /// Customers whose phone, name words or e-mail begin like what was typed so far; unordered, at most `most`.
    Result<std::vector<CustomerId>> byPhoneDigits(const QString &digits, const QString &region, int most) const;
    Result<std::vector<CustomerId>> byNameWords(const QStringList &words, int most) const;
    Result<std::vector<CustomerId>> byEmailStart(const QString &start, int most) const;

private:
    Result<std::vector<CustomerId>> byKey(const BlockKey &key) const;
    Result<void> countShared(const MatchKeys &keys, Commonness &common) const;
    Result<void> addContacts(CustomerId record, MatchFacts &facts) const;
    Database *m_database;
};

} // namespace updesk
