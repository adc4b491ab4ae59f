// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/sentence.h"

#include <QCoreApplication>

namespace updesk
{
namespace
{

QString words(const char *text) { return QCoreApplication::translate("Sentence", text); }

/// Sentences that name what the error is about.
QString about(Error::Code code, const QString &subject)
{
    switch (code) {
    case Error::Code::Invalid:
        return words("%1 cannot be saved this way. Nothing was changed. Correct it and save again.").arg(subject);
    case Error::Code::NotFound:
        return words("%1 is no longer there. Nothing was changed. Look for it in Recently deleted.").arg(subject);
    case Error::Code::Duplicate:
        return words("%1 is already there. Nothing was added. Open the one that exists.").arg(subject);
    case Error::Code::Conflict:
        return words("%1 was changed in two places. Both are kept. Look at it and choose.").arg(subject);
    case Error::Code::Denied:
        return words("Your role may not change %1. Nothing was changed. Ask a manager.").arg(subject);
    case Error::Code::Damaged:
        return words("Could not read %1, it is damaged. It was left as it is. Restore a backup.").arg(subject);
    case Error::Code::TooNew:
        return words("%1 was written by a newer UpDesk. It was left as it is. Update UpDesk to open it.").arg(subject);
    case Error::Code::Busy:
    case Error::Code::Offline:
    case Error::Code::Failed:
        break;
    }
    return words("Could not finish %1. Nothing was changed. Try again.").arg(subject);
}

/// Sentences for errors that name nothing.
QString plain(Error::Code code)
{
    switch (code) {
    case Error::Code::Invalid:
        return words("This cannot be saved as it stands. Nothing was changed. Correct it and save again.");
    case Error::Code::NotFound:
        return words("This is no longer there. Nothing was changed. Look for it in Recently deleted.");
    case Error::Code::Duplicate:
        return words("This is already there. Nothing was added. Open the one that exists.");
    case Error::Code::Conflict:
        return words("This was changed in two places. Both are kept. Look at it and choose.");
    case Error::Code::Denied:
        return words("Your role may not do this. Nothing was changed. Ask a manager.");
    case Error::Code::Damaged:
        return words("Could not read the file, it is damaged. It was left as it is. Restore a backup.");
    case Error::Code::TooNew:
        return words("This was written by a newer UpDesk. It was left as it is. Update UpDesk to open it.");
    case Error::Code::Busy:
    case Error::Code::Offline:
    case Error::Code::Failed:
        break;
    }
    return words("Could not finish this. Nothing was changed. Try again.");
}

} // namespace

QString sentence(const Error &error)
{
    if (error.code == Error::Code::Busy)
        return words("The file is in use by another program. Nothing was changed. Try again in a moment.");
    if (error.code == Error::Code::Offline)
        return words("Could not reach the server. Everything is kept on this desk. You can keep working.");
    return error.subject.isEmpty() ? plain(error.code) : about(error.code, error.subject);
}

} // namespace updesk
