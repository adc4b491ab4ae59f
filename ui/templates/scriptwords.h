// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sequences/scriptcheck.h"
#include "ui/parts/icons.h"

#include <QCoreApplication>

namespace updesk
{

/// The words of scripts while they are edited. Needs no window.
class ScriptWords
{
    Q_DECLARE_TR_FUNCTIONS(ScriptWords)
public:
    static QString kind(ScriptKind kind);
    static Icon icon(ScriptKind kind);
    static QString fresh(ScriptKind kind); ///< title of one that is new
    static QString answer(StepAnswer answer); ///< what becomes of what is typed at a step
    static QString finding(const ScriptFinding &finding);
    static QString language(const QString &code);
    static QString saveError(const Error &error);
};

} // namespace updesk
