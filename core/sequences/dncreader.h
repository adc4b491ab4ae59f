// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace updesk
{

/// Ten digits of a North American number as one; "+1" and all between the digits left out.
using DncNumber = quint64;

/// The number that a line of a do-not-call file names: "2125550100", "(212) 555-0100", "+1 212 555 0100", or the FTC's
/// "212,5550100". Nothing: it is none.
std::optional<DncNumber> dncNumberIn(QByteArrayView line);

/// The same of a number in E.164; nothing: of another country.
std::optional<DncNumber> dncNumberOf(const QByteArray &e164);

/// A line that no number could be read from.
struct DncBadLine {
    qint64 line = 0; ///< counted from 1
    QByteArray text; ///< its beginning
    bool operator==(const DncBadLine &) const = default;
};

/// Reads a do-not-call file a line at a time, whatever it is long, and gives its numbers in runs: each sorted, each
/// number once, at most `most` of them. Memory holds one run.
class DncReader
{
public:
    static constexpr size_t kRun = 262'144;
    static constexpr size_t kMostBadKept = 100; ///< more are only counted

    explicit DncReader(size_t most = kRun) : m_most(most) { m_run.reserve(most); }
    /// True when a run is full: take() it before the next line.
    bool add(QByteArrayView line);
    std::vector<DncNumber> take(); ///< what was read since the last run; empty: nothing

    qint64 lines() const { return m_lines; }
    qint64 bad() const { return m_bad; }
    const std::vector<DncBadLine> &badLines() const { return m_badLines; }

private:
    size_t m_most;
    std::vector<DncNumber> m_run;
    qint64 m_lines = 0, m_bad = 0;
    std::vector<DncBadLine> m_badLines;
};

/// Sorted numbers in five bytes each, and whether one of them is there.
QByteArray packedNumbers(const DncNumber *from, size_t count);
bool holdsNumber(const QByteArray &packed, DncNumber number);

} // namespace updesk
