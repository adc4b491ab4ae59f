// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/texts.h"
#include "core/leads/original.h"

namespace updesk
{

/// A text that came in as the document it is kept as, so that it can be read again. Plain lines that a person can read:
/// which number wrote to which, the provider's id, when, an empty line, the words.
QByteArray textDocument(const InboundText &text);
/// The text in such a document; nothing: it is none.
std::optional<InboundText> textIn(const QByteArray &document);

/// The row of that document. The same text brought twice has the same sha256, which is of what names it: the provider's
/// id and the number, or all of it when it came without an id.
Original originalOf(const InboundText &text);
/// Of the rows that originalOf() makes; a dropped file that only looks so is none.
bool isText(const Original &row, const QByteArray &document);

/// The words without what no phone types: control characters, and more than a text can hold.
QString plainWords(const QString &body);

/// What of a text was typed to us: links under it, of pictures at the provider or others, are no words, nor are those
/// at the start of its last line.
QString typedWords(const QString &body);

} // namespace updesk
