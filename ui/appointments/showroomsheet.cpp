// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/showroomsheet.h"

namespace updesk
{

ShowroomSheet::ShowroomSheet(Session &session, QWidget *window)
    : LogSheet(new ShowroomModel(session),
        {QStringLiteral("appt.showroom"), tr("Showroom log"), Icon::Visit, 960,
            {ShowroomModel::Customer, ShowroomModel::Vehicle}, tr("The day before"), tr("The day after"),
            tr("Who came on this day")},
        window)
{
}

QString ShowroomSheet::nothing(const QString &heading) const
{
    return tr("Nobody came on %1. A walk-in is written down with F7.").arg(heading);
}

} // namespace updesk
