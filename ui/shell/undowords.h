// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/undo.h"

#include <QString>

namespace updesk
{

/// What was taken back, in words, and what had to stay because it has changed since.
QString undoneWords(const Undone &undone);
QString redoneWords(const Undone &redone);
/// Why nothing was taken back.
QString undoRefused(const Error &error);

} // namespace updesk
