// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/desk/worker.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <functional>

class QWidget;

namespace updesk
{

/// An import from the window. Its files are kept in the store until the last one was read, so that one cut off by
/// quitting or a crash goes on at the next start; what was read already is known by its bytes and changes nothing.
class ImportJob
{
    Q_DECLARE_TR_FUNCTIONS(ImportJob)
public:
    using Run = std::function<void(const QStringList &paths)>;
    /// `run` hands the paths to whoever reads them.
    ImportJob(Session &session, Run run);
    void begin(const QStringList &paths);
    void goOn(); ///< at the start of the window
    void heard(const ImportProgress &progress);
    /// Asks over `window` when an import is running; false: the person stays.
    bool mayQuit(QWidget *window) const;
    /// How long the rest takes at the pace so far: "about 3 min". Empty: nothing runs, or it is too early to say.
    QString left() const
    {
        return m_running ? leftWords(m_since.elapsed(), m_progress.done, m_progress.total) : QString();
    }
    /// The same after so many milliseconds. For tests.
    static QString leftWords(qint64 elapsed, int done, int total);

private:
    Session &m_session;
    Run m_run;
    ImportProgress m_progress;
    QElapsedTimer m_since;
    bool m_running = false;
};

} // namespace updesk
