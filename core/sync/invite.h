// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/join.h"

namespace updesk
{

/// What a new desk has to know of its store before anybody signs in; nothing of it is secret (docs/server.md, "Join
/// files"). Values only: may be made and read on any thread.
struct Invite {
    static constexpr int kVersion = 1;
    QString url; ///< without login and password
    int store = 0; ///< 0: whoever joins is a member of one store only
    QString name; ///< of the store, for people
    QByteArray authority; ///< certificates as PEM; empty: the system's own authorities vouch for the server
    bool operator==(const Invite &) const = default;
};

/// SHA-256 of the first certificate in a PEM text, 64 hexadecimal digits; empty: there is none. People compare it.
QByteArray fingerprintOf(const QByteArray &pem);

/// An invite of these parts. Invalid (subject url: no address, or one with a password in it; subject store), Damaged
/// (subject certificate: no PEM certificate), Denied (subject key: the file holds a private key, which must never
/// travel).
Result<Invite> makeInvite(const QString &url, int store, const QString &name, const QByteArray &authority);

QByteArray inviteFile(const Invite &invite); ///< JSON, for a file named *.updesk-join
QString inviteCode(const Invite &invite); ///< the same in one line for a message: UPDESK1- and base64url

/// Reads a join file or a code, whichever it is; a code may have been broken into lines. Invalid (subject invite:
/// neither of them; subject url, store), TooNew (subject invite: of a newer UpDesk), Damaged (subject invite: cut off
/// or changed on its way; subject certificate), Denied (subject size: over 64 KB, subject key: a private key in it).
Result<Invite> readInvite(const QByteArray &fileOrCode);

/// Where keepAuthority() keeps it; empty: none was given.
QString authorityPath(const QString &storeFile, const QByteArray &pem);

/// Writes the store's authority beside the store's file, readable by its owner only, and returns the path; the name
/// carries the fingerprint, so that one store's never takes the place of another's. Empty: none was given.
Result<QString> keepAuthority(const QString &storeFile, const QByteArray &pem);

/// How the server of an invite is spoken to from this desk. `caFile` as keepAuthority() returned it.
Pg::Options optionsOf(const Invite &invite, const QString &caFile, const QString &login, const QString &password);

} // namespace updesk
