// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/plangate.h"

#include "core/desk/gate.h"
#include "core/leads/rulebook.h"
#include "core/sequences/legalstore.h"

#include <map>

namespace updesk
{

namespace
{

using Says = GateAnswer::Says;

/// What the answers about one lead are made from.
struct Asking {
    Database &database;
    PersonId person;
    LeadId lead;
    std::shared_ptr<const LegalRules> rules;
    std::map<std::pair<Channel, SentBy>, GateFacts> facts{};
    std::map<QString, Purpose> purposes{}; ///< of steps that the program does
    std::shared_ptr<std::optional<Error>> failure = std::make_shared<std::optional<Error>>();
};

/// Time zones that this connection has worked out.
struct KnownZones {
    std::map<QString, std::shared_ptr<const LocalDays>> days;
};

std::shared_ptr<const LocalDays> daysOf(Database &database, const QString &zone)
{
    auto &kept = database.kept<KnownZones>();
    if (!kept)
        kept = std::make_shared<KnownZones>();
    auto &days = kept->days[zone];
    if (!days) {
        const QTimeZone known(zone.toLatin1());
        days = std::make_shared<const LocalDays>(known.isValid() ? known : QTimeZone::utc());
    }
    return days;
}

Result<const GateFacts *> factsFor(Asking &asking, Channel channel, SentBy by)
{
    const auto known = asking.facts.find({channel, by});
    if (known != asking.facts.end())
        return &known->second;
    GateAsk ask;
    ask.channel = channel;
    ask.sentBy = by;
    auto facts = gateFactsOf(asking.database, asking.person, asking.lead, ask);
    if (!facts)
        return facts.error();
    return &asking.facts.emplace(std::pair{channel, by}, std::move(*facts)).first->second;
}

// By what its words are for; of two wordings that are compared by the one that the law asks more of.
Result<Purpose> purposeOfStep(Asking &asking, const PlanStep &step, SentBy by, const GateFacts &facts)
{
    if (by == SentBy::Person)
        return purposeOfReply(facts, *asking.rules);
    const auto known = asking.purposes.find(step.key);
    if (known != asking.purposes.end())
        return known->second;
    const auto one = purposeOfTemplate(asking.database, step.text);
    const auto two = step.against.isEmpty() ? one : purposeOfTemplate(asking.database, step.against);
    if (!one || !two)
        return !one ? one : two;
    return asking.purposes.emplace(step.key, std::min(*one, *two)).first->second;
}

GateAnswer answer(Asking &asking, const PlanStep &step, SentBy by, Time at)
{
    const auto known = factsFor(asking, step.channel, by);
    if (!known) {
        *asking.failure = known.error();
        return {Says::Block, 0, QStringLiteral("failed")};
    }
    GateFacts facts = **known;
    facts.now = at;
    const auto purpose = purposeOfStep(asking, step, by, facts);
    if (!purpose) {
        *asking.failure = purpose.error();
        return {Says::Block, 0, QStringLiteral("failed")};
    }
    facts.purpose = *purpose;
    const GateVerdict verdict = gate(facts, *asking.rules);
    const QString rule = verdict.reasons.empty() ? QString() : verdict.reasons.front().rule;
    if (facts.address.isEmpty() && !isRefusal(verdict))
        return {
            Says::Block, 0, step.channel == Channel::Email ? QStringLiteral("no_email") : QStringLiteral("no_phone")};
    if (verdict.allows())
        return {};
    return verdict.says == GateVerdict::Says::Move ? GateAnswer{Says::Move, verdict.moveTo, rule}
                                                   : GateAnswer{Says::Block, 0, rule};
}

} // namespace

Result<PlanGate> planGate(Database &database, PersonId person, LeadId lead)
{
    const auto rules = legalRules(database);
    const auto book = rulebook(database);
    if (!rules || !book)
        return !rules ? rules.error() : book.error();
    auto asking = std::make_shared<Asking>(Asking{database, person, lead, *rules});
    const auto facts = factsFor(*asking, Channel::Phone, SentBy::Person);
    if (!facts)
        return facts.error();
    const auto places = placesOf(**facts, **rules);
    PlanGate gate;
    gate.zone = places.empty() ? (*book)->dealership.timeZone : places.front().zone;
    gate.failure = asking->failure;
    gate.place = daysOf(database, gate.zone);
    gate.ask = [asking](const PlanStep &step, SentBy by, Time at) { return answer(*asking, step, by, at); };
    return gate;
}

} // namespace updesk
