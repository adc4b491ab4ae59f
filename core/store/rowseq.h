// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// The numbers of the server's rows begin anew when it was put back to a copy. So that not a single row has to be
/// marked then, a row's `seq` in the file is the server's number above a base that grows with each new beginning: what
/// came since stands above all that came before.
inline constexpr int kSeqBits = 40;
Result<qint64> seqBase(Database &database);
Result<void> raiseSeqBase(Transaction &tx);
/// The server's number of a row; 0: it has none, or only one of before.
inline qint64 seqAbove(qint64 base, qint64 seq) { return seq > base ? seq - base : 0; }

} // namespace updesk
