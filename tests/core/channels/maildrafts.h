// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/maildraft.h"

namespace updesk
{

/// A plain answer to Ann.
inline MailDraft aMail(const QString &to = QStringLiteral("ann@customer.example"))
{
    MailDraft draft;
    draft.id = QStringLiteral("0195-abc");
    draft.from = {QStringLiteral("Dana Cole"), QStringLiteral("sales@store.example")};
    draft.to = {QStringLiteral("Ann Lee"), to};
    draft.subject = QStringLiteral("Your RAV4");
    draft.text = QStringLiteral("Hi Ann,\nthe RAV4 is here.");
    draft.at = 1'773'324'000'000;
    return draft;
}

} // namespace updesk
