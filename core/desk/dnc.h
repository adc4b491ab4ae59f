// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/gatesettings.h"
#include "core/desk/session.h"
#include "core/sequences/dnctarget.h"
#include "core/sequences/legalrules.h"

class QIODevice;

namespace updesk
{

/// What an import of a do-not-call list did.
struct DncImported {
    qint64 lines = 0, numbers = 0; ///< numbers: each once within a run of the file
    qint64 bad = 0;
    std::vector<DncBadLine> badLines; ///< the first of them
    int marked = 0, unmarked = 0; ///< phones of ours that are on it now, or no longer
};

/// The table of this desk, for a store without a server.
std::unique_ptr<DncTarget> deskListTarget(Session &session);

/// Reads a list of that day into the target and makes it the store's: it replaces the one before, and phones are
/// marked. By a manager or above: Denied, subject role. Invalid: subject dated (a day to come), or list (no line of it
/// is a number). Failed: subject file. After any of these the old list holds as before. Subject list_date: the
/// server has the new list, phones are marked by it as far as that went, and only its date could not be kept here; the
/// same import once more mends it.
Result<DncImported> importDnc(Session &session, QIODevice &file, const QDate &dated, DncTarget &target);

/// Marks phones by the list that the target has; how many changed.
Result<std::pair<int, int>> markListed(Session &session, DncTarget &target);

/// How long the list still counts on a day (US-4).
struct ListAge {
    enum class Is : quint8 { Missing, Early, Good, EndsSoon, TooOld }; ///< Early: its date is still to come
    Is is = Is::Missing;
    int days = 0; ///< old
    QDate last; ///< the last day on which it counts
    bool counts() const { return is == Is::Good || is == Is::EndsSoon; }
};
ListAge listAge(const ListStatus &list, const QDate &today, const CountryRules &law);

/// Tells the managers at this desk that the list gets too old within the days that the rules name, at most once a local
/// day, and that it is, on the first such day and then every week. Of a store that never had one nothing is told.
Result<void> tellOfList(Session &session);

/// The list as the store knows it.
Result<ListStatus> dncStatus(Database &database);

/// Whether a number is on this desk's own list; false where there is none.
Result<bool> isOnDeskList(Database &database, const QString &e164);

} // namespace updesk
