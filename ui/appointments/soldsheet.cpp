// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/appointments/soldsheet.h"

namespace updesk
{

SoldSheet::SoldSheet(Session &session, QWidget *window)
    : LogSheet(new SoldModel(session),
        {QStringLiteral("appt.sold"), tr("Sold log"), Icon::Sold, 900, {SoldModel::Customer, SoldModel::Vehicle},
            tr("The month before"), tr("The month after"), tr("Sales of the month")},
        window),
      m_session(session)
{
}

QString SoldSheet::nothing(const QString &heading) const
{
    return tr("Nothing sold in %1. A sale is written down in the lead, with W.").arg(heading);
}

} // namespace updesk
