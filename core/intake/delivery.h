// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QString>

namespace updesk
{

/// What the mail around a document says about it; all empty for a file.
struct Delivery {
    QString senderDomain;
    QString subject;
    QString messageId;
    Time sent = 0; ///< the Date header, UTC
};

} // namespace updesk
