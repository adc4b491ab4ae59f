// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/sample.h"

#include "core/desk/newfile.h"
#include "core/desk/samplelarge.h"
#include "core/desk/samplesmall.h"

namespace updesk
{

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
    if (auto kept = file->keep(); !kept)
        return kept.error();
    return made;
}

} // namespace updesk
