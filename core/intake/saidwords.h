// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace updesk
{

/// Ways to reach a customer as bits; WayAll: any.
enum Way : int { WayPhone = 1, WayText = 2, WayEmail = 4, WayAll = 8 };

/// The table of resources/intake/saidwords.json: how customers say that they may be reached, and how not.
struct SaidWords {
    struct Phrase {
        QString words;
        int ways = 0; ///< bits of Way that it refuses
    };
    QSet<QString> stopAlone; ///< refuse everything when nothing else is said
    QSet<QString> stopLine; ///< the same as a line of their own
    std::vector<Phrase> refusals;
    std::map<QString, int> ways; ///< word and bit of Way
    std::map<QString, int> passive; ///< such words behind "be"
    QSet<QString> negations;
    QStringList harmless; ///< phrases that hold a negation and deny nothing
    QSet<QString> wants; ///< "I do not ...": what must follow to be a refusal
    QSet<QString> notVerbs; ///< between a negation and a way they say something else
    QStringList boilerplate; ///< the sentence is the sender's small print
    QSet<QString> bounds; ///< the wish is about a time of day, not for good
    QSet<QString> forGood;
    QSet<QString> seams; ///< words that part clauses

    /// The table that came with the program.
    static const SaidWords &standard();
};

} // namespace updesk
