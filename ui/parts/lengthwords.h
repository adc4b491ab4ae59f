// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/segments.h"

#include <QCoreApplication>

namespace updesk
{

/// How long a text message is, in words.
class LengthWords
{
    Q_DECLARE_TR_FUNCTIONS(LengthWords)
public:
    static QString counter(const TextLength &length); ///< "148 of 160 . 1 segment . standard alphabet"
    static QString foreign(const TextLength &length); ///< "'á' makes this a 70-character text."; empty: nothing does
};

} // namespace updesk
