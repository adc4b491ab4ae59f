// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/tierpaint.h"

#include <QCoreApplication>

// The words of the tiers, which need no painter.
namespace updesk
{

QString tierWord(TierLook tier)
{
    switch (tier) {
    case TierLook::Hot:
        return QCoreApplication::translate("Tier", "Hot");
    case TierLook::High:
        return QCoreApplication::translate("Tier", "High");
    case TierLook::Med:
        return QCoreApplication::translate("Tier", "Med");
    case TierLook::Low:
        break;
    }
    return QCoreApplication::translate("Tier", "Low");
}

} // namespace updesk
