// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/wishes.h"

#include "core/intake/amounts.h"

#include <algorithm>

namespace updesk
{
namespace
{

constexpr qsizetype kReadAtMost = 16'384;
constexpr qsizetype kLongestEvidence = 4096;

bool hasAny(const QString &text, std::initializer_list<const char *> phrases)
{
    return std::any_of(
        phrases.begin(), phrases.end(), [&](const char *phrase) { return text.contains(QLatin1String(phrase)); });
}

/// Lower case with straight apostrophes, as the phrases are written.
QString comparable(const QString &text)
{
    QString lower = text.left(kReadAtMost).toLower();
    lower.replace(QChar(0x2019), u'\'');
    return lower;
}

bool saysPreApproved(const QString &text)
{
    return hasAny(text,
        {"i am pre-approved", "i am preapproved", "i am pre approved", "i'm pre-approved", "i'm preapproved",
            "i'm pre approved", "we are pre-approved", "we are preapproved", "we're pre-approved", "we're preapproved",
            "already pre-approved", "already preapproved", "been pre-approved", "been preapproved",
            "have a pre-approval", "have pre-approval", "have a preapproval", "pre-approved: yes", "preapproved: yes",
            "pre-approval: yes"});
}

/// Cents of an amount written just before `at`, as in "$2,500 down".
qint64 amountBefore(const QString &text, qsizetype at)
{
    qsizetype from = at;
    while (from > 0 && text[from - 1] == u' ')
        --from;
    const qsizetype end = from;
    while (from > 0 && (text[from - 1].isDigit() || QStringView(u"$,.k").contains(text[from - 1])) && end - from < 16)
        --from;
    return from < end ? centsIn(QStringView(text).mid(from, end - from)).value_or(0) : 0;
}

/// Cents of an amount written just behind `at`, as in "down payment of 2500".
qint64 amountBehind(const QString &text, qsizetype at)
{
    QStringView rest = QStringView(text).mid(at, 32);
    for (const char *joint : {":", " of", " is", " around", " about"}) {
        if (rest.startsWith(QLatin1String(joint)))
            rest = rest.mid(static_cast<qsizetype>(qstrlen(joint)));
    }
    rest = rest.trimmed();
    if (rest.startsWith(u'$'))
        rest = rest.mid(1);
    qsizetype end = 0;
    while (end < rest.size() && (rest[end].isDigit() || QStringView(u",.k").contains(rest[end])))
        ++end;
    return end == 0 || !rest.front().isDigit() ? 0 : centsIn(rest.left(end)).value_or(0);
}

/// The down payment the customer names, in cents; below 100 it is no money ("put 20 down" may be a share).
qint64 downPaymentIn(const QString &text)
{
    constexpr qint64 smallest = 100'00;
    for (qsizetype at = text.indexOf(QLatin1String("down")); at >= 0;
         at = text.indexOf(QLatin1String("down"), at + 4)) {
        const bool whole = (at == 0 || !text[at - 1].isLetter());
        const bool payment = text.mid(at, 13).startsWith(QLatin1String("down payment"))
            || text.mid(at, 12).startsWith(QLatin1String("downpayment"));
        const qsizetype end = at + (payment ? (text[at + 4] == u' ' ? 12 : 11) : 4);
        if (!whole || (!payment && end < text.size() && text[end].isLetter()))
            continue;
        const qint64 cents = std::max(amountBefore(text, at), payment ? amountBehind(text, end) : 0);
        if (cents >= smallest)
            return cents;
    }
    return 0;
}

bool isConsentLine(const QString &line)
{
    return hasAny(line,
        {"opt-in", "opt in", "optin", "opt-out", "opt out", "optout", "consent", "tcpa", "agree to be contacted",
            "agree to receive", "do not call", "do not contact"});
}

bool grantsTexts(const QString &line)
{
    return hasAny(line, {"sms", "text"}) && hasAny(line, {"opt-in", "opt in", "optin", "consent"})
        && hasAny(line, {": yes", ": true", ": y", ":yes", ":true", ": 1"})
        && !hasAny(line, {"opt-out", "opt out", "optout"});
}

Channel channelOf(QStringView value)
{
    const QString word = value.toString();
    if (hasAny(word, {"sms", "text"}))
        return Channel::Text;
    if (hasAny(word, {"mail"}))
        return Channel::Email;
    return hasAny(word, {"phone", "call", "cell", "mobile"}) ? Channel::Phone : Channel::None;
}

bool isChannelLabel(QStringView label)
{
    for (const char *known : {"preferred contact method", "preferred contact", "preferred method of contact",
             "contact preference", "contact method", "best way to contact", "contact by", "contact via"}) {
        if (label.trimmed() == QLatin1String(known))
            return true;
    }
    return false;
}

} // namespace

int asksIn(const QString &words)
{
    const QString text = comparable(words);
    int asks = 0;
    if (hasAny(text,
            {"test drive", "test-drive", "come by", "come in", "come see", "stop by", "stop in", "visit", "appointment",
                "in person", "see the car", "see it", "take a look", "drop by"}))
        asks |= AskVisit;
    if (hasAny(text,
            {"call me", "please call", "give me a call", "call back", "callback", "phone me", "call after",
                "call before", "can you call", "ring me"}))
        asks |= AskCall;
    if (hasAny(text,
            {"available", "availability", "on the lot", "in stock", "still have", "still there", "still for sale",
                "is it there", "disponible"}))
        asks |= AskAvailable;
    if (hasAny(text,
            {"price", "pricing", "how much", "quote", "otd", "out the door", "out-the-door", "best offer",
                "monthly payment", "discount", "worth", "lowest"}))
        asks |= AskPrice;
    if (asks == 0 && text.contains(u'?'))
        asks = AskOther;
    return asks;
}

void readWishes(LeadDraft &draft, const QString &subject)
{
    draft.asks |= asksIn(draft.comments);
    // A subject of the provider's making ("Price quote lead") still says what form the customer filled in.
    draft.asks |= asksIn(subject) & ~AskOther;
    if (std::any_of(
            draft.wants.begin(), draft.wants.end(), [](const auto &v) { return v.interest == Interest::TestDrive; }))
        draft.asks |= AskVisit;
    if (draft.asks != AskOther)
        draft.asks &= ~AskOther;
    const QString text = comparable(draft.comments);
    draft.preApproved = draft.preApproved || saysPreApproved(text);
    if (draft.downPayment == 0)
        draft.downPayment = downPaymentIn(text);
    const QStringList lines = draft.comments.left(kReadAtMost).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QString lower = comparable(line.left(1024));
        if (isConsentLine(lower) && draft.consentWords.size() < kLongestEvidence) {
            draft.consentWords +=
                (draft.consentWords.isEmpty() ? QString() : QStringLiteral("\n")) + line.trimmed().left(1024);
            draft.textConsent = draft.textConsent || grantsTexts(lower);
        }
        const qsizetype colon = lower.indexOf(u':');
        if (draft.preferredChannel == Channel::None && colon > 0 && isChannelLabel(QStringView(lower).left(colon)))
            draft.preferredChannel = channelOf(QStringView(lower).mid(colon + 1));
    }
}

} // namespace updesk
