// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

#include <functional>
#include <vector>

namespace updesk
{

/// The test classes of one program. Each file adds its class with UPDESK_TEST; the program's main runs them all.
struct Suite {
    using Maker = std::function<std::unique_ptr<QObject>()>;
    static std::vector<Maker> &makers()
    {
        static std::vector<Maker> all;
        return all;
    }
    static bool add(Maker maker)
    {
        makers().push_back(std::move(maker));
        return true;
    }
    static constexpr char kNoBus[] = "unix:path=/nonexistent";
    /// Runs every class, or with --only NAME the one; returns the number of failed functions, or 1 when none ran.
    /// Nothing of it speaks to the message bus of whoever runs the tests, whose key store is no place for their keys.
    static int run(int argc, char **argv);
};

} // namespace updesk

#define UPDESK_TEST(Class)                                                                                             \
    static const bool s_added##Class = updesk::Suite::add([] { return std::make_unique<Class>(); })
