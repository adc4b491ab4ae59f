// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/op.h"

#include <QJsonValue>

namespace updesk
{

class Database;

/// Adds an op to a deed's log line: the JSON text that the server takes as it is. `seen` is the row's seq, for tables
/// whose stale edits are refused.
void appendOp(QByteArray &ops, const Op &op, std::optional<qint64> seen = {});

/// The ops of a log line. TooNew when a table, kind or field is unknown to this version, Damaged when it is no log
/// line: the deed stays whole.
Result<std::vector<Op>> readOps(const Database &database, const QByteArray &line);

/// The rows that a log line names, each of its ops one, also in a line that this program cannot read; costs a small
/// part of reading it.
std::vector<Id> rowsIn(QByteArrayView line);
/// The log line of a deed. NotFound (subject deed): there is none.
Result<QByteArray> logLine(Database &database, DeedId deed);
/// The rows of `table` that a deed touched, without reading the rest of its line. NotFound: no such deed.
Result<std::vector<Id>> touchedRows(Database &database, DeedId deed, const Table &table);

/// A deed that is not to be, for a newer host's epoch kept it out or somebody gave it up: it stays in the log and is
/// never laid or sent again.
Result<void> fence(Database &database, qint64 deed);
/// The same, and the log never lets it go: it may hold what stands nowhere else.
Result<void> fenceForGood(Database &database, qint64 deed);
/// What earlier epochs did and the server took is what happened, whoever hosts now: before it is all sent once more.
Result<void> forgetEpochs(Database &database);

/// A field of a log line as a value of its column; nothing when it does not fit the column's type.
std::optional<Value> fromJson(const QJsonValue &json, Column::Type type);

} // namespace updesk
