// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace updesk
{

/// A single-line value as it is kept: references decoded once more, blanks collapsed, NFC, no direction overrides, at
/// most 1,024 characters; a word that means "nothing" and an unfilled template marker are empty. Adds to `warnings`:
/// field_truncated, placeholder_value.
QString fieldText(const QString &raw, QStringList &warnings);

/// A comment as it is kept: plain text of at most 65,536 characters, line breaks kept; words for "nothing" are empty.
QString commentText(const QString &raw, QStringList &warnings);

/// True for "unknown", "n/a", "-" and the like, in any case.
bool meansNothing(QStringView text);

/// True for an unfilled template marker: [name], {{name}}, %%name%%, ${name}.
bool isPlaceholder(QStringView text);

/// The text cut to `most` characters without parting a surrogate pair; adds field_truncated when it was longer.
QString cutTo(const QString &text, qsizetype most, QStringList &warnings);

} // namespace updesk
