// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/desk/sample.h"

namespace updesk
{

/// Fills a new file with 200 leads in every state the queue knows, by the verbs, under a clock that is moved.
Result<SampleMade> fillSmallSample(const QString &path, const SampleOrder &order);

} // namespace updesk
