// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/op.h"

#include <QJsonValue>

namespace updesk
{

class Database;

/// Adds an op to a deed's log line: the JSON text that the server takes as it is (sync.md 3).
void appendOp(QByteArray &ops, const Op &op);

/// The ops of a log line. TooNew when a table or field is unknown to this version: the deed stays whole.
Result<std::vector<Op>> readOps(const Database &database, const QByteArray &line);

Value fromJson(const QJsonValue &json, Column::Type type);

/// What the log and the rows disagree on: rows whose last logged value is not the one they hold, by table.
struct LogFault {
    QString table;
    Id row;
    QString column;
};
Result<std::vector<LogFault>> compareLogWithRows(Database &database);

} // namespace updesk
