// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/syncworker.h"
#include "ui/parts/deskwords.h"
#include "ui/shell/shellstate.h"

namespace updesk
{

/// What the foot of the window and its banner say of sharing with the server.
class SyncWords
{
    Q_DECLARE_TR_FUNCTIONS(SyncWords)
public:
    explicit SyncWords(std::shared_ptr<const Rulebook> rules) : m_words(std::move(rules)) { }
    QString status(const SyncState &state, Time now) const;
    /// Empty: nothing that a person has to know at once.
    QString banner(const SyncState &state, Time now) const;
    /// Whether the banner speaks of changes that wait.
    static bool countsWaiting(const SyncState &state);
    QString clock(Time serverAhead) const; ///< empty: it is right
    ShellJob fill(const SyncState &state) const; ///< no words: the store is here
    static int attention(const SyncState &state); ///< changes that a person has to look at

private:
    static QString withCount(const QString &why, const SyncState &state);
    QString offline(const SyncState &state, Time now) const;
    DeskWords m_words;
};

} // namespace updesk
