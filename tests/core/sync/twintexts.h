// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/people/customer.h"

namespace updesk
{

/// A line of the history; kind 1 and direction 1: a text that came in.
inline Op lineOf(const Id &row, const Id &customer, qint64 kind, qint64 direction, const QByteArray &body)
{
    return {Op::Kind::Put, &kActivity, row,
        {{kActivity.find("customer_id"), customer, {}}, {kActivity.find("kind"), kind, {}},
            {kActivity.find("direction"), direction, {}}, {kActivity.find("body"), body, {}}}};
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
