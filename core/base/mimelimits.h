// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace updesk
{

/// True when taking the mail apart would cost memory or time out of all proportion to its size: thousands of lines that
/// may part it, hundreds of boundaries open at once, or headers of more than a mebibyte. One pass over the bytes.
bool exceedsMimeLimits(const QByteArray &bytes);

/// To be called before anything of GMime; any number of times, from any thread. In one place for all of them: GMime
/// itself lets a second thread go on while a first one is still making it ready.
void beginMime();

} // namespace updesk
