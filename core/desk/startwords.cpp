// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/startwords.h"

#include "core/desk/contactrows.h"
#include "core/desk/followplan.h"
#include "core/desk/gaterows.h"
#include "core/leads/activity.h"
#include "core/people/customerstore.h"
#include "core/sequences/legalstore.h"
#include "core/sequences/optoutwords.h"

#include <algorithm>

namespace updesk
{

// Of a text that came by itself; what a person wrote down, or a mail, was said in another way.
static bool isStopText(const Consent &said, const LegalRules &rules)
{
    return said.how == Consent::How::Words && said.by.isNull() && said.form == QLatin1String(kTextedConsent)
        && readOptOut(rules, said.words) == OptOutSaid::Stop;
}

// When texts were stopped last, if by nothing but such texts; 0: not, or not only.
static Result<Time> stoppedByText(Database &database, CustomerId customer, const LegalRules &rules)
{
    const auto said = statementsOf(database, customer);
    if (!said)
        return said.error();
    Time lifted = -1, stopped = 0;
    for (const Consent &one : *said) {
        const bool lift = one.state == Consent::State::Yes && one.purpose == QLatin1String(kLiftedConsent);
        if (lift && isAbout(one, Channel::Text))
            lifted = std::max(lifted, one.at);
    }
    for (const Consent &one : *said) {
        if (one.state != Consent::State::No || !isAbout(one, Channel::Text) || one.at <= lifted)
            continue;
        if (!isStopText(one, rules))
            return Time(0);
        stopped = std::max(stopped, one.at);
    }
    return stopped;
}

static Result<void> putConsent(
    Transaction &tx, CustomerId customer, const char *purpose, Time at, const QString &words, ActivityId heard)
{
    Consent row;
    row.id = {tx.freshId()};
    row.customer = customer;
    row.channel = int(Channel::Text);
    row.purpose = QString::fromLatin1(purpose);
    row.state = Consent::State::Yes;
    row.how = Consent::How::Words;
    row.words = words; // nobody signs for it, also when a person files the text later
    row.form = QLatin1String(kTextedConsent) + u' ' + QString::fromLatin1(heard.value.hex());
    row.at = at;
    return apply(tx, put(kConsent, row));
}

static Result<void> writeLine(Transaction &tx, CustomerId customer, LeadId lead, const QString &words)
{
    Activity row;
    row.id = {tx.freshId()};
    row.lead = lead;
    row.customer = customer;
    row.kind = Activity::Kind::System;
    row.at = tx.now();
    row.code = Activity::Code::WayOpened;
    row.body = words;
    row.providerText = QStringLiteral("text"); // wayCode() of texts
    return apply(tx, put(kActivity, row));
}

Result<bool> wouldStart(Database &database, CustomerId customer, const QString &words)
{
    const auto rules = legalRules(database);
    if (!rules || !isStartWord(**rules, words))
        return rules ? Result<bool>(false) : rules.error();
    const auto stopped = stoppedByText(database, customer, **rules);
    return stopped ? Result<bool>(*stopped > 0) : stopped.error();
}

// The word alone proves nothing: a text that came in and says it does.
static Result<bool> isEvidence(Database &database, ActivityId heard, const QString &words)
{
    const auto line = load(database, kActivity, heard.value);
    if (!line)
        return line.error().code == Error::Code::NotFound ? Result<bool>(false) : Result<bool>(line.error());
    return line->kind == Activity::Kind::Text && line->direction == Activity::Direction::In
        && line->body.trimmed() == words.trimmed();
}

Result<bool> hearStart(Transaction &tx, CustomerId id, LeadId lead, ActivityId heard, const QString &text)
{
    const auto rules = legalRules(tx.database());
    if (!rules || !isStartWord(**rules, text))
        return rules ? Result<bool>(false) : rules.error();
    if (const auto proven = isEvidence(tx.database(), heard, text); !proven || !*proven)
        return proven;
    const auto customer = CustomerStore(tx.database()).find(id);
    if (!customer)
        return customer.error();
    const auto stopped = stoppedByText(tx.database(), customer->id, **rules);
    if (!stopped || *stopped == 0)
        return stopped ? Result<bool>(false) : stopped.error();
    const QString words = text.trimmed();
    const Time at = std::max(tx.now(), *stopped + 1); // it takes back what was said before it
    if (auto lifted = putConsent(tx, customer->id, kLiftedConsent, at, words, heard); !lifted)
        return lifted.error();
    if (auto agreed = putConsent(tx, customer->id, kInformsConsent, at, words, heard); !agreed)
        return agreed.error();
    if (auto told = writeLine(tx, customer->id, lead, words); !told)
        return told.error();
    const auto followed = followPlansOf(tx, customer->id);
    return followed ? Result<bool>(true) : Result<bool>(followed.error());
}

} // namespace updesk
