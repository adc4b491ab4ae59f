// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/halt.h"

#include <QElapsedTimer>
#include <QtTest>

#include <future>
#include <thread>

namespace updesk
{

/// Runs what waits for a server on a thread of its own while this one's event loop goes on.
template <class Work>
auto whileServing(Work work)
{
    auto future = std::async(std::launch::async, std::move(work));
    while (future.wait_for(std::chrono::milliseconds(0)) != std::future_status::ready)
        QTest::qWait(5);
    return future.get();
}

/// Raises a halt a little later, from a thread of its own.
class LaterHalt
{
public:
    explicit LaterHalt(int milliseconds = 300)
        : m_thread([this, milliseconds] {
              std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
              m_raised.start();
              m_halt.raise();
          })
    {
    }
    ~LaterHalt() { m_thread.join(); }
    const Halt &halt() const { return m_halt; }
    /// Milliseconds since then; -1: it was not even raised.
    qint64 since() const { return m_raised.isValid() ? m_raised.elapsed() : -1; }

private:
    Halt m_halt;
    QElapsedTimer m_raised;
    std::thread m_thread;
};

/// What is awaited inside libcurl looks up once a second; with what a busy machine adds.
inline constexpr qint64 kHaltsWithin = 2'500;

} // namespace updesk
