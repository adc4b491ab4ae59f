// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverwords.h"

#include "app/command.h"

namespace updesk
{

static QString deniedSentence(const Error &error)
{
    if (error.subject == QLatin1String("password"))
        return Words::tr("The server knows no such login with this password. Nothing was changed.");
    if (error.subject == QLatin1String("login"))
        return Words::tr("The server does not let this login in. Nothing was changed. Ask whoever runs the server.");
    if (error.subject == QLatin1String("certificate"))
        return Words::tr(
            "The server could not prove who it is: its certificate is not of the authority given with --ca, or "
            "names another host. Nothing was sent.");
    return Words::tr("This login may not do that on the server. Nothing was changed.");
}

static QString notFoundSentence(const Error &error)
{
    if (error.subject == QLatin1String("database"))
        return Words::tr("The server has no such database.");
    if (error.subject == QLatin1String("schema"))
        return Words::tr("There is no UpDesk in this database. Make it with updeskctl server init.");
    if (error.subject == QLatin1String("login"))
        return Words::tr("The server has no such UpDesk login. Nothing was changed.");
    if (error.detail == QLatin1String("postgresql-client-15"))
        return Words::tr("The program %1 is missing. Install the package %2.").arg(error.subject, error.detail);
    return Words::tr("%1 is not there.").arg(error.subject);
}

static QString invalidSentence(const Error &error)
{
    if (error.subject == QLatin1String("url"))
        return Words::tr("The address is not one of a database, such as postgresql://db.example.com/updesk.");
    if (error.subject == QLatin1String("login"))
        return Words::tr("A login is a lower-case letter, then letters, digits, dots and dashes. Nothing was changed.");
    if (error.subject == QLatin1String("store"))
        return Words::tr("A store has a number above 0. Nothing was changed.");
    if (error.subject == QLatin1String("role"))
        return Words::tr("The role is sales, bdc, advisor, manager, principal, admin or auto. Nothing was changed.");
    if (error.subject == QLatin1String("password"))
        return Words::tr("A new login needs a password. Nothing was changed.");
    return Words::tr("The server did not take %1. Nothing was changed.").arg(error.subject);
}

QString serverSentence(const Error &error)
{
    switch (error.code) {
    case Error::Code::Denied:
        return deniedSentence(error);
    case Error::Code::NotFound:
        return notFoundSentence(error);
    case Error::Code::Invalid:
        return invalidSentence(error);
    case Error::Code::Duplicate:
        return Words::tr(
            "The server has a login of this name that is not UpDesk's. Nothing was changed. Choose another.");
    case Error::Code::Offline:
        return Words::tr("Could not reach the server (%1). Nothing was changed.").arg(error.detail);
    case Error::Code::Busy:
        return Words::tr("The server is busy. Nothing was changed. Try again in a moment.");
    case Error::Code::TooNew:
        return Words::tr("The server was made by a newer UpDesk. It was left as it is. Update UpDesk here.");
    default:
        return Words::tr("The server could not do it: %1. Nothing was changed.")
            .arg(error.detail.isEmpty() ? error.subject : error.detail);
    }
}

} // namespace updesk
