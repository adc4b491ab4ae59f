// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"
#include "tests/support/fakeclock.h"

#include <memory>
#include <string>

namespace updesk::bench
{

/// Inquiries as a provider's documents bring them: seeded, people and addresses invented, one in fifty repeats itself.
std::vector<LeadDraft> drafts(int count, unsigned seed, Time now);

/// A desk with a clock that stands still; ends the program with a message when the store cannot be opened.
struct Desk {
    explicit Desk(const std::string &path, Time now = FakeClock().now());
    Session &operator*() const { return *session; }
    Session *operator->() const { return session.get(); }

    FakeClock clock;
    std::unique_ptr<Session> session;
};

/// A new store at `path`: 20 salespeople, 8 sources, one routing rule, open 8 to 20 but Sundays.
void makeStore(const std::string &path);

/// The path of a store of that many leads, made at first use and kept beside the program for the next run, with its
/// moment: its history ends there. Never to be written; copy it with copyStore().
struct LargeStore {
    std::string path;
    Time now = 0;
};
LargeStore largeStore(int leads);
std::string copyStore(const std::string &from, const std::string &to);

/// Ends the program with what went wrong: a figure of work that failed must not be printed.
[[noreturn]] void giveUp(const char *what, const Error &error);
template <class T>
T must(const char *what, Result<T> result)
{
    if (!result)
        giveUp(what, result.error());
    return std::move(*result);
}
inline void must(const char *what, const Result<void> &result)
{
    if (!result)
        giveUp(what, result.error());
}

} // namespace updesk::bench
