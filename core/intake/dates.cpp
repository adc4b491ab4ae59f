// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/dates.h"

#include <QDateTime>

#include <array>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestDate = 96;
constexpr int kFirstYear = 1980;
constexpr int kLastYear = 2199;

struct ZoneName {
    const char *name;
    int hours;
};
constexpr std::array<ZoneName, 11> kZones{{{"utc", 0}, {"gmt", 0}, {"z", 0}, {"est", -5}, {"edt", -4}, {"cst", -6},
    {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}}};
constexpr std::array kMonths{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// Reads one date from left to right; each take... function moves on only when it succeeds.
class DateReader
{
public:
    explicit DateReader(QStringView text) : m_text(text) { }

    std::optional<ReadDate> read(const QTimeZone &zone)
    {
        if (const auto epoch = takeEpoch())
            return epoch;
        takeWeekday();
        if (!takeDay())
            return std::nullopt;
        takeJoint();
        takeClock();
        if (m_year == 0 && !takeLateYear())
            return std::nullopt;
        takeZone();
        skip(u" ");
        return m_at == m_text.size() ? result(zone) : std::nullopt;
    }

private:
    QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar(); }
    static bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

    void skip(QStringView characters)
    {
        while (m_at < m_text.size() && characters.contains(m_text[m_at]))
            ++m_at;
    }
    bool take(QChar c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }
    int digitsAhead() const
    {
        int count = 0;
        while (isDigit(peek(count)))
            ++count;
        return count;
    }
    /// The next `count` digits; the caller has seen that they are there.
    int number(int count)
    {
        int value = 0;
        for (int i = 0; i < count; ++i)
            value = value * 10 + (m_text[m_at++].unicode() - u'0');
        return value;
    }
    QStringView wordAhead() const
    {
        qsizetype end = m_at;
        while (end < m_text.size() && m_text[end].isLetter())
            ++end;
        return m_text.mid(m_at, end - m_at);
    }
    template <size_t N>
    static int indexIn(const std::array<const char *, N> &names, QStringView word)
    {
        for (size_t i = 0; i < N; ++i) {
            if (word.size() >= 3 && word.startsWith(QLatin1String(names[i]), Qt::CaseInsensitive))
                return static_cast<int>(i);
        }
        return -1;
    }

    std::optional<ReadDate> takeEpoch() const
    {
        const int digits = digitsAhead();
        if ((digits != 10 && digits != 13) || digits != m_text.size())
            return std::nullopt;
        const Time time = m_text.toLongLong() * (digits == 10 ? kSecond : 1);
        return ReadDate{time, QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).date(), false};
    }

    void takeWeekday()
    {
        if (indexIn(kWeekdays, wordAhead()) >= 0 && indexIn(kMonths, wordAhead()) < 0) {
            m_at += wordAhead().size();
            skip(u" ,.");
        }
    }

    bool takeDay()
    {
        const int digits = digitsAhead();
        if (digits == 8 || digits == 12 || digits == 14) {
            m_year = number(4);
            m_month = number(2);
            m_day = number(2);
            return order();
        }
        if (digits == 4)
            return takeYearFirst();
        if (digits == 1 || digits == 2)
            return takeSmallFirst(number(digits));
        return takeMonthWord() && takeDayAfterWord();
    }

    bool takeYearFirst()
    {
        m_year = number(4);
        if (!takeSeparator() || digitsAhead() < 1 || digitsAhead() > 2)
            return false;
        m_month = number(digitsAhead());
        if (!takeSeparator() || digitsAhead() < 1 || digitsAhead() > 2)
            return false;
        m_day = number(digitsAhead());
        return order();
    }

    /// "3/30/2026", "30 March 2026", "30-Mar-26".
    bool takeSmallFirst(int first)
    {
        const qsizetype before = m_at;
        skip(u" -.,");
        if (takeOrdinal())
            skip(u" -.,");
        if (takeMonthWord()) {
            m_day = first;
            skip(u" -.,");
            return takeYear() && order();
        }
        m_at = before;
        if (!takeSeparator() || digitsAhead() < 1 || digitsAhead() > 2)
            return false;
        m_month = first;
        m_day = number(digitsAhead());
        return takeSeparator() && takeYear() && order();
    }

    bool takeDayAfterWord()
    {
        skip(u" .");
        if (digitsAhead() < 1 || digitsAhead() > 2)
            return false;
        m_day = number(digitsAhead());
        takeOrdinal();
        const qsizetype before = m_at;
        skip(u" ,");
        if (digitsAhead() == 4 && takeYear())
            return order();
        m_at = before;
        return true; // the year stands at the end: "Mar 30 15:30:20 2026"
    }

    bool takeOrdinal()
    {
        const QStringView word = wordAhead();
        for (const char *ending : {"st", "nd", "rd", "th"}) {
            if (word.compare(QLatin1String(ending), Qt::CaseInsensitive) == 0) {
                m_at += 2;
                return true;
            }
        }
        return false;
    }

    bool takeMonthWord()
    {
        const QStringView word = wordAhead();
        m_month = indexIn(kMonths, word) + 1;
        if (m_month > 0)
            m_at += word.size();
        return m_month > 0;
    }

    bool takeSeparator() { return take(u'-') || take(u'/') || take(u'.'); }

    bool takeYear()
    {
        const int digits = digitsAhead();
        if (digits != 2 && digits != 4)
            return false;
        m_year = number(digits);
        if (digits == 2)
            m_year += m_year < 70 ? 2000 : 1900;
        return true;
    }

    bool takeLateYear()
    {
        skip(u" ,");
        return digitsAhead() == 4 && takeYear() && order();
    }

    /// Checks the day; a month over 12 beside a day up to 12 was written in the other order.
    bool order()
    {
        if (m_month > 12 && m_day <= 12) {
            std::swap(m_month, m_day);
            m_guessed = true;
        }
        return QDate::isValid(m_year, m_month, m_day) && m_year >= kFirstYear && m_year <= kLastYear;
    }

    void takeJoint()
    {
        skip(u" ,");
        if (peek().toLower() == u't' && isDigit(peek(1)))
            ++m_at;
        else if (wordAhead().compare(QLatin1String("at"), Qt::CaseInsensitive) == 0)
            m_at += 2;
        else if (peek() == u'-' && peek(1) == u' ')
            ++m_at;
        skip(u" ");
    }

    void takeClock()
    {
        const qsizetype before = m_at;
        const int digits = digitsAhead();
        int hour = 0, minute = 0, second = 0;
        bool good = false;
        if (digits == 4 || digits == 6) {
            hour = number(2);
            minute = number(2);
            second = digits == 6 ? number(2) : 0;
            good = m_year > 0;
        } else if (digits == 1 || digits == 2) {
            hour = number(digits);
            good = takeMinutes(minute, second);
        }
        takeFraction();
        const qsizetype beforeHalf = m_at;
        if (good || digits == 1 || digits == 2)
            good = takeHalfOfDay(hour) || good;
        if (!good || !QTime::isValid(hour, minute, second)) {
            m_at = good ? beforeHalf : before;
            m_badClock = good;
            return;
        }
        m_time = QTime(hour, minute, second);
        m_hasClock = true;
    }

    bool takeMinutes(int &minute, int &second)
    {
        if (peek() != u':' || !isDigit(peek(1)))
            return false;
        ++m_at;
        minute = number(std::min(digitsAhead(), 2));
        if (peek() == u':' && isDigit(peek(1))) {
            ++m_at;
            second = std::min(number(std::min(digitsAhead(), 2)), 60);
            second = second == 60 ? 59 : second; // a leap second
        }
        return true;
    }

    void takeFraction()
    {
        if ((peek() == u'.' || peek() == u',') && isDigit(peek(1))) {
            ++m_at;
            m_at += digitsAhead();
        }
    }

    bool takeHalfOfDay(int &hour)
    {
        const qsizetype before = m_at;
        skip(u" ");
        const QChar half = peek().toLower();
        const bool dotted = peek(1) == u'.' && peek(2).toLower() == u'm';
        if ((half != u'a' && half != u'p') || (!dotted && peek(1).toLower() != u'm')
            || (!dotted && peek(2).isLetter())) {
            m_at = before;
            return false;
        }
        m_at += dotted ? 3 : 2;
        if (dotted)
            take(u'.');
        if (hour == 12)
            hour = 0;
        hour += half == u'p' && hour < 12 ? 12 : 0;
        return true;
    }

    void takeZone()
    {
        skip(u" ");
        const QStringView word = wordAhead();
        for (const ZoneName &zone : kZones) {
            if (word.compare(QLatin1String(zone.name), Qt::CaseInsensitive) == 0) {
                m_at += word.size();
                m_offset = zone.hours * 60;
                break;
            }
        }
        skip(u" ");
        const QChar sign = peek();
        if ((sign == u'+' || sign == u'-' || sign == QChar(0x2212)) && isDigit(peek(1)) && m_hasClock) {
            ++m_at;
            const int minutes = takeOffset();
            m_offset = sign == u'+' ? minutes : -minutes;
        }
    }

    /// "08:00", "0800", "08", "8", even "08:0": minutes.
    int takeOffset()
    {
        const int digits = std::min(digitsAhead(), 4);
        if (digits > 2) {
            const int hours = number(digits - 2);
            return hours * 60 + number(2);
        }
        const int hours = number(digits);
        int minutes = 0;
        if (take(u':'))
            minutes = number(std::min(digitsAhead(), 2));
        return hours * 60 + minutes;
    }

    std::optional<ReadDate> result(const QTimeZone &zone) const
    {
        const QDate day(m_year, m_month, m_day);
        if (m_badClock || !day.isValid() || (m_offset && std::abs(*m_offset) > 14 * 60))
            return std::nullopt;
        if (m_offset) {
            const Time utc = QDateTime(day, m_time, Qt::UTC).toMSecsSinceEpoch();
            return ReadDate{utc - *m_offset * kMinute, day, m_guessed};
        }
        const QDateTime local = m_hasClock ? QDateTime(day, m_time, zone) : day.startOfDay(zone);
        return ReadDate{local.toMSecsSinceEpoch(), day, m_guessed};
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_year = 0, m_month = 0, m_day = 0;
    QTime m_time{0, 0};
    std::optional<int> m_offset; ///< minutes east of Greenwich
    bool m_hasClock = false;
    bool m_badClock = false;
    bool m_guessed = false;
};

} // namespace

std::optional<ReadDate> readDate(QStringView text, const QTimeZone &zone)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > kLongestDate)
        return std::nullopt;
    if (const qsizetype remark = text.indexOf(u'('); remark > 0)
        text = text.left(remark).trimmed();
    return DateReader(text).read(zone);
}

} // namespace updesk
