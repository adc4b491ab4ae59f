// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/garagewords.h"

#include "ui/parts/regiontime.h"

#include <QCoreApplication>

namespace updesk
{

namespace
{

/// The translation context of this file's words.
struct Garage {
    Q_DECLARE_TR_FUNCTIONS(Garage)
};

QDate dayOf(Time at) { return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).date(); }

QString month(Time at) { return regionLocale().toString(dayOf(at), QStringLiteral("MMMM yyyy")); }

} // namespace

QString monthTyping(Time at)
{
    return at <= 0 ? QString() : QStringLiteral("%1/%2").arg(dayOf(at).month()).arg(dayOf(at).year());
}

QStringList garageNotes(const GarageRow &row)
{
    const OwnedVehicle &v = row.vehicle;
    QStringList notes;
    if (v.odometer > 0)
        notes << Garage::tr("%1 mi").arg(regionLocale().toString(v.odometer));
    if (!v.vin.isEmpty())
        notes << Garage::tr("VIN %1").arg(v.vin);
    if (v.bought > 0)
        notes << (v.boughtHere ? Garage::tr("Bought here in %1").arg(month(v.bought))
                               : Garage::tr("Theirs since %1").arg(month(v.bought)));
    else if (v.boughtHere)
        notes << Garage::tr("Bought here");
    if (row.loan.ends > 0)
        notes << (row.loan.lender.isEmpty()
                ? Garage::tr("Loan ends in %1").arg(month(row.loan.ends))
                : Garage::tr("Loan of %1 ends in %2", "lender, month").arg(row.loan.lender, month(row.loan.ends)));
    else if (!row.loan.lender.isEmpty())
        notes << Garage::tr("Loan of %1").arg(row.loan.lender);
    return notes;
}

} // namespace updesk
