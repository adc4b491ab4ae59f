// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/halt.h"
#include "core/base/result.h"

#include <chrono>
#include <functional>
#include <future>
#include <memory>

namespace updesk
{

/// A question to a server on a thread of its own, so that a round never waits for one that hangs. Only values go in and
/// come out. It is ended early when it is let go.
template <class T>
class Errand
{
public:
    explicit Errand(std::function<Result<T>()> ask)
        : m_halt(std::make_unique<Halt>()),
          m_answer(std::async(std::launch::async, [halt = m_halt.get(), ask = std::move(ask)] {
              const Heeding heeding(*halt);
              return ask();
          }))
    {
    }
    Errand(Errand &&) = default;
    Errand &operator=(Errand &&) = delete;
    ~Errand()
    {
        if (m_answer.valid()) {
            m_halt->raise();
            m_answer.wait();
        }
    }
    bool isBack() const { return m_answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }
    Result<T> take() { return m_answer.get(); } ///< once, when it is back

private:
    std::unique_ptr<Halt> m_halt;
    std::future<Result<T>> m_answer;
};

} // namespace updesk
