// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sample.h"

#include "core/desk/movesample.h"
#include "core/desk/newfile.h"
#include "core/desk/samplelarge.h"
#include "core/desk/samplesmall.h"
#include "core/desk/tables.h"

namespace updesk
{

static Result<void> markComplete(const QString &path, const SampleOrder &order)
{
    const SampleClock clock(order.now, 1);
    const auto database = Database::open(path, deskSetup(clock), Database::Open::Existing);
    return database ? markMade(**database) : database.error();
}

Result<SampleMade> makeSample(const QString &path, const SampleOrder &order)
{
    auto file = NewFile::at(path);
    if (!file)
        return file.error();
    const SeededNoise noise(order.seed);
    auto made = order.size == SampleOrder::Size::Small ? fillSmallSample(file->path(), order)
                                                       : fillLargeSample(file->path(), order);
    if (!made)
        return made;
    if (auto marked = markComplete(file->path(), order); !marked)
        return marked.error();
    if (auto kept = file->keep(); !kept)
        return kept.error();
    return made;
}

} // namespace updesk
