// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/unmerge.h"

namespace updesk
{

/// What undoing a merge did: who is apart again, and what did not go back.
QString unmergedWords(const Unmerged &unmerged);

/// Why a merge stays; empty: an error of another kind.
QString unmergeRefused(const Error &error);

} // namespace updesk
