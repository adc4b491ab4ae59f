// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/sentence.h"

#include <QCoreApplication>

namespace updesk
{

QString sentence(const Error &error)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Sentence", text); };
    switch (error.code) {
    case Error::Code::Invalid:
        return tr("This cannot be saved as it stands: %1. Nothing was changed.").arg(error.subject);
    case Error::Code::NotFound:
        return tr("%1 is no longer there. Nothing was changed.").arg(error.subject);
    case Error::Code::Duplicate:
        return tr("%1 is already there. Nothing was changed.").arg(error.subject);
    case Error::Code::Conflict:
        return tr("%1 was changed meanwhile. Look at it again, then repeat.").arg(error.subject);
    case Error::Code::Denied:
        return tr("%1 is not allowed. Nothing was changed.").arg(error.subject);
    case Error::Code::Busy:
        return tr("The file is in use by another program. Nothing was changed. Try again in a moment.");
    case Error::Code::Offline:
        return tr("The server cannot be reached. Everything is kept on this desk.");
    case Error::Code::Damaged:
        return tr("The file %1 is damaged. It was left as it is. Restore a backup.").arg(error.subject);
    case Error::Code::TooNew:
        return tr("%1 was written by a newer UpDesk. Update UpDesk to open it; nothing was changed.")
            .arg(error.subject);
    case Error::Code::Failed:
        break;
    }
    return tr("This did not work: %1. Nothing was changed.").arg(error.subject);
}

} // namespace updesk
