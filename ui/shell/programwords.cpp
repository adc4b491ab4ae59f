// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/programwords.h"

#include "ui/parts/sentencesync.h"

namespace updesk
{

QString ProgramWords::noLeadAt(int place) { return tr("There is no lead at place %1 of the queue.").arg(place); }

QString ProgramWords::nobodyWithLogin(const QString &login) { return tr("Nobody here has the login %1.").arg(login); }

QString ProgramWords::makingSample() { return tr("Making the sample store"); }

QString ProgramWords::keyStillMissing() { return tr("The key is still not there."); }

QString ProgramWords::setAside(const QString &file)
{
    return tr("The file of the store lies in %1 now, as it was. Start anew here.").arg(file);
}

QString ProgramWords::setUpFileTitle() { return tr("Set-up file of your own store"); }

QString ProgramWords::setUpFileFilter() { return tr("Set-up files (*.json);;All files (*)"); }

// The desk works all the same.
QString ProgramWords::signedIn(const SignedIn &who)
{
    QStringList words;
    if (!who.online)
        words << tr("Working offline: sign-in checked on this PC.");
    // Not merely away: something that somebody has to put right.
    if (who.trouble && who.trouble->code != Error::Code::Offline)
        words << syncSentence(*who.trouble);
    if (who.online && who.versions == Versions::DeskTooOld)
        words << tr("The server needs a newer UpDesk. Your changes wait here until UpDesk is updated.");
    if (who.online && std::abs(who.serverAhead) >= kClockFarOff)
        words << tr("This computer's clock is far off the server's. Set it right.");
    return words.join(u' ');
}

} // namespace updesk
