// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/optoutwords.h"

#include "ui/parts/deskwords.h"

#include <QLocale>

namespace updesk
{

QString OptOutWords::came(Channel came)
{
    return came == Channel::Text ? tr("Text") : came == Channel::Email ? tr("Email") : tr("Said");
}

QString OptOutWords::took(Time ms)
{
    if (ms < kSecond)
        return tr("at once");
    return ms < kMinute ? tr("%1 s").arg(ms / kSecond) : DeskWords::age(0, ms);
}

QString OptOutWords::summary(const OptOutSummary &one)
{
    //: %1: "Text", %2: how many, %3, %4: "50 min" or "at once"
    return tr("%1: %2. The slowest: %3. Middle: %4.")
        .arg(came(one.came), QLocale().toString(one.count), took(one.worst), took(one.median));
}

} // namespace updesk
