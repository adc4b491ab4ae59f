// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace updesk
{

/// The editable words for "when do you want to buy" and the days they stand for.
struct TimeframeTable {
    struct Phrase {
        QStringList words; ///< folded
        int days = 0;
        bool operator==(const Phrase &) const = default;
    };
    struct Unit {
        QString word; ///< folded: day, weeks, mois ...
        int hours = 0;
        bool operator==(const Unit &) const = default;
    };
    int version = 1;
    std::vector<Phrase> phrases;
    std::vector<Unit> units; ///< so that "6 months" is understood though nobody listed it
    std::vector<Phrase> beyondWords; ///< "more than", "over": with one of these a number is passed by (days unused)
    std::vector<Phrase> negations; ///< "not": the time named behind it in the same clause is passed by (days unused)
    std::vector<Phrase> within; ///< "no later than": they hold a negation and deny nothing (days unused)

    bool operator==(const TimeframeTable &) const = default;
    QByteArray toJson() const;
    /// Reads what toJson writes. Damaged when it is no such document; Invalid with the entry as subject for bad words
    /// or days.
    static Result<TimeframeTable> fromJson(const QByteArray &json);
    /// The table that came with the program.
    static const TimeframeTable &standard();
};

/// Days until the customer wants to buy, by the longest entry found in the words; a number with a unit is worked out,
/// its upper end counts. "Not this month" is a day more than this month, and goes after every time that is not denied.
/// -1 when nothing is known.
int timeframeDays(QStringView words, const TimeframeTable &table);

/// Which distance ring a postal code lies in, by its longest known beginning (FL-5).
class RingTable
{
public:
    struct Entry {
        QString prefix;
        int ring = 0; ///< 0 (near) to 4
        bool operator==(const Entry &) const = default;
    };
    RingTable() = default;
    /// Invalid for an empty prefix or a ring that does not exist, Duplicate for a prefix named twice; the prefix is the
    /// subject.
    static Result<RingTable> from(const std::vector<Entry> &entries);
    /// 0 to 4, or -1 when no beginning of the code is in the table.
    int ringOf(QStringView postal) const;
    /// The beginnings, of `length` characters, of the given codes that no entry covers: sorted, each once.
    QStringList missing(const QStringList &postals, int length = 3) const;
    const std::vector<Entry> &entries() const { return m_entries; }

private:
    std::vector<Entry> m_entries; ///< sorted by prefix
    qsizetype m_longest = 0;
};

} // namespace updesk
