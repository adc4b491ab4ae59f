// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QStringList>

#include <vector>

namespace updesk
{

/// No name is compared beyond this many letters: nobody's is longer, and a hostile one costs nothing.
inline constexpr qsizetype kNameMost = 64;

/// A name as it is compared: folded letters and digits written together ("O'Hara-Smith" is "oharasmith").
QString nameKey(QStringView name);
/// The folded words of a name, cut at kNameMost letters in all.
QStringList nameWords(QStringView name);
/// "jr", "sr", "ii" ... of a suffix as written, empty when it names no generation ("PhD").
QString generationOf(QStringView suffix);

/// Likeness of two keys, 0 to 1 (Jaro with Winkler's bonus for a common beginning); two empty ones are not alike.
double jaroWinkler(QStringView a, QStringView b);
/// True when one letter added, dropped, changed or swapped with its neighbour makes one text the other; not when equal.
bool oneTypoAway(QStringView a, QStringView b);

/// The number at the front of a street line ("12-B Oak St" is 12b), folded; empty when there is none.
QString houseNumber(QStringView street);
/// The part of a postal code that is compared: five digits of a US code, else up to seven letters and digits.
QString postalKey(QStringView postal);

/// Groups of first names that stand for each other (Bob, Robert, Roberto); a name may be in several.
class Nicknames
{
public:
    /// Damaged when it is no such document, Invalid for a group that is no list of names.
    static Result<Nicknames> fromJson(const QByteArray &json);
    static const Nicknames &standard(); ///< the list that came with the program
    /// The groups of a name key, ascending; empty for a name that is in none.
    std::vector<int> groupsOf(const QString &firstKey) const;
    int count() const { return m_count; }

private:
    QHash<QString, std::vector<int>> m_groups;
    int m_count = 0;
};

/// How telling a value is: how common a last name, and which phones and addresses many people share.
class Commonness
{
public:
    static constexpr int kSharedAbove = 20; ///< customers on one phone or e-mail from which it proves nothing
    static constexpr int kRare = 5; ///< of 100,000 people, for a name in no list

    static Result<Commonness> fromJson(const QByteArray &json);
    static const Commonness &standard();
    /// People of 100,000 with this last name.
    int per100000(const QString &lastKey) const { return m_lastNames.value(lastKey, kRare); }
    /// Tells how many customers have this phone or matching e-mail.
    void countShared(const QString &value, int customers);
    /// True when the value proves nothing: on too many customers, or made up ("noemail@...", 555-1212).
    bool isShared(const QString &value) const;
    static bool isPlaceholder(const QString &value);

private:
    QHash<QString, int> m_lastNames;
    QSet<QString> m_shared;
};

} // namespace updesk
