// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/people/customer.h"

#include <array>

namespace updesk
{

/// Consent::purpose of a "yes" by which a manager lifts a refusal: it takes back what was refused before it by that way
/// and agrees to nothing.
inline constexpr char kLiftedConsent[] = "lifted";
/// Of a statement of no state that tells when they paid for service here.
inline constexpr char kServicedConsent[] = "service";
/// Of a refusal that is the store's own decision, not the customer's.
inline constexpr char kStoreConsent[] = "store";
/// Consent::form of a refusal that came by text, which the customer takes back by text; the server knows it too.
inline constexpr char kTextedConsent[] = "text";
/// Of a statement of no state, with the id of the consent that counts no more behind it.
inline constexpr char kWithdrawnConsent[] = "withdrawn ";

/// What a customer has said about being contacted: a "no" stands until the row that cancels it as keyed by mistake or
/// lifts it, and for the phone and e-mail that would be used whoever said it of them.
struct Contactable {
    bool call = true, text = true, email = true;
    bool textConsent = false; ///< said yes to texts, and no "no" since
};
/// `address`: the number or mail address that would be used; empty: the first of each that works.
Result<Contactable> contactable(Database &database, CustomerId customer, const QString &address = {});
/// What is left of one number (E.164) or mail address (in its matching form) after what others who have it said.
Result<Contactable> saidOfPhone(Database &database, CustomerId but, const QString &e164);
Result<Contactable> saidOfEmail(Database &database, CustomerId but, const QString &matching);

/// A "no" of the customer's own that stands, with the words that say so; Channel::None: every way.
struct Refusal {
    Channel channel = Channel::None;
    QString words;
    Time at = 0;
};
Result<std::vector<Refusal>> refusalsOf(Database &database, CustomerId customer); ///< oldest first

/// Every "yes" and "no" of the customer and of the records merged into them, lifts among them, that was neither a
/// mistake nor withdrawn; oldest first.
Result<std::vector<Consent>> statementsOf(Database &database, CustomerId customer);

/// What can be withdrawn: every consent and every service paid for, of them and of the records merged into them, that
/// was neither a mistake nor withdrawn before; oldest first. A lift is no consent.
Result<std::vector<Consent>> withdrawableOf(Database &database, CustomerId customer);

/// How one way stands by the customer's own statements.
struct WayStand {
    bool refused = false;
    bool theirs = false; ///< they said so; false: the store decided it
    QString words; ///< of the newest refusal that stands
    PersonId by; ///< who wrote it down
    Time at = 0;
};
inline constexpr std::array kContactWays{Channel::Phone, Channel::Text, Channel::Email};
/// By kContactWays.
std::array<WayStand, 3> waysOf(const std::vector<Consent> &statements);
/// Whether a statement is about this way.
inline bool isAbout(const Consent &said, Channel way)
{
    return Channel(said.channel) == Channel::None || Channel(said.channel) == way;
}

} // namespace updesk
