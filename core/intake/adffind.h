// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <vector>

namespace updesk
{

/// A stretch of text that a start tag opened.
struct AdfSpan {
    qsizetype start = 0;
    qsizetype end = 0;
    bool closed = false; ///< its end tag was there
};

/// One ADF document inside a text, and its prospects; a bare prospect is a document of its own without envelope.
struct AdfDocument {
    AdfSpan span;
    std::vector<AdfSpan> prospects;
    bool envelope = true;
};

struct FoundAdf {
    std::vector<AdfDocument> documents;
    bool entitiesDeclared = false; ///< a DOCTYPE before a root declares entities
};

/// Finds the documents in text of any kind, in one pass; comments and CDATA sections hide what they hold.
FoundAdf findAdf(QStringView text);

} // namespace updesk
