// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/modelserver.h"

#include <functional>
#include <set>

namespace updesk
{

/// One op on its way into the model's rows.
struct ModelServer::Doing {
    const Author &author;
    const OutDeed &deed;
    Op op; ///< of the server's own table
    Hlc hlc = 0; ///< not above the server's time
    Id id;
    std::optional<qint64> seen; ///< the row's number when it was read, where that is told
    Time now = 0;

    const Value *named(const char *column) const
    {
        for (const Change &change : op.changes) {
            if (qstrcmp(op.table->columns[size_t(change.column)].name, column) == 0)
                return &change.after;
        }
        return nullptr;
    }
    Value value(const char *column) const
    {
        const Value *given = named(column);
        return given ? *given : defaultOf(op.table->columns[size_t(op.table->find(column))].type);
    }
};

/// What the server's trigger makes of a message that a desk puts (no `before`) or changes; a code: it refuses it. Rows
/// of other tables it leaves alone.
const char *guardMessage(ModelServer::Row &now, const ModelServer::Row *before, Time at);

/// Whether there is a message of the same lead and purpose.
bool hasMessageLike(const ModelServer &server, const ModelServer::Row &row);

/// What an op does to the state of a plan that another may have stopped.
enum class PlanEnd : quint8 {
    ByClock,
    Stands, ///< it is behind: what it would set going somebody has stopped who is not named by it
    Ends, ///< nobody who set it going again has seen this ending: it ends it, whatever its clock
};
PlanEnd planEnd(const ModelServer &server, const Op &op, const ModelServer::Row &row);
inline constexpr const char *kEndOfPlan[] = {"state", "why", "ended", "next_at"};

/// Whether a plan goes on that somebody has stopped and nobody who knew of it has set going again; empty: none does.
QByteArray strayPlan(const ModelServer &server);

/// All records that are this customer.
std::set<Id> recordsOf(const ModelServer &server, const Value &customer);

/// START, which no person signs for: nothing but texts of the customer stands against texts, and a text that comes in
/// by the same push says so. `given`: a field of the "yes"; `desk`: whose push it is.
bool startsAgain(const ModelServer &server, const std::function<Value(const char *)> &given, const Id &desk);

/// Whether it is a line that says what a customer has texted.
bool isTextIn(const Op &op);

/// Why an op is no work of its author, or moves what nobody moves; null: nothing is against it. Of messages it is asked
/// after their signature.
const char *workRefusal(const ModelServer &server, const Op &op, const ModelServer::Author &author);

} // namespace updesk
