// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/texts.h"

#include "core/people/phonenumber.h"

#include <algorithm>

namespace updesk
{

QString numberOf(const QString &typed)
{
    constexpr qsizetype kLongest = 64;
    const QString text = typed.trimmed().left(kLongest);
    const auto read = phonesIn(text, QString());
    if (read.size() == 1 && !read.front().e164.isEmpty())
        return read.front().e164;
    // Gateways leave the plus out.
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (text.size() >= 10 && std::all_of(text.begin(), text.end(), digit)) {
        const auto abroad = phonesIn(u'+' + text, QString());
        if (abroad.size() == 1 && !abroad.front().e164.isEmpty())
            return abroad.front().e164;
    }
    return text;
}

bool isTextNumber(const QString &number)
{
    constexpr qsizetype kMostDigits = 15;
    return number.size() > 2 && number.size() <= 1 + kMostDigits && number[0] == u'+'
        && std::all_of(number.begin() + 1, number.end(), [](QChar c) { return c >= u'0' && c <= u'9'; })
        && numberOf(number) == number;
}

bool isTextId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

} // namespace updesk
