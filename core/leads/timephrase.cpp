// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/timephrase.h"

#include "core/base/text.h"

#include <QRegularExpression>

#include <optional>

namespace updesk
{

namespace
{

constexpr qsizetype kMostTyped = 80;
constexpr int kMostDays = 400;
constexpr int kNine = 9 * 60, kTen = 10 * 60;

struct Token {
    enum class Kind : quint8 { Number, Clock, HourForm, Iso, Slash, Word };
    Kind kind = Kind::Word;
    int a = 0, b = 0, c = 0; ///< numbers as they stand: h m; y m d; first second year (0: none)
    bool literal = false; ///< written with a leading zero, so by 24 hours
    bool glued = false; ///< a word that follows a number without a blank
    QString word;
};

/// All that a phrase said, before it is a moment.
struct Said {
    std::optional<int> day; ///< days from today
    std::optional<int> weekday;
    std::optional<int> month, date, year;
    std::optional<int> minute;
    bool unclear = false; ///< the time may be am or pm
    bool next = false, ago = false;
    Time span = 0;
    int spanDays = 0;
    bool spanned = false;
    bool hasDay() const { return day || weekday || date || spanDays; }
};

std::optional<std::vector<Token>> tokensOf(QStringView typed)
{
    static const QRegularExpression form(QStringLiteral(
        R"((?<iso>(\d{4})-(\d{1,2})-(\d{1,2}))|(?<slash>(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?!\d))|)"
        R"((?<clock>(\d{1,2})[:.](\d{2})(?!\d))|(?<hour>(\d{1,2})\s?h\s?(\d{2})(?!\d))|(?<number>\d{1,4}(?!\d))|)"
        R"((?<word>\p{L}+)|(?<gap>[\s,.'’@-]+))"));
    QString text = folded(typed);
    static const QRegularExpression dotted(QStringLiteral(R"(\b([ap])\.\s?m\b\.?)"));
    text.replace(dotted, QStringLiteral("\\1m"));
    std::vector<Token> tokens;
    for (qsizetype at = 0; at < text.size();) {
        const auto match =
            form.match(text, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch())
            return {};
        const auto n = [&](int group) { return match.capturedView(group).toInt(); };
        Token token;
        token.literal = match.capturedView(0).startsWith(u'0');
        token.glued = at > 0 && text[at - 1].isDigit();
        if (match.capturedLength(QStringLiteral("iso")) > 0)
            token = {Token::Kind::Iso, n(2), n(3), n(4), false, false, {}};
        else if (match.capturedLength(QStringLiteral("slash")) > 0)
            token = {Token::Kind::Slash, n(6), n(7), n(8), false, false, {}};
        else if (match.capturedLength(QStringLiteral("clock")) > 0)
            token = {Token::Kind::Clock, n(10), n(11), 0, token.literal, false, {}};
        else if (match.capturedLength(QStringLiteral("hour")) > 0)
            token = {Token::Kind::HourForm, n(13), n(14), 0, token.literal, false, {}};
        else if (match.capturedLength(QStringLiteral("number")) > 0)
            token = {Token::Kind::Number, n(15), int(match.capturedLength(0)), 0, token.literal, false, {}};
        else if (match.capturedLength(QStringLiteral("word")) > 0)
            token.word = match.captured(0);
        if (match.capturedLength(QStringLiteral("gap")) == 0)
            tokens.push_back(token);
        at = match.capturedEnd(0);
    }
    return tokens;
}

/// Takes tokens one after the other and notes what they say; false as soon as one makes no sense.
class Reader
{
public:
    Reader(const std::vector<Token> &tokens, const TimeWords &words, const PhraseHabits &habits)
        : m_tokens(tokens), m_words(words), m_habits(habits)
    {
    }
    bool read()
    {
        while (m_at < m_tokens.size())
            if (!take())
                return false;
        return settleNumber() && (!said.month || said.date);
    }
    Said said;

private:
    bool take()
    {
        const Token &token = m_tokens[m_at];
        if (token.kind == Token::Kind::Word)
            return takeWords();
        ++m_at;
        switch (token.kind) {
        case Token::Kind::Iso:
            return settleNumber() && takeDate(token.b, token.c, token.a);
        case Token::Kind::Slash:
            return settleNumber() && takeSlash(token);
        case Token::Kind::Clock:
            return settleNumber() && takeTime(token.a, token.b, token.literal);
        case Token::Kind::HourForm:
            return settleNumber() && takeHourForm(token);
        default:
            return takeNumber(token);
        }
    }
    bool takeNumber(const Token &token)
    {
        if (said.month && !said.date && !settleNumber())
            return false;
        if (said.date && !said.year && m_afterMonth && token.b == 4 && token.a > 1970 && !m_number) {
            said.year = token.a;
            return true;
        }
        if (!settleNumber())
            return false;
        m_number = token;
        return true;
    }
    // 1h30 alone is how long, 17h30 is when; after a day or "at" each is when.
    bool takeHourForm(const Token &token)
    {
        if (isHour(token.a, 60))
            return takeTime(token.a, token.b, true);
        return takeSpan(token.a * 60 + token.b);
    }
    bool takeSlash(const Token &token)
    {
        const bool dayFirst = token.a > 12 || (m_habits.order == DateOrder::DayFirst && token.b <= 12);
        const int year = token.c == 0 ? 0 : token.c < 100 ? 2000 + token.c : token.c;
        return dayFirst ? takeDate(token.b, token.a, year) : takeDate(token.a, token.b, year);
    }
    bool takeDate(int month, int day, int year)
    {
        if (said.hasDay() || month < 1 || month > 12 || day < 1 || day > 31)
            return false;
        said.month = month;
        said.date = day;
        if (year)
            said.year = year;
        return true;
    }
    bool takeTime(int hour, int minute, bool literal)
    {
        if ((said.minute && !m_partOfDay) || hour > 24 || minute > 59 || (hour == 24 && minute > 0))
            return false;
        const std::optional<bool> pm = m_partOfDay;
        said.minute = hour * 60 + minute;
        said.unclear = !literal && hour >= 1 && hour <= 12;
        m_partOfDay.reset();
        return !pm || !said.unclear || takeHalf(*pm);
    }
    bool takeHalf(bool pm)
    {
        if (m_number && !settleNumber())
            return false;
        if (!said.minute || !said.unclear)
            return said.minute && (*said.minute >= 720) == pm; // "17:00 pm" says nothing new
        said.minute = *said.minute % 720 + (pm ? 720 : 0);
        said.unclear = false;
        return true;
    }
    bool takeSpan(int minutes)
    {
        said.spanned = true;
        said.span += minutes * kMinute;
        return said.span <= kMostDays * kDay;
    }
    // A number that no unit, month or half of the day claimed is the hour.
    bool settleNumber()
    {
        if (!m_number)
            return true;
        const Token number = *std::exchange(m_number, {});
        if (said.month && !said.date) {
            said.date = number.a;
            m_afterMonth = true;
            return number.a >= 1 && number.a <= 31;
        }
        if (number.b >= 3)
            return takeTime(number.a / 100, number.a % 100, number.literal);
        return takeTime(number.a, 0, number.literal);
    }
    bool takeWords()
    {
        for (size_t length = std::min(size_t(m_words.longest()), m_tokens.size() - m_at); length > 0; --length) {
            QStringList phrase;
            for (size_t i = 0; i < length && m_tokens[m_at + i].kind == Token::Kind::Word; ++i)
                phrase << m_tokens[m_at + i].word;
            if (size_t(phrase.size()) < length)
                continue;
            const auto meanings = m_words.find(phrase.join(u' '), m_habits.language);
            for (const TimeWord &meaning : meanings) {
                if (!fits(meaning, phrase))
                    continue;
                m_at += length;
                return takeWord(meaning);
            }
        }
        return false;
    }
    // "a" after a number is am, before one it is "at" or "one"; "mar" before a number alone may be the month.
    bool fits(const TimeWord &word, const QStringList &phrase) const
    {
        const bool one = phrase.size() == 1 && phrase.first().size() == 1;
        switch (word.kind) {
        case TimeWord::Kind::Am:
        case TimeWord::Kind::Pm:
            return (!one || m_tokens[m_at].glued) && (m_number || said.minute);
        case TimeWord::Kind::Minutes:
        case TimeWord::Kind::Days:
            return m_number.has_value() || m_count.has_value();
        case TimeWord::Kind::Count:
            return m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].kind == Token::Kind::Word && !m_number;
        default:
            return true;
        }
    }
    bool takeWord(const TimeWord &word)
    {
        using Kind = TimeWord::Kind;
        switch (word.kind) {
        case Kind::At:
            m_atSaid = true;
            return settleNumber();
        case Kind::Fill:
        case Kind::This:
            return true;
        case Kind::Day:
            return settleNumber() && !said.hasDay() && (said.day = word.n, true);
        case Kind::Weekday:
            return settleNumber() && !said.hasDay() && (said.weekday = word.n, true);
        case Kind::Month:
            return takeMonth(word.n);
        case Kind::TimeOfDay:
            return takePartOfDay(word.n);
        case Kind::Am:
        case Kind::Pm:
            return takeHalf(word.kind == Kind::Pm);
        case Kind::Minutes:
            return takeUnit([&](int n) { return isHour(n, word.n) ? takeTime(n, 0, true) : takeSpan(n * word.n); });
        case Kind::Days:
            return takeUnit([&](int n) { return takeDays(n * word.n); });
        case Kind::Count:
            m_count = word.n;
            return true;
        case Kind::Span:
            m_count.reset();
            return takeSpan(word.n);
        case Kind::Next:
            return said.next = true;
        }
        return false;
    }
    template <class F>
    bool takeUnit(F &&take)
    {
        const int n = m_number ? m_number->a : *m_count;
        m_number.reset();
        m_count.reset();
        return take(n);
    }
    // "mardi 17h", "à 10h": an hour of the day; "2h": how long.
    bool isHour(int n, int unit) const { return unit == 60 && n <= 24 && (n > 12 || said.hasDay() || m_atSaid); }
    bool takeDays(int days)
    {
        said.spanned = true;
        said.spanDays += days;
        return said.spanDays <= kMostDays;
    }
    bool takeMonth(int month)
    {
        if (said.month)
            return false;
        said.month = month;
        if (m_number && m_number->b <= 2) {
            said.date = std::exchange(m_number, {})->a;
            m_afterMonth = true;
            return *said.date >= 1 && *said.date <= 31;
        }
        return settleNumber();
    }
    bool takePartOfDay(int minute)
    {
        if (m_number && !settleNumber())
            return false;
        if (said.minute)
            return takeHalf(minute >= 720);
        said.minute = minute;
        m_partOfDay = minute >= 720;
        return true;
    }

    const std::vector<Token> &m_tokens;
    const TimeWords &m_words;
    const PhraseHabits &m_habits;
    size_t m_at = 0;
    std::optional<Token> m_number;
    std::optional<int> m_count;
    std::optional<bool> m_partOfDay; ///< "morning" was said and may yet get its hour; true: after noon
    bool m_atSaid = false, m_afterMonth = false;
};

Error invalid(const char *subject) { return {Error::Code::Invalid, QString::fromLatin1(subject), {}}; }

/// Turns what was said into a moment of the store's wall clock.
class Placer
{
public:
    Placer(const Said &said, const Hours &hours, Time now, Toward toward)
        : m_said(said), m_hours(hours), m_now(now), m_today(hours.local(now)), m_past(toward == Toward::Past)
    {
    }
    Result<TimeRead> place() const
    {
        if (m_said.spanned && !m_said.spanDays) {
            if (m_said.hasDay() || m_said.minute)
                return invalid("time");
            return found(m_past ? m_now - m_said.span : m_now + m_said.span, true);
        }
        if (!m_said.hasDay() && !m_said.minute)
            return invalid("time");
        const auto days = dayChoices();
        if (!days)
            return days.error();
        return m_said.minute ? atTime(*days) : atDay(days->front());
    }

private:
    Result<TimeRead> found(Time at, bool timeGiven) const
    {
        if (m_past ? at > m_now : at <= m_now)
            return invalid("past");
        return TimeRead{at, !m_hours.isOpen(at), timeGiven};
    }
    /// The days meant, the likeliest first.
    Result<std::vector<int>> dayChoices() const
    {
        const int step = m_past ? -1 : 1;
        if (m_said.spanDays)
            return std::vector<int>{m_today.day + step * m_said.spanDays};
        if (m_said.day)
            return std::vector<int>{m_today.day + *m_said.day};
        if (m_said.weekday)
            return weekdayChoices();
        if (m_said.date)
            return dateChoices();
        return std::vector<int>{m_today.day, m_today.day + step};
    }
    std::vector<int> weekdayChoices() const
    {
        if (m_past) {
            const int back = (m_today.weekday - *m_said.weekday + 7) % 7;
            return {m_today.day - back, m_today.day - back - 7};
        }
        const int ahead = (*m_said.weekday - m_today.weekday + 7) % 7;
        if (m_said.next) // of the week that begins next Monday
            return {m_today.day + 7 - m_today.weekday + *m_said.weekday};
        if (ahead == 0 && !m_said.minute)
            return {m_today.day + 7};
        return {m_today.day + ahead, m_today.day + ahead + 7};
    }
    Result<std::vector<int>> dateChoices() const
    {
        const int thisYear = dateNumber(m_today.day) / 10000;
        std::vector<int> days;
        const auto add = [&](int year) {
            const int day = dayOfDate(year * 10000 + *m_said.month * 100 + *m_said.date);
            if (day >= 0 && year < 2100)
                days.push_back(day);
        };
        if (m_said.year) {
            add(*m_said.year);
        } else {
            for (int n = 0; n <= 8; ++n) // 29 February comes every 4 years, and once after 8
                add(m_past ? thisYear - n : thisYear + n);
            std::erase_if(days, [&](int day) { return m_past ? day > m_today.day : day < m_today.day; });
        }
        if (days.empty())
            return invalid("time");
        if (days.front() != m_today.day)
            days.resize(1);
        return days;
    }
    Result<TimeRead> atTime(const std::vector<int> &days) const
    {
        std::vector<Time> moments;
        for (const int day : days) {
            std::vector<int> minutes{*m_said.minute};
            if (m_said.unclear)
                minutes = {*m_said.minute % 720, *m_said.minute % 720 + 720};
            if (m_past)
                std::ranges::reverse(minutes);
            for (const int minute : minutes)
                moments.push_back(m_hours.days().first(day, minute));
        }
        std::erase_if(moments, [&](Time at) { return m_past ? at > m_now : at <= m_now; });
        if (moments.empty())
            return invalid("past");
        return found(m_said.unclear && !m_past ? likeliest(moments) : moments.front(), true);
    }
    // Nobody means ten at night when the store is open at ten in the morning.
    Time likeliest(const std::vector<Time> &moments) const
    {
        const auto open = std::ranges::find_if(moments, [&](Time at) { return m_hours.isOpen(at); });
        if (open != moments.end())
            return *open;
        const auto awake = std::ranges::find_if(moments, [&](Time at) {
            const int minute = m_hours.local(at).minute;
            return minute >= 7 * 60 && minute < 19 * 60;
        });
        return awake != moments.end() ? *awake : moments.front();
    }
    Result<TimeRead> atDay(int day) const
    {
        if (m_past)
            return invalid("time");
        if (day == m_today.day) {
            const Time half = 30 * kMinute;
            return found((m_now + kHour + half - 1) / half * half, false);
        }
        const Time nine = m_hours.days().first(day, kNine);
        const Time opening = m_hours.nextOpening(nine);
        if (opening && m_hours.local(opening).day == day)
            return found(opening, false);
        const Time early = m_hours.nextOpening(m_hours.days().startOf(day));
        if (early && m_hours.local(early).day == day)
            return found(early, false);
        return found(m_hours.days().first(day, kTen), false);
    }

    const Said &m_said;
    const Hours &m_hours;
    Time m_now;
    LocalMoment m_today;
    bool m_past;
};

} // namespace

Result<TimeRead> readTimePhrase(
    QStringView typed, const Hours &hours, Time now, const PhraseHabits &habits, const TimeWords &words)
{
    if (typed.size() > kMostTyped)
        return invalid("time");
    const auto tokens = tokensOf(typed);
    if (!tokens || tokens->empty())
        return invalid("time");
    Reader reader(*tokens, words, habits);
    if (!reader.read())
        return invalid("time");
    return Placer(reader.said, hours, now, habits.toward).place();
}

} // namespace updesk
