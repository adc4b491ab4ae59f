// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/peopleverbs.h"

#include "core/base/text.h"
#include "core/desk/capturerows.h"
#include "core/desk/contactrows.h"
#include "core/desk/deed.h"
#include "core/desk/optout.h"
#include "core/desk/otherplans.h"
#include "core/desk/parting.h"
#include "core/desk/peoplerows.h"
#include "core/desk/suspicion.h"
#include "core/leads/activity.h"
#include "core/leads/leadnowstore.h"
#include "core/people/customerstore.h"
#include "core/people/mergeplan.h"

namespace updesk
{

Result<DeedId> doNotContact(Session &session, CustomerId id, const QString &words)
{
    std::vector<LeadId> told;
    const auto deed = commitDeed(session, "optout", [&](Transaction &tx) -> Result<void> {
        const auto alive = CustomerStore(tx.database()).find(id);
        if (!alive)
            return alive.error();
        const auto leads = leadsOfCustomer(tx.database(), alive->id);
        if (!leads)
            return leads.error();
        told = *leads;
        if (auto said = writeOptOut(tx, alive->id, words); !said)
            return said;
        return writeChange(tx, alive->id, Activity::Code::DoNotContact, words, told.empty() ? LeadId{} : told.front());
    });
    if (deed)
        session.done(*deed, told);
    return deed;
}

static MergeSide sideOf(const Customer &c)
{
    return {c.first, c.last, c.full, c.company, c.dmsNumber, c.language, c.suffix, c.created, c.created};
}

const QString &mergeValue(const Customer &customer, MergeField field)
{
    switch (field) {
    case MergeField::First:
        return customer.first;
    case MergeField::Last:
        return customer.last;
    case MergeField::Full:
        return customer.full;
    case MergeField::Company:
        return customer.company;
    case MergeField::DmsNumber:
        return customer.dmsNumber;
    case MergeField::Language:
        break;
    }
    return customer.language;
}

// The record that lives takes each field from the side that the plan names; it stands left in it.
static Customer merged(const Customer &into, const Customer &from, const MergePlan &plan)
{
    const auto pick = [&](MergeField field) {
        return mergeValue(plan.of(field).side == Side::Left ? into : from, field);
    };
    Customer out = into;
    out.first = pick(MergeField::First);
    out.last = pick(MergeField::Last);
    out.full = pick(MergeField::Full);
    out.company = pick(MergeField::Company);
    out.dmsNumber = pick(MergeField::DmsNumber);
    out.language = pick(MergeField::Language);
    if (out.suffix.isEmpty())
        out.suffix = from.suffix;
    if (out.household.isNull())
        out.household = from.household;
    return out;
}

static Result<std::vector<Op>> mergeOps(
    Database &database, const Customer &gone, const Customer &lives, const Customer &kept)
{
    Customer alias = gone;
    alias.mergedInto = lives.id;
    const auto moves = movesOf(database, gone.id, lives.id);
    const auto suspicions = suspicionsBetween(database, gone.id, lives.id);
    if (!moves || !suspicions)
        return !moves ? moves.error() : suspicions.error();
    std::vector<Op> ops{set(kCustomer, gone, alias, Op::Kind::Merge), set(kCustomer, lives, kept)};
    ops.insert(ops.end(), moves->begin(), moves->end());
    ops.insert(ops.end(), suspicions->begin(), suspicions->end());
    return ops;
}

// Any desk of the store can part the two again by what stands beside the line: the log stays here.
static Result<void> writeMerged(Transaction &tx, const Customer &gone, CustomerId into, LeadId lead, const QString &by)
{
    Activity line = changeOf(tx, into, Activity::Code::Merged, gone.full, lead);
    line.providerText = by;
    return apply(tx, put(kActivity, line));
}

// Read inside the transaction: a lead that the thread beside the window captures meanwhile would stay behind.
static Result<void> writeMerge(
    Transaction &tx, CustomerId from, CustomerId into, const MergePlan *chosen, std::vector<LeadId> &told)
{
    const auto gone = load(tx.database(), kCustomer, from.value);
    const auto lives = load(tx.database(), kCustomer, into.value);
    if (!gone || !lives)
        return !gone ? gone.error() : lives.error();
    if (from == into || !gone->mergedInto.isNull() || !lives->mergedInto.isNull())
        return Error{Error::Code::Invalid, QStringLiteral("customer"), {}};
    const MergePlan plan = mergePlan(sideOf(*lives), sideOf(*gone));
    if (plan.twoGenerations || (plan.oneGeneration && !chosen))
        return Error{Error::Code::Denied, QStringLiteral("generations"), {}};
    Customer kept = merged(*lives, *gone, chosen ? *chosen : plan);
    if (chosen && chosen->of(MergeField::First).side != chosen->of(MergeField::Last).side && !kept.first.isEmpty()
        && !kept.last.isEmpty())
        kept.full = kept.first + u' ' + kept.last;
    const auto ops = mergeOps(tx.database(), *gone, *lives, kept);
    const auto leads = leadsOfCustomer(tx.database(), into);
    const auto record = ops ? partingRecord(tx.database(), *ops) : Result<QString>(ops.error());
    if (!record || !leads)
        return !record ? record.error() : leads.error();
    told = *leads;
    for (const Op &op : *ops) {
        if (op.table == &kLead)
            told.push_back({op.row});
        if (auto done = apply(tx, op); !done)
            return done;
    }
    if (auto scored = logScores(tx, told, "merge"); !scored)
        return scored;
    if (auto joined = joinPlans(tx, into); !joined)
        return joined;
    return writeMerged(tx, *gone, into, told.empty() ? LeadId{} : told.front(), *record);
}

static Result<DeedId> doMerge(Session &session, CustomerId from, CustomerId into, const MergePlan *chosen)
{
    std::vector<LeadId> told;
    const auto deed =
        commitDeed(session, "merge", [&](Transaction &tx) { return writeMerge(tx, from, into, chosen, told); });
    if (deed)
        session.done(*deed, told);
    return deed;
}

Result<DeedId> merge(Session &session, CustomerId from, CustomerId into)
{
    return doMerge(session, from, into, nullptr);
}

Result<DeedId> mergeAsChosen(Session &session, CustomerId left, CustomerId right, const MergePlan &plan)
{
    if (plan.survivor == Side::Left)
        return doMerge(session, right, left, &plan);
    MergePlan turned = plan;
    for (MergeChoice &choice : turned.fields)
        choice.side = choice.side == Side::Left ? Side::Right : Side::Left;
    return doMerge(session, left, right, &turned);
}

Result<MergeView> mergeView(Database &database, CustomerId left, CustomerId right)
{
    auto one = customerCard(database, left);
    auto other = customerCard(database, right);
    if (!one || !other)
        return !one ? one.error() : other.error();
    if (one->customer.id == other->customer.id || one->customer.id != left || other->customer.id != right)
        return Error{Error::Code::Invalid, QStringLiteral("customer"), {}};
    const auto match = matchBetween(database, left, right);
    if (!match)
        return match.error();
    const MergePlan plan = mergePlan(sideOf(one->customer), sideOf(other->customer));
    return MergeView{std::move(*one), std::move(*other), plan, *match};
}

static Result<void> nameHousemates(Database &database, const std::vector<CustomerId> &home, CustomerCard &card)
{
    constexpr qsizetype kMostNames = 2;
    for (const CustomerId &id : home) {
        if (id == card.customer.id || card.housemates.size() >= kMostNames)
            continue;
        const auto other = load(database, kCustomer, id.value);
        if (!other)
            return other.error();
        card.housemates.push_back(nameOf(*other));
    }
    return {};
}

Result<CustomerCard> customerCard(Database &database, CustomerId id)
{
    const CustomerStore store(database);
    auto customer = store.find(id);
    if (!customer)
        return customer.error();
    auto phones = store.phones(customer->id);
    auto emails = store.emails(customer->id);
    auto addresses = store.addresses(customer->id);
    const auto can = contactable(database, customer->id);
    auto maybe = maybeSameAs(database, customer->id);
    if (!phones || !emails || !addresses)
        return !phones ? phones.error() : !emails ? emails.error() : addresses.error();
    if (!can || !maybe)
        return !can ? can.error() : maybe.error();
    CustomerCard card{*customer, std::move(*phones), std::move(*emails), std::move(*addresses), 0, {}, !can->call,
        !can->text, !can->email, can->textConsent, std::move(*maybe)};
    if (!customer->household.isNull()) {
        const auto home = store.household(customer->household);
        if (!home)
            return home.error();
        card.householdOthers = int(home->size()) - 1;
        if (auto named = nameHousemates(database, *home, card); !named)
            return named.error();
    }
    return card;
}

static Result<FoundCustomer> foundCustomer(Database &database, CustomerId id)
{
    const CustomerStore store(database);
    const auto customer = store.find(id);
    if (!customer)
        return customer.error();
    const auto phones = store.phones(customer->id);
    const auto emails = store.emails(customer->id);
    const auto leads = leadsOfCustomer(database, customer->id);
    if (!phones || !emails || !leads)
        return !phones ? phones.error() : !emails ? emails.error() : leads.error();
    FoundCustomer found;
    found.customer = customer->id;
    found.name = customer->full.isEmpty() ? customer->company : customer->full;
    found.phone = phones->empty() ? QString() : phones->front().e164;
    found.email = emails->empty() ? QString() : emails->front().address;
    if (!leads->empty()) {
        const auto now = leadNowOf(database, leads->front());
        if (!now)
            return now.error();
        found.lead = now->id;
        found.stage = now->stage;
        found.owner = now->owner;
    }
    return found;
}

Result<std::vector<FoundCustomer>> findCustomers(Database &database, const QString &text, int most)
{
    const CustomerStore store(database);
    const auto rules = rulebook(database);
    if (!rules)
        return rules.error();
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += c;
    }
    const bool hasLetters = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    Result<std::vector<CustomerId>> ids = std::vector<CustomerId>{};
    if (text.contains(u'@'))
        ids = store.byEmailStart(text.trimmed(), most);
    else if (!hasLetters)
        ids = store.byPhoneDigits(digits, (*rules)->dealership.region, most);
    else
        ids = store.byNameWords(foldedWords(text), most);
    if (!ids)
        return ids.error();
    std::vector<FoundCustomer> found;
    for (const CustomerId &id : *ids) {
        const bool known = std::ranges::any_of(found, [&](const FoundCustomer &f) { return f.customer == id; });
        if (known || int(found.size()) >= most)
            continue;
        auto row = foundCustomer(database, id);
        if (!row && row.error().code == Error::Code::NotFound)
            continue; // a phone or e-mail whose customer was taken back
        if (!row)
            return row.error();
        if (std::ranges::any_of(found, [&](const FoundCustomer &f) { return f.customer == row->customer; }))
            continue; // an alias of one that is there
        found.push_back(std::move(*row));
    }
    return found;
}

} // namespace updesk
