// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/tables.h"
#include "tests/support/fakeclock.h"

#include <QFile>
#include <QTemporaryDir>

namespace updesk
{

/// A store file as a first opening leaves it: a copy of one a process, for each step that is climbed costs time.
inline void makeEmptyStore(const QString &path)
{
    struct Climbed {
        Climbed()
        {
            const FakeClock clock;
            if (!Database::open(path, deskSetup(clock)))
                qFatal("cannot make an empty store");
        }
        QTemporaryDir dir;
        QString path = dir.filePath(QStringLiteral("empty.updesk"));
    };
    static const Climbed climbed;
    if (!QFile::copy(climbed.path, path))
        qFatal("cannot copy to %s", qPrintable(path));
}

} // namespace updesk
