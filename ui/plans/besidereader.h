// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

#include <functional>

class QThread;

namespace updesk
{

/// Asks the store's file beside the window, on a thread and a connection of its own: for questions that read many rows.
/// One at a time; of those that wait only the newest is asked.
class BesideReader final : public QObject
{
    Q_OBJECT
public:
    using Told = std::function<void()>;
    /// Runs on the thread, with the file or why it does not open; what it returns is run on the window's.
    using Ask = std::function<Told(const Result<Database *> &database)>;
    explicit BesideReader(const Session &session, QObject *parent = nullptr); ///< `session` outlives it
    ~BesideReader() override; ///< waits for the one that is asked; nobody hears of it any more
    void ask(Ask what);
    bool isAsking() const { return bool(m_thread); }

private:
    void begin(Ask what);
    void end(const Told &told);
    const Session &m_session;
    std::unique_ptr<QThread> m_thread; ///< while something is asked
    Ask m_next;
};

} // namespace updesk
