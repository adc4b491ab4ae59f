// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverwords.h"

#include "app/command.h"

#include <QRegularExpression>

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
    if (error.subject == QLatin1String("durability"))
        return Words::tr("The server is set up so that it may lose what it has taken. Nothing was sent. Ask whoever "
                         "runs it to switch "
                         "on fsync, synchronous_commit and full_page_writes.");
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

// Of what broke a connection the driver's own words say most; without them the code decides.
static QString offlineSentence(const Error &error)
{
    const QString code = error.detail.section(QLatin1String(": "), 0, 0);
    const QString said = error.detail.section(QLatin1String(": "), 1);
    if (code == QLatin1String("no_answer_in_time"))
        return Words::tr("The server did not answer in time. Nothing was changed. Try again in a moment.");
    const bool broke = code == QLatin1String("connection_gone") || code == QLatin1String("not_sent")
        || code == QLatin1String("not_read");
    if (broke && said.isEmpty())
        return Words::tr("The connection to the server broke. Nothing was changed. Try again in a moment.");
    return Words::tr("Could not reach the server (%1). Nothing was changed.").arg(broke ? said : error.detail);
}

// A code alone: the server's answer was none that this UpDesk knows.
static QString failedSentence(const Error &error)
{
    static const QRegularExpression isCode(QStringLiteral("^[a-z]+(?:_[a-z]+)+$"));
    if (isCode.match(error.detail).hasMatch())
        return Words::tr("The server's answer to %1 was not understood (%2). Nothing was changed.")
            .arg(error.subject, error.detail);
    return Words::tr("The server could not do it: %1. Nothing was changed.")
        .arg(error.detail.isEmpty() ? error.subject : error.detail);
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
        return offlineSentence(error);
    case Error::Code::Busy:
        return Words::tr("The server is busy. Nothing was changed. Try again in a moment.");
    case Error::Code::TooNew:
        return Words::tr("The server was made by a newer UpDesk. It was left as it is. Update UpDesk here.");
    default:
        return failedSentence(error);
    }
}

} // namespace updesk
