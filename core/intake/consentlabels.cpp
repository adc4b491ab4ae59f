// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/consentlabels.h"

#include "core/base/text.h"
#include "core/intake/clauses.h"
#include "core/intake/refusals.h"
#include "core/intake/saidwords.h"

#include <algorithm>

namespace updesk
{
namespace
{

constexpr qsizetype kLongestEvidence = 4096;
constexpr qsizetype kLongestLine = 1024;
constexpr qsizetype kLongestLabel = 100;

bool hasAny(const QString &text, std::initializer_list<const char *> parts)
{
    return std::any_of(
        parts.begin(), parts.end(), [&](const char *part) { return text.contains(QLatin1String(part)); });
}

bool hasWord(const QString &word, std::initializer_list<const char *> list)
{
    return std::any_of(list.begin(), list.end(), [&](const char *one) { return word == QLatin1String(one); });
}

/// Letters only: "SMS Opt-In" and <smsoptin> are one label.
QString squashed(const QString &label) { return foldedWords(label).join(QString()); }

/// Whether a "yes" to this label is a "no" to us.
bool isOut(const QString &label)
{
    const QStringList words = saidWords(label);
    return hasAny(squashed(label), {"optout", "optedout", "donot", "dontcall", "unsubscribe"})
        || std::any_of(words.begin(), words.end(), [](const QString &word) {
               return hasWord(word, {"dont", "dnc", "not", "no", "never", "stop", "revoke", "withdraw", "decline"});
           });
}

bool isConsentLabel(const QString &label)
{
    return hasAny(label,
               {"optin", "optout", "optedin", "optedout", "consent", "tcpa", "donotcall", "donotcontact", "donottext",
                   "donotemail", "donotmail", "donotsms", "dontcall", "dontcontact", "donttext", "dontemail",
                   "unsubscribe", "agreetobecontacted", "agreetoreceive", "permissionto", "okaytotext", "oktotext",
                   "oktocall"})
        || label == QLatin1String("dnc");
}

int waysNamed(const QString &label)
{
    int ways = hasAny(label, {"sms", "text"}) ? WayText : 0;
    ways |= hasAny(label, {"mail"}) ? WayEmail : 0;
    ways |= hasAny(label, {"phone", "call", "voice", "dnc"}) ? WayPhone : 0;
    return ways;
}

enum class Answer { Unclear, Yes, No };

Answer answerOf(const QString &value, bool out)
{
    const QString said = saidWords(value).join(u' ');
    const auto is = [&](std::initializer_list<const char *> list) { return hasWord(said, list); };
    if (is({"yes", "y", "true", "1", "si", "oui", "checked"}) || said == QLatin1String(out ? "optout" : "optin"))
        return Answer::Yes;
    if (is({"no", "n", "false", "0", "non", "unchecked", "not checked"})
        || said == QLatin1String(out ? "optin" : "optout")
        || (!out && is({"declined", "denied", "refused", "never", "revoked", "withdrawn"})))
        return Answer::No;
    return Answer::Unclear;
}

void keep(LeadDraft &draft, const QString &line)
{
    if (draft.consentWords.size() < kLongestEvidence)
        draft.consentWords +=
            (draft.consentWords.isEmpty() ? QString() : QStringLiteral("\n")) + line.trimmed().left(kLongestLine);
}

/// False: the value is neither yes nor no.
bool act(LeadDraft &draft, const QString &label, const QString &value, const QString &line)
{
    const bool out = isOut(label);
    const Answer answer = answerOf(value, out);
    const int ways = waysNamed(squashed(label));
    if (out && answer == Answer::Yes)
        refuseWays(draft, ways == 0 ? int(WayAll) : ways, line);
    // A box for e-mail offers left empty does not forbid the answer that was asked for.
    if (!out && answer == Answer::No)
        refuseWays(draft, ways == 0 ? int(WayText) : ways & ~WayEmail, line, true);
    if (!out && answer == Answer::Yes)
        draft.textConsent = draft.textConsent || (ways & WayText) != 0;
    return answer != Answer::Unclear;
}

/// Whether another pair begins behind the comma at `at`; without one "yes, but only at night" is one answer.
bool pairBehind(const QString &line, qsizetype at)
{
    for (qsizetype i = at + 1; i < line.size(); ++i) {
        const QChar c = line[i];
        if (c == u':')
            return true;
        if (c == u',' || c == u';' || c == u'|' || c == u'\t')
            return false;
    }
    return false;
}

/// Where the pair that begins at `from` ends: where the next one begins, or where a sentence does.
qsizetype pieceEnd(const QString &line, qsizetype from)
{
    for (qsizetype at = from; at < line.size(); ++at) {
        const QChar c = line[at];
        if (c == u';' || c == u'|' || c == u'\t' || (c == u',' && pairBehind(line, at)))
            return at;
        if ((c == u'.' || c == u'!' || c == u'?') && at + 1 < line.size() && line[at + 1].isSpace())
            return at;
    }
    return line.size();
}

/// Reads one piece of a line; what it leaves is the customer's.
QString left(LeadDraft &draft, const QString &piece, bool &kept)
{
    const qsizetype colon = piece.indexOf(u':');
    if (colon <= 0 || colon > kLongestLabel || (colon + 1 < piece.size() && piece[colon + 1] == u'/'))
        return piece;
    const QString label = piece.left(colon);
    if (!isConsentLabel(squashed(label)))
        return piece;
    kept = true;
    return act(draft, label, piece.mid(colon + 1), piece.trimmed()) ? QString() : piece;
}

} // namespace

bool takeConsentAnswer(LeadDraft &draft, const QString &label, const QString &value)
{
    if (!isConsentLabel(squashed(label)))
        return false;
    const QString line = label + QLatin1String(": ") + value;
    keep(draft, line);
    if (!act(draft, label, value, line))
        readRefusals(draft, value);
    return true;
}

QString withoutConsentAnswers(LeadDraft &draft, const QString &text)
{
    QString rest;
    rest.reserve(text.size());
    for (const QString &line : text.split(u'\n')) {
        bool kept = false;
        for (qsizetype from = 0; from < line.size();) {
            const qsizetype end = std::min(pieceEnd(line, from) + 1, line.size());
            rest += left(draft, line.mid(from, end - from), kept);
            from = end;
        }
        if (kept || isConsentLabel(squashed(line.left(kLongestLine))))
            keep(draft, line);
        rest += u'\n';
    }
    return rest;
}

} // namespace updesk
