// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/tables.h"

#include "core/base/text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace updesk
{

namespace
{

constexpr int kMostDays = 3650;
constexpr qsizetype kMostText =
    400; ///< a time frame is a phrase; a letter pasted into the field is not searched to its end

/// Folded words with a seam between a number and what sticks to it: "2wks" is 2, wks.
struct TimeframeWords {
    QStringList words;
    std::vector<int> clauses; ///< of each word, the clause it stands in
};

/// Ends a clause, unless it is inside a word or number.
bool partsClauses(QStringView text, qsizetype at)
{
    static constexpr QStringView marks = u",.;:!?()\n";
    return marks.contains(text[at]) && (at + 1 == text.size() || text[at + 1].isSpace() || text[at] == u'\n');
}

TimeframeWords timeframeWords(QStringView text)
{
    QString parted;
    const QStringView start = text.left(kMostText);
    for (qsizetype i = 0; i < start.size(); ++i) {
        if (start[i] == u'+') {
            parted += QLatin1String(" + ");
            continue;
        }
        if (partsClauses(start, i)) {
            parted += QLatin1String(" | ");
            continue;
        }
        if (i > 0 && start[i].isDigit() != start[i - 1].isDigit())
            parted += u' ';
        parted += start[i];
    }
    TimeframeWords found;
    int clause = 0;
    for (const QString &piece : parted.split(u' ', Qt::SkipEmptyParts)) {
        clause += piece == QLatin1String("|");
        if (piece == QLatin1String("+"))
            found.words << piece;
        else
            found.words << foldedWords(piece);
        found.clauses.resize(std::size_t(found.words.size()), clause);
    }
    return found;
}

bool standsAt(const QStringList &words, qsizetype at, const QStringList &phrase)
{
    return !phrase.isEmpty() && at + phrase.size() <= words.size()
        && std::equal(phrase.begin(), phrase.end(), words.begin() + at);
}

int hoursOf(const QString &word, const TimeframeTable &table)
{
    const auto unit =
        std::find_if(table.units.begin(), table.units.end(), [&](const auto &u) { return u.word == word; });
    return unit == table.units.end() ? 0 : unit->hours;
}

struct Found {
    qsizetype length = 0;
    int days = -1;
};

bool endsBefore(const QStringList &words, qsizetype at, const std::vector<TimeframeTable::Phrase> &phrases)
{
    return std::any_of(phrases.begin(), phrases.end(), [&](const auto &phrase) {
        return at >= phrase.words.size() && standsAt(words, at - phrase.words.size(), phrase.words);
    });
}

bool startsAt(const QStringList &words, qsizetype at, const std::vector<TimeframeTable::Phrase> &phrases)
{
    return std::any_of(
        phrases.begin(), phrases.end(), [&](const auto &phrase) { return standsAt(words, at, phrase.words); });
}

/// "6 months", "2 to 3 weeks", "over 90 days", "3+ months" beginning at the word `at`.
Found numberAt(const QStringList &words, qsizetype at, const TimeframeTable &table)
{
    bool isNumber = false;
    double count = words[at].toInt(&isNumber);
    if (!isNumber || count < 0)
        return {};
    bool beyond = endsBefore(words, at, table.beyondWords) && !endsBefore(words, at, table.within);
    qsizetype next = at + 1;
    for (; next < words.size() && next <= at + 2; ++next) {
        if (const int hours = hoursOf(words[next], table); hours > 0) {
            const int days = static_cast<int>(std::min((count * hours + 23) / 24, double(kMostDays - 1)));
            beyond = beyond || startsAt(words, next + 1, table.beyondWords);
            return {next - at + 1, beyond ? days + 1 : days};
        }
        bool isEnd = false;
        const int end = words[next].toInt(&isEnd);
        if (isEnd && end > count)
            count = end;
        else if (startsAt(words, next, table.beyondWords))
            beyond = true;
    }
    return {};
}

QString entryName(const QJsonObject &entry) { return entry[QLatin1String("words")].toString(); }

/// The longest time named from the word `at` on.
Found longestAt(const QStringList &words, qsizetype at, const TimeframeTable &table)
{
    Found best;
    for (const auto &phrase : table.phrases) {
        if (phrase.words.size() > best.length && standsAt(words, at, phrase.words))
            best = {phrase.words.size(), phrase.days};
    }
    if (const Found number = numberAt(words, at, table); number.length > best.length)
        best = number;
    return best;
}

qsizetype lengthAt(const QStringList &words, qsizetype at, const std::vector<TimeframeTable::Phrase> &phrases)
{
    qsizetype longest = 0;
    for (const auto &phrase : phrases) {
        if (standsAt(words, at, phrase.words))
            longest = std::max(longest, phrase.words.size());
    }
    return longest;
}

/// What is later than a time that was denied; nothing for "not just looking".
int later(int days)
{
    constexpr int looking = 365;
    return days >= looking ? -1 : days + 1;
}

QJsonArray namesOf(const std::vector<TimeframeTable::Phrase> &phrases)
{
    QJsonArray names;
    for (const auto &phrase : phrases)
        names << phrase.words.join(u' ');
    return names;
}

std::vector<TimeframeTable::Phrase> phrasesIn(const QJsonValue &names)
{
    std::vector<TimeframeTable::Phrase> phrases;
    for (const QJsonValue &name : names.toArray())
        phrases.push_back({timeframeWords(name.toString()).words, 0});
    return phrases;
}

} // namespace

int timeframeDays(QStringView text, const TimeframeTable &table)
{
    const TimeframeWords said = timeframeWords(text);
    const QStringList &words = said.words;
    Found best, denied;
    int negatedIn = -1; // the clause in which a negation has not met its time yet
    for (qsizetype at = 0; at < words.size();) {
        const int clause = said.clauses[std::size_t(at)];
        const Found found = longestAt(words, at, table);
        if (found.length == 0) {
            const qsizetype harmless = lengthAt(words, at, table.within);
            if (harmless == 0 && lengthAt(words, at, table.negations) > 0)
                negatedIn = clause;
            at += std::max<qsizetype>(harmless, 1);
            continue;
        }
        if (negatedIn == clause) {
            if (const int days = later(found.days); days >= 0 && found.length > denied.length)
                denied = {found.length, days};
        } else if (found.length > best.length) {
            best = found;
        }
        negatedIn = -1;
        at += found.length;
    }
    return best.length > 0 ? best.days : denied.days;
}

QByteArray TimeframeTable::toJson() const
{
    QJsonArray list;
    for (const Phrase &phrase : phrases)
        list << QJsonObject{{QStringLiteral("words"), phrase.words.join(u' ')}, {QStringLiteral("days"), phrase.days}};
    QJsonObject hours;
    for (const Unit &unit : units)
        hours[unit.word] = unit.hours;
    return QJsonDocument(
        QJsonObject{{QStringLiteral("version"), version}, {QStringLiteral("phrases"), list},
            {QStringLiteral("unitHours"), hours}, {QStringLiteral("beyond"), namesOf(beyondWords)},
            {QStringLiteral("negations"), namesOf(negations)}, {QStringLiteral("within"), namesOf(within)}})
        .toJson(QJsonDocument::Compact);
}

Result<TimeframeTable> TimeframeTable::fromJson(const QByteArray &json)
{
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    if (!all[QLatin1String("phrases")].isArray())
        return Error{Error::Code::Damaged, QStringLiteral("timeframe"), {}};
    TimeframeTable table;
    table.version = all[QLatin1String("version")].toInt(1);
    for (const QJsonValue &value : all[QLatin1String("phrases")].toArray()) {
        const QJsonObject entry = value.toObject();
        const int days = entry[QLatin1String("days")].toInt(-1);
        Phrase phrase{timeframeWords(entryName(entry)).words, days};
        if (phrase.words.isEmpty() || days < 0 || days > kMostDays)
            return Error{Error::Code::Invalid, entryName(entry), {}};
        table.phrases.push_back(std::move(phrase));
    }
    const QJsonObject hours = all[QLatin1String("unitHours")].toObject();
    for (auto unit = hours.begin(); unit != hours.end(); ++unit) {
        if (unit.value().toInt() < 1 || unit.value().toInt() > kMostDays * 24)
            return Error{Error::Code::Invalid, unit.key(), {}};
        table.units.push_back({folded(unit.key()), unit.value().toInt()});
    }
    table.beyondWords = phrasesIn(all[QLatin1String("beyond")]);
    // A table of the store's own that says nothing of them is read with the program's.
    const bool own = all.contains(QLatin1String("negations"));
    table.negations = own ? phrasesIn(all[QLatin1String("negations")]) : standard().negations;
    table.within = own ? phrasesIn(all[QLatin1String("within")]) : standard().within;
    return table;
}

const TimeframeTable &TimeframeTable::standard()
{
    static const TimeframeTable table = [] {
        QFile file(QStringLiteral(":/updesk/scoring/timeframe.json"));
        const bool open = file.open(QIODevice::ReadOnly);
        Q_ASSERT(open);
        Result<TimeframeTable> read = fromJson(open ? file.readAll() : QByteArray());
        Q_ASSERT(read);
        return read ? *read : TimeframeTable{};
    }();
    return table;
}

namespace
{

QString postalForm(QStringView postal)
{
    QString form;
    for (QChar c : postal.left(32)) {
        if (c.isLetterOrNumber())
            form += c.toUpper();
    }
    return form;
}

bool byPrefix(const RingTable::Entry &a, const RingTable::Entry &b) { return a.prefix < b.prefix; }

} // namespace

Result<RingTable> RingTable::from(const std::vector<Entry> &entries)
{
    RingTable table;
    for (const Entry &entry : entries) {
        const QString prefix = postalForm(entry.prefix);
        if (prefix.isEmpty() || entry.ring < 0 || entry.ring > 4)
            return Error{Error::Code::Invalid, entry.prefix, {}};
        table.m_entries.push_back({prefix, entry.ring});
        table.m_longest = std::max(table.m_longest, prefix.size());
    }
    std::sort(table.m_entries.begin(), table.m_entries.end(), byPrefix);
    const auto twice = std::adjacent_find(table.m_entries.begin(), table.m_entries.end(),
        [](const Entry &a, const Entry &b) { return a.prefix == b.prefix; });
    if (twice != table.m_entries.end())
        return Error{Error::Code::Duplicate, twice->prefix, {}};
    return table;
}

int RingTable::ringOf(QStringView postal) const
{
    const QString form = postalForm(postal);
    for (qsizetype length = std::min(form.size(), m_longest); length > 0; --length) {
        const QStringView prefix = QStringView(form).left(length);
        const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), prefix,
            [](const Entry &entry, QStringView wanted) { return QStringView(entry.prefix) < wanted; });
        if (at != m_entries.end() && at->prefix == prefix)
            return at->ring;
    }
    return -1;
}

QStringList RingTable::missing(const QStringList &postals, int length) const
{
    QStringList prefixes;
    for (const QString &postal : postals) {
        if (const QString form = postalForm(postal); !form.isEmpty() && ringOf(form) < 0)
            prefixes << form.left(length);
    }
    prefixes.sort();
    prefixes.removeDuplicates();
    return prefixes;
}

} // namespace updesk
