// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

#include <QCoreApplication>

#include <functional>

namespace updesk
{

/// What came of pinning a lead: the words for the toast and the way back; none: nothing was done.
struct Pinning {
    Q_DECLARE_TR_FUNCTIONS(Pinning)
public:
    QString words;
    std::function<void()> back;
};

/// Pins the lead of the customer `name` for who is at the desk, or takes the pin off, and tells the screens. The
/// session outlives the way back.
Pinning pinning(Session &session, LeadId lead, const QString &name, bool on);

} // namespace updesk
