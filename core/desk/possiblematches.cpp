// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/capturewriter.h"
#include "core/desk/possiblematchrows.h"
#include "core/people/emailaddress.h"
#include "core/people/phonenumber.h"

#include <set>

namespace updesk
{
namespace
{

constexpr int kLookAt = 48; // prefixes as short as four digits fit hundreds; the panel shows eight
constexpr qsizetype kFewestDigits = 4;
constexpr qsizetype kFewestLetters = 2;
constexpr qsizetype kMostDigits = 20;

/// What was typed so far, in the forms that beginnings are compared in.
struct Typed {
    QString digits; ///< of the phone, without the country code of North America
    bool abroad = false; ///< begins with +
    QStringList words; ///< of the name, folded
    QString email;
};

Typed typedSoFar(const LeadDraft &draft)
{
    Typed typed;
    if (!draft.phones.empty()) {
        const PhoneDraft &phone = draft.phones.front();
        const QString text = (phone.typed.isEmpty() ? phone.e164 : phone.typed).left(200).trimmed();
        for (const QChar c : text) {
            if (c >= u'0' && c <= u'9' && typed.digits.size() < kMostDigits)
                typed.digits += c;
        }
        typed.abroad = text.startsWith(u'+') && !typed.digits.startsWith(u'1');
        if (!typed.abroad && typed.digits.size() > 1 && typed.digits.startsWith(u'1'))
            typed.digits.remove(0, 1);
    }
    typed.words = nameWords(QString(draft.first.left(200) + u' ' + draft.last.left(200)));
    if (typed.words.isEmpty())
        typed.words = nameWords(QStringView(draft.full).left(200));
    const bool longEnough =
        std::ranges::any_of(typed.words, [](const QString &w) { return w.size() >= kFewestLetters; });
    if (!longEnough)
        typed.words.clear();
    if (!draft.emails.empty()) {
        const EmailDraft &mail = draft.emails.front();
        typed.email = (mail.address.isEmpty() ? mail.typed.trimmed().left(200).toLower() : mail.address);
    }
    return typed;
}

Result<std::set<CustomerId>> lookUp(const CustomerStore &store, const Typed &typed, const QString &home)
{
    std::set<CustomerId> found;
    const auto add = [&found](const Result<std::vector<CustomerId>> &some) {
        if (some)
            found.insert(some->begin(), some->end());
        return bool(some);
    };
    if (typed.digits.size() >= kFewestDigits) {
        const auto some = store.byPhoneDigits(typed.digits, typed.abroad ? QStringLiteral("GB") : home, kLookAt);
        if (!add(some))
            return some.error();
    }
    if (!typed.words.isEmpty()) {
        const auto some = store.byNameWords(typed.words, kLookAt);
        if (!add(some))
            return some.error();
    }
    if (typed.email.size() > kFewestLetters) {
        const auto some = store.byEmailStart(matchingEmail(typed.email), kLookAt);
        if (!add(some))
            return some.error();
    }
    return found;
}

/// How long a beginning of the typed digits is the beginning or the end of the number; 0: it is neither.
int phoneOverlap(const Typed &typed, const QString &e164)
{
    if (typed.digits.size() < kFewestDigits)
        return 0;
    const QString national = e164.mid(e164.startsWith(QLatin1String("+1")) && !typed.abroad ? 2 : 1);
    const bool front = national.startsWith(typed.digits);
    const bool back = typed.digits.size() <= 7 && national.endsWith(typed.digits);
    return front || back ? int(typed.digits.size()) : 0;
}

/// Reasons and weight of what is only a beginning yet, in the measure of the rules (tenths of a bit: a digit tells 33).
void judgeBeginnings(const Typed &typed, const MatchFacts &facts, Match &match)
{
    int digits = 0;
    for (const QString &phone : facts.phones)
        digits = std::max(digits, phoneOverlap(typed, phone));
    if (digits > 0) {
        match.reasons |= SamePhone;
        match.weight += 20 * digits;
    }
    const QStringList theirs = nameWords(QString(facts.first + u' ' + facts.last + u' ' + facts.company));
    const bool like = !typed.words.isEmpty() && std::ranges::all_of(typed.words, [&](const QString &word) {
        return std::ranges::any_of(theirs, [&](const QString &their) { return their.startsWith(word); });
    });
    if (like) {
        match.reasons |= LikeName;
        for (const QString &word : typed.words)
            match.weight += 10 * int(word.size());
    }
    if (typed.email.size() > kFewestLetters && std::ranges::any_of(facts.emails, [&](const QString &mail) {
            return mail.startsWith(matchingEmail(typed.email));
        })) {
        match.reasons |= SameEmail;
        match.weight += 10 * int(typed.email.size());
    }
    if (match.verdict == Verdict::Different) // a beginning says no more than this of two people
        match.percent = std::max(match.percent, std::clamp(match.weight * 95 / kMatchWeight, 0, 49));
}

Result<void> addHousehold(const CustomerStore &store, std::vector<MatchCandidate> &found)
{
    if (found.empty())
        return {};
    const auto best = store.find(found.front().customer);
    if (!best)
        return best.error();
    if (best->household.isNull())
        return {};
    const auto members = store.household(best->household);
    if (!members)
        return members.error();
    for (const CustomerId &id : *members) {
        const auto known = std::ranges::find(found, id, &MatchCandidate::customer);
        if (known != found.end())
            known->match.reasons |= known == found.begin() ? 0U : quint32(SameHousehold);
        else
            found.push_back({id, {Verdict::Household, 0, 0, SameHousehold}});
    }
    return {};
}

Result<PossibleMatch> described(Database &database, const MatchCandidate &candidate, const Typed &typed)
{
    const CustomerStore store(database);
    PossibleMatch out;
    out.match = candidate.match;
    const auto customer = store.find(candidate.customer);
    const auto phones = store.phones(candidate.customer);
    const auto mails = store.emails(candidate.customer);
    if (!customer || !phones || !mails)
        return !customer ? customer.error() : !phones ? phones.error() : mails.error();
    out.customer = customer->id;
    out.name = customer->full.isEmpty() ? customer->company : customer->full;
    for (const Phone &phone : *phones) {
        const bool asTyped = phoneOverlap(typed, phone.e164) > 0;
        if (out.phone.isEmpty() || asTyped)
            out.phone = phone.e164.isEmpty() ? phone.typed : phone.e164;
        if (asTyped)
            break;
    }
    const auto same = std::ranges::find_if(*mails, [&](const Email &mail) {
        return !typed.email.isEmpty() && mail.matching.startsWith(matchingEmail(typed.email));
    });
    if (const auto mail = same == mails->end() ? mails->begin() : same; mail != mails->end())
        out.email = mail->address.isEmpty() ? mail->typed : mail->address;
    if (auto done = describeMatch(database, out); !done)
        return done.error();
    return out;
}

/// Everybody an index finds for what was typed, judged and best first.
Result<std::vector<MatchCandidate>> judged(
    const CustomerStore &store, const MatchKeys &keys, const Typed &typed, const QString &region)
{
    auto found = store.candidates(keys, kLookAt);
    const auto more = lookUp(store, typed, region);
    if (!found || !more)
        return !found ? found.error() : more.error();
    const size_t byRule = found->size();
    for (const CustomerId &any : *more) {
        const auto lives = store.find(any); // a merged record keeps the numbers that both had
        if (!lives && lives.error().code != Error::Code::NotFound)
            return lives.error();
        const CustomerId id = lives ? lives->id : any;
        if (std::ranges::find(*found, id, &MatchCandidate::customer) == found->end())
            found->push_back({id, {}});
    }
    for (size_t i = 0; i < found->size(); ++i) {
        MatchCandidate &candidate = (*found)[i];
        const auto facts = store.matchFacts(candidate.customer);
        if (!facts && facts.error().code != Error::Code::NotFound)
            return facts.error();
        if (!facts) {
            candidate.match.reasons = 0; // removed, and so never shown
            continue;
        }
        if (i >= byRule)
            candidate.match = judge(keys, keysOf(*facts), Commonness::standard());
        judgeBeginnings(typed, *facts, candidate.match);
    }
    rank(*found);
    std::ranges::stable_sort(*found, [](const MatchCandidate &a, const MatchCandidate &b) {
        return a.match.verdict != b.match.verdict ? a.match.verdict < b.match.verdict
                                                  : a.match.percent > b.match.percent;
    });
    return found;
}

} // namespace

Result<std::vector<PossibleMatch>> possibleMatches(Session &session, const LeadDraft &given, int most)
{
    const auto rules = session.rules();
    if (!rules)
        return rules.error();
    const CustomerStore store(session.database());
    const Typed typed = typedSoFar(given);
    const MatchKeys keys = keysOf(matchFactsOf(completed(given, **rules)));
    auto found = judged(store, keys, typed, (*rules)->dealership.region);
    if (!found)
        return found.error();
    if (auto added = addHousehold(store, *found); !added)
        return added.error();
    std::vector<PossibleMatch> out;
    std::set<CustomerId> known;
    for (const MatchCandidate &candidate : *found) {
        if (int(out.size()) >= most)
            break;
        auto one = described(session.database(), candidate, typed);
        if (!one)
            return one.error();
        if (known.insert(one->customer).second)
            out.push_back(std::move(*one));
    }
    return out;
}

} // namespace updesk
