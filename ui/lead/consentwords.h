// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/contactrows.h"
#include "core/leads/activity.h"
#include "ui/parts/deskwords.h"

#include <QCoreApplication>

namespace updesk
{

/// The words for how a customer may be contacted and what they agreed to. Needs no window.
class ConsentWords
{
    Q_DECLARE_TR_FUNCTIONS(ConsentWords)
public:
    static QString way(Channel way); ///< "Calls"
    static QString given(Consent::Given given); ///< "on a web form"
    /// How each way stands, "Calls: yes. Texts: no since Mar 12, “stop it”.", and what was agreed to.
    static QString standing(const std::vector<Consent> &said, const DeskWords &words, Time now);
    /// "Texts, with offers, on paper (form 3), Mar 12: “I agree”"
    static QString agreed(const Consent &consent, const DeskWords &words, Time now);
    /// Of a line of the history; empty: it is of none of these.
    static QString line(const Activity &activity);
    static QString refused(const Error &error); ///< why it was not written down
};

} // namespace updesk
