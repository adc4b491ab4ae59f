// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "core/sequences/plantables.h"
#include "core/store/log.h"
#include "core/sync/remote.h"

#include <algorithm>
#include <set>

namespace updesk
{

/// A line of the history; kind 1 and direction 1: a text that came in.
inline Op lineOf(const Id &row, const Id &customer, qint64 kind, qint64 direction, const QByteArray &body)
{
    return {Op::Kind::Put, &kActivity, row,
        {{kActivity.find("customer_id"), customer, {}}, {kActivity.find("kind"), kind, {}},
            {kActivity.find("direction"), direction, {}}, {kActivity.find("body"), body, {}}}};
}

/// What ends a row of this table or begins it again.
inline std::set<int> endsOf(const Table &table)
{
    if (&table == static_cast<const Table *>(&kLead))
        return {kLead.find("closed")};
    if (&table == static_cast<const Table *>(&kEnrolment))
        return {kEnrolment.find("state"), kEnrolment.find("ended")};
    return {};
}

/// A plan ends at this moment, 0: it goes on; the two are named as somebody has seen them.
inline Op endOrStart(const Id &row, const Value &state, const Value &ended, qint64 at)
{
    return {Op::Kind::Set, &kEnrolment, row,
        {{kEnrolment.find("state"), qint64(at > 0 ? 2 : 0), state}, {kEnrolment.find("ended"), at, ended}}};
}

/// What a server says of an op, but for the row.
inline QByteArray wordsOf(const Answer &answer, const Op &op)
{
    static constexpr const char *kStates[] = {"ok", "won", "lost", "rejected", "held"};
    QByteArray text = QByteArray(kStates[size_t(answer.state)]) + (answer.again ? " again " : " ") + answer.why.toUtf8()
        + " holder " + answer.holder.hex();
    QByteArrayList met;
    for (const Answer::Met &one : answer.met) {
        const int column = op.table->find(one.field);
        const auto theirs = fromJson(one.theirs, op.table->columns[size_t(column)].type);
        QByteArray value;
        appendOp(value, {Op::Kind::Put, op.table, op.row, {{column, theirs ? *theirs : Value{}, {}}}}, {});
        met << one.field + (one.won ? " won over " : " lost to ") + value + " of " + one.who.hex();
    }
    std::ranges::sort(met);
    return text + " met " + met.join(';');
}

/// START by this text.
inline Op startOf(const Id &row, const Id &customer, const Id &text, const char *words, Time at, const char *purpose)
{
    Op op{Op::Kind::Put, &kConsent, row, {}};
    const std::pair<const char *, Value> fields[] = {{"customer_id", customer}, {"channel", qint64(2)},
        {"state", qint64(1)}, {"how", qint64(1)}, {"form", "text " + text.hex()}, {"words", QByteArray(words)},
        {"at", at}, {"purpose", QByteArray(purpose)}};
    for (const auto &[column, value] : fields)
        op.changes.push_back({kConsent.find(column), value, {}});
    return op;
}

} // namespace updesk
