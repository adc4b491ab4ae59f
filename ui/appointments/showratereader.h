// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/showraterows.h"
#include "core/desk/session.h"

#include <memory>

class QThread;

namespace updesk
{

/// What was read of past visits, and what it comes to.
struct ShowRateRead {
    Time from = 0, to = 0;
    std::vector<PastVisit> visits; ///< newest first
    ShowRate rate;
    std::optional<Error> failed;
};

/// Reads past visits beside the window, on a connection of its own: a big store has very many.
class ShowRateReader final : public QObject
{
    Q_OBJECT
public:
    /// `session` outlives the reader.
    explicit ShowRateReader(Session &session, QObject *parent = nullptr);
    ~ShowRateReader() override;
    /// The visits in [from, to); of several that were asked for the last one counts.
    void read(Time from, Time to);
    bool isReading() const { return m_thread != nullptr; }

Q_SIGNALS:
    void ready(const updesk::ShowRateRead &read);

private:
    void begin(Time from, Time to);
    void end(const ShowRateRead &read);
    Session &m_session;
    std::unique_ptr<QThread> m_thread;
    std::optional<std::pair<Time, Time>> m_next; ///< asked for while another was read
};

} // namespace updesk
