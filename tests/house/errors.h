// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/house/tree.h"

namespace updesk::house
{

/// What stands in an Error of core is a code, a name or a path, never a sentence: its words are made in ui and app.
Findings sentencesInErrors(const Tree &tree);

/// Every Query is asked how it ended (done, run) or handed on: a read that failed is no 0 and no empty list.
Findings unaskedQueries(const Tree &tree);

/// A verb reads through its transaction, so that no other connection changes a row between its reading and writing.
Findings readsBeforeDeeds(const Tree &tree);

} // namespace updesk::house
