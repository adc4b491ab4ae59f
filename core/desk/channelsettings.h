// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/settings.h"
#include "core/desk/session.h"

#include <memory>

namespace updesk
{

inline constexpr char kChannelsSetting[] = "channels"; ///< as channelsJson() writes it, without what stands below
inline constexpr char kLinksSetting[] = "links"; ///< the links alone; a version without them still reads the others
inline constexpr char kSignedSetting[] = "text_signed"; ///< 1: TextSettings::signedOnly; apart for the same reason

/// The store's ways out and in, read once and kept until a setting changes. Damaged (subject setting.channels, detail
/// the field's way) when what is kept cannot be read: then there is no way rather than a wrong one.
Result<std::shared_ptr<const ChannelSettings>> channelSettings(Database &database);

/// By a manager or above (Denied, subject role). Invalid with the field's way as subject, as channelsFromJson() says.
Result<DeedId> setChannelSettings(Session &session, const ChannelSettings &settings);

} // namespace updesk
