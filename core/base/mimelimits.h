// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace updesk
{

/// True when taking the mail apart would cost memory or time out of all proportion to its size: thousands of lines that
/// may part it, hundreds of boundaries open at once, or headers of more than a mebibyte. One pass over the bytes.
bool exceedsMimeLimits(const QByteArray &bytes);

} // namespace updesk
