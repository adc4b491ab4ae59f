// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/erasing.h"

namespace updesk
{

/// What erasing somebody did, and what is still to come.
QString erasedWords(const ErasedPerson &erased);

/// The name, or "Erased" when there is none because they were erased. `record`: their record or a lead of theirs.
QString nameOrErased(Database &database, const QString &name, const Id &record);

/// The same of all rows of a list that have no name.
template <class Row, class RecordOf>
void nameErased(Database &database, std::vector<Row> &rows, QString Row::*name, RecordOf recordOf)
{
    for (Row &row : rows)
        row.*name = nameOrErased(database, row.*name, recordOf(row));
}

/// What goes and what is kept, and why; said before it is done.
QString eraseNotice();

/// Why nobody was erased, or why something about an erased person stays as it is; empty: an error of another kind.
QString eraseRefused(const Error &error);

} // namespace updesk
