// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace updesk
{

/// From here on Ctrl+C and SIGTERM end the event loop instead of the process. False: the system did not let it.
bool quitOnStopSignal();

} // namespace updesk
