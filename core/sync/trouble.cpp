// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/trouble.h"

#include "core/store/desksetting.h"

namespace updesk
{

static constexpr int kTries = 3; // before a batch is made smaller, and of a deed alone before it is put aside
static constexpr int kFields = 5;
static const QString kKey = QStringLiteral("push_trouble");

bool Trouble::isFound() const { return alone && failures >= kTries; }

// Deeds that were added meanwhile make a batch longer, but not another one. Once it is sure that something is wrong
// with the deeds, nothing is gained by trying the same ones again.
Trouble afterFailure(Trouble before, const Batch &batch)
{
    Trouble now = before;
    const int deeds = int(batch.deeds.size());
    now.first = batch.deeds.front().n;
    now.alone = deeds == 1;
    now.failures = before.first == now.first && before.alone == now.alone ? before.failures + 1 : 1;
    now.upTo = std::max(before.upTo, batch.deeds.back().n);
    if (deeds > 1 && (before.most > 0 || now.failures >= kTries))
        now.most = (deeds + 1) / 2;
    return now;
}

Trouble afterSuccess(Trouble before, const Batch &batch)
{
    if (before.most == 0 || batch.deeds.back().n >= before.upTo)
        return {};
    Trouble now;
    now.most = 2 * before.most;
    now.upTo = before.upTo;
    return now;
}

BatchLimits limitsIn(const Trouble &trouble)
{
    BatchLimits limits;
    if (trouble.most > 0)
        limits.deeds = std::min(limits.deeds, trouble.most);
    return limits;
}

Result<Trouble> troubleOf(Database &database)
{
    const auto kept = deskSetting(database, kKey);
    if (!kept)
        return kept.error();
    const QStringList said = kept->split(u' ');
    if (said.size() != kFields)
        return Trouble{};
    return Trouble{
        said[0].toLongLong(), said[1] == QLatin1String("1"), said[2].toInt(), said[3].toInt(), said[4].toLongLong()};
}

Result<void> keepTrouble(Database &database, const Trouble &trouble)
{
    if (trouble == Trouble{})
        return setDeskSetting(database, kKey, {});
    const QString text = QStringLiteral("%1 %2 %3 %4 %5")
                             .arg(trouble.first)
                             .arg(trouble.alone ? 1 : 0)
                             .arg(trouble.failures)
                             .arg(trouble.most)
                             .arg(trouble.upTo);
    return setDeskSetting(database, kKey, text);
}

} // namespace updesk
