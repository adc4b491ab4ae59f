// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/waywords.h"

namespace updesk
{

static QString kindOf(const ContactWay &way)
{
    switch (PhoneKind(way.kind)) {
    case PhoneKind::Mobile:
        return WayWords::tr("mobile");
    case PhoneKind::Home:
        return WayWords::tr("home");
    case PhoneKind::Work:
        return WayWords::tr("work");
    case PhoneKind::Unknown:
        break;
    }
    return {};
}

QString WayWords::why(ContactWay::No no)
{
    switch (no) {
    case ContactWay::No::Bad:
        return tr("does not reach them");
    case ContactWay::No::Unreadable:
        return tr("cannot be read");
    case ContactWay::No::Refused:
        return tr("refused");
    case ContactWay::No::None:
        break;
    }
    return {};
}

QString WayWords::way(const ContactWay &way, const DeskWords &words)
{
    const bool number = way.no != ContactWay::No::Unreadable && !way.address.contains(u'@');
    const QString address = number ? words.phone(way.address) : way.address;
    const QString kind = kindOf(way), no = why(way.no);
    if (no.isEmpty())
        //: %1: a number, %2: "mobile"
        return kind.isEmpty() ? address : tr("%1, %2").arg(address, kind);
    //: %1: a number or an address, %2: why it cannot be used
    return tr("%1 (%2)").arg(address, no);
}

} // namespace updesk
