// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

#include <QDate>

namespace updesk
{

/// What of the store the law and its messages ask for and a manager sets in the window.
struct StoreEntries {
    QString name, address, phone;
    QString canadaList; ///< registration with Canada's do-not-call list; empty: none
    std::optional<bool> refusalOfAll; ///< a "no" to calls or texts stops offers by both; nothing: as the rules say
    int noShowMinutes = 30; ///< so long after its time an appointment that nobody marked is missed
    int disposalMonths = 24; ///< without business for so long a customer is proposed for disposal; 0: nobody is
    bool operator==(const StoreEntries &) const = default;
};

/// As they stand. Damaged, with the setting as subject.
Result<StoreEntries> storeEntries(Database &database);

/// Sets what `after` has other than `before`; what others changed meanwhile stays. By a manager or above (Denied,
/// subject role). Invalid, subject name (empty), phone (no number), no_show (1 to 1440 minutes), months (0
/// to 24). Null deed: nothing is
/// other.
Result<DeedId> changeStore(Session &session, const StoreEntries &before, const StoreEntries &after);

inline constexpr int kFewestAwayDays = 7, kMostAwayDays = 3650;
/// For so many days a desk may be silent until the server has it filled again (sync.md 15); 45 where the store says
/// nothing, or nothing that can be read. As the server reads it.
Result<int> awayDays(Database &database);
/// By a manager or above (Denied, subject role). Invalid, subject days: below 7 or above 3650. Null deed: as it was.
Result<DeedId> setAwayDays(Session &session, int days);

/// How far a refusal reaches where the store says nothing, and from when on it does in any case (US-11).
struct RefusalScope {
    bool all = true;
    QDate allFrom;
};
Result<RefusalScope> refusalScope(Database &database);

} // namespace updesk
