// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

#include <QCoreApplication>

#include <functional>

class QWidget;

namespace updesk
{

/// No more calls to somebody, by one click from every screen that shows them (US-6).
class NoCalls
{
    Q_DECLARE_TR_FUNCTIONS(NoCalls)
public:
    static QString words(); ///< on the button: "Do not call"
    /// Who hears what came of it, and whether undo takes it back.
    using Said = std::function<void(const QString &words, bool undoable)>;
    /// It holds before this returns. Then the window of `screen` asks what they said; with words it is never undone.
    static void stop(QWidget *screen, Session &session, CustomerId customer, const QString &name, const Said &said);
    static void stop(QWidget *screen, Session &session, LeadId lead, const QString &name, const Said &said);
};

} // namespace updesk
