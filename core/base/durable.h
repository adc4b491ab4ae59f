// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// Waits until what was written to the file, or the names in the folder, outlasts a power cut; false: not known to.
bool forceToDisk(const QString &path);

} // namespace updesk
