// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for calls and texts; a text counts as a call everywhere (US-12).
#include "core/sequences/gatechecks.h"

#include <algorithm>

namespace updesk
{

namespace
{

void checkReceipt(GateRun &run)
{
    const Time since = run.facts.now - run.facts.refusedAt;
    if (run.facts.channel != Channel::Text || !run.facts.refusedCallsOrTexts)
        run.block("US-10", "no_opt_out");
    else if (since < 0 || since > run.rules.receiptMinutes * kMinute)
        run.block("US-10", "late");
    else if (run.facts.receipts > 0)
        run.block("US-10", "second");
    else if (run.facts.message && run.facts.message->offers)
        run.block("US-10", "offers");
}

const char *ruleOfRefusal(const GateRun &run)
{
    if (!run.us)
        return run.facts.channel == Channel::Phone ? "CA-6" : "CA-4";
    return run.facts.channel == Channel::Email ? "EM-4" : run.facts.channel == Channel::Text ? "US-8" : "US-6";
}

bool isRefusalOfAll(const GateRun &run)
{
    return run.facts.refusalOfAll.value_or(run.rules.refusalOfAll)
        || dayIn(run.facts.now, run.facts.dealings.zone) >= run.rules.refusalOfAllFrom;
}

void checkUsList(GateRun &run)
{
    const auto relation = run.relation(Relation::UsCalls);
    if (relation && run.holds(*relation))
        return;
    const QDate today = dayIn(run.facts.now, run.facts.dealings.zone);
    const QDate &dated = run.facts.listDated;
    GateReason *reason = nullptr;
    if (!dated.isValid() || dated.daysTo(today) > run.rules.us.listDays || dated > today)
        reason = &run.block("US-4", dated.isValid() ? "stale" : "no_list");
    else if (run.facts.listed)
        reason = &run.block("US-4", "listed");
    if (!reason)
        return;
    reason->day = dated;
    reason->count = run.rules.us.listDays;
    if (relation)
        run.block("US-5", "ended").day = relation->last;
}

void checkCanadaList(GateRun &run)
{
    const auto relation = run.relation(Relation::CanadaCalls);
    if (relation && run.holds(*relation))
        return;
    const QDate today = dayIn(run.facts.now, run.facts.dealings.zone);
    const QDate &dated = run.facts.listDated;
    if (!run.facts.canadaRegistered)
        run.block("CA-6", "not_registered");
    else if (!dated.isValid() || dated.daysTo(today) > run.rules.canada.listDays || dated > today)
        run.block("CA-6", dated.isValid() ? "stale" : "no_list").day = dated;
    else if (run.facts.listed)
        run.block("CA-6", "listed").day = relation ? relation->last : QDate();
}

struct Cap {
    int contacts = 0, hours = 0;
    QString state;
};

// A cap that is free sooner says nothing beside one that is not.
void applyCap(GateRun &run, const Cap &cap)
{
    const Time from = run.facts.now - cap.hours * kHour;
    std::vector<Time> counted;
    std::ranges::copy_if(
        run.facts.contacts, std::back_inserter(counted), [&](Time at) { return at > from && at <= run.facts.now; });
    if (counted.size() < size_t(cap.contacts))
        return;
    GateReason &reason = run.block("US-3", "cap");
    reason.moves = true;
    reason.state = cap.state;
    reason.count = cap.contacts;
    reason.hours = cap.hours;
    // One more is right once so many of them have left the window that fewer than the cap are in it.
    const Time free = counted[counted.size() - size_t(cap.contacts)] + cap.hours * kHour;
    run.verdict.moveTo = std::max(run.verdict.moveTo, free);
}

} // namespace

// Who was erased is not advertised to, under whatever name they come again, until they agree anew.
static bool isSuppressed(const GateRun &run)
{
    const auto isNewer = [&run](const ConsentProof &one) {
        const bool way = one.channel == Channel::None || one.channel == run.facts.channel;
        return way && one.at > run.facts.suppressedAt;
    };
    return run.facts.suppressedAt > 0 && run.facts.purpose == Purpose::Marketing
        && std::ranges::none_of(run.facts.consents, isNewer);
}

void checkRefusals(GateRun &run)
{
    if (run.facts.purpose == Purpose::OptOutReceipt)
        return checkReceipt(run);
    if (run.facts.refused)
        run.block(ruleOfRefusal(run), "refused");
    else if (run.isNumber() && run.facts.refusedCallsOrTexts && run.facts.purpose == Purpose::Marketing
        && isRefusalOfAll(run))
        run.block("US-11", "other_way");
    if (isSuppressed(run))
        run.block("SG-5", "erased").may = LegalRules::MayOverride::Nobody;
    if (run.facts.unclear && !run.facts.refused && !run.reply) {
        run.block("US-8", "unclear");
        run.verdict.askPerson = true;
    }
}

void checkVoice(GateRun &run)
{
    if (run.facts.channel != Channel::Phone)
        return;
    if (run.facts.artificialVoice)
        run.block("US-15", "artificial_voice");
    // Where the state is not known it may be one that wants it.
    run.verdict.announceRecording = std::ranges::any_of(run.places, [&](const GatePlace &place) {
        const auto state = run.rules.states.find(place.state);
        return state == run.rules.states.end() || state->second.recordAll;
    });
}

void checkConsent(GateRun &run)
{
    if (run.facts.channel != Channel::Text || run.facts.sentBy != SentBy::Automatic
        || run.facts.purpose == Purpose::OptOutReceipt)
        return;
    const bool marketing = run.facts.purpose == Purpose::Marketing;
    if (run.consent(marketing))
        return;
    run.block("US-7", marketing && run.consent(false) ? "not_written" : "no_consent");
    run.verdict.toPerson = true;
}

// Only solicitations are kept from those on the list; who agreed in writing may be called.
void checkLists(GateRun &run)
{
    if (!run.isNumber() || run.facts.purpose != Purpose::Marketing || run.facts.refused || run.consent(true))
        return;
    if (run.us)
        checkUsList(run);
    if (run.canada)
        checkCanadaList(run);
}

void checkTextWords(GateRun &run)
{
    if (run.facts.channel != Channel::Text || !run.facts.message)
        return;
    const GateMessage &message = *run.facts.message;
    if (run.facts.firstText && !message.namesDealer)
        run.block("US-13", "dealer_not_named");
    if (!message.from.isEmpty() && !run.facts.store.numbers.contains(message.from))
        run.block("US-13", "not_our_number");
}

void checkCaps(GateRun &run)
{
    const bool counts = run.facts.purpose == Purpose::Marketing || run.facts.purpose == Purpose::Informational;
    if (!run.isNumber() || !counts)
        return;
    QStringList seen;
    for (const GatePlace &place : run.places) {
        const auto state = run.rules.states.find(place.state);
        if (state == run.rules.states.end() || state->second.capContacts == 0 || seen.contains(place.state))
            continue;
        seen << place.state;
        applyCap(run, {state->second.capContacts, state->second.capHours, place.state});
    }
}

// A confirmation answers at once whatever the hour: the customer has just written.
void checkHours(GateRun &run)
{
    if (!run.isNumber() || run.facts.purpose == Purpose::OptOutReceipt)
        return;
    const QuietTime quiet = quietTime(run.facts.now, run.places, run.rules);
    if (!quiet.quiet)
        return;
    GateReason &reason = run.block(quiet.canada ? "CA-5" : quiet.stateHours ? "US-2" : "US-1", "hours");
    reason.moves = true;
    reason.zone = quiet.zone;
    reason.state = quiet.state;
    reason.minute = quiet.minute;
    reason.from = quiet.from;
    reason.until = quiet.until;
}

} // namespace updesk
