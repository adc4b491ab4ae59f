// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/intakeverbs.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

namespace updesk
{

/// A folder whose files become leads: a file is read when its size and time stood still for a second, then moved to
/// done/ or failed/ inside it, never deleted. Hidden and half-written (.part, .tmp) files are left alone.
class DropFolder : public QObject
{
    Q_OBJECT
public:
    static constexpr Time kStill = kSecond;

    /// `session` must outlive it.
    DropFolder(Session &session, QString folder, QObject *parent = nullptr);
    void start(int everyMs = 250);
    void stop() { m_timer.stop(); }
    /// One look at the folder, `at` ms on any clock that only goes forward; returns how many files were taken.
    int look(qint64 at);
    bool isThere() const { return m_there; }

Q_SIGNALS:
    /// The file was read and moved to `now`; empty when it could not be moved and stays.
    void taken(const QString &file, const updesk::IntakeResult &result, const QString &now);
    void refused(const QString &file, const updesk::Error &error); ///< it stays where it is; told once a change
    void cameOrWent(bool there);

private:
    struct Seen {
        qint64 size = -1;
        qint64 changed = 0; ///< of the file, ms
        qint64 since = 0; ///< when it was first seen like this
        bool told = false; ///< tried and left: not again before it changes
    };
    bool take(const QString &path, Seen &seen);
    Session *m_session;
    QString m_folder;
    QHash<QString, Seen> m_seen;
    QTimer m_timer;
    QElapsedTimer m_running;
    bool m_there = true;
};

} // namespace updesk
