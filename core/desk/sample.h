// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

namespace updesk
{

/// A store of invented people to try UpDesk with, or to measure it.
struct SampleOrder {
    enum class Size : quint8 { Small, Large };
    Size size = Size::Small;
    int leads = 100'000; ///< of a large one
    quint64 seed = 1; ///< the same seed and `now` give the same rows, byte for byte
    Time now = 0; ///< UTC; the history ends here
};

struct SampleMade {
    int leads = 0, open = 0, people = 0;
};

/// Makes the file; it appears only when complete. Small: 200 leads with running clocks, made by the verbs, with log and
/// undo. Large: 24 months of history laid down without log rows. Duplicate: there is a file at `path` already.
Result<SampleMade> makeSample(const QString &path, const SampleOrder &order);

} // namespace updesk
