// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serverwords.h"

#include "app/command.h"
#include "ui/parts/sentencesync.h"

#include <QRegularExpression>

namespace updesk
{

static QString notFoundSentence(const Error &error)
{
    if (error.subject == QLatin1String("login"))
        return Words::tr("The server has no such UpDesk login. Nothing was changed.");
    if (error.detail == QLatin1String("postgresql-client-15"))
        return Words::tr("The program %1 is missing. Install the package %2.").arg(error.subject, error.detail);
    return Words::tr("%1 is not there.").arg(error.subject);
}

static QString invalidSentence(const Error &error)
{
    if (error.subject == QLatin1String("login"))
        return Words::tr("A login is a lower-case letter, then letters, digits, dots and dashes. Nothing was changed.");
    if (error.subject == QLatin1String("role"))
        return Words::tr("The role is sales, bdc, advisor, manager, principal, admin or auto. Nothing was changed.");
    if (error.subject == QLatin1String("password"))
        return Words::tr("A new login needs a password. Nothing was changed.");
    if (error.subject == QLatin1String("host"))
        return Words::tr("A login of the role auto always hosts. Nothing was changed.");
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
    if (error.detail == QLatin1String("not_made") || error.detail == QLatin1String("not_written"))
        return Words::tr("%1 cannot be written. Nothing was changed.").arg(error.subject);
    if (isCode.match(error.detail).hasMatch())
        return Words::tr("The server's answer to %1 was not understood (%2). Nothing was changed.")
            .arg(error.subject, error.detail);
    return Words::tr("The server could not do it: %1. Nothing was changed.")
        .arg(error.detail.isEmpty() ? error.subject : error.detail);
}

QString serverSentence(const Error &error)
{
    if (const QString said = syncSentence(error); !said.isEmpty())
        return said;
    if (error.code == Error::Code::Damaged && error.subject.isEmpty()) // the desk's own file, met while talking
        return sentenceOf(error);
    switch (error.code) {
    case Error::Code::Denied:
        return Words::tr("This login may not do that on the server. Nothing was changed.");
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
    default:
        return failedSentence(error);
    }
}

void warnOf(Versions versions, Time serverAhead)
{
    if (versions == Versions::DeskTooOld)
        complain(
            Words::tr("The server no longer takes changes from an UpDesk this old. What is entered here is kept and "
                      "waits. Update UpDesk here."));
    if (versions == Versions::ServerOlder)
        complain(
            Words::tr("The server is older than this UpDesk. What it does not know yet waits here. Ask whoever runs "
                      "it for updeskctl server upgrade."));
    if (std::abs(serverAhead) >= kClockFarOff)
        complain((serverAhead > 0 ? Words::tr("This PC's clock is %1 minutes behind the server's. Set it.")
                                  : Words::tr("This PC's clock is %1 minutes ahead of the server's. Set it."))
                     .arg(std::abs(serverAhead) / kMinute));
}

} // namespace updesk
