// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/signin.h"

#include <QCoreApplication>

namespace updesk
{

/// What the window's program says by itself, apart from any screen.
class ProgramWords
{
    Q_DECLARE_TR_FUNCTIONS(ProgramWords)
public:
    static QString noLeadAt(int place);
    static QString nobodyWithLogin(const QString &login);
    static QString makingSample();
    static QString keyStillMissing();
    static QString setAside(const QString &file); ///< under which name the store's file lies now
    static QString setUpFileTitle();
    static QString setUpFileFilter();
    /// What a person should know who just signed in; empty: nothing.
    static QString signedIn(const SignedIn &who);
};

} // namespace updesk
