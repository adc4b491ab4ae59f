// SPDX-License-Identifier: GPL-3.0-or-later
// What a customer refuses is kept with their words, and nothing that they refuse stays planned (US-6, US-8).
#include "core/desk/refusals.h"

#include "core/desk/bookings.h"
#include "core/desk/capturerows.h"
#include "core/desk/contactrows.h"
#include "core/desk/firststep.h"
#include "core/desk/followplan.h"
#include "core/people/staff.h"

#include <climits>

namespace updesk
{

static QString addressOf(const LeadDraft &said, Channel channel)
{
    if (channel == Channel::Email)
        return said.emails.empty() ? QString() : said.emails.front().address;
    const bool number = channel == Channel::Phone || channel == Channel::Text;
    return !number || said.phones.empty() ? QString() : said.phones.front().e164;
}

Result<void> writeRefusals(Transaction &tx, CustomerId customer, const LeadDraft &said, Consent::How how, Channel heard)
{
    for (const RefusalDraft &refusal : said.refusals) {
        Consent no;
        no.id = {tx.freshId()};
        no.customer = customer;
        no.address = addressOf(said, refusal.channel);
        no.channel = int(refusal.channel);
        no.state = Consent::State::No;
        no.how = refusal.answered && how == Consent::How::Words ? Consent::How::Form : how;
        no.words = refusal.words;
        no.form = heard == Channel::Text ? QString::fromLatin1(kTextedConsent) : QString();
        no.by = tx.by().who;
        no.at = tx.now();
        if (auto done = apply(tx, put(kConsent, no)); !done)
            return done;
    }
    return {};
}

Result<bool> obeyRefusals(Transaction &tx, CustomerId customer)
{
    const auto can = contactable(tx.database(), customer);
    const auto by = confirmedBy(tx.database(), customer);
    const auto leads = leadsOfCustomer(tx.database(), customer, INT_MAX);
    if (!can || !by || !leads)
        return !can ? can.error() : !by ? by.error() : leads.error();
    bool decide = false;
    for (const LeadId &id : *leads) {
        const auto lead = load(tx.database(), kLead, id.value);
        if (!lead)
            return lead.error();
        if (lead->closed != Closed::Open) {
            if (const auto plan = followPlan(tx, id); !plan) // of who has bought one may run
                return plan.error();
            continue;
        }
        const auto due = dropRefused(tx, id, *can, *by);
        auto step = firstStep(tx.database(), *lead);
        const auto plan = followPlan(tx, id); // goes on by the ways that are left
        if (!due || !step || !plan)
            return !due ? due.error() : !step ? step.error() : plan.error();
        const bool decides = step->kind == Task::Kind::Decide;
        if (plan->running && !decides)
            continue;
        const auto decided = decides ? isPlanned(tx.database(), id, Task::Kind::Decide) : false;
        if (!decided)
            return decided.error();
        if (*decided || (*due == 0 && !decides))
            continue;
        step->id = {tx.freshId()};
        step->lead = id;
        step->due = decides ? tx.now() : *due;
        decide = decide || decides;
        if (auto done = apply(tx, put(kTask, *step)); !done)
            return done.error();
    }
    return decide;
}

Result<void> tellManagers(Transaction &tx, Notice news, PersonId except)
{
    const auto people = loadAll(tx.database(), kPerson);
    if (!people)
        return people.error();
    for (const Person &person : *people) {
        if (person.role != Role::Manager || !person.active || person.id == except)
            continue;
        news.person = person.id;
        if (auto told = tell(tx, news); !told)
            return told;
    }
    return {};
}

} // namespace updesk
