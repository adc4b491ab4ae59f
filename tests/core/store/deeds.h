// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "tests/support/tempdesk.h"

namespace updesk
{

/// Does one thing in a deed of its own and commits; the error of whatever went wrong first.
template <class F>
Result<DeedId> inDeed(TempDesk &desk, F &&work)
{
    auto tx = Transaction::begin(*desk.database, desk.by);
    if (!tx)
        return tx.error();
    const auto deed = tx->start("test");
    if (!deed)
        return deed.error();
    if (Result<void> done = work(*tx); !done)
        return done.error();
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return *deed;
}

inline Result<DeedId> applied(TempDesk &desk, const Op &op)
{
    return inDeed(desk, [&op](Transaction &tx) { return apply(tx, op); });
}

/// Takes a deed back in a transaction of its own.
inline Result<std::vector<Kept>> undone(TempDesk &desk, DeedId deed)
{
    auto tx = Transaction::begin(*desk.database, desk.by);
    if (!tx)
        return tx.error();
    auto kept = undo(*tx, deed);
    if (!kept)
        return kept;
    if (auto committed = tx->commit(); !committed)
        return committed.error();
    return kept;
}

/// Rows with fixed ids, so that two desks of a test hold the same.
inline Id rowId(int n) { return seededId(1'000, quint64(n), 0x8000'0000'0000'0000u + quint64(n)); }

inline Customer aCustomer(int n, const char *first = "Ann", const char *last = "Oak")
{
    Customer customer;
    customer.id = {rowId(n)};
    customer.first = QString::fromUtf8(first);
    customer.last = QString::fromUtf8(last);
    return customer;
}

inline Lead aLeadRow(int n, int customer = 1)
{
    Lead lead;
    lead.id = {rowId(n)};
    lead.customer = {rowId(customer)};
    return lead;
}

inline Activity aNote(int n, int lead = 2)
{
    Activity note;
    note.id = {rowId(n)};
    note.lead = {rowId(lead)};
    note.body = QStringLiteral("called");
    return note;
}

/// From here the store has a server that has heard of nothing yet, so deeds stay unsent.
inline void join(TempDesk &desk)
{
    if (!desk.database->execute("INSERT INTO state VALUES('joined', 1)"))
        qFatal("cannot join");
}

} // namespace updesk
