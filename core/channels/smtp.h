// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/mailout.h"
#include "core/channels/serveraccess.h"

namespace updesk
{

/// Mail out by SMTP (RFC 5321), one connection a mail.
///
/// Refused: whatever failed before the final dot left, for no server may take a mail without it; an answer of 5xx to
/// MAIL, RCPT or DATA is permanent. After the dot only an answer of 4xx but 421 is a refusal; 5xx, 421, a cut and
/// silence are Unknown (sync.md 14).
class Smtp final : public MailOut
{
public:
    /// `secret` as secretNamed() gave it.
    Smtp(ServerAccess access, QByteArray secret, Patience patience = {});
    HandOver send(const MailDraft &draft) override;
    Result<void> test() override;

private:
    ServerAccess m_access;
    QByteArray m_secret;
    Patience m_patience;
};

} // namespace updesk
