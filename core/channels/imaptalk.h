// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/imapanswer.h"
#include "core/channels/settings.h"
#include "core/channels/transfer.h"

namespace updesk
{

/// A folder as the server opened it.
struct OpenedMailbox {
    quint32 validity = 0;
    quint32 nextUid = 0; ///< 0: it did not say
};

/// A logged-in connection to an IMAP server. libcurl makes it (TLS and login); the commands are ours, for its own would
/// mark what they read, and take a mail's text for an answer.
class ImapTalk
{
public:
    static Result<ImapTalk> begin(const MailInSettings &settings, const QByteArray &secret, const Patience &patience);
    ~ImapTalk();
    ImapTalk(ImapTalk &&) = default;
    ImapTalk &operator=(ImapTalk &&) = delete;

    enum class Open : quint8 { ToRead, ToChange };
    /// NotFound (subject folder): there is none of this name.
    Result<OpenedMailbox> open(const QString &folder, Open how);
    /// Everything it answers before its OK. Denied (subject command): it answered NO; Busy (subject mailbox): NO, but
    /// only for now (RFC 5530); Damaged: BAD, or what is no answer.
    Result<std::vector<ImapAnswer>> ask(const QByteArray &command);
    Result<bool> can(const char *capability);

private:
    ImapTalk(std::unique_ptr<Transfer> transfer, qint64 largest);

    std::unique_ptr<Transfer> m_transfer;
    ImapReader m_reader;
    int m_commands = 0;
};

} // namespace updesk
