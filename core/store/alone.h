// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QLockFile>

#include <memory>

struct sqlite3;

namespace updesk
{

/// While it lives no connection of this program or another has the store's file, be it one that can be read or not, and
/// nobody climbs or encrypts it.
class Alone
{
public:
    /// Of a file that is gone already only the lock is held. Busy (subject: the path): somebody has it open. Denied:
    /// its folder may not be written.
    static Result<std::unique_ptr<Alone>> with(const QString &path);
    ~Alone();

private:
    explicit Alone(const QString &path);
    Result<void> take(const QString &path);

    QLockFile m_climbing;
    sqlite3 *m_handle = nullptr;
};

} // namespace updesk
