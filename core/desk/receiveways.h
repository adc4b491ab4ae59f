// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secrets.h"
#include "core/channels/mailin.h"
#include "core/channels/settings.h"
#include "core/channels/textways.h"

#include <functional>
#include <memory>

namespace updesk
{

/// How the ways in are made from their settings; tests put their own in place of the real ones. Called on threads of
/// errands.
struct ReceiveWays {
    std::function<std::unique_ptr<MailIn>(const MailInSettings &, const QByteArray &secret)> mail;
    std::function<std::unique_ptr<TextIn>(const TextSettings &, const QByteArray &secret)> texts; ///< null: brought
    std::function<std::unique_ptr<TextOut>(const TextSettings &, const QByteArray &secret)> look; ///< looks texts up
};

ReceiveWays realWays();

/// As secretNamed(), and NotFound has the subject `secret`, as docs/channels.md names it.
Result<QByteArray> secretFor(Secrets &secrets, const QString &name);

/// What every round of a way works with; all outlive it.
struct ReceiveAt {
    Secrets &secrets; ///< asked on threads of errands too
    const ReceiveWays &ways;
    Time mailEvery = 30 * kSecond, textsEvery = 15 * kSecond;
};

} // namespace updesk
