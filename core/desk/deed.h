// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/store/apply.h"

namespace updesk
{

/// A transaction with one deed; null when it wrote nothing. Neither kept for undo nor told. What `write` decides by it
/// reads through its transaction: a row read before could be another by the time it is written.
template <class F>
Result<DeedId> commitDeed(Session &session, const char *verb, F &&write)
{
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    auto deed = tx->start(verb);
    if (!deed)
        return deed.error();
    if (Result<void> written = write(*tx); !written)
        return written.error();
    const bool any = tx->written();
    if (auto done = tx->commit(); !done)
        return done.error();
    return any ? *deed : DeedId{};
}

/// One verb: a transaction with one deed, kept for undo and told to the window once it is on the disk.
template <class F>
Result<DeedId> doDeed(Session &session, const char *verb, const std::vector<LeadId> &leads, F &&write)
{
    auto deed = commitDeed(session, verb, std::forward<F>(write));
    if (deed)
        session.done(*deed, leads);
    return deed;
}

/// Applies ops in order until one fails.
template <class... Ops>
Result<void> applyAll(Transaction &tx, const Ops &...ops)
{
    Result<void> done;
    static_cast<void>(((done = apply(tx, ops), bool(done)) && ...));
    return done;
}

} // namespace updesk
