// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/textways.h"

#include "core/channels/accounttexts.h"
#include "core/channels/kannel.h"

namespace updesk
{

std::unique_ptr<TextOut> textOutFor(const TextSettings &settings, const QByteArray &secret, const QByteArray &token)
{
    if (settings.form == TextForm::Kannel)
        return std::make_unique<Kannel>(settings, secret, token);
    return std::make_unique<AccountTexts>(settings, secret, token);
}

std::unique_ptr<TextIn> textInFor(const TextSettings &settings, const QByteArray &secret)
{
    if (settings.form == TextForm::Kannel)
        return nullptr;
    return std::make_unique<AccountTexts>(settings, secret, QByteArray());
}

} // namespace updesk
