// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// Why an option (now, speed, user ...) that bends a sample store is refused on a real one, and what to do instead.
QString sampleOnlySentence(const QString &option);

} // namespace updesk
