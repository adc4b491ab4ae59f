// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace updesk
{

/// What proves a contact attempt (F39): keyed without a call, told, dialled from UpDesk, confirmed by the phone system.
enum class Evidence : quint8 { None, Told, Dialled, Confirmed, Automatic };

} // namespace updesk
