// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/heard.h"

#include "core/desk/bookings.h"
#include "core/desk/deed.h"
#include "core/desk/gaterows.h"
#include "core/desk/refusals.h"
#include "core/intake/refusals.h"
#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/sequences/legalstore.h"

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

static Result<void> obey(Transaction &tx, const Lead &lead, const LeadDraft &said)
{
    if (auto done = writeRefusals(tx, lead.customer, said, Consent::How::Words); !done)
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
        task.channel = Channel::None;
        task.due = tx.now();
        if (auto done = apply(tx, put(kTask, task)); !done)
            return done;
    }
    return tellManagers(tx, {0, {}, Notice::Kind::ToDecide, tx.now(), lead.id, {}, 1, false}, tx.by().who);
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

Result<OptOutSaid> hearWords(Transaction &tx, LeadId id, Channel channel, const QString &text, const QString &from)
{
    const auto rules = legalRules(tx.database());
    const auto lead = load(tx.database(), kLead, id.value);
    if (!rules || !lead)
        return !rules ? rules.error() : lead.error();
    LeadDraft said = saidFrom(channel, from);
    readRefusals(said, text);
    OptOutSaid means = readOptOut(**rules, text);
    if (means == OptOutSaid::Stop)
        refuse(said, Channel::None, text.trimmed().left(kMostKept));
    if (!said.refusals.empty()) {
        const auto obeyed = obey(tx, *lead, said);
        return obeyed ? Result<OptOutSaid>(OptOutSaid::Stop) : obeyed.error();
    }
    if (means == OptOutSaid::Perhaps) {
        if (auto held = hold(tx, *lead, channel, text); !held)
            return held.error();
    }
    return means;
}

Result<DeedId> settleDoubt(Session &session, LeadId id, bool refuses)
{
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
        if (!refuses)
            return {};
        LeadDraft said;
        refuse(said, Channel::None, standing->unclearWords);
        return obey(tx, *lead, said);
    });
    if (deed)
        session.refresh({id}); // what a customer said is not taken back with a key
    return deed;
}

} // namespace updesk
