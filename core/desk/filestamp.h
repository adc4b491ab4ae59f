// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QFile;

namespace updesk
{

/// Which file stands at a path, and since which change: another file under the same name has another stamp, also when
/// it is as long and as old.
struct FileStamp {
    quint64 device = 0, inode = 0;
    qint64 size = -1; ///< -1: nothing is there
    qint64 changed = 0; ///< ns
    bool operator==(const FileStamp &) const = default;
};
FileStamp stampOf(const QString &path); ///< of a link itself, not of what it leads to
FileStamp stampOf(const QFile &open);

/// Moves a file to a name that is free; false when something is there already or the disk refuses, and both are then as
/// they were. Never replaces, also not what appears meanwhile.
bool moveToFreeName(const QString &from, const QString &to);

} // namespace updesk
