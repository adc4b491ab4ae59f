// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/mailin.h"
#include "core/channels/settings.h"

namespace updesk
{

class ImapTalk;

/// Mail in by IMAP (RFC 3501), one connection a call. Messages are read by BODY.PEEK in a folder opened by EXAMINE, so
/// nothing is changed by reading. Errors as errorOf(CURLcode), and: NotFound (subject folder), Failed (subject
/// move: the server has no MOVE, and without it a move would delete), Busy (subject mailbox), Damaged (subject answer).
class Imap final : public MailIn
{
public:
    Imap(MailInSettings settings, QByteArray secret, Patience patience = {});
    Result<MailBatch> fetch(const MailboxMark &mark) override;
    Result<MailboxMark> here() override;
    Result<void> settle(const MailboxMark &mark, const std::vector<quint32> &uids) override;
    Result<void> test() override;

    static constexpr int kBatch = 50; ///< mails at most in one
    static constexpr qint64 kBatchBytes = 64 * 1024 * 1024; ///< and bytes, but always one mail

private:
    MailInSettings m_settings;
    QByteArray m_secret;
    Patience m_patience;
};

} // namespace updesk
