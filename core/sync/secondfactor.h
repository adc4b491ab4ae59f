// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/remembered.h"
#include "core/sync/signin.h"

namespace updesk
{

inline constexpr Time kFactorLasts = 30 * kDay; ///< on one PC
inline constexpr int kFactorTries = 5; ///< wrong codes in kFactorPause
inline constexpr Time kFactorPause = 5 * kMinute;

/// Whether the dealer asks for a second factor: the setting `second_factor` of the store is "true".
Result<bool> asksForFactor(Database &database);

/// A new seed for somebody who has none: show `key` (and the picture or link of `uri`) and ask for the first code.
struct FactorOffer {
    QByteArray seed;
    QString key; ///< base 32 in groups of four, to be keyed in by hand
    QString uri; ///< otpauth://totp/...
};
/// `store` is the store's name as the person's telephone will show it.
FactorOffer offerFactor(const QString &store, const QString &login);

/// Proves with a first code that the telephone has the seed, gives the seed to the server and keeps it sealed here.
/// Needs the server: Offline (subject server). Denied (subject code), Duplicate (subject factor: this person has one
/// already, on another PC; ask for its code instead), Busy
/// (subject code).
Result<void> enrolFactor(const SignInDesk &desk, SignedIn &who, const FactorOffer &offer, const QString &code);

/// Checks a code, here when the seed is sealed on this PC, else at the server, which then hands the seed over. On
/// success `who.factor` is None and nothing is asked on this PC for kFactorLasts. Denied (subject code: wrong, or used
/// before), Busy (subject code: wrong too often, the detail is the seconds to wait), Offline (subject server: the seed
/// is not on this PC), NotFound (subject factor: it was reset; sign in again).
Result<void> proveFactor(const SignInDesk &desk, SignedIn &who, const QString &code);

/// What is asked of a person of whom the file knows this. For signIn().
enum class Asked : quint8 { AtServer, Here };
Result<SecondFactor> factorOf(const SignInDesk &desk, const Remembered &one, Asked where);
/// Which second factor the connection's person has: empty, none; nothing, the server is older than the second factor.
Result<std::optional<QByteArray>> factorMarkOf(Pg &pg);

/// By a manager's own connection, or the administrator's: the person sets up a new one at the next sign-in. Denied
/// (subject right, or self: nobody resets the own one), NotFound (subject login: has none).
Result<void> resetFactor(Pg &pg, const QString &login);

} // namespace updesk
