// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace updesk::bench
{

double milliseconds()
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double timed(const std::function<void()> &work)
{
    const double begun = milliseconds();
    work();
    return milliseconds() - begun;
}

double percentile(std::vector<double> samples, double share)
{
    if (samples.empty())
        return 0;
    const double place = std::ceil(share * double(samples.size())) - 1;
    const auto at = samples.begin() + std::clamp(std::ptrdiff_t(place), std::ptrdiff_t(0), std::ssize(samples) - 1);
    std::nth_element(samples.begin(), at, samples.end());
    return *at;
}

double median(std::vector<double> samples) { return percentile(std::move(samples), 0.5); }

std::vector<double> samples(int runs, const std::function<void()> &work)
{
    work();
    std::vector<double> all;
    for (int i = 0; i < runs; ++i)
        all.push_back(timed(work));
    return all;
}

Pair beside(int runs, const std::function<void()> &floor, const std::function<void()> &ours)
{
    floor();
    ours();
    std::vector<double> floors, all;
    for (int i = 0; i < runs; ++i) {
        floors.push_back(timed(floor));
        all.push_back(timed(ours));
    }
    return {median(std::move(floors)), median(std::move(all))};
}

std::optional<double> ratio(const Line &line)
{
    if (!line.floor || *line.floor <= 0)
        return std::nullopt;
    return line.ours / *line.floor;
}

bool holds(const Line &line)
{
    if (line.goal.of == Goal::Of::Nothing)
        return true;
    const std::optional<double> figure = line.goal.of == Goal::Of::Ratio ? ratio(line) : line.ours;
    if (!figure || !std::isfinite(*figure))
        return false;
    return line.goal.atLeast ? *figure >= line.goal.value : *figure <= line.goal.value;
}

void Run::add(Line line) { lines.push_back(std::move(line)); }

namespace
{

/// Three digits that count: 0.0461, 12.3, 15200.
std::string number(double value)
{
    if (value != 0 && std::abs(value) < 1)
        return QByteArray::number(value, 'g', 3).toStdString();
    return QByteArray::number(value, 'f', std::abs(value) < 10 ? 2 : std::abs(value) < 100 ? 1 : 0).toStdString();
}

std::string words(const Goal &goal, const std::string &unit)
{
    if (goal.of == Goal::Of::Nothing)
        return "-";
    return (goal.atLeast ? "at least " : "at most ") + number(goal.value)
        + (goal.of == Goal::Of::Ratio ? " x" : ' ' + unit);
}

const char *verdict(const Line &line)
{
    if (line.goal.of == Goal::Of::Nothing)
        return "-";
    return holds(line) ? "holds" : "MISSED";
}

using Cells = std::vector<std::string>;

Cells cells(const Line &line)
{
    const std::optional<double> times = ratio(line);
    return {line.letter, line.work, line.floor ? number(*line.floor) + ' ' + line.unit : "-",
        number(line.ours) + ' ' + line.unit, times ? number(*times) : "-", words(line.goal, line.unit), verdict(line)};
}

} // namespace

std::string table(const std::vector<Line> &lines)
{
    std::vector<Cells> rows{{"letter", "work", "floor", "ours", "ratio", "goal", "verdict"}};
    for (const Line &line : lines)
        rows.push_back(cells(line));
    std::vector<size_t> widths(rows[0].size(), 0);
    for (const Cells &row : rows) {
        for (size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    std::string out;
    for (const Cells &row : rows) {
        for (size_t i = 0; i < row.size(); ++i) {
            out += (i ? " | " : "") + row[i];
            if (i + 1 < row.size())
                out.append(widths[i] - row[i].size(), ' ');
        }
        out += '\n';
    }
    return out;
}

std::string json(const std::vector<Line> &lines)
{
    QJsonArray all;
    for (const Line &line : lines) {
        const std::optional<double> times = ratio(line);
        all.append(QJsonObject{{QStringLiteral("letter"), QString::fromStdString(line.letter)},
            {QStringLiteral("work"), QString::fromStdString(line.work)},
            {QStringLiteral("unit"), QString::fromStdString(line.unit)},
            {QStringLiteral("floor"), line.floor ? QJsonValue(*line.floor) : QJsonValue()},
            {QStringLiteral("ours"), line.ours}, {QStringLiteral("ratio"), times ? QJsonValue(*times) : QJsonValue()},
            {QStringLiteral("goal"), QString::fromStdString(words(line.goal, line.unit))},
            {QStringLiteral("verdict"), QString::fromLatin1(verdict(line))}});
    }
    return QJsonDocument(all).toJson().toStdString();
}

std::vector<Letter> &letters()
{
    static std::vector<Letter> all;
    return all;
}

bool enlist(Letter letter)
{
    letters().push_back(std::move(letter));
    return true;
}

} // namespace updesk::bench
