// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace updesk::bench
{

/// Milliseconds since some moment; only differences mean anything.
double milliseconds();

/// Milliseconds that the work took.
double timed(const std::function<void()> &work);

/// The value below which `share` (0.0 to 1.0) of the samples lie; the nearest sample, 0 without any.
double percentile(std::vector<double> samples, double share);
double median(std::vector<double> samples);

/// Runs the work `runs` times after one that does not count; milliseconds of each.
std::vector<double> samples(int runs, const std::function<void()> &work);

/// Ours and its floor in turn, so that a machine that slows down slows both. Medians of `runs`, in milliseconds.
struct Pair {
    double floor = 0;
    double ours = 0;
};
Pair beside(int runs, const std::function<void()> &floor, const std::function<void()> &ours);

/// What must hold of a figure. A ratio is ours divided by the floor; for a rate (per second) more is better.
struct Goal {
    enum class Of { Nothing, Ratio, Ours };
    Of of = Of::Nothing;
    bool atLeast = false; ///< else at most
    double value = 0;

    static Goal none() { return {}; }
    static Goal ratioAtMost(double value) { return {Of::Ratio, false, value}; }
    static Goal ratioAtLeast(double value) { return {Of::Ratio, true, value}; }
    static Goal oursAtMost(double value) { return {Of::Ours, false, value}; }
};

/// One line of the table: the letter of perf's list, the work in words, floor and ours in the same unit.
struct Line {
    std::string letter;
    std::string work;
    std::string unit; ///< ms, leads/s, MB
    std::optional<double> floor; ///< none: the goal is a plain figure
    double ours = 0;
    Goal goal;
};

std::optional<double> ratio(const Line &line); ///< none without a floor
bool holds(const Line &line); ///< true also when there is no goal

/// What a letter's benchmark is given and where it puts its lines.
struct Run {
    std::string folder; ///< empty, on a real disk, removed afterwards
    int leads = 100'000; ///< size of the store to measure on
    int runs = 5;
    std::vector<Line> lines;

    void add(Line line);
};

std::string table(const std::vector<Line> &lines); ///< letter | work | floor | ours | ratio | goal | verdict
std::string json(const std::vector<Line> &lines);

/// A file of benchmarks adds itself under its letter with UPDESK_BENCHMARK(a, "import") { ... run.add({...}); }
struct Letter {
    std::string name;
    std::string work;
    std::function<void(Run &)> measure;
    bool whenAsked = false; ///< takes minutes: measured only when its letter is named
};
std::vector<Letter> &letters();
bool enlist(Letter letter);

} // namespace updesk::bench

#define UPDESK_BENCHMARK_OF(name, work, whenAsked)                                                                     \
    static void measure_##name(updesk::bench::Run &run);                                                               \
    static const bool s_enlisted_##name = updesk::bench::enlist({#name, work, measure_##name, whenAsked});             \
    static void measure_##name(updesk::bench::Run &run)
#define UPDESK_BENCHMARK(name, work) UPDESK_BENCHMARK_OF(name, work, false)
/// One that takes minutes.
#define UPDESK_LONG_BENCHMARK(name, work) UPDESK_BENCHMARK_OF(name, work, true)
