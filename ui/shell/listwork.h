// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/halt.h"
#include "core/base/secrets.h"
#include "core/channels/phonecall.h"
#include "core/desk/dnc.h"
#include "core/desk/filecall.h"

#include <array>
#include <atomic>
#include <functional>

namespace updesk
{

/// Whether an import can still be called off; asked and told by the window's thread and its own.
class ListStage
{
public:
    void cancel(); ///< no effect once what was read is being taken
    bool take(); ///< from now on it is brought to its end; false: it was called off
    bool isCancelled() const { return m_at == Cancelled; }
    const Halt &halt() const { return m_halt; }

private:
    enum At : int { Reading, Taking, Cancelled };
    std::atomic<int> m_at = Reading;
    Halt m_halt;
};

/// A file to import, for a thread of its own.
struct ListWork {
    QString store, file; ///< paths
    QDate dated; ///< of a do-not-call list
    PersonId person; ///< in whose name
    const Clock *clock = nullptr;
    Secrets *secrets = nullptr;
    ListStage *stage = nullptr;
    std::function<void(int percent)> told; ///< is called from that thread; 100: it is read and being taken
};

/// What became of it. `counts`: the new list holds, also when something failed afterwards.
struct ListMade {
    std::optional<Error> failed;
    bool cancelled = false, counts = false;
    DncImported done;
};

/// Reads a do-not-call list into the store's own table, or in a shared store into its server's by the person's kept
/// login. Errors as importDnc(), NotFound (subject password: none is kept here, or the path) or as openAs().
ListMade importList(const ListWork &work);

/// What became of a table of calls. When something failed, or it was called off, those before are taken.
struct CallsMade {
    std::optional<Error> failed;
    bool cancelled = false;
    PhoneTable table;
    std::array<int, size_t(CallTaken::How::Nobody) + 1> taken{};
    int of(CallTaken::How how) const { return taken[size_t(how)]; }
};

/// Reads a phone system's calls into the histories. By a manager or above: Denied, subject role. Errors as
/// phoneTableIn(), or the store's.
CallsMade importCalls(const ListWork &work);

} // namespace updesk
