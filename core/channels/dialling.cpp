// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/dialling.h"

#include <algorithm>

namespace updesk
{

QString dialLink(const PhoneSettings &settings, const QString &e164)
{
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const QString digits = e164.mid(1);
    if (!e164.startsWith(u'+') || digits.size() < 7 || digits.size() > 15
        || !std::all_of(digits.begin(), digits.end(), digit))
        return {};
    const QString dialled = settings.outsideLine.isEmpty() ? e164 : settings.outsideLine + digits;
    if (settings.dialBy == DialBy::Tel)
        return QLatin1String("tel:") + dialled;
    return QLatin1String("sip:") + dialled + u'@' + settings.sipDomain + QLatin1String(";user=phone");
}

} // namespace updesk
