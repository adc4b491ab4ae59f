// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/halt.h"
#include "core/base/result.h"

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <thread>

namespace updesk
{

/// A question to a server on a thread of its own, so that a round never waits for one that hangs. Only values go in and
/// come out. It is ended early when it is let go.
template <class T>
class Errand
{
public:
    /// `told` is called on its thread once it is back.
    explicit Errand(std::function<Result<T>()> ask, std::function<void()> told = {}) : m_halt(std::make_unique<Halt>())
    {
        std::packaged_task<Result<T>()> task([halt = m_halt.get(), ask = std::move(ask)] {
            const Heeding heeding(*halt);
            return ask();
        });
        m_answer = task.get_future();
        m_thread = std::thread([task = std::move(task), told = std::move(told)]() mutable {
            task();
            if (told)
                told();
        });
    }
    Errand(Errand &&) = default;
    Errand &operator=(Errand &&) = delete;
    ~Errand()
    {
        if (m_thread.joinable()) {
            m_halt->raise();
            m_thread.join();
        }
    }
    bool isBack() const { return isBackIn(std::chrono::milliseconds(0)); }
    /// Until it is back; it is ended early by the halt that this thread heeds.
    void wait() const
    {
        constexpr std::chrono::milliseconds kGlance(20);
        do {
            if (Heeding::isHalted())
                m_halt->raise();
        } while (!isBackIn(kGlance));
    }
    Result<T> take() { return m_answer.get(); } ///< once, when it is back

private:
    bool isBackIn(std::chrono::milliseconds within) const
    {
        return m_answer.wait_for(within) == std::future_status::ready;
    }
    std::unique_ptr<Halt> m_halt;
    std::future<Result<T>> m_answer;
    std::thread m_thread;
};

} // namespace updesk
