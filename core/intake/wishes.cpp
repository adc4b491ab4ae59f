// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/wishes.h"

#include "core/intake/amounts.h"
#include "core/intake/clauses.h"
#include "core/intake/consentlabels.h"
#include "core/intake/refusals.h"

#include <algorithm>
#include <array>

namespace updesk
{
namespace
{

constexpr qsizetype kReadAtMost = 16'384;

bool hasAny(const QString &text, std::initializer_list<const char *> phrases)
{
    return std::any_of(
        phrases.begin(), phrases.end(), [&](const char *phrase) { return text.contains(QLatin1String(phrase)); });
}

bool saysAny(const Clause &clause, std::initializer_list<const char *> phrases)
{
    return std::any_of(
        phrases.begin(), phrases.end(), [&](const char *phrase) { return says(clause, QLatin1String(phrase)); });
}

/// A fact that stands: not denied, not asked, not wished for.
bool isStated(const Clause &clause)
{
    return !clause.question && !isNegated(clause)
        && !saysAny(
            clause, {"if", "once", "when", "after", "until", "unless", "whether", "will", "would", "want", "hope"});
}

bool saysPreApproved(const std::vector<Clause> &clauses)
{
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        const Clause &clause = clauses[i];
        if (isStated(clause)
            && saysAny(clause,
                {"i am preapproved", "im preapproved", "we are preapproved", "were preapproved", "already preapproved",
                    "been preapproved", "have a preapproval", "have preapproval", "got preapproved"}))
            return true;
        // The answer of a form: "Pre-approved: yes".
        const bool label = i > 0 && !clause.follows && !isNegated(clauses[i - 1]) && clauses[i - 1].words.size() <= 6
            && clauses[i - 1].sentence.endsWith(u':') && saysAny(clauses[i - 1], {"preapproved", "preapproval"});
        if (label && clause.words == QStringList{QStringLiteral("yes")})
            return true;
    }
    return false;
}

/// Where the words end that stand before `at` and what joins an amount to it, as in "$5,000 to put down".
qsizetype beforeJoint(const QString &text, qsizetype at)
{
    QStringView before = QStringView(text).left(at).trimmed();
    for (const char *joint : {" put", " pay", " can", " i", " we", " that", " to", " ready", " a", " the", " my",
             " our", " as", " for", " cash", " saved"}) {
        if (before.endsWith(QLatin1String(joint)))
            before = before.chopped(static_cast<qsizetype>(qstrlen(joint))).trimmed();
    }
    return before.size();
}

/// Cents of an amount written just before `at`, as in "$2,500 down".
qint64 amountBefore(const QString &text, qsizetype at)
{
    qsizetype from = beforeJoint(text, at);
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

/// "From $35,000 down to $33,500" and "come down $500" are about the price.
bool isAboutThePrice(const Clause &clause, qsizetype end)
{
    const QStringView behind = QStringView(clause.text).mid(end).trimmed();
    return behind.startsWith(QLatin1String("to ")) || behind.startsWith(QLatin1String("from"))
        || saysAny(clause,
            {"come down", "came down", "go down", "went down", "bring", "knock", "drop", "dropped", "reduce", "reduced",
                "marked", "mark", "negotiate", "lower", "lowered", "discount", "msrp", "price", "price go", "priced"});
}

/// The down payment named in a clause, in cents; below 100 it is no money ("put 20 down" may be a share).
qint64 downPaymentIn(const Clause &clause)
{
    constexpr qint64 smallest = 100'00;
    const QString &text = clause.text;
    for (qsizetype at = text.indexOf(QLatin1String("down")); at >= 0;
         at = text.indexOf(QLatin1String("down"), at + 4)) {
        const bool whole = (at == 0 || !text[at - 1].isLetter());
        const bool payment = text.mid(at, 13).startsWith(QLatin1String("down payment"))
            || text.mid(at, 12).startsWith(QLatin1String("downpayment"));
        const qsizetype end = at + (payment ? (text[at + 4] == u' ' ? 12 : 11) : 4);
        if (!whole || (!payment && end < text.size() && text[end].isLetter()))
            continue;
        const qint64 cents = std::max(amountBefore(text, at), payment ? amountBehind(text, end) : 0);
        if (cents >= smallest && (payment || !isAboutThePrice(clause, end)))
            return cents;
    }
    return 0;
}

/// What the customer has to put down, as they say themselves (FL-4).
qint64 downPaymentIn(const std::vector<Clause> &clauses)
{
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        const Clause &clause = clauses[i];
        if (isNegated(clause)
            || saysAny(clause, {"require", "required", "requires", "minimum", "do i need", "do i have"}))
            continue;
        if (const qint64 cents = downPaymentIn(clause); cents > 0)
            return cents;
        // "Down payment: 2,500" is cut at its colon.
        const bool label = i > 0 && clauses[i - 1].sentence.endsWith(u':') && !isNegated(clauses[i - 1])
            && saysAny(clauses[i - 1], {"down payment", "downpayment"});
        constexpr qint64 smallest = 100'00;
        const qint64 cents = label ? amountBehind(clause.text, 0) : 0;
        if (cents >= smallest)
            return cents;
    }
    return 0;
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

/// Who comes in: of a car it is asked in which colours it comes.
bool comesIn(const Clause &clause)
{
    static const QStringList who{QStringLiteral("i"), QStringLiteral("we"), QStringLiteral("to"), QStringLiteral("can"),
        QStringLiteral("could"), QStringLiteral("would"), QStringLiteral("will"), QStringLiteral("ill"),
        QStringLiteral("well"), QStringLiteral("id"), QStringLiteral("wed"), QStringLiteral("me"), QStringLiteral("us"),
        QStringLiteral("might"), QStringLiteral("may"), QStringLiteral("should"), QStringLiteral("ever"),
        QStringLiteral("both"), QStringLiteral("ready")};
    for (qsizetype at = 0; at + 1 < clause.words.size(); ++at) {
        if (clause.words[at] == QLatin1String("come") && clause.words[at + 1] == QLatin1String("in")
            && (at == 0 || who.contains(clause.words[at - 1])))
            return true;
    }
    return saysAny(clause, {"coming in"}) && !saysAny(clause, {"coming in white", "when is", "when are", "are any"});
}

bool asksVisit(const Clause &clause)
{
    if (saysAny(clause, {"cancel", "canceled", "cancelled", "canceling", "cancelling", "call off"}))
        return false;
    const bool ours = saysAny(clause, {"website", "web site", "site", "web page", "page", "online"});
    return comesIn(clause)
        || saysAny(clause,
            {"test drive", "test drives", "test driving", "testdrive", "come by", "come see", "come look", "come check",
                "come over", "come down", "stop by", "stop in", "drop by", "appointment", "appt", "in person",
                "take a look", "to see the car", "can i see the car", "see the car in", "to see it", "can i see it",
                "could i see it", "can we see it", "could we see it", "may i see it", "id see it", "see it today",
                "see it tomorrow", "see it in", "see it this", "look at it", "drive it"})
        || (!ours && saysAny(clause, {"visit", "visiting"}));
}

bool asksCall(const Clause &clause)
{
    return saysAny(clause,
               {"call me", "call us", "give me a call", "give us a call", "callback", "phone me", "call after",
                   "call before", "can you call", "could you call", "someone call", "ring me", "want a call",
                   "like a call", "a phone call", "contact me by phone", "reach me by phone", "reach me at"})
        // "Please" parts clauses: what it asks for then begins one.
        || (clause.words.front() == QLatin1String("call")
            && (clause.words.size() == 1
                || std::ranges::any_of(std::array{"asap", "at", "my", "anytime", "today", "tomorrow", "first", "or"},
                    [&](const char *next) { return clause.words[1] == QLatin1String(next); })));
}

bool asksAvailable(const Clause &clause)
{
    const bool oneself = saysAny(clause,
        {"i am", "im", "we are", "were", "ill be", "i will be", "my", "when are you", "are you", "be available"});
    return saysAny(clause,
               {"on the lot", "in stock", "still have", "still there", "still for sale", "still got", "is it there",
                   "disponible", "availability", "disponibilidad"})
        || (!oneself && saysAny(clause, {"available"}));
}

bool asksPrice(const Clause &clause)
{
    return saysAny(clause,
        {"price", "prices", "priced", "pricing", "how much", "quote", "quotes", "otd", "out the door", "best offer",
            "monthly payment", "monthly payments", "discount", "discounts", "worth", "lowest"});
}

} // namespace

int asksIn(const QString &words)
{
    int asks = 0;
    for (const Clause &clause : clausesOf(words.left(kReadAtMost))) {
        if (isNegated(clause))
            continue;
        asks |= asksVisit(clause) ? AskVisit : 0;
        asks |= asksCall(clause) ? AskCall : 0;
        asks |= asksAvailable(clause) ? AskAvailable : 0;
        asks |= asksPrice(clause) ? AskPrice : 0;
    }
    if (asks == 0 && words.left(kReadAtMost).contains(u'?'))
        asks = AskOther;
    return asks;
}

static void obeyRefusals(LeadDraft &draft)
{
    if (refuses(draft, Channel::Text))
        draft.textConsent = false;
    if (refuses(draft, Channel::Phone))
        draft.asks &= ~AskCall;
    if (draft.preferredChannel != Channel::None && refuses(draft, draft.preferredChannel))
        draft.preferredChannel = Channel::None;
}

void readSpokenWishes(LeadDraft &draft, const QString &words)
{
    draft.asks |= asksIn(words);
    readRefusals(draft, withoutConsentAnswers(draft, words));
    obeyRefusals(draft);
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
    const std::vector<Clause> clauses = clausesOf(draft.comments.left(kReadAtMost));
    draft.preApproved = draft.preApproved || saysPreApproved(clauses);
    if (draft.downPayment == 0)
        draft.downPayment = downPaymentIn(clauses);
    readRefusals(draft, withoutConsentAnswers(draft, draft.comments));
    readRefusals(draft, subject);
    const QStringList lines = draft.comments.left(kReadAtMost).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QString lower = line.left(1024).toLower();
        const qsizetype colon = lower.indexOf(u':');
        if (draft.preferredChannel == Channel::None && colon > 0 && isChannelLabel(QStringView(lower).left(colon)))
            draft.preferredChannel = channelOf(QStringView(lower).mid(colon + 1));
    }
    obeyRefusals(draft);
}

} // namespace updesk
