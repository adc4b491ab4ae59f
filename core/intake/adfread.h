// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/adfnames.h"

#include <QString>

#include <utility>
#include <vector>

namespace updesk
{

/// One element that is known, with its known attributes and children; marks of HTML inside text stay as tags.
struct AdfElement {
    Tag tag = Tag::Unknown;
    QString text;
    std::vector<std::pair<Attribute, QString>> attributes;
    std::vector<AdfElement> children;

    const AdfElement *child(Tag wanted) const; ///< the first, or nullptr
    QString childText(Tag wanted) const;
    QString attribute(Attribute wanted) const;
};

enum class AdfDamage : quint8 { None, Malformed, TooDeep };

/// A read piece of XML: its root element, or why it could not be read.
struct AdfTree {
    AdfElement root;
    AdfDamage damage = AdfDamage::None;
    bool truncated = false; ///< a text or the number of elements was beyond measure and cut
};

/// Reads one mended piece of XML; `depth` is the number of elements already open around it.
AdfTree readAdf(QStringView xml, int depth);

} // namespace updesk
