// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace updesk
{

/// One clause of what somebody wrote: the stretch within which a "not" holds.
struct Clause {
    QString text; ///< lower case with straight apostrophes
    QStringList words; ///< as saidWords makes them
    QString padded; ///< the words with one space before, between and behind
    QString sentence; ///< the sentence it stands in, as it was written
    bool question = false;
    bool follows = false; ///< only a comma, an "and" or the like parts it from the clause before
};

/// The clauses of a text in their order. Ends of sentences and lines, commas and words like "and", "but", "please" part
/// them; the commas, dots and colons of numbers do not.
std::vector<Clause> clausesOf(const QString &text);

/// The words of a text, folded: "do not" is dont, "e-mail" email, "opt out" optout, "pre-approved" preapproved.
QStringList saidWords(const QString &text);

/// Whether these words stand side by side in the clause; `phrase` is parted by single spaces.
bool says(const Clause &clause, QStringView phrase);
bool says(const Clause &clause, QLatin1String phrase);

/// Whether a word of the clause denies something; "don't hesitate" and "stop by" do not.
bool isNegated(const Clause &clause);

} // namespace updesk
