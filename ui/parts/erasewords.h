// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/erasing.h"

namespace updesk
{

/// What erasing somebody did, and what is still to come.
QString erasedWords(const ErasedPerson &erased);

/// What goes and what is kept, and why; said before it is done.
QString eraseNotice();

/// Why nobody was erased, or why something about an erased person stays as it is; empty: an error of another kind.
QString eraseRefused(const Error &error);

} // namespace updesk
