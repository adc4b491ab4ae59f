// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/document.h"

#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/documentrows.h"
#include "core/desk/originals.h"
#include "core/desk/tray.h"
#include "core/intake/codes.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace updesk
{

static QString spottedJson(const Parsed &parsed)
{
    const QJsonObject spotted{{QStringLiteral("emails"), QJsonArray::fromStringList(parsed.spotted.emails)},
        {QStringLiteral("phones"), QJsonArray::fromStringList(parsed.spotted.phones)},
        {QStringLiteral("sender"), parsed.senderAddress}, {QStringLiteral("subject"), parsed.subject}};
    return QString::fromUtf8(QJsonDocument(spotted).toJson(QJsonDocument::Compact));
}

Result<RowOnlyId> writeQuarantine(
    Transaction &tx, const Document &document, const QString &code, Quarantine::State state)
{
    return putQuarantine(tx, document.original, code, spottedJson(document.parsed), state);
}

Result<void> keepRest(Session &session, Document &document, const QString &code)
{
    const auto deed = commitDeed(session, "quarantine", [&](Transaction &tx) -> Result<void> {
        const auto there = isQuarantined(tx.database(), document.original);
        if (!there || *there)
            return there ? Result<void>{} : there.error();
        const auto row = writeQuarantine(tx, document, code, Quarantine::State::Waiting);
        return row ? Result<void>{} : row.error();
    });
    return deed ? Result<void>{} : deed.error();
}

static Result<void> noteReadLater(Transaction &tx, const Captured &read, const Document &document)
{
    if (read.how == Captured::How::SameDocument)
        return {};
    Activity row;
    row.id = {tx.freshId()};
    row.lead = read.lead;
    row.customer = read.customer;
    row.kind = Activity::Kind::System;
    row.at = tx.now();
    row.code = Activity::Code::ReadLater;
    row.original = document.original;
    return apply(tx, put(kActivity, row));
}

// Whether a mail that came earlier under the same Message-ID is this one: cut off on the way, or partly read, with a
// lead that both hold.
static Result<bool> isThisMail(
    Database &database, const Document &document, OriginalId earlier, const std::vector<Captured> &captured)
{
    const auto bytes = documentBytes(database, earlier);
    if (!bytes)
        return bytes.error();
    if (const QByteArray cut = bytes->trimmed(); !cut.isEmpty() && document.bytes.startsWith(cut))
        return true;
    for (const Captured &one : captured) {
        if (one.how != Captured::How::SameDocument)
            continue;
        const auto shared = arrivedIn(database, one.lead, earlier);
        if (!shared || *shared)
            return shared;
    }
    return false;
}

/// The rows of the tray that the document has now been read for. `whole`: no part of it still waits.
static Result<std::vector<RowOnlyId>> rowsRead(
    Database &database, const Document &document, const std::vector<Captured> &captured, bool whole)
{
    std::vector<OriginalId> read;
    for (const OriginalId &earlier : document.earlier) {
        const auto same = isThisMail(database, document, earlier, captured);
        if (!same)
            return same.error();
        if (*same)
            read.push_back(earlier);
    }
    if (whole)
        read.push_back(document.original);
    std::vector<RowOnlyId> rows;
    for (const OriginalId &original : read) {
        const auto unread = unreadRows(database, original);
        if (!unread)
            return unread.error();
        rows.insert(rows.end(), unread->begin(), unread->end());
    }
    return rows;
}

Result<void> settleRead(Session &session, const Document &document, const std::vector<Captured> &captured, bool whole)
{
    if (captured.empty())
        return {};
    const auto deed = commitDeed(session, "quarantine", [&](Transaction &tx) -> Result<void> {
        const auto rows = rowsRead(tx.database(), document, captured, whole);
        if (!rows || rows->empty())
            return rows ? Result<void>() : rows.error();
        for (const RowOnlyId &row : *rows) {
            if (auto done = settleQuarantine(tx, row, Quarantine::State::ReadLater, captured.front().lead); !done)
                return done;
        }
        for (const Captured &one : captured) {
            if (auto done = noteReadLater(tx, one, document); !done)
                return done;
        }
        return {};
    });
    if (!deed)
        return deed.error();
    if (!deed->isNull())
        session.refresh();
    return {};
}

Result<bool> isTakenBack(Database &database, const Document &document)
{
    for (int index = 0; const LeadDraft &draft : document.parsed.drafts) {
        const auto place = newestArrival(database, document.original, draft.place >= 0 ? draft.place : index);
        if (!place)
            return place.error();
        if (!place->lead.isNull() && !place->stands)
            return true;
        ++index;
    }
    return false;
}

Result<void> keepTakenBack(Session &session, const Document &document, IntakeResult &result)
{
    const auto deed = commitDeed(session, "quarantine", [&](Transaction &tx) -> Result<void> {
        const auto unread = unreadRows(tx.database(), document.original);
        if (!unread)
            return unread.error();
        result.setAside = !unread->empty();
        for (const RowOnlyId &id : *unread) {
            const auto row = load(tx.database(), kQuarantine, id.value);
            if (!row)
                return row.error();
            result.setAside = result.setAside && row->state == Quarantine::State::SetAside;
        }
        if (!unread->empty())
            return {};
        const auto row = writeQuarantine(tx, document, code::kTakenBack, Quarantine::State::Waiting);
        return row ? Result<void>{} : row.error();
    });
    if (!deed)
        return deed.error();
    result.code = code::kTakenBack;
    if (result.outcome == IntakeResult::Outcome::Known)
        result.outcome = IntakeResult::Outcome::Quarantined;
    else
        result.setAside = false; // the new ones are nothing to put away
    std::vector<Captured> there;
    for (const Captured &one : result.captured) {
        const auto lead = load(session.database(), kLead, one.lead.value);
        if (!lead && lead.error().code != Error::Code::NotFound)
            return lead.error();
        if (lead)
            there.push_back(one);
    }
    result.captured = std::move(there);
    if (!deed->isNull())
        session.refresh();
    return {};
}

} // namespace updesk
