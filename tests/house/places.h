// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/house/tree.h"

namespace updesk::house
{

/// SQL text stands in core/store, core/sync, *store.cpp and *rows.cpp of core only.
Findings strayedSql(const Tree &tree);

/// Synced tables are written by core/store only (apply and takeRow); others may write tables that live on the desk
/// alone.
Findings secondWriters(const Tree &tree);

/// A plain BEGIN fails beside a writer; OFFSET reads what it throws away.
Findings slowSql(const Tree &tree);

/// Only core/base/clock.cpp reads the clock.
Findings clockReads(const Tree &tree);

/// Words for people are made in ui, and in app for what the command line prints: by its class Words, or in a *words.cpp
/// that both programs use.
Findings strayedWords(const Tree &tree);

/// What a screen says is plain: no "record", "entity", "please", "successfully" or exclamation mark (ui.md 19).
Findings stiffWords(const Tree &tree);

/// Values cross threads: no mutex outside core/base, nor a library made ready that lets two threads do so at once.
Findings mutexes(const Tree &tree);

/// We throw nothing: a failure is a Result.
Findings throws(const Tree &tree);
Findings loopsOverTheDead(const Tree &tree);

} // namespace updesk::house
