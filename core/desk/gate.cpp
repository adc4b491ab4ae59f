// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/gate.h"

#include "core/desk/contactrows.h"
#include "core/desk/deed.h"
#include "core/desk/dnc.h"
#include "core/desk/gaterows.h"
#include "core/desk/gatesettings.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/people/suppression.h"
#include "core/sequences/legalstore.h"

namespace updesk
{

namespace
{

/// Facts on their way together; each step adds what its rows say.
struct Collecting {
    Database &database;
    const Rulebook &book;
    const LegalRules &rules;
    Customer customer;
    MessageId self;
    QString address; ///< that was chosen; empty: none was
    GateFacts facts;
};

Result<void> addAddress(Collecting &to)
{
    const CustomerStore store(to.database);
    const auto phones = store.phones(to.customer.id);
    const auto emails = store.emails(to.customer.id);
    const auto places = store.addresses(to.customer.id);
    if (!phones || !emails || !places)
        return !phones ? phones.error() : !emails ? emails.error() : places.error();
    const bool mails = to.facts.channel == Channel::Email;
    const QString number = mails ? QString() : to.address, mailbox = mails ? to.address : QString();
    const auto phone = std::ranges::find_if(*phones, [&number](const Phone &row) {
        return !row.bad && !row.e164.isEmpty() && (number.isEmpty() || row.e164 == number);
    });
    const auto email = std::ranges::find_if(*emails, [&mailbox](const Email &row) {
        return !row.bad && !row.address.isEmpty() && (mailbox.isEmpty() || row.address == mailbox);
    });
    if (phone != phones->end()) {
        to.facts.phone = phone->e164;
        to.facts.listed = phone->dncOn;
    }
    if (!mails)
        to.facts.address = to.facts.phone;
    else if (email != emails->end())
        to.facts.address = email->address;
    if (const Address *stated = statedPlace(*places)) {
        to.facts.region = stated->region;
        to.facts.postal = stated->postal;
        to.facts.country = stated->country;
    }
    return {};
}

// Who stops twice reads one receipt (US-10); who started again in between, another one.
Result<Time> stoppedSince(Database &database, CustomerId customer, Time last)
{
    const auto said = statementsOf(database, customer);
    if (!said)
        return said.error();
    Time lifted = 0, first = last;
    for (const Consent &one : *said) {
        if (one.state == Consent::State::Yes && one.purpose == QLatin1String(kLiftedConsent)
            && isAbout(one, Channel::Text))
            lifted = std::max(lifted, one.at);
    }
    for (const Consent &one : *said) {
        if (one.state == Consent::State::No && one.at > lifted && one.channel != int(Channel::Email))
            first = std::min(first, one.at);
    }
    return first;
}

Result<void> addRefusals(Collecting &to)
{
    const auto can = contactable(to.database, to.customer.id, to.address);
    const auto said = refusalsOf(to.database, to.customer.id);
    const auto standing = standingConsent(to.database, to.customer.id);
    if (!can || !said || !standing)
        return !can ? can.error() : !said ? said.error() : standing.error();
    GateFacts &facts = to.facts;
    facts.refused = !(facts.channel == Channel::Text ? can->text
            : facts.channel == Channel::Email        ? can->email
                                                     : can->call);
    facts.refusedCallsOrTexts = !can->call || !can->text;
    for (const Refusal &one : *said)
        facts.refusedAt = std::max(facts.refusedAt, one.channel == Channel::Email ? 0 : one.at);
    facts.consents = standing->agreed;
    facts.unclear = standing->unclear;
    const auto suppressed = suppressedAt(to.database, facts.address);
    if (!suppressed)
        return suppressed.error();
    facts.suppressedAt = *suppressed;
    if (facts.purpose != Purpose::OptOutReceipt)
        return {};
    const auto since = stoppedSince(to.database, to.customer.id, facts.refusedAt);
    const auto receipts = since ? receiptsSince(to.database, to.customer.id, *since) : Result<int>(since.error());
    if (!receipts)
        return receipts.error();
    facts.receipts = *receipts;
    return {};
}

int longestCap(const LegalRules &rules)
{
    int hours = 0;
    for (const auto &[name, state] : rules.states)
        hours = std::max(hours, state.capHours);
    return hours;
}

Result<void> addHistory(Collecting &to)
{
    GateFacts &facts = to.facts;
    auto dealings = dealingsOf(to.database, to.customer.id);
    if (!dealings)
        return dealings.error();
    dealings->zone = to.book.dealership.timeZone;
    facts.dealings = *dealings;
    if (facts.channel == Channel::Email || facts.address.isEmpty())
        return {};
    const auto contacts = contactsWith(to.database, facts.address, facts.now - longestCap(to.rules) * kHour, to.self);
    const auto first = isFirstText(to.database, to.customer.id);
    if (!contacts || !first)
        return !contacts ? contacts.error() : first.error();
    facts.contacts = *contacts;
    facts.firstText = *first;
    const auto listed = facts.listed ? Result<bool>(true) : isOnDeskList(to.database, facts.address);
    if (!listed)
        return listed.error();
    facts.listed = *listed;
    return {};
}

Result<void> addStore(Collecting &to)
{
    const auto sending = sendingOf(to.database);
    if (!sending)
        return sending.error();
    to.facts.store = (*sending)->store;
    to.facts.canadaRegistered = (*sending)->canadaRegistered;
    to.facts.refusalOfAll = (*sending)->refusalOfAll;
    to.facts.listDated = (*sending)->list.dated;
    return {};
}

GateOverride overrideBy(const Rulebook &book, PersonId person, const QString &reason)
{
    const Person *known = book.person(person);
    return {known && known->active && (known->role == Role::Manager || known->role == Role::Principal), reason};
}

struct Asked {
    GateFacts facts;
    GateVerdict verdict;
    CustomerId customer;
};

Result<Asked> asked(Database &database, PersonId person, LeadId id, const GateAsk &ask)
{
    const auto facts = gateFactsOf(database, person, id, ask);
    const auto rules = legalRules(database);
    const auto lead = load(database, kLead, id.value);
    if (!facts || !rules || !lead)
        return !facts ? facts.error() : !rules ? rules.error() : lead.error();
    const auto customer = CustomerStore(database).find(lead->customer);
    if (!customer)
        return customer.error();
    GateVerdict verdict = gate(*facts, **rules);
    if (facts->address.isEmpty() && !isRefusal(verdict)) // who refused is told so first
        return Error{Error::Code::Denied,
            ask.channel == Channel::Email ? QStringLiteral("no_email") : QStringLiteral("no_phone"), {}};
    return Asked{*facts, std::move(verdict), customer->id};
}

} // namespace

Result<GateFacts> gateFactsOf(Database &database, PersonId person, LeadId id, const GateAsk &ask)
{
    const auto rules = legalRules(database);
    const auto book = rulebook(database);
    const auto lead = load(database, kLead, id.value);
    if (!rules || !book || !lead)
        return !rules ? rules.error() : !book ? book.error() : lead.error();
    auto customer = CustomerStore(database).find(lead->customer);
    if (!customer)
        return customer.error();
    Collecting to{database, **book, **rules, std::move(*customer), ask.self, ask.address, {}};
    to.facts.channel = ask.channel;
    to.facts.purpose = ask.purpose.value_or(Purpose::Informational);
    to.facts.sentBy = ask.sentBy;
    to.facts.now = ask.at > 0 ? ask.at : database.setup().clock->now();
    to.facts.artificialVoice = ask.artificialVoice;
    to.facts.message = ask.message;
    to.facts.override = overrideBy(**book, person, ask.reason);
    for (const auto step : {addAddress, addRefusals, addHistory, addStore}) {
        if (auto done = step(to); !done)
            return done.error();
    }
    if (!ask.purpose)
        to.facts.purpose = purposeOfReply(to.facts, **rules);
    return to.facts;
}

Result<GateVerdict> askGate(Session &session, LeadId lead, const GateAsk &ask)
{
    const auto found = asked(session.database(), session.person(), lead, ask);
    return found ? Result<GateVerdict>(found->verdict) : found.error();
}

Result<GateVerdict> passGate(Transaction &tx, LeadId lead, const GateAsk &ask)
{
    const auto found = asked(tx.database(), tx.by().who, lead, ask);
    const auto rules = legalRules(tx.database());
    if (!found || !rules)
        return !found ? found.error() : rules.error();
    GateLog row = gateLogOf(found->facts, found->verdict, **rules);
    row.id = {tx.freshId()};
    row.lead = lead;
    row.customer = found->customer;
    row.by = tx.by().who;
    if (auto done = apply(tx, put(kGateLog, row)); !done)
        return done.error();
    return found->verdict;
}

Result<void> keepVerdict(Session &session, LeadId id, const GateAsk &ask, const GateVerdict &verdict)
{
    const auto deed = commitDeed(session, "gate", [&](Transaction &tx) -> Result<void> {
        const auto rules = legalRules(tx.database());
        const auto lead = load(tx.database(), kLead, id.value);
        if (!rules || !lead)
            return !rules ? rules.error() : lead.error();
        GateFacts facts;
        facts.channel = ask.channel;
        facts.purpose = verdict.purpose;
        facts.sentBy = ask.sentBy;
        facts.now = verdict.at;
        facts.override.reason = ask.reason;
        GateLog row = gateLogOf(facts, verdict, **rules);
        row.id = {tx.freshId()};
        row.lead = id;
        row.customer = lead->customer;
        row.by = tx.by().who;
        return apply(tx, put(kGateLog, row));
    });
    return deed ? Result<void>() : deed.error();
}

Result<GateVerdict> passGate(Session &session, LeadId lead, const GateAsk &ask)
{
    GateVerdict verdict;
    const auto deed = commitDeed(session, "gate", [&](Transaction &tx) -> Result<void> {
        auto passed = passGate(tx, lead, ask);
        if (!passed)
            return passed.error();
        verdict = std::move(*passed);
        return {};
    });
    return deed ? Result<GateVerdict>(verdict) : deed.error();
}

Result<QuietTime> quietFor(Session &session, LeadId lead, Time at)
{
    const auto rules = legalRules(session.database());
    if (!rules)
        return rules.error();
    GateAsk ask;
    ask.at = at;
    const auto facts = gateFactsOf(session.database(), session.person(), lead, ask);
    return facts ? quietTime(at, placesOf(*facts, **rules), **rules) : Result<QuietTime>(facts.error());
}

Result<std::vector<MayUntil>> contactUntil(Database &database, LeadId lead, Channel channel)
{
    GateAsk ask;
    ask.channel = channel;
    const auto facts = gateFactsOf(database, {}, lead, ask);
    const auto rules = legalRules(database);
    if (!facts || !rules)
        return !facts ? facts.error() : rules.error();
    std::vector<MayUntil> all;
    const auto places = placesOf(*facts, **rules);
    const bool canada = std::ranges::any_of(places, [](const GatePlace &place) { return place.canada; });
    if (channel != Channel::Email)
        all = mayUntil(**rules, facts->dealings, canada ? Relation::CanadaCalls : Relation::UsCalls);
    if (canada && channel != Channel::Phone) {
        const auto messages = mayUntil(**rules, facts->dealings, Relation::CanadaMessages);
        all.insert(all.end(), messages.begin(), messages.end());
    }
    return all;
}

Result<DeedId> setLegalRules(Session &session, const QByteArray &json)
{
    const QByteArray text = json.trimmed();
    if (auto read = text.isEmpty() ? Result<LegalRules>(LegalRules()) : LegalRules::fromJson(text); !read)
        return read.error();
    return doDeed(session, "rules", {}, [&](Transaction &tx) -> Result<void> {
        const auto book = rulebook(tx.database());
        if (!book)
            return book.error();
        if (!(*book)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("role"), {}};
        return writeSetting(tx, QString::fromLatin1(kLegalRulesSetting), QString::fromUtf8(text));
    });
}

bool isRefusal(const GateVerdict &verdict)
{
    return std::ranges::any_of(
        verdict.reasons, [](const GateReason &reason) { return reason.code == QLatin1String("refused"); });
}

} // namespace updesk
