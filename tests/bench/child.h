// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace updesk::bench
{

/// A program that was run to its end.
struct Child {
    QByteArray out;
    double milliseconds = 0; ///< from its start to its end
    double peakMegabytes = 0; ///< most memory it ever had resident
};

/// A line of the system's account of a process in megabytes: "VmRSS:" now, "VmHWM:" the most there was. 0: none.
double memoryOf(qint64 process, const char *line);

/// Runs a program with our environment and waits; a failure ends this program.
Child runChild(const QString &program, const QStringList &arguments);
/// This program once more, for work whose memory must not mix with ours.
Child runSelf(const QStringList &arguments);

/// What `--parse-once FILE` does: prints the number of drafts and the milliseconds.
int parseOnce(const QString &path);
/// What `--bare-window FILE` does: a window of Qt with 50 lines of text, the floor of any start; writes FILE when
/// painted.
int bareWindow(const QString &told);
/// Writes a document with that many prospects into the folder; its path.
QString manyProspects(const QString &folder, int prospects);

} // namespace updesk::bench
