// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/modelserver.h"

#include <algorithm>

namespace updesk
{

inline QJsonValue jsonIn(const Op &op, int column)
{
    const auto named = std::ranges::find(op.changes, column, &Change::column);
    if (named == op.changes.end()) // an edit means the row to be there
        return 0;
    if (const auto *number = std::get_if<qint64>(&named->after))
        return *number;
    if (const auto *text = std::get_if<QByteArray>(&named->after))
        return QString::fromUtf8(*text);
    const auto *id = std::get_if<Id>(&named->after);
    return id ? QJsonValue(QString::fromLatin1(id->hex())) : QJsonValue();
}

/// What the real server says to sync_conflicts() of others' ops, also of columns of which nobody has to be told.
inline Overlaps overlapsOf(const ModelServer &server, PersonId who, qint64 after)
{
    Overlaps page;
    for (const auto &[id, logged] : server.log()) {
        for (const Answer::Met &met : logged.answer.met) {
            if (logged.seq > after && met.who == who.value)
                page.met.push_back(
                    {logged.seq, timeOf(logged.hlc), logged.author.who, logged.op.table->name, logged.op.row, met.field,
                        met.theirs, jsonIn(logged.op, logged.op.table->find(met.field)), met.won});
        }
    }
    std::ranges::stable_sort(page.met, {}, &Overlap::seq);
    return page;
}

} // namespace updesk
