// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/house/tree.h"

namespace updesk::house
{

/// A .cpp of at most 500 lines, a .h of at most 150, and at most 15 includes of ours.
Findings tooLong(const Tree &tree);

/// The licence in the first line (the second of a script), #pragma once in a header.
Findings wrongHeads(const Tree &tree);

/// Qt's keywords are off, foreach too; clang 14 cannot read std::views.
Findings forbiddenWords(const Tree &tree);

/// Lower case, one word; tests may carry tst_, bench_, fuzz_ or main_ before it.
Findings wrongFileNames(const Tree &tree);

/// Suffixes that say nothing about a class.
Findings wrongClassNames(const Tree &tree);

/// Marks of unfinished work and tests that test nothing.
Findings hollowMarks(const Tree &tree);

/// Layout is code, and SQL sorts and filters: no .ui file, no proxy model, no widths from contents.
Findings slowWidgets(const Tree &tree);

} // namespace updesk::house
