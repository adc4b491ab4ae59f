// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace updesk
{

/// A place in formatted text that does not stay as it is on its way, or could act where it is read.
struct RichFault {
    qsizetype at = 0, length = 0;
    QString words; ///< what stands there
    bool operator==(const RichFault &) const = default;
};

/// The first of them in the HTML of a template; nothing: it is sound. Allowed are tags and attributes that only shape
/// words, and links to web pages, mailboxes and phones; a field stands between tags, never in one.
std::optional<RichFault> richFault(const QString &html);

/// The words of formatted text without its tags.
QString withoutTags(const QString &html);

} // namespace updesk
