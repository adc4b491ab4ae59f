// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <vector>

namespace updesk
{

/// How far a mailbox has been read. Kept by whoever fetches, in the same transaction as the mails.
struct MailboxMark {
    quint32 validity = 0; ///< UIDVALIDITY; 0: never read
    quint32 uid = 0; ///< the last one read
    bool operator==(const MailboxMark &) const = default;
};

struct FetchedMail {
    /// TooLarge and NotGiven (the server has it and refuses to give it): for a person to look up at the server.
    enum class Lack : quint8 { None, TooLarge, NotGiven };
    quint32 uid = 0;
    qint64 size = 0; ///< at the server
    QByteArray bytes; ///< as they came; with a lack its header only, or nothing
    Lack lack = Lack::None;
    bool operator==(const FetchedMail &) const = default;
};

/// Some mails, oldest first, and from where to go on.
struct MailBatch {
    std::vector<FetchedMail> mails;
    MailboxMark next;
    bool more = false; ///< there are more by now, or the connection ended before all of them came
    bool renumbered = false; ///< the server has numbered the mailbox anew: all of it comes again, known by Message-ID
    int vanished = 0; ///< were there when the list was made, and are no more
};

/// The way in for mail. Calls wait for a server: for a worker's thread, ended early by the halt that it heeds. Nothing
/// is ever deleted.
class MailIn
{
public:
    virtual ~MailIn() = default;
    /// The next mails after `mark`. What came whole before a cut is given, and the cut is an error only when nothing
    /// did.
    virtual Result<MailBatch> fetch(const MailboxMark &mark) = 0;
    /// The mark that says "all up to here": for who wants only what comes from now on.
    virtual Result<MailboxMark> here() = 0;
    /// Marks what has been stored as read, or moves it, as the settings say; nothing when they say to leave it.
    /// Conflict (subject mailbox): it has been numbered anew meanwhile.
    virtual Result<void> settle(const MailboxMark &mark, const std::vector<quint32> &uids) = 0;
    /// Connects, makes sure of the server, logs in, opens the folder and hangs up.
    virtual Result<void> test() = 0;
};

} // namespace updesk
