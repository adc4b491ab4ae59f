// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace updesk
{

/// How text with marks of HTML in it is laid out.
enum class Layout : quint8 {
    Comments, ///< a comment field: its own line breaks count
    Mail, ///< the plain text of a mail: line breaks and tabs count
    Page ///< a page of HTML: line breaks are blanks, table cells become tabs
};

/// True for HTML's element names, in any case; all others are text when they stand in angle brackets.
bool isHtmlTag(QStringView name);

/// Plain text of a comment or page: known HTML tags become line breaks or vanish, scripts and styles go with their
/// content, references are decoded once, blanks collapse, no more than one empty line in a row.
QString plainText(const QString &text, Layout layout = Layout::Comments);

} // namespace updesk
