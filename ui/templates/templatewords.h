// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/segments.h"
#include "core/sequences/templatecheck.h"
#include "core/sequences/templatefill.h"

#include <QCoreApplication>

namespace updesk
{

/// How a text would come out for the leads it was tried on.
struct LongestText {
    int tried = 0, longer = 0; ///< leads, and those for whom it takes more than one segment
    int units = 0, segments = 0; ///< of the longest one
    int without = 0; ///< leads for whom it cannot be filled
    bool done = false;
    bool operator==(const LongestText &) const = default;
};

/// The words of the template screen.
class TemplateWords
{
    Q_DECLARE_TR_FUNCTIONS(TemplateWords)
public:
    static QString row(const QString &name, const QString &kind, bool own, bool faulty, bool off);
    static QString channel(Channel channel);
    static QString counter(const TextLength &length); ///< "148 of 160 . 1 segment . standard alphabet"
    static QString foreign(const TextLength &length); ///< "'á' makes this a 70-character text."; empty: nothing does
    static QString longest(const LongestText &longest);
    static QString finding(const TemplateFinding &finding);
    static QString notReady(const FilledMessage &message, const QString &name); ///< why there is no message
    static QString field(TemplateField field); ///< what it stands for
    /// Why nothing can be typed into it, a sentence; empty: something can.
    static QString closed(bool mayEdit, bool locked);
    static QString saveError(const Error &error);
};

} // namespace updesk
