// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace updesk
{

/// A run of words as they go out, or a field. Places are those in the text as it was typed.
struct TemplatePiece {
    bool field = false;
    QString text; ///< the words; of a field its name, lower case with single blanks
    QString fallback; ///< "there" of {first|there}
    bool hasFallback = false; ///< a bar was typed, perhaps with nothing behind it
    int group = -1; ///< the optional sentence it is part of
    qsizetype at = 0, length = 0;
    bool operator==(const TemplatePiece &) const = default;
};

/// What is wrong with how it is written.
struct TemplateFault {
    enum class Kind : quint8 { OpenBrace, LooseBrace, NoName, OpenGroup, LooseGroup, NestedGroup };
    Kind kind = Kind::OpenBrace;
    qsizetype at = 0, length = 0;
    bool operator==(const TemplateFault &) const = default;
};

/// A template taken apart.
struct TemplateText {
    std::vector<TemplatePiece> pieces;
    std::vector<TemplateFault> faults; ///< none: it can be filled
};

/// Reads "Hi {first|there}, the {vehicle} is here. [[It is listed at {price}.]]": a field in braces with its fallback
/// words behind a bar, and in double brackets a part that is left out when a field in it has no value. {{ and }} are
/// braces. Linear in the text; what is faulty is kept as words.
TemplateText templateText(QStringView typed);

} // namespace updesk
