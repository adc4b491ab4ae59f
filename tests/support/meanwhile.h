// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/transaction.h"

#include <functional>

namespace updesk
{

/// What somebody else does when a verb reaches a step for the first time ("beginning": it has not yet begun to write).
/// One at a time.
class Meanwhile
{
public:
    Meanwhile(QByteArray step, std::function<void()> act)
    {
        s_step = std::move(step);
        s_act = std::move(act);
        onStep = [](const char *name) {
            if (s_act && s_step == name)
                std::exchange(s_act, nullptr)(); // its own steps are no step of the verb
        };
    }
    Meanwhile(const Meanwhile &) = delete;
    Meanwhile &operator=(const Meanwhile &) = delete;
    ~Meanwhile() { onStep = nullptr; }
    bool happened() const { return !s_act; }

private:
    static inline QByteArray s_step;
    static inline std::function<void()> s_act;
};

} // namespace updesk
