// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/gatemessage.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace updesk
{

static QString spaced(const QString &text) { return u' ' + foldedWords(text).join(u' ') + u' '; }

static bool holds(const QString &text, const QString &words)
{
    const QString wanted = spaced(words);
    return !wanted.trimmed().isEmpty() && text.contains(wanted);
}

static QString digitsOf(const QString &text)
{
    QString digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits;
}

// "(212) 555-0100" is the number that the store keeps as +12125550100.
static bool holdsNumber(const QString &body, const QString &number)
{
    constexpr qsizetype kNational = 10;
    const QString wanted = digitsOf(number).right(kNational);
    return wanted.size() == kNational && digitsOf(body).contains(wanted);
}

static bool saysReply(const QString &subject)
{
    const QString start = folded(subject.trimmed());
    return std::ranges::any_of(std::array{"re:", "re :", "fwd:", "fw:", "aw:", "tr:", "rv:"},
        [&start](const char *prefix) { return start.startsWith(QLatin1String(prefix)); });
}

static bool saysAdvertisement(const QString &text)
{
    return std::ranges::any_of(std::array{" advertisement ", " anuncio ", " publicidad ", " publicite ", " annonce "},
        [&text](const char *word) { return text.contains(QLatin1String(word)); });
}

GateMessage messageFacts(const MessageText &text, const GateStore &store, int unsubscribeDays)
{
    const QString words = spaced(text.subject + u'\n' + text.body);
    GateMessage message;
    message.namesDealer = holds(words, store.name);
    message.namesAddress = holds(words, store.address);
    message.namesContact = holdsNumber(text.body, store.phone) || holds(words, store.mail) || holds(words, store.web);
    message.unsubscribe = text.isMail ? text.unsubscribeHeader && !store.unsubscribeTo.isEmpty()
                                      : words.contains(QLatin1String(" stop "));
    message.unsubscribeDays = message.unsubscribe ? unsubscribeDays : 0;
    message.falseReply = !text.answers && saysReply(text.subject);
    message.offers = text.offers;
    message.saysAdvertisement = saysAdvertisement(words);
    message.from = text.from;
    return message;
}

} // namespace updesk
