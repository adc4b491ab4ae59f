// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/filestamp.h"
#include "core/desk/intakeverbs.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

namespace updesk
{

/// A folder whose files become leads: a file is read when its size and time stood still for a second, then moved to
/// done/ or failed/ inside it, never deleted. One that its writer goes on with there comes back and is read again. What
/// could not be opened, saved or moved is tried again at every look, and told once. Hidden and half-written (.part,
/// .tmp) files are left alone.
class DropFolder : public QObject
{
    Q_OBJECT
public:
    static constexpr Time kStill = kSecond;
    static constexpr Time kWatched = 10 * kMinute; ///< so long after it was moved a file is looked at

    /// `session` must outlive it.
    DropFolder(Session &session, QString folder, QObject *parent = nullptr);
    void start(int everyMs = 250);
    void stop() { m_timer.stop(); }
    void rest(bool resting) { m_resting = resting; } ///< another desk reads it meanwhile; this one only looks
    /// One look at the folder, `at` ms on any clock that only goes forward; returns how many files were taken.
    int look(qint64 at);
    bool isThere() const { return m_there; }

Q_SIGNALS:
    /// The file was read and moved to `now`; empty when it could not be moved yet, `file` itself when another file has
    /// taken its place meanwhile, which is read in its turn.
    void taken(const QString &file, const updesk::IntakeResult &result, const QString &now);
    /// A file that could not be moved when it was read has been moved now.
    void moved(const QString &file, const QString &now);
    /// A file that was read and moved was written to afterwards: it stands at `back` again and is read anew.
    void cameBack(const QString &moved, const QString &back);
    /// It cannot be opened and stays; told once until it changes or is taken.
    void refused(const QString &file, const updesk::Error &error);
    /// The store did not take it (busy, disk full) and it stays; told once until it changes or is taken.
    void waits(const QString &file, const updesk::Error &error);
    void cameOrWent(bool there);

private:
    struct Read {
        QByteArray sha256;
        QString goesTo; ///< done or failed
    };
    struct Seen {
        FileStamp stamp;
        qint64 since = 0; ///< when it was first seen like this
        bool told = false; ///< that it does not go yet
        std::optional<Read> read; ///< all that is left is to move it
    };
    /// A file that lies in done/ or failed/, whose writer may still have it open.
    struct Moved {
        QString path;
        FileStamp stamp;
        qint64 since = 0; ///< when it was first seen like this
        qint64 until = 0;
        bool written = false;
    };
    enum class Taken : quint8 { Yes, No, StoreBusy };
    Taken take(const QString &path, Seen &seen, qint64 at);
    Result<IntakeResult> read(const QString &path, Seen &seen);
    QString putAway(const QString &path, Seen &seen);
    void watch(const QString &moved, qint64 at);
    void lookAtMoved(qint64 at);
    Session *m_session;
    QString m_folder;
    QHash<QString, Seen> m_seen;
    std::vector<Moved> m_moved;
    qint64 m_movedLook = 0; ///< when they are looked at next
    QTimer m_timer;
    QElapsedTimer m_running;
    bool m_there = true;
    bool m_resting = false;
};

} // namespace updesk
