// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/dncreader.h"

#include <algorithm>
#include <cstring>

namespace updesk
{

static constexpr qsizetype kBytes = 5; // ten digits are less than 2^34
static constexpr qsizetype kLongestLine = 64;
static constexpr qsizetype kBadShown = 40;

static bool isBetween(char c)
{
    return c == ' ' || c == '-' || c == '(' || c == ')' || c == '.' || c == ',' || c == '\t' || c == '"' || c == '/';
}

std::optional<DncNumber> dncNumberIn(QByteArrayView line)
{
    line = line.trimmed();
    if (line.size() > kLongestLine)
        return std::nullopt;
    DncNumber number = 0;
    int digits = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c >= '0' && c <= '9') {
            if (++digits > 11)
                return std::nullopt;
            number = number * 10 + DncNumber(c - '0');
        } else if (!isBetween(c) && !(c == '+' && digits == 0)) {
            return std::nullopt;
        }
    }
    constexpr DncNumber kCountry = 10'000'000'000;
    if (digits == 11 && number / kCountry == 1)
        number -= kCountry;
    else if (digits != 10)
        return std::nullopt;
    // Neither an area code nor an exchange begins with 0 or 1.
    const bool real = number >= 2'000'000'000 && number / 1'000'000 % 10 >= 2;
    return real ? std::optional(number) : std::nullopt;
}

std::optional<DncNumber> dncNumberOf(const QByteArray &e164)
{
    return e164.startsWith("+1") && e164.size() == 12 ? dncNumberIn(e164) : std::nullopt;
}

bool DncReader::add(QByteArrayView line)
{
    ++m_lines;
    if (m_lines == 1 && line.startsWith("\xEF\xBB\xBF"))
        line = line.sliced(3);
    if (line.trimmed().isEmpty())
        return false;
    if (const auto number = dncNumberIn(line)) {
        m_run.push_back(*number);
        return m_run.size() >= m_most;
    }
    ++m_bad;
    if (m_badLines.size() < kMostBadKept)
        m_badLines.push_back({m_lines, line.trimmed().first(std::min(line.trimmed().size(), kBadShown)).toByteArray()});
    return false;
}

std::vector<DncNumber> DncReader::take()
{
    std::sort(m_run.begin(), m_run.end());
    m_run.erase(std::unique(m_run.begin(), m_run.end()), m_run.end());
    std::vector<DncNumber> run;
    run.swap(m_run);
    m_run.reserve(m_most);
    return run;
}

QByteArray packedNumbers(const DncNumber *from, size_t count)
{
    QByteArray packed(qsizetype(count) * kBytes, Qt::Uninitialized);
    char *at = packed.data();
    for (size_t i = 0; i < count; ++i) {
        for (int byte = int(kBytes) - 1; byte >= 0; --byte)
            *at++ = char(from[i] >> (byte * 8));
    }
    return packed;
}

bool holdsNumber(const QByteArray &packed, DncNumber number)
{
    const QByteArray wanted = packedNumbers(&number, 1);
    qsizetype low = 0, high = packed.size() / kBytes;
    while (low < high) {
        const qsizetype middle = (low + high) / 2;
        const int order = std::memcmp(packed.constData() + middle * kBytes, wanted.constData(), size_t(kBytes));
        if (order == 0)
            return true;
        (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
    }
    return false;
}

} // namespace updesk
