// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/callscript.h"

namespace updesk
{

QString callScriptFor(const LeadNow &now, Time at, bool missedVisit)
{
    if (now.visitAt > at)
        return QStringLiteral("confirm_call");
    if (missedVisit)
        return QStringLiteral("missed_visit_call");
    if (now.attempts > 0 || now.firstContact > 0)
        return QStringLiteral("follow_up_call");
    switch (now.type) {
    case LeadType::Equity:
        return QStringLiteral("equity_call");
    case LeadType::Service:
        return QStringLiteral("service_call");
    default:
        return QStringLiteral("first_call");
    }
}

QString processPageFor(const QString &callScript)
{
    if (callScript == QLatin1String("confirm_call") || callScript == QLatin1String("missed_visit_call"))
        return QStringLiteral("process_appointments");
    if (callScript == QLatin1String("follow_up_call"))
        return QStringLiteral("process_sequences");
    if (callScript == QLatin1String("equity_call") || callScript == QLatin1String("service_call"))
        return QStringLiteral("process_qualification");
    return QStringLiteral("process_first_contact");
}

QString processPageFor(Occasion occasion)
{
    switch (occasion) {
    case Occasion::Acknowledgement:
    case Occasion::FirstMessage:
        return QStringLiteral("process_first_contact");
    case Occasion::MissedVisit:
    case Occasion::VisitConfirmation:
    case Occasion::VisitReminder:
        return QStringLiteral("process_appointments");
    case Occasion::ServiceReferral:
    case Occasion::Equity:
        return QStringLiteral("process_qualification");
    case Occasion::SoldThanks:
        return QStringLiteral("process_records");
    case Occasion::FollowUp:
    case Occasion::Nurture:
        break;
    }
    return QStringLiteral("process_sequences");
}

} // namespace updesk
