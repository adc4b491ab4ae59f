// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/gate.h"

#include "core/people/country.h"
#include "core/people/region.h"
#include "core/sequences/gatechecks.h"

#include <algorithm>

namespace updesk
{

QStringList GateVerdict::rules() const
{
    QStringList ids;
    for (const GateReason &reason : reasons)
        ids << reason.rule;
    ids.removeDuplicates();
    return ids;
}

const GateReason *GateVerdict::find(const char *rule) const
{
    const auto found =
        std::ranges::find_if(reasons, [rule](const GateReason &one) { return one.rule == QLatin1String(rule); });
    return found == reasons.end() ? nullptr : &*found;
}

GateReason &GateRun::block(const char *rule, const char *code)
{
    GateReason reason;
    reason.rule = QString::fromLatin1(rule);
    reason.code = QString::fromLatin1(code);
    reason.may = rules.mayOverride(reason.rule, reason.code);
    return verdict.reasons.emplace_back(std::move(reason));
}

const ConsentProof *GateRun::consent(bool written) const
{
    const auto counts = [&](const ConsentProof &one) {
        const bool way = one.channel == Channel::None || one.channel == facts.channel;
        return way && (one.address.isEmpty() || one.address == facts.address) && (one.written || !written);
    };
    const auto found = std::ranges::find_if(facts.consents, counts);
    return found == facts.consents.end() ? nullptr : &*found;
}

std::optional<MayUntil> GateRun::relation(Relation relation) const
{
    const auto all = mayUntil(rules, facts.dealings, relation);
    return all.empty() ? std::nullopt : std::optional(all.front());
}

bool GateRun::holds(const MayUntil &until) const
{
    return std::ranges::all_of(places, [&](const GatePlace &place) {
        return dayIn(facts.now, place.zone) <= until.last;
    }) && dayIn(facts.now, facts.dealings.zone) <= until.last;
}

// Mail has no place of its own: the customer's number tells the country as well as one that is called.
static const QString &numberOf(const GateFacts &facts)
{
    return facts.channel == Channel::Email ? facts.phone : facts.address;
}

static bool isReply(const GateFacts &facts)
{
    return facts.sentBy == SentBy::Person && facts.purpose != Purpose::Marketing;
}

// Letters of a state count as they stand where they could mean something else ("CA" with Canada): of two laws the
// narrower hours hold. Another country's are none.
static QString statedState(const GateFacts &facts, const LegalRules &rules)
{
    QString code = regionCode(facts.region, facts.country);
    if (!code.isEmpty() || saysAbroad(facts.country))
        return code;
    code = facts.region.trimmed().toUpper();
    return rules.states.contains(code) ? code : QString();
}

// Empty: nothing is known of where they are.
static std::vector<GatePlace> knownPlaces(const GateFacts &facts, const LegalRules &rules)
{
    const QString stated = statedState(facts, rules);
    const QString coded = regionOfPostal(rules, facts.postal, facts.country);
    auto places = gatePlaces(rules, stated.isEmpty() ? coded : stated, numberOf(facts));
    if (stated.isEmpty() || coded.isEmpty() || stated == coded)
        return places;
    // State and postal code contradict each other: they may be at either.
    for (GatePlace &place : gatePlaces(rules, coded, numberOf(facts))) {
        if (std::ranges::find(places, place) == places.end())
            places.push_back(std::move(place));
    }
    return places;
}

std::vector<GatePlace> placesOf(const GateFacts &facts, const LegalRules &rules)
{
    auto places = knownPlaces(facts, rules);
    return places.empty() ? std::vector{unknownPlace(rules)} : places;
}

Purpose purposeOfReply(const GateFacts &facts, const LegalRules &rules)
{
    if (facts.dealings.inquired == 0)
        return Purpose::Marketing;
    const QDate last = monthsAfter(dayIn(facts.dealings.inquired, facts.dealings.zone), rules.us.inquiryMonths);
    return dayIn(facts.now, facts.dealings.zone) <= last ? Purpose::Informational : Purpose::Marketing;
}

static GateRun begin(const GateFacts &facts, const LegalRules &rules)
{
    GateRun run{facts, rules, placesOf(facts, rules)};
    run.reply = isReply(facts);
    const auto isCanada = [](const GatePlace &place) { return place.canada; };
    run.canada = std::ranges::any_of(run.places, isCanada) || saysCanada(facts.country);
    run.us = !std::ranges::all_of(run.places, isCanada);
    if (run.us && saysCanada(facts.country) && knownPlaces(facts, rules).empty())
        run.us = false; // all that is known of them is the country
    return run;
}

// The time to which hours and caps together move it: a cap ends at a moment that may lie at night.
static void settle(GateRun &run)
{
    GateVerdict &verdict = run.verdict;
    const bool blocks = std::ranges::any_of(verdict.reasons, [](const GateReason &reason) { return !reason.moves; });
    std::ranges::stable_sort(
        verdict.reasons, [](const GateReason &a, const GateReason &b) { return !a.moves && b.moves; });
    if (!blocks && !verdict.reasons.empty()) {
        const Time free = std::max(verdict.moveTo, run.facts.now);
        verdict.moveTo = run.isNumber() ? quietTime(free, run.places, run.rules).opens : free;
    }
    verdict.says = verdict.reasons.empty() ? GateVerdict::Says::Allow
        : blocks || verdict.moveTo == 0    ? GateVerdict::Says::Block
                                           : GateVerdict::Says::Move;
    if (verdict.says != GateVerdict::Says::Move)
        verdict.moveTo = 0;
    for (const GateReason &reason : verdict.reasons)
        verdict.may = std::max(verdict.may, reason.may);
}

static void tellRisk(GateRun &run)
{
    if (run.verdict.reasons.empty())
        return;
    const bool mail = run.facts.channel == Channel::Email;
    run.verdict.riskFrom = mail ? run.rules.riskPerMail : run.rules.riskPerTextFrom;
    run.verdict.riskTo = mail ? run.rules.riskPerMail : run.rules.riskPerTextTo;
}

static void takeOverride(GateRun &run)
{
    const GateOverride &given = run.facts.override;
    GateVerdict &verdict = run.verdict;
    if (verdict.allows() || given.reason.trimmed().isEmpty() || run.facts.sentBy != SentBy::Person)
        return;
    using May = LegalRules::MayOverride;
    if (verdict.may == May::Nobody || (verdict.may == May::Manager && !given.manager))
        return;
    verdict.says = GateVerdict::Says::Allow;
    verdict.moveTo = 0;
    verdict.overridden = true;
}

GateVerdict gate(const GateFacts &facts, const LegalRules &rules)
{
    GateRun run = begin(facts, rules);
    run.verdict.purpose = facts.purpose;
    run.verdict.at = facts.now;
    if (facts.purpose == Purpose::Marketing)
        run.verdict.lookUp = {numberOf(facts), facts.listDated, facts.listed};
    for (const auto check : {checkRefusals, checkVoice, checkConsent, checkLists, checkTextWords, checkMail,
             checkCanada, checkCaps, checkHours})
        check(run);
    settle(run);
    tellRisk(run);
    takeOverride(run);
    return run.verdict;
}

} // namespace updesk
