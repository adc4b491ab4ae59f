// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/durable.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace updesk
{

bool forceToDisk(const QString &path)
{
#ifdef Q_OS_UNIX
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const bool forced = handle >= 0 && ::fsync(handle) == 0;
    if (handle >= 0)
        ::close(handle);
    return forced;
#else
    return QFile::exists(path);
#endif
}

} // namespace updesk
