// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/heard.h"

#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/followplan.h"
#include "core/desk/gaterows.h"
#include "core/desk/refusals.h"
#include "core/desk/suspicion.h"
#include "core/intake/refusals.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/sequences/legalstore.h"

#include <climits>

namespace updesk
{

static constexpr qsizetype kMostKept = 1000; ///< letters of a reply that are kept as evidence

static Result<Consent> statement(Transaction &tx, CustomerId customer, Channel channel, const char *purpose)
{
    const auto alive = CustomerStore(tx.database()).find(customer);
    if (!alive)
        return alive.error();
    Consent row;
    row.id = {tx.freshId()};
    row.customer = alive->id;
    row.channel = int(channel);
    row.purpose = QString::fromLatin1(purpose);
    row.by = tx.by().who;
    row.at = tx.now();
    return row;
}

static Result<void> obey(Transaction &tx, const Lead &lead, const LeadDraft &said, Channel heard)
{
    if (auto done = writeRefusals(tx, lead.customer, said, Consent::How::Words, heard); !done)
        return done;
    const auto decide = obeyRefusals(tx, lead.customer);
    if (!decide)
        return decide.error();
    return *decide ? tellManagers(tx, {0, {}, Notice::Kind::ToDecide, tx.now(), lead.id, {}, 1, false}, tx.by().who)
                   : Result<void>();
}

static Result<void> hold(Transaction &tx, const Lead &lead, Channel channel, const QString &text)
{
    auto row = statement(tx, lead.customer, channel, kUnclearConsent);
    if (!row)
        return row.error();
    row->how = Consent::How::Words;
    row->words = text.trimmed().left(kMostKept);
    if (auto done = apply(tx, put(kConsent, *row)); !done)
        return done;
    const auto planned = isPlanned(tx.database(), lead.id, Task::Kind::Decide);
    if (!planned)
        return planned.error();
    if (!*planned && lead.closed == Closed::Open) {
        Task task;
        task.id = {tx.freshId()};
        task.lead = lead.id;
        task.kind = Task::Kind::Decide;
        task.channel = channel; // by which it is known from one of a customer who refuses every way
        task.due = tx.now();
        if (auto done = apply(tx, put(kTask, task)); !done)
            return done;
    }
    return tellManagers(tx, {0, {}, Notice::Kind::MayMeanStop, tx.now(), lead.id, {}, 1, false}, tx.by().who);
}

static LeadDraft saidFrom(Channel channel, const QString &from)
{
    LeadDraft said;
    if (!from.isEmpty() && channel == Channel::Email)
        said.emails.push_back({from, from.toLower()});
    else if (!from.isEmpty())
        said.phones.push_back({from, from, {}, PhoneKind::Unknown});
    return said;
}

// What the words refuse is added to `said`.
static Result<OptOutSaid> readWords(Database &database, LeadDraft &said, const QString &text)
{
    const auto rules = legalRules(database);
    if (!rules)
        return rules.error();
    readRefusals(said, text);
    const OptOutSaid means = readOptOut(**rules, text);
    if (means == OptOutSaid::Stop)
        refuse(said, Channel::None, text.trimmed().left(kMostKept));
    return said.refusals.empty() ? means : OptOutSaid::Stop;
}

Result<bool> refusesIn(Database &database, const QString &words)
{
    LeadDraft said;
    const auto means = readWords(database, said, words);
    return means ? Result<bool>(*means == OptOutSaid::Stop) : means.error();
}

Result<OptOutSaid> hearWords(Transaction &tx, LeadId id, Channel channel, const QString &text, const QString &from)
{
    LeadDraft said = saidFrom(channel, from);
    const auto lead = load(tx.database(), kLead, id.value);
    const auto means = lead ? readWords(tx.database(), said, text) : Result<OptOutSaid>(lead.error());
    if (!means || *means == OptOutSaid::Nothing)
        return means;
    const auto done = *means == OptOutSaid::Stop ? obey(tx, *lead, said, channel) : hold(tx, *lead, channel, text);
    return done ? means : Result<OptOutSaid>(done.error());
}

Result<OptOutSaid> hearRelayed(Transaction &tx, LeadId id, const QString &text, const QString &from)
{
    LeadDraft said = saidFrom(Channel::Email, from);
    const auto lead = load(tx.database(), kLead, id.value);
    const auto rules = legalRules(tx.database());
    if (!lead || !rules)
        return !lead ? lead.error() : rules.error();
    if (readOptOut(**rules, text) == OptOutSaid::Stop)
        return hearWords(tx, id, Channel::Email, text, from);
    const auto means = readWords(tx.database(), said, text);
    if (!means || *means == OptOutSaid::Nothing)
        return means;
    const auto held = hold(tx, *lead, Channel::Email, text);
    return held ? Result<OptOutSaid>(OptOutSaid::Perhaps) : held.error();
}

Result<OptOutSaid> hearWithoutLead(
    Transaction &tx, CustomerId customer, Channel channel, const QString &text, const QString &from)
{
    LeadDraft said = saidFrom(channel, from);
    const auto means = readWords(tx.database(), said, text);
    if (!means || *means != OptOutSaid::Stop)
        return means;
    const auto done = writeRefusals(tx, customer, said, Consent::How::Words, channel);
    return done ? means : Result<OptOutSaid>(done.error());
}

// The words were the customer's, whichever lead they came on.
static Result<std::vector<LeadId>> closeDoubts(Transaction &tx, CustomerId customer)
{
    auto leads = leadsOfCustomer(tx.database(), customer, INT_MAX);
    if (!leads)
        return leads;
    for (const LeadId &lead : *leads) {
        if (auto done = dropDoubts(tx, lead); !done)
            return done.error();
    }
    return leads;
}

Result<DeedId> settleDoubt(Session &session, LeadId id, bool refuses)
{
    std::vector<LeadId> leads;
    auto deed = commitDeed(session, "understood", [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        const auto standing = lead ? standingConsent(tx.database(), lead->customer) : lead.error();
        if (!standing)
            return standing.error();
        if (!standing->unclear)
            return Error{Error::Code::NotFound, QString::fromLatin1(kUnclearConsent), {}};
        auto row = statement(tx, lead->customer, Channel::None, kUnderstoodConsent);
        if (!row)
            return row.error();
        row->at = std::max(row->at, standing->unclearAt + 1); // the one that is newest counts
        if (auto done = apply(tx, put(kConsent, *row)); !done)
            return done;
        const auto closed = closeDoubts(tx, row->customer);
        if (!closed)
            return closed.error();
        leads = *closed;
        const auto code = refuses ? Activity::Code::DoubtRefuses : Activity::Code::DoubtGoesOn;
        if (auto told = writeChange(tx, row->customer, code, standing->unclearWords, id); !told)
            return told;
        if (!refuses)
            return followPlansOf(tx, row->customer);
        LeadDraft said;
        refuse(said, Channel::None, standing->unclearWords);
        return obey(tx, *lead, said, Channel::None); // a person read them
    });
    if (deed)
        session.refresh(leads); // what a customer said is not taken back with a key
    return deed;
}

} // namespace updesk
