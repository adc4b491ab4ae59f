// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/gradewords.h"

#include "core/leads/grade.h"

#include <QCoreApplication>
#include <QStringList>

namespace updesk
{

static QString words(const char *text, const char *about = nullptr)
{
    return QCoreApplication::translate("GradeWords", text, about);
}

QString missingWords(int missing)
{
    QStringList all;
    if (missing & MissingName)
        all << words("a name");
    if (missing & MissingContact)
        all << words("a phone or an email");
    else if (missing & MissingReach)
        all << words("a phone or an email that works");
    if (missing & MissingIntent)
        all << words("a vehicle or a time frame");
    else if (missing & MissingVehicle)
        all << words("a vehicle");
    if ((missing & MissingTimeframe) && !(missing & MissingIntent))
        all << words("a time frame");
    return all.size() == 2 ? words("%1 and %2", "two things that a lead lacks").arg(all[0], all[1])
                           : all.join(words(", ", "between things that a lead lacks"));
}

QString missingLine(int missing)
{
    const QString all = missingWords(missing);
    //: %1: what a lead lacks, such as "a phone or an email"
    return all.isEmpty() ? QString() : words("Missing: %1").arg(all);
}

} // namespace updesk
