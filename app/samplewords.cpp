// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/samplewords.h"

#include <QCoreApplication>

namespace updesk
{

static QString words(const char *text) { return QCoreApplication::translate("SampleOnly", text); }

QString sampleOnlySentence(const QString &option)
{
    if (option == QLatin1String("user"))
        return words("--user is for sample stores. In this store people choose themselves in UpDesk's user menu, and "
                     "commands go by who was chosen last. Nothing was changed.");
    if (option == QLatin1String("now") || option == QLatin1String("speed"))
        return words("--%1 is for sample stores. This store goes by the computer's clock. Nothing was changed.")
            .arg(option);
    return words("--%1 is for sample stores. This store is a real one. Nothing was changed.").arg(option);
}

} // namespace updesk
