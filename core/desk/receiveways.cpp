// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/receiveways.h"

#include "core/channels/imap.h"

namespace updesk
{

ReceiveWays realWays()
{
    ReceiveWays ways;
    ways.mail = [](const MailInSettings &mailbox, const QByteArray &secret) -> std::unique_ptr<MailIn> {
        return std::make_unique<Imap>(mailbox, secret);
    };
    ways.texts = textInFor;
    ways.look = [](const TextSettings &texts, const QByteArray &secret) {
        return textOutFor(texts, secret, QByteArray());
    };
    return ways;
}

Result<QByteArray> secretFor(Secrets &secrets, const QString &name)
{
    auto secret = secretNamed(secrets, name);
    if (!secret && secret.error().code == Error::Code::NotFound)
        return Error{Error::Code::NotFound, QStringLiteral("secret"), name};
    return secret;
}

} // namespace updesk
