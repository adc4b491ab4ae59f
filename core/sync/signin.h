// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secrets.h"
#include "core/sync/join.h"
#include "core/sync/login.h"
#include "core/sync/versions.h"

namespace updesk
{

/// What signing in works with, on a joined file; all outlive the calls. They take from 0.1 s (a password is checked)
/// to a minute (the system asks its user to unlock the key store): never on the window's thread. Call them on the
/// thread that opened the database.
struct SignInDesk {
    Database &database;
    Secrets &secrets;
    const Clock &clock;
};

/// Whether the password is to be kept in the key store; where that does not work it is asked for every time.
enum class Keep : quint8 { Password, Nothing };

/// What the second factor asks of whoever just proved the first (secondfactor.h).
enum class SecondFactor : quint8 {
    None, ///< nothing: the dealer asks for none, or this person proved it here in the last 30 days
    Due, ///< a code of the telephone: proveFactor()
    /// The dealer asks for it and the person has none yet: offerFactor(), enrolFactor(). Only when the server was
    /// there: without it nobody can set one up, and nobody is kept from the work for it.
    Missing,
};

/// Who signed in. Let nobody in while `factor` is not None.
struct SignedIn {
    Login login; ///< its password is empty when only the PIN was checked and the key store gave none
    QString role; ///< as the server last said: sales, bdc, advisor, manager, principal, admin
    bool online = false; ///< the server said so just now; else it was checked on this PC
    std::optional<Error> trouble; ///< why not online: the server is away, or cannot be trusted
    bool kept = false; ///< the password is in the key store: a PIN can be set, and the desk sends without asking
    SecondFactor factor = SecondFactor::None;
    Versions versions = Versions::Fit; ///< only when online
    Time serverAhead = 0; ///< server's clock less this PC's; only when online. Warn from kClockFarOff on
};
inline constexpr Time kClockFarOff = 5 * kMinute;

/// Asks the server; when that is away, or cannot do it for a reason that is not this person's, the verifier of an
/// earlier sign-in on this PC. Denied, subject password (login or password wrong: nobody says which), login (proven,
/// but the account is closed) or store (proven, but no member of this store any more): the person is out, and what was
/// kept here is forgotten too, so that an old password opens nothing offline. NotFound (subject server): the file
/// belongs to none. Anything else is what the server or the way to it said, and this person has never signed in on this
/// PC, so that nothing can be checked here: Offline (subject server), Busy (subject connections), Denied (subject
/// certificate, certificate_name, certificate_early, certificate_expired, authority, address, durability), NotFound
/// (subject database, schema).
Result<SignedIn> signIn(
    const SignInDesk &desk, const QString &login, const QString &password, Keep keep = Keep::Password);

/// Whether the server has refused this person, rather than that something is wrong with it or the way to it: Denied,
/// subject password, login (closed), store (no member any more) or person (the login is somebody else's now).
bool isRefusal(const Error &error);

/// What signIn() does when it is refused, for a refusal that was heard elsewhere. An old password is forgotten (a newer
/// one that is kept here stays); of everybody else all that forgetPerson() takes. Does nothing after other errors.
Result<void> forgetRefused(const SignInDesk &desk, const Login &login, const Error &error);

inline constexpr int kPinTries = 5;
/// The PIN is checked on this PC, then the password that it brings along as signIn() does: whom the server refuses is
/// not let in, and while it is away, or gives no answer for a second, the PIN is enough. Denied, subject pin (wrong;
/// the detail is the number of tries left) or pin_spent (wrong too often, or none was set: ask for the password), else
/// as signIn(). The count survives a restart and starts anew with a right PIN or password.
Result<SignedIn> signInByPin(const SignInDesk &desk, const QString &login, const QString &pin);
/// Four to six digits, for a person whose password is kept. Invalid (subject pin: other than that, or all the same
/// digit), Offline or Denied (subject keychain), NotFound (subject login: has not signed in here).
Result<void> setPin(const SignInDesk &desk, const QString &login, const QString &pin);
Result<void> removePin(const SignInDesk &desk, const QString &login);

/// A tile of the sign-in screen: somebody who signed in on this PC before.
struct KnownPerson {
    PersonId person;
    QString login, name; ///< the name is empty until the rows are here
    bool hasPin = false; ///< and tries are left
    Time last = 0; ///< of the last sign-in
};
Result<std::vector<KnownPerson>> knownPeople(Database &database); ///< who signed in last first

/// After the server has let this login in by other means (joining, which also says the role): remembers it as signIn()
/// does. True: the password is in the key store.
Result<bool> keepLogin(const SignInDesk &desk, const Login &login, const QString &role, Keep keep = Keep::Password);

/// The logins of those whose password is kept here, whether at the window or not: their deeds go on. Also without a
/// key store: then there are none.
Result<std::vector<Login>> keptLogins(const SignInDesk &desk);

/// Takes the password and the PIN off this PC; the tile stays, and an offline sign-in by password still works.
Result<void> forgetPassword(const SignInDesk &desk, const QString &login);
/// Takes the tile and everything kept of the login off this PC. The person's unsent changes stay and wait.
Result<void> forgetPerson(const SignInDesk &desk, const QString &login);

} // namespace updesk
