// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

namespace updesk
{

/// Something the server did not take as it was keyed.
struct Setback {
    enum class Kind : quint8 {
        Lost, ///< another's value stands
        Rejected, ///< refused, `why` says the rule
        TwoPlaces, ///< ours stands over another's
    };
    qint64 n = 0;
    Kind kind = Kind::Rejected;
    Time at = 0; ///< of the deed
    PersonId who;
    QByteArray verb, table;
    Id row;
    QByteArray field;
    QString ours, theirs, why;
    PersonId other;
    bool seen = false;

    bool isClaim() const; ///< the lead was another's already
};
/// Whether somebody has to hear of it: not where two edits met in a column of Rule::Either, of which a program that did
/// not know the rule took note all the same.
bool isForPeople(const Database &database, const Setback &setback);
/// How a setback holds a value: numbers and ids as text, bytes not at all.
QString setbackText(const Value &value);
/// False: it stands there already, for the same answer may come twice. `n` and `seen` are not used.
Result<bool> note(Database &database, const Setback &setback);
/// For people, the newest first. Of what was keyed at once, several fields of a row count as one.
Result<std::vector<Setback>> setbacks(Database &database, int limit = 100);
Result<std::vector<Setback>> setbacksAfter(Database &database, qint64 n); ///< all, the oldest first
/// How many for people nobody has looked at, counted so.
Result<int> unseenSetbacks(Database &database);
/// Whoever looks at the list has seen all that is in it.
Result<void> markSetbacksSeen(Database &database);

} // namespace updesk
