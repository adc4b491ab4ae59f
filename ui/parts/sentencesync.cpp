// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/sentencesync.h"

#include <QCoreApplication>

#include <span>

namespace updesk
{
namespace
{

using Code = Error::Code;

/// One sentence for one code and subject.
struct Saying {
    Code code;
    const char *subject;
    const char *text;
};

constexpr Saying kSignIn[] = {
    {Code::Denied, "password",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The server knows no such login with this password. Nothing was changed. Check both and try again.")},
    {Code::Denied, "login",
        QT_TRANSLATE_NOOP("SyncSentence",
            "This login is closed. What was entered here is kept. Ask whoever runs the server to open it again.")},
    {Code::Denied, "store",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The password is right, but this login does not belong to this store. Nothing was changed. Ask a "
            "manager.")},
    {Code::Denied, "person",
        QT_TRANSLATE_NOOP("SyncSentence",
            "At the server this login is somebody else's now. What was entered here is kept. Ask a manager.")},
    {Code::Denied, "right",
        QT_TRANSLATE_NOOP(
            "SyncSentence", "This login may not do that on the server. Nothing was changed. Ask a manager.")},
    {Code::Denied, "pin", QT_TRANSLATE_NOOP("SyncSentence", "This PIN is wrong. Try again, or use the password.")},
    {Code::Denied, "pin_spent", QT_TRANSLATE_NOOP("SyncSentence", "Sign in with the password this time.")},
    {Code::Invalid, "pin",
        QT_TRANSLATE_NOOP("SyncSentence", "A PIN is four to six digits, not all the same. Choose another.")},
    {Code::Denied, "code",
        QT_TRANSLATE_NOOP("SyncSentence",
            "This code is wrong or was used before. Wait for the next one on your phone and try again.")},
    {Code::Busy, "code", QT_TRANSLATE_NOOP("SyncSentence", "Too many wrong codes. Wait five minutes, then try again.")},
    {Code::Duplicate, "factor",
        QT_TRANSLATE_NOOP("SyncSentence",
            "This login has a second factor already. Key in the code that your phone shows, or ask a manager to reset "
            "it.")},
    {Code::NotFound, "factor",
        QT_TRANSLATE_NOOP("SyncSentence", "The second factor was reset. Sign in again to set up a new one.")},
    {Code::Denied, "self",
        QT_TRANSLATE_NOOP("SyncSentence", "Nobody resets their own second factor. Ask another manager.")},
    {Code::Denied, "keychain",
        QT_TRANSLATE_NOOP("SyncSentence",
            "This PC's key store stayed locked, so the password was not kept. It is asked for next time.")},
    {Code::Offline, "keychain",
        QT_TRANSLATE_NOOP("SyncSentence",
            "This PC has no key store, so no password can be kept and no PIN be used. The password is asked for every "
            "time.")},
};

constexpr Saying kServer[] = {
    {Code::Denied, "address",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The server takes no connections from this PC. Nothing was changed. Ask whoever runs it to allow this "
            "network.")},
    {Code::Denied, "authority",
        QT_TRANSLATE_NOOP("SyncSentence",
            "Nothing here says which certificate the server must have. Nothing was sent. Use the store's join file, or "
            "the file of its authority.")},
    {Code::Denied, "certificate",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The server could not prove who it is: its certificate is not of this store's authority. Nothing was sent. "
            "Ask whoever runs the server.")},
    {Code::Denied, "certificate_name",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The server could not prove who it is: its certificate names another host than this address. Nothing was "
            "sent. Check the address.")},
    {Code::Denied, "certificate_early",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The server's certificate is not valid yet, so this PC's clock is probably behind. Nothing was sent. Set "
            "the clock and try again.")},
    {Code::Denied, "certificate_expired",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The server's certificate has run out, or this PC's clock is ahead. Nothing was sent. Check the clock, "
            "then "
            "ask whoever runs the server.")},
    {Code::Denied, "durability",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The server is set up so that it may lose what it has taken. Nothing was sent. Ask whoever runs it to "
            "switch on fsync, synchronous_commit and full_page_writes.")},
    {Code::Denied, "server_lost",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The server no longer has what this desk shared with it: it is empty, or a copy from before. Nothing was "
            "sent and nothing dropped here. Ask whoever runs it to restore a newer backup, or to bring the store up "
            "from one desk with updeskctl server adopt --again.")},
    {Code::Busy, "connections",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The server has no connection left for this login. Everything is kept here. It is tried again by itself.")},
    {Code::NotFound, "database", QT_TRANSLATE_NOOP("SyncSentence", "The server has no such database.")},
    {Code::NotFound, "schema",
        QT_TRANSLATE_NOOP("SyncSentence", "There is no UpDesk in this database. Make it with updeskctl server init.")},
    {Code::NotFound, "server",
        QT_TRANSLATE_NOOP("SyncSentence", "This store belongs to no server. Join one first; nothing was changed.")},
    {Code::TooNew, "server",
        QT_TRANSLATE_NOOP(
            "SyncSentence", "The server was made by a newer UpDesk. It was left as it is. Update UpDesk here.")},
};

constexpr Saying kJoining[] = {
    {Code::Duplicate, "rows",
        QT_TRANSLATE_NOOP("SyncSentence",
            "This file holds a store already. Nothing was changed. To take a lone store up to a server, use updeskctl "
            "server adopt.")},
    {Code::Duplicate, "server",
        QT_TRANSLATE_NOOP("SyncSentence", "This store belongs to a server already. Nothing was changed.")},
    {Code::Duplicate, "other_store",
        QT_TRANSLATE_NOOP("SyncSentence",
            "Rows of this store are at the server under another store's number, and it holds none twice. Here nothing "
            "was changed: this desk goes on alone. Ask whoever runs the server.")},
    {Code::Invalid, "url",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The address is not one of a database, such as postgresql://db.example.com/updesk, without a password in "
            "it.")},
    {Code::Invalid, "store",
        QT_TRANSLATE_NOOP("SyncSentence",
            "This login has several stores, or the number is none of a store. Nothing was changed. Say which store.")},
    {Code::Invalid, "invite",
        QT_TRANSLATE_NOOP("SyncSentence",
            "This is no join file and no join code. Nothing was changed. Ask for one: updeskctl server invite makes "
            "it.")},
    {Code::TooNew, "invite",
        QT_TRANSLATE_NOOP(
            "SyncSentence", "This join file is of a newer UpDesk. Nothing was changed. Update UpDesk here.")},
    {Code::Damaged, "invite",
        QT_TRANSLATE_NOOP("SyncSentence",
            "This join file or code is not whole. Nothing was changed. Copy all of it, or ask for it again.")},
    {Code::Damaged, "certificate",
        QT_TRANSLATE_NOOP("SyncSentence",
            "The certificate of the store's authority cannot be read or was changed. Nothing was changed here. Ask for "
            "a new join file.")},
    {Code::Denied, "size",
        QT_TRANSLATE_NOOP("SyncSentence", "This is too large for a join file. Nothing was changed. Choose another.")},
    {Code::Denied, "key",
        QT_TRANSLATE_NOOP("SyncSentence",
            "There is a private key in it, which must never travel. Nothing was taken. Give the certificate alone, and "
            "consider the key known.")},
};

QString words(const char *text) { return QCoreApplication::translate("SyncSentence", text); }

const char *find(std::span<const Saying> sayings, const Error &error)
{
    for (const Saying &one : sayings) {
        if (one.code == error.code && error.subject == QLatin1String(one.subject))
            return one.text;
    }
    return nullptr;
}

} // namespace

QString syncSentence(const Error &error)
{
    for (const std::span<const Saying> part :
        {std::span<const Saying>(kSignIn), std::span<const Saying>(kServer), std::span<const Saying>(kJoining)}) {
        if (const char *text = find(part, error))
            return words(text);
    }
    return {};
}

QString absenceSentence(const Error &error, const QString &name)
{
    if (error.code == Code::Busy)
        return words("The server has no connection left for %1. It is tried again by itself.").arg(name);
    if (error.subject == QLatin1String("password"))
        return words("%1's password at the server was changed. The changes wait for %1 to sign in again.").arg(name);
    if (error.subject == QLatin1String("login"))
        return words("%1's login at the server is closed. The changes wait here.").arg(name);
    return words("%1 no longer belongs to this store at the server. The changes wait here.").arg(name);
}

} // namespace updesk
