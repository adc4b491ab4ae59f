// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/erasewords.h"

#include "core/store/erase.h"

#include <QCoreApplication>

namespace updesk
{

/// The context of the sentences below.
struct EraseWords {
    Q_DECLARE_TR_FUNCTIONS(EraseWords)
};

QString erasedWords(const ErasedPerson &erased)
{
    QString words = erased.waits
        ? EraseWords::tr("The server erases this person on every computer as soon as it is reached.")
        : EraseWords::tr("This person was erased.");
    if (erased.leads > 0)
        words += u' ' + EraseWords::tr("Their %n lead(s) stay without a name.", nullptr, erased.leads);
    if (!erased.listed)
        words += u' '
            + EraseWords::tr("The list beside the store's file could not be written. Allow writing to its folder.");
    if (!erased.wiped)
        words += u' ' + EraseWords::tr("The last traces in the file go when UpDesk starts next.");
    return words;
}

QString nameOrErased(Database &database, const QString &name, const Id &record)
{
    if (!name.trimmed().isEmpty())
        return name;
    const auto erased = isErased(database, record);
    return erased && *erased ? EraseWords::tr("Erased") : name;
}

QString eraseNotice()
{
    return EraseWords::tr(
        "Their name, numbers, addresses, notes, messages and documents go for good, here and on every computer of the "
        "store. There is no undo. What stays names nobody: the numbers of their leads, dates and amounts, for your "
        "reports, and a code of their phone and email, so that nobody advertises to them again.");
}

QString eraseRefused(const Error &error)
{
    const auto is = [&](Error::Code code, const char *subject) {
        return error.code == code && error.subject == QLatin1String(subject);
    };
    if (is(Error::Code::Invalid, "last_name"))
        return EraseWords::tr("The name does not match. Nobody was erased.");
    if (is(Error::Code::Duplicate, "erasure"))
        return EraseWords::tr("This person is erased already.");
    if (is(Error::Code::Denied, "legal_hold"))
        return EraseWords::tr("A legal hold keeps this person: %1. Nobody was erased. A manager takes it off first.")
            .arg(error.detail);
    if (is(Error::Code::Duplicate, "legal_hold"))
        return EraseWords::tr("A legal hold keeps this person already. Nothing was changed.");
    if (is(Error::Code::NotFound, "legal_hold"))
        return EraseWords::tr("No legal hold keeps this person. Nothing was changed.");
    if (is(Error::Code::Denied, "erased"))
        return EraseWords::tr("This person was erased for good. Nothing about them can be written any more.");
    return {};
}

} // namespace updesk
