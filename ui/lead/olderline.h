// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/oldernews.h"
#include "ui/parts/icons.h"

namespace updesk
{

/// The last line of a history of which older parts are on the server, or were asked for. No words: there is no line.
struct OlderLine {
    Icon icon = Icon::Sync;
    QString words;
    QString action; ///< what Enter or a click does; empty: nothing
    bool operator==(const OlderLine &) const = default;
};

/// `here`: what the desk itself knows; `news`: what was heard since, nullptr: nothing.
OlderLine olderLine(OlderHere here, const OlderNews *news);

} // namespace updesk
