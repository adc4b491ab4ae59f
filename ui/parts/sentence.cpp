// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/sentence.h"

#include "core/store/climb.h"
#include "ui/parts/atrestwords.h"
#include "ui/parts/erasewords.h"

#include <QCoreApplication>

#include <algorithm>

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
        return words("%1 is no longer there. Nothing was changed.").arg(subject);
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
        return words("This is no longer there. Nothing was changed.");
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

/// Sentences about a file or folder by its name.
QString aboutFile(Error::Code code, const QString &path)
{
    switch (code) {
    case Error::Code::NotFound:
        return words("Could not find %1. Nothing was changed. Choose another file.").arg(path);
    case Error::Code::Denied:
        return words("Could not open %1 for writing. Nothing was changed. Allow writing to this file and its folder, "
                     "then try again.")
            .arg(path);
    case Error::Code::Duplicate:
        return words("There is a file %1 already. It was left as it is. Move it or choose another name.").arg(path);
    case Error::Code::Invalid:
        return words("%1 is not a file for this. Nothing was changed. Choose another file.").arg(path);
    case Error::Code::Failed:
        return words("Could not read or write %1. Nothing was changed. Check the disk, then try again.").arg(path);
    default:
        return about(code, path);
    }
}

/// What a disk or a file keeps us from; empty: something else.
QString hindrance(const Error &error)
{
    if (error.code == Error::Code::Failed && error.subject == QLatin1String("disk"))
        return words("The disk is full. This was not saved; everything before it is safe. Free some space, then do it "
                     "again.");
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("file"))
        return words("The file of this store cannot be written. This was not saved; everything before it is safe. "
                     "Allow writing to the file and its folder, then do it again.");
    if (error.code == Error::Code::NotFound && error.detail == QLatin1String(kFileMoved))
        return words(
            "Somebody moved this store's file while UpDesk had it open. What is entered now goes into the moved "
            "file, and no other desk sees it. End UpDesk, put the file back, then start it again.");
    return {};
}

/// A name for code only, as "do_not_contact": nothing to show to a person.
bool isCodeName(const QString &subject)
{
    return std::ranges::all_of(subject, [](QChar c) { return (c >= u'a' && c <= u'z') || c == u'_'; });
}

} // namespace

QString sentence(const Error &error)
{
    if (const QString hindered = hindrance(error); !hindered.isEmpty())
        return hindered;
    if (const QString key = keySentence(error); !key.isEmpty())
        return key;
    if (const QString erased = eraseRefused(error); !erased.isEmpty())
        return erased;
    if (error.code == Error::Code::Busy)
        return words("The file is in use by another program. Nothing was changed. Try again in a moment.");
    if (error.code == Error::Code::Offline)
        return words("Could not reach the server. Everything is kept on this desk. You can keep working.");
    if (error.subject.contains(u'/') || error.subject.contains(u'\\'))
        return aboutFile(error.code, error.subject);
    return isCodeName(error.subject) ? plain(error.code) : about(error.code, error.subject);
}

} // namespace updesk
