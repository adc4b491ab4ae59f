// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <vector>

class QJsonObject;

namespace updesk
{

/// What a typed word says about a time. `n` by kind: days from today; 1 Monday to 7; month 1 to 12; minutes after
/// midnight; minutes of the unit; the number; minutes.
struct TimeWord {
    enum class Kind : quint8 {
        Fill,
        At,
        Day,
        Weekday,
        Month,
        TimeOfDay,
        Am,
        Pm,
        Minutes,
        Days,
        Count,
        Span,
        Next,
        This
    };
    Kind kind = Kind::Fill;
    int n = 0;
    bool operator==(const TimeWord &) const = default;
};

/// The words people type for times, by language; data, so that a language is added without touching the reader.
class TimeWords
{
public:
    /// Reads the table. Damaged when it is no such document; Invalid with the language as subject for an unknown kind
    /// or a number out of range.
    static Result<TimeWords> fromJson(const QByteArray &json);
    /// The table that came with the program.
    static const TimeWords &standard();

    /// What the phrase (folded, words parted by one blank) can mean: in `language` ("en", "fr_CA") first, then in the
    /// others.
    std::vector<TimeWord> find(const QString &phrase, const QString &language) const;
    /// The most words that one entry has.
    int longest() const { return m_longest; }

private:
    struct Language {
        QString name;
        QHash<QString, std::vector<TimeWord>> words;
    };
    Result<void> read(const QString &name, const QJsonObject &object);
    std::vector<Language> m_languages;
    int m_longest = 1;
};

} // namespace updesk
