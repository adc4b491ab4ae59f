// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tray.h"

#include "core/desk/capturewriter.h"
#include "core/desk/deed.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/originals.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace updesk
{

Result<void> settleQuarantine(Transaction &tx, RowOnlyId row, Quarantine::State state, LeadId lead)
{
    const auto before = load(tx.database(), kQuarantine, row.value);
    if (!before)
        return before.error();
    Quarantine after = *before;
    after.state = state;
    after.lead = lead;
    return apply(tx, set(kQuarantine, *before, after));
}

Result<bool> hasBecomeLead(Database &database, RowOnlyId id)
{
    const auto row = load(database, kQuarantine, id.value);
    if (!row)
        return row.error();
    if (row->state != Quarantine::State::MadeLead && row->state != Quarantine::State::ReadLater)
        return false;
    const auto lead = load(database, kLead, row->lead.value);
    if (!lead && lead.error().code != Error::Code::NotFound)
        return lead.error();
    return bool(lead);
}

Result<LeadDraft> draftFromQuarantine(Session &session, RowOnlyId id)
{
    const auto row = load(session.database(), kQuarantine, id.value);
    if (!row)
        return row.error();
    const QJsonObject spotted = QJsonDocument::fromJson(row->spotted.toUtf8()).object();
    LeadDraft draft;
    for (const QString &phone : spotted[QLatin1String("phones")].toVariant().toStringList())
        draft.phones.push_back({phone, phone, {}, PhoneKind::Unknown});
    for (const QString &mail : spotted[QLatin1String("emails")].toVariant().toStringList())
        draft.emails.push_back({mail, mail});
    if (row->code == code::kUnknownCaller || row->code == code::kMissedCaller)
        draft.type = LeadType::Phone;
    draft.comments = spotted[QLatin1String("subject")].toString();
    return draft;
}

static Result<void> noteKeyed(Transaction &tx, const Captured &made, OriginalId original)
{
    Activity row;
    row.id = {tx.freshId()};
    row.lead = made.lead;
    row.customer = made.customer;
    row.kind = Activity::Kind::Change;
    row.person = tx.by().who;
    row.at = tx.now();
    row.code = Activity::Code::FromQuarantine;
    row.original = original;
    return apply(tx, put(kActivity, row));
}

Result<Captured> leadFromQuarantine(Session &session, RowOnlyId id, const LeadDraft &draft, const CaptureChoices &given)
{
    auto writer = CaptureWriter::make(session);
    if (!writer)
        return writer.error();
    auto tx = Transaction::begin(session.database(), session.by());
    if (!tx)
        return tx.error();
    const auto row = load(tx->database(), kQuarantine, id.value);
    if (!row)
        return row.error();
    if (row->state == Quarantine::State::MadeLead) {
        const auto there = load(tx->database(), kLead, row->lead.value);
        if (!there && there.error().code != Error::Code::NotFound)
            return there.error();
        if (there)
            return Captured{Captured::How::SameDocument, row->lead, {}, {}, {}, false, false, 0};
    }
    CaptureChoices choices = given;
    choices.original = row->original;
    choices.ordinal = -1; // by hand: beside the places that the document itself has
    auto made = writer->write(*tx, draft, choices);
    if (!made)
        return made;
    if (made->how == Captured::How::SameDocument)
        return made;
    if (auto settled = settleQuarantine(*tx, id, Quarantine::State::MadeLead, made->lead); !settled)
        return settled.error();
    if (auto noted = noteKeyed(*tx, *made, row->original); !noted)
        return noted.error();
    if (auto done = tx->commit(); !done)
        return done.error();
    session.done(made->deed, {made->lead});
    session.tellNotices();
    return made;
}

Result<DeedId> setAsideQuarantine(Session &session, RowOnlyId id)
{
    return doDeed(session, "set_aside", {},
        [&](Transaction &tx) { return settleQuarantine(tx, id, Quarantine::State::SetAside, LeadId{}); });
}

} // namespace updesk
