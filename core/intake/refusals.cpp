// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/refusals.h"

#include "core/intake/clauses.h"
#include "core/intake/saidwords.h"

#include <algorithm>

namespace updesk
{
namespace
{

constexpr qsizetype kReach = 14; ///< words behind a negation within which it can be about a way of contact
constexpr qsizetype kLongestEvidence = 1024;
constexpr qsizetype kLongestWish = 120;

bool isAny(const QString &word, std::initializer_list<const char *> list)
{
    return std::any_of(list.begin(), list.end(), [&](const char *one) { return word == QLatin1String(one); });
}

const QString &wordAt(const QStringList &words, qsizetype at)
{
    static const QString none;
    return at >= 0 && at < words.size() ? words[at] : none;
}

bool hasWithin(const QStringList &words, qsizetype from, qsizetype to, std::initializer_list<const char *> list)
{
    for (qsizetype i = std::max<qsizetype>(from, 0); i < std::min(to, words.size()); ++i) {
        if (isAny(words[i], list))
            return true;
    }
    return false;
}

/// The bit of Way of the word at `at`, 0 when it is none. "Called" is one only behind "be".
int wayAt(const QStringList &words, qsizetype at)
{
    const SaidWords &table = SaidWords::standard();
    if (words[at] == QLatin1String("call") && wordAt(words, at + 1) == QLatin1String("it"))
        return 0; // "I would not call it clean"
    if (const auto way = table.ways.find(words[at]); way != table.ways.end())
        return way->second;
    const auto passive = table.passive.find(words[at]);
    const bool suffers = at > 0 && isAny(words[at - 1], {"be", "being", "get", "getting"});
    return passive != table.passive.end() && suffers ? passive->second : 0;
}

/// "I do not want to be contacted by other dealers" says nothing of us.
bool isAboutOthers(const QStringList &words, qsizetype at)
{
    const QString &next = wordAt(words, at + 1);
    return (words[at] == QLatin1String("other")
               && isAny(next, {"dealer", "dealers", "dealership", "dealerships", "companies", "parties", "people"}))
        || (words[at] == QLatin1String("third") && isAny(next, {"party", "parties"}))
        || (isAny(words[at], {"anyone", "anybody", "nobody", "someone"}) && next == QLatin1String("else"));
}

bool isJoin(const QString &word) { return isAny(word, {"or", "nor"}); }

/// What is refused by the words from `from` on, behind a negation.
int waysRefused(const QStringList &words, qsizetype from)
{
    const SaidWords &table = SaidWords::standard();
    int refused = 0, excepted = 0;
    bool exception = false;
    for (qsizetype i = from; i < std::min(words.size(), from + kReach); ++i) {
        const QString &word = words[i];
        if (table.notVerbs.contains(word) && refused == 0)
            return 0;
        if (isAboutOthers(words, i))
            return 0;
        if (isAny(word, {"because", "since", "if"}) && refused != 0)
            break;
        if (isAny(word, {"except", "other", "unless", "besides"})) {
            exception = true;
            continue;
        }
        const int way = wayAt(words, i);
        if (way == 0)
            continue;
        if (wordAt(words, i + 1) == QLatin1String("only") || wordAt(words, i - 1) == QLatin1String("only"))
            break;
        // "do not call me text me": the second is a wish of its own.
        if (refused != 0 && isAny(wordAt(words, i - 1), {"me", "us"}))
            break;
        (exception ? excepted : refused) |= way;
    }
    if (refused == WayAll && excepted != 0)
        return (WayPhone | WayText | WayEmail) & ~excepted;
    // "do not contact me by phone" is about the phone alone.
    return refused == WayAll ? WayAll : refused & ~WayAll & ~excepted;
}

bool isCondition(const QStringList &words, qsizetype at)
{
    return hasWithin(words, at - 3, at, {"if", "unless", "why", "when"})
        && !hasWithin(words, 0, at, {"appreciate", "prefer", "rather", "grateful", "thank"});
}

/// The word that a "do not" belongs to; "i" for one who speaks of themselves, empty for an order.
QString subjectOf(const QStringList &words, qsizetype at)
{
    qsizetype i = at - 1;
    while (i >= 0
        && isAny(words[i], {"really", "also", "still", "absolutely", "definitely", "strongly", "would", "usually"}))
        --i;
    const QString &word = wordAt(words, i);
    if (isAny(word, {"i", "we", "he", "she", "customer", "client", "buyer", "who"}))
        return QStringLiteral("i");
    return isAny(word, {"you", "they", "it", "this", "that", "these", "people"}) ? word : QString();
}

bool isAskedOfYou(const QStringList &words, qsizetype at)
{
    return hasWithin(words, 0, at,
        {"that", "sure", "ask", "asking", "request", "prefer", "rather", "appreciate", "grateful", "insist", "hope",
            "want"});
}

/// "Do not", "don't", "never", "no longer" at `at`.
int behindDoNot(const QStringList &words, qsizetype at)
{
    if (isCondition(words, at))
        return 0;
    const QString subject = subjectOf(words, at);
    if (subject == QLatin1String("i")) {
        qsizetype next = at + 1;
        while (isAny(wordAt(words, next), {"really", "ever", "even", "currently", "longer"}))
            ++next;
        const bool says =
            next < words.size() && (SaidWords::standard().wants.contains(words[next]) || wayAt(words, next) != 0);
        return says ? waysRefused(words, at + 1) : 0;
    }
    if (subject == QLatin1String("you") ? !isAskedOfYou(words, at) : !subject.isEmpty())
        return 0;
    return waysRefused(words, at + 1);
}

/// "Not to be called", "not by phone", "not consenting to texts", "calls are not welcome".
int behindNot(const QStringList &words, qsizetype at)
{
    const QString &next = wordAt(words, at + 1);
    if (isAny(next,
            {"welcome", "wanted", "allowed", "appreciated", "accepted", "permitted", "necessary", "needed", "ok",
                "okay"})) {
        int before = 0;
        for (qsizetype i = 0; i < at; ++i)
            before |= wayAt(words, i);
        if (before != 0)
            return before == WayAll ? WayAll : before & ~WayAll;
    }
    const bool said = isAny(next,
                          {"to", "be", "by", "via", "through", "over", "consenting", "agreeing", "giving",
                              "authorizing", "accepting", "taking", "comfortable", "ok", "okay", "interested"})
        || SaidWords::standard().wants.contains(next) || (at + 1 < words.size() && wayAt(words, at + 1) != 0);
    return said && !isCondition(words, at) ? waysRefused(words, at + 1) : 0;
}

/// "No calls", "no more sales calls", "no need to call"; not "no call back yet", nor "no email", which mostly notes
/// that none is known.
int behindNo(const QStringList &words, qsizetype at)
{
    if (isAny(wordAt(words, at - 1), {"got", "received", "had", "have", "getting", "been", "was", "with", "is"}))
        return 0;
    qsizetype i = at + 1;
    if (wordAt(words, i) == QLatin1String("longer"))
        return SaidWords::standard().wants.contains(wordAt(words, i + 1)) ? waysRefused(words, i + 1) : 0;
    if (wordAt(words, i) == QLatin1String("need") && wordAt(words, i + 1) == QLatin1String("to"))
        return waysRefused(words, i + 2);
    const qsizetype from = i;
    while (isAny(
        wordAt(words, i), {"more", "sales", "phone", "unsolicited", "further", "spam", "cold", "robo", "marketing"}))
        ++i;
    const bool noun = isAny(wordAt(words, i),
        {"call", "calls", "calling", "phonecall", "phonecalls", "voicemail", "voicemails", "text", "texts", "texting",
            "sms", "emails", "emailing", "messages", "contact", "contacting", "solicitation", "solicitations",
            "soliciting"});
    const bool note = isAny(wordAt(words, i + 1),
        {"information", "info", "number", "address", "name", "details", "form", "received", "from", "yet", "history",
            "left", "response", "was", "has", "in"});
    return noun && !note ? waysRefused(words, from) : 0;
}

/// "Stop calling", "quit texting me", "stop all calls"; not "stop by", nor "to stop messages ...".
int behindStop(const QStringList &words, qsizetype at)
{
    if (isAny(wordAt(words, at + 1), {"by", "in", "over", "at", "there", "here", "to", "and"}))
        return 0;
    const bool instruction = wordAt(words, at - 1) == QLatin1String("to") && at <= 1;
    if (instruction || isAny(wordAt(words, at - 1), {"non", "will", "reply", "text"}))
        return 0;
    const int ways = waysRefused(words.mid(0, at + 6), at + 1);
    return isCondition(words, at) ? 0 : ways;
}

int refusedAt(const QStringList &words, qsizetype at)
{
    const QString &word = words[at];
    if (isAny(word, {"dont", "doesnt", "never"}))
        return behindDoNot(words, at);
    if (word == QLatin1String("didnt"))
        return hasWithin(words, 0, at, {"rather", "prefer"}) ? waysRefused(words, at + 1) : 0;
    if (isAny(word, {"cant", "wont"})) {
        const bool self = subjectOf(words, at) == QLatin1String("i")
            && isAny(wordAt(words, at + 1), {"take", "answer", "answering", "accept", "receive", "be", "respond"})
            && wordAt(words, at + 2) != QLatin1String("able");
        return self && !isCondition(words, at) ? waysRefused(words, at + 2) : 0;
    }
    if (word == QLatin1String("not"))
        return behindNot(words, at);
    if (word == QLatin1String("no"))
        return behindNo(words, at);
    return isAny(word, {"stop", "quit", "cease", "refrain", "avoid"}) ? behindStop(words, at) : 0;
}

int phrasesIn(const Clause &clause)
{
    int ways = 0;
    for (const SaidWords::Phrase &phrase : SaidWords::standard().refusals) {
        if (!says(clause, QStringView(phrase.words)))
            continue;
        const QString first = phrase.words.section(u' ', 0, 0);
        const QString &before = wordAt(clause.words, clause.words.indexOf(first) - 1);
        const bool list =
            phrase.words.endsWith(QLatin1String("list")) || phrase.words.endsWith(QLatin1String("registry"));
        // Consent in small print holds "even if I am on a do not call list".
        if (list && hasWithin(clause.words, 0, clause.words.size(), {"even", "regardless", "whether", "any", "if"}))
            continue;
        const bool own = isAny(before, {"i", "we"}) && isAny(first, {"only", "email", "emails", "text", "texts"});
        if (!own && !isAny(before, {"dont", "not", "never", "you", "may", "can"}))
            ways |= phrase.ways;
    }
    return ways;
}

bool isSmallPrint(const Clause &clause)
{
    const QStringList &all = SaidWords::standard().boilerplate;
    const QString sentence = u' ' + saidWords(clause.sentence).join(u' ') + u' ';
    return std::any_of(
        all.begin(), all.end(), [&](const QString &phrase) { return sentence.contains(u' ' + phrase + u' '); });
}

/// The ways in a clause that only goes on with a list: ", text, or email me", "and texts"; 0: it says more.
int continuedWays(const Clause &clause)
{
    int ways = 0;
    for (qsizetype i = 0; i < clause.words.size(); ++i) {
        const int way = wayAt(clause.words, i);
        if (way == 0 && !isAny(clause.words[i], {"or", "nor", "even", "me", "us", "by", "via", "any", "more"}))
            return 0;
        ways |= way;
    }
    return ways;
}

bool isPlural(const Clause &clause)
{
    return std::all_of(clause.words.begin(), clause.words.end(), [](const QString &word) {
        return word.endsWith(u's') || word.endsWith(QLatin1String("ing")) || isAny(word, {"me", "us", "any", "more"});
    });
}

bool isJoined(const Clause &clause) { return std::any_of(clause.words.begin(), clause.words.end(), isJoin); }

/// How far a list of ways goes on behind clause `at`: to the clause with the "or", else not at all.
std::size_t listEnd(const std::vector<Clause> &clauses, std::size_t at)
{
    std::size_t end = at;
    for (std::size_t i = at + 1; i < clauses.size() && clauses[i].follows && continuedWays(clauses[i]) != 0; ++i) {
        if (isJoined(clauses[i]) || (end + 1 == i && isPlural(clauses[i])))
            end = i;
    }
    return end;
}

bool isForATime(const Clause &clause)
{
    const SaidWords &table = SaidWords::standard();
    const auto any = [&](const QSet<QString> &set) {
        return std::any_of(clause.words.begin(), clause.words.end(), [&](const QString &w) { return set.contains(w); });
    };
    return any(table.bounds) && !any(table.forGood);
}

QString evidenceOf(const Clause &clause)
{
    return (clause.sentence.size() > kLongestEvidence ? clause.text : clause.sentence).left(kLongestEvidence);
}

void readClauses(LeadDraft &draft, const QString &words)
{
    const std::vector<Clause> clauses = clausesOf(words);
    for (std::size_t n = 0; n < clauses.size(); ++n) {
        const Clause &clause = clauses[n];
        int ways = phrasesIn(clause);
        int negated = 0;
        for (qsizetype at = 0; at < clause.words.size(); ++at)
            negated |= SaidWords::standard().negations.contains(clause.words[at])
                    || isAny(clause.words[at], {"refrain", "avoid"})
                ? refusedAt(clause.words, at)
                : 0;
        if ((ways | negated) == 0 || isSmallPrint(clause))
            continue;
        if (ways == 0 && isForATime(clause)) {
            if (draft.bestTime.isEmpty())
                draft.bestTime = clause.text.simplified().left(kLongestWish);
            continue;
        }
        ways |= negated;
        const std::size_t end = negated != 0 ? listEnd(clauses, n) : n;
        for (std::size_t i = n + 1; i <= end; ++i)
            ways |= continuedWays(clauses[i]);
        refuseWays(draft, ways, evidenceOf(clause));
    }
}

/// "STOP" and its like, said alone: as the whole text or, where the word cannot mean anything else, as a line.
void readStopWords(LeadDraft &draft, const QString &words)
{
    const SaidWords &table = SaidWords::standard();
    QStringList said;
    for (const QString &line : words.split(u'\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().startsWith(QLatin1String("Timeframe: ")))
            continue;
        const QString line1 = line.size() > 64 ? QString() : saidWords(line).join(u' ');
        if (table.stopLine.contains(line1))
            return refuse(draft, Channel::None, line.trimmed());
        if (!line.trimmed().isEmpty())
            said << line.trimmed();
    }
    if (said.size() == 1 && said.front().size() <= 64 && table.stopAlone.contains(saidWords(said.front()).join(u' ')))
        refuse(draft, Channel::None, said.front());
}

} // namespace

bool refuses(const LeadDraft &draft, Channel channel)
{
    return std::any_of(draft.refusals.begin(), draft.refusals.end(),
        [channel](const RefusalDraft &one) { return one.channel == Channel::None || one.channel == channel; });
}

void refuse(LeadDraft &draft, Channel channel, const QString &words, bool answered)
{
    const auto same = [channel](const RefusalDraft &one) { return one.channel == channel; };
    const auto known = std::find_if(draft.refusals.begin(), draft.refusals.end(), same);
    if (known == draft.refusals.end())
        draft.refusals.push_back({channel, words, answered});
    else if (known->answered && !answered)
        *known = {channel, words, false};
}

void refuseWays(LeadDraft &draft, int ways, const QString &words, bool answered)
{
    if (ways & WayAll)
        return refuse(draft, Channel::None, words, answered);
    if (ways & WayPhone)
        refuse(draft, Channel::Phone, words, answered);
    if (ways & WayText)
        refuse(draft, Channel::Text, words, answered);
    if (ways & WayEmail)
        refuse(draft, Channel::Email, words, answered);
}

void readRefusals(LeadDraft &draft, const QString &words)
{
    readStopWords(draft, words);
    readClauses(draft, words);
}

} // namespace updesk
