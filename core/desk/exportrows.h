// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <QStringList>

namespace updesk
{

/// What was written, in the order of writing.
struct Exported {
    struct File {
        QString name;
        qint64 rows = 0;
    };
    std::vector<File> files;
};

/// Writes every synced table and leads.csv into the folder, which is made when it is not there (docs/export.md).
/// Failed with the file as subject when it cannot be written.
Result<Exported> exportTables(Database &database, const QString &folder);

/// A field of a CSV file (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe before it.
QByteArray csvText(const QByteArray &utf8);

} // namespace updesk
