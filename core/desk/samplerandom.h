// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cmath>
#include <span>

namespace updesk
{

/// Chance that is the same on every machine (splitmix64); the standard library's distributions are not.
class SampleRandom
{
public:
    explicit SampleRandom(quint64 seed) : m_state(seed * 0x9e3779b97f4a7c15u + 0x1234567u) { }

    quint64 next()
    {
        quint64 z = m_state += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    double unit() { return double(next() >> 11) * 0x1.0p-53; } ///< 0 up to, not with, 1
    bool chance(double likely) { return unit() < likely; }
    int below(int n) { return int(next() % quint64(n)); }
    int between(int least, int most) { return least + below(most - least + 1); }
    template <class List>
    const auto &of(const List &list)
    {
        return list[decltype(list.size())(below(int(list.size())))];
    }
    /// A place in `weights`, as often as its weight says.
    int weighted(std::span<const double> weights)
    {
        double sum = 0;
        for (const double w : weights)
            sum += w;
        double at = unit() * sum;
        for (size_t i = 0; i < weights.size(); ++i) {
            at -= weights[i];
            if (at < 0)
                return int(i);
        }
        return int(weights.size()) - 1;
    }

private:
    quint64 m_state;
};

} // namespace updesk
