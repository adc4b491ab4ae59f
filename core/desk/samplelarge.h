// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/desk/sample.h"

namespace updesk
{

/// Fills a new file with two years of leads, laid down in bulk without log rows.
Result<SampleMade> fillLargeSample(const QString &path, const SampleOrder &order);

} // namespace updesk
