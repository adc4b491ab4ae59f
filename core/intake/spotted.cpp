// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/spotted.h"

#include "core/people/emailaddress.h"
#include "core/people/phonenumber.h"

namespace updesk
{
namespace
{

constexpr qsizetype kReadAtMost = 262'144;
constexpr qsizetype kMostOfAKind = 10;
constexpr qsizetype kLongestLocal = 64;
constexpr qsizetype kLongestDomain = 190;
constexpr qsizetype kLongestNumber = 24;
constexpr int kFewestDigits = 10;

bool inLocal(QChar c) { return c.isLetterOrNumber() || QStringView(u"._%+-'").contains(c); }
bool inDomain(QChar c) { return c.isLetterOrNumber() || c == u'.' || c == u'-'; }
bool inNumber(QChar c) { return (c >= u'0' && c <= u'9') || QStringView(u" ().-\u00a0").contains(c); }

void add(QStringList &list, const QString &value)
{
    if (!value.isEmpty() && list.size() < kMostOfAKind && !list.contains(value))
        list << value;
}

void addEmail(QStringView text, qsizetype at, Spotted &spotted)
{
    qsizetype from = at;
    while (from > 0 && at - from < kLongestLocal && inLocal(text[from - 1]))
        --from;
    qsizetype to = at + 1;
    while (to < text.size() && to - at < kLongestDomain && inDomain(text[to]))
        ++to;
    while (to > at && (text[to - 1] == u'.' || text[to - 1] == u'-'))
        --to;
    const auto emails = emailsIn(text.mid(from, to - from));
    if (!emails.empty())
        add(spotted.emails, emails.front().address);
}

/// Tries the number that starts at `at`; returns where to go on.
qsizetype addPhone(QStringView text, qsizetype at, const QString &region, Spotted &spotted)
{
    qsizetype to = at;
    qsizetype last = at; // behind the last digit
    int digits = 0;
    for (; to < text.size() && to - at < kLongestNumber && (inNumber(text[to]) || (to == at && text[to] == u'+'));
         ++to) {
        if (text[to].isDigit()) {
            ++digits;
            last = to + 1;
        }
    }
    const bool goesOn = last < text.size() && (text[last].isLetterOrNumber() || text[last] == u'@');
    if (digits >= kFewestDigits && !goesOn) {
        const auto numbers = phonesIn(text.mid(at, last - at), region);
        if (!numbers.empty())
            add(spotted.phones, numbers.front().e164);
    }
    return std::max(to, at + 1);
}

} // namespace

Spotted spottedIn(QStringView text, const QString &region)
{
    Spotted spotted;
    text = text.left(kReadAtMost);
    for (qsizetype at = text.indexOf(u'@'); at >= 0 && spotted.emails.size() < kMostOfAKind;
         at = text.indexOf(u'@', at + 1))
        addEmail(text, at, spotted);
    for (qsizetype at = 0; at < text.size() && spotted.phones.size() < kMostOfAKind;) {
        const QChar c = text[at];
        const bool inWord = at > 0 && (text[at - 1].isLetterOrNumber() || text[at - 1] == u'-' || text[at - 1] == u'.');
        const bool starts = c == u'+' || c == u'(' || (c >= u'0' && c <= u'9' && !inWord);
        at = starts ? addPhone(text, at, region, spotted) : at + 1;
    }
    return spotted;
}

} // namespace updesk
