// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/settings.h"
#include "core/channels/texts.h"

#include <memory>

namespace updesk
{

/// The ways that the settings choose. `secret` is the account's, `token` the listener's (empty: none).
std::unique_ptr<TextOut> textOutFor(const TextSettings &settings, const QByteArray &secret, const QByteArray &token);
/// Null: this provider is not asked, it brings everything to the listener.
std::unique_ptr<TextIn> textInFor(const TextSettings &settings, const QByteArray &secret);

} // namespace updesk
