// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/filecall.h"

#include "core/desk/calldocument.h"
#include "core/desk/deed.h"
#include "core/desk/documentrows.h"
#include "core/desk/followplan.h"
#include "core/desk/notices.h"
#include "core/desk/originals.h"
#include "core/desk/receiverows.h"
#include "core/desk/tray.h"
#include "core/leads/lead.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static Result<LeadId> leadOf(Database &database, const PhoneCall &call)
{
    const auto customers = call.number.isEmpty() ? Result<std::vector<CustomerId>>(std::vector<CustomerId>())
                                                 : customersOfNumber(database, call.number);
    const auto open = customers ? likeliestLead(database, *customers, lastCallTo) : Result<LeadId>(customers.error());
    return !open || !open->isNull() ? open : newestLeadOf(database, *customers);
}

static bool isOfSystem(const Activity &row)
{
    return row.person.isNull() && row.outcome == Outcome::None && row.evidence == Evidence::Confirmed;
}

// What a person logged for it, not yet proven; the nearest of several.
static Result<std::optional<Activity>> loggedFor(Database &database, LeadId lead, const PhoneCall &call)
{
    const auto rows = callsBetween(database, lead, call.rangAt - kBeforeDial, call.endedAt + kAfterCall);
    if (!rows)
        return rows.error();
    std::optional<Activity> nearest;
    for (const ActivityId &id : *rows) {
        auto row = load(database, kActivity, id.value);
        if (!row)
            return row.error();
        const bool closer = !nearest || qAbs(row->at - call.rangAt) < qAbs(nearest->at - call.rangAt);
        if (row->evidence != Evidence::Confirmed && row->evidence != Evidence::Automatic && closer)
            nearest = std::move(*row);
    }
    return nearest;
}

Result<std::optional<Activity>> unloggedCall(Database &database, LeadId lead, Time from, Time until)
{
    const auto rows = callsBetween(database, lead, from, until);
    if (!rows)
        return rows.error();
    for (auto id = rows->crbegin(); id != rows->crend(); ++id) {
        auto row = load(database, kActivity, id->value);
        if (!row)
            return row.error();
        if (isOfSystem(*row))
            return std::optional<Activity>(std::move(*row));
    }
    return std::optional<Activity>();
}

static Activity lineOf(const PhoneCall &call, const Lead &lead, ActivityId id)
{
    Activity row;
    row.id = id;
    row.lead = lead.id;
    row.customer = lead.customer;
    row.kind = Activity::Kind::Call;
    row.direction = call.way == CallWay::In ? Activity::Direction::In : Activity::Direction::Out;
    row.at = call.rangAt;
    row.seconds = call.seconds;
    row.evidence = evidenceOf(call);
    return row;
}

static Result<void> writeLine(Transaction &tx, const PhoneCall &call, const Lead &lead, ActivityId id, CallTaken &out)
{
    Activity row = lineOf(call, lead, id);
    out.how = CallTaken::How::Written;
    const auto logged = call.way == CallWay::Out ? loggedFor(tx.database(), lead.id, call)
                                                 : Result<std::optional<Activity>>(std::optional<Activity>());
    if (!logged)
        return logged.error();
    if (*logged) {
        row = **logged;
        row.id = id;
        row.evidence = evidenceOf(call);
        row.seconds = call.seconds;
        row.corrects = (*logged)->id;
        out.how = CallTaken::How::Proves;
    }
    if (auto done = apply(tx, put(kActivity, row)); !done)
        return done;
    const auto plan = followPlan(tx, lead.id);
    if (!plan || call.way == CallWay::Out || lead.owner.isNull())
        return plan ? Result<void>() : plan.error();
    return tell(tx, {0, lead.owner, Notice::Kind::Replied, tx.now(), lead.id, {}, 1, false});
}

static ActivityId idOf(const Transaction &tx, const PhoneCall &call)
{
    return {tx.drawnId("phone call " + call.id.toUtf8() + ' ' + call.number.toLatin1(), 0)};
}

static QString spottedJson(const PhoneCall &call)
{
    const QJsonObject spotted{{QStringLiteral("emails"), QJsonArray()},
        {QStringLiteral("phones"), QJsonArray{call.number}}, {QStringLiteral("sender"), call.number},
        {QStringLiteral("subject"), QString()}};
    return QString::fromUtf8(QJsonDocument(spotted).toJson(QJsonDocument::Compact));
}

// A list of calls may be of a whole year: whoever called so long ago waits for nobody any more. Of a number that waits
// already one row is enough.
static Result<void> keepForAPerson(Transaction &tx, const PhoneCall &call, CallTaken &out)
{
    constexpr Time kNews = 7 * kDay;
    if (call.way != CallWay::In || !call.number.startsWith(u'+') || call.rangAt < tx.now() - kNews)
        return {};
    Original row = originalOf(call);
    const auto waits = isCallerWaiting(tx.database(), call.number);
    const auto fresh = waits ? keepOriginal(tx, row, callDocument(call)) : Result<bool>(waits.error());
    if (!fresh)
        return fresh.error();
    out.how = *fresh ? CallTaken::How::Waits : CallTaken::How::Known;
    if (!*fresh)
        return {};
    const auto state = *waits ? Quarantine::State::SetAside : Quarantine::State::Waiting;
    const auto code = call.answeredAt > 0 ? code::kUnknownCaller : code::kMissedCaller;
    const auto kept = putQuarantine(tx, row.id, code, spottedJson(call), state);
    return kept ? Result<void>() : kept.error();
}

static Result<void> write(Transaction &tx, const PhoneCall &call, CallTaken &out)
{
    const ActivityId id = idOf(tx, call);
    const auto known = hasRow(tx.database(), kActivity, id.value);
    if (!known)
        return known.error();
    if (*known) {
        out.how = CallTaken::How::Known;
        return {};
    }
    const auto found = leadOf(tx.database(), call);
    if (!found || found->isNull())
        return found ? keepForAPerson(tx, call, out) : found.error();
    const auto lead = load(tx.database(), kLead, found->value);
    if (!lead)
        return lead.error();
    if (call.rangAt < lead->received - kBeforeDial)
        return {}; // a call of before says nothing about this inquiry
    out.lead = lead->id;
    return writeLine(tx, call, *lead, id, out);
}

Result<CallTaken> takeCall(Session &session, const PhoneCall &call)
{
    CallTaken out;
    const auto deed = commitDeed(session, "import", [&](Transaction &tx) { return write(tx, call, out); });
    if (!deed)
        return deed.error();
    if (!deed->isNull()) {
        session.refresh(out.lead.isNull() ? std::vector<LeadId>() : std::vector<LeadId>{out.lead});
        session.tellNotices();
    }
    return out;
}

static Result<LeadId> fileKept(Transaction &tx, const PhoneCall &call, RowOnlyId row)
{
    const auto found = leadOf(tx.database(), call);
    if (!found || found->isNull())
        return found;
    const auto lead = load(tx.database(), kLead, found->value);
    if (!lead)
        return lead.error();
    CallTaken out;
    if (auto written = writeLine(tx, call, *lead, idOf(tx, call), out); !written)
        return written.error();
    const auto settled = settleQuarantine(tx, row, Quarantine::State::ReadLater, lead->id);
    return settled ? found : Result<LeadId>(settled.error());
}

Result<IntakeResult> fileCallLater(Session &session, RowOnlyId id, const Original &original, const QByteArray &bytes)
{
    IntakeResult result;
    result.original = original.id;
    LeadId lead;
    const auto deed = commitDeed(session, "reply", [&](Transaction &tx) -> Result<void> {
        const auto row = load(tx.database(), kQuarantine, id.value);
        const auto done = row ? hasBecomeLead(tx.database(), id) : Result<bool>(row.error());
        if (!done)
            return done.error();
        result.outcome = *done ? IntakeResult::Outcome::Known : IntakeResult::Outcome::Quarantined;
        result.code = *done ? QString() : row->code;
        result.setAside = row->state == Quarantine::State::SetAside;
        const auto call = callIn(bytes);
        const auto filed = call && !*done ? fileKept(tx, *call, id) : Result<LeadId>(LeadId());
        if (!filed)
            return filed.error();
        lead = *filed;
        return {};
    });
    if (!deed)
        return deed.error();
    if (lead.isNull())
        return result;
    result.outcome = IntakeResult::Outcome::Filed;
    result.code.clear();
    Captured joined;
    joined.how = Captured::How::JoinedLead;
    joined.lead = lead;
    joined.deed = *deed;
    result.captured.push_back(joined);
    session.done(*deed, {lead});
    session.tellNotices();
    return result;
}

} // namespace updesk
