// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/newdesk.h"

#include "app/keyplace.h"
#include "core/desk/atrest.h"
#include "core/desk/tables.h"

namespace updesk
{

Result<Database::Setup> newDeskSetup(const QString &file, const Clock &clock, const QString &keyFile)
{
    KeyPlace place(keyFile);
    const auto key = readyFile(file, clock, place.keys(), Database::Open::OrCreate);
    if (!key)
        return key.error();
    Database::Setup setup = deskSetup(clock);
    setup.key = *key;
    return setup;
}

} // namespace updesk
