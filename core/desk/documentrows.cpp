// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/documentrows.h"

#include "core/desk/givenup.h"

#include <QJsonDocument>

namespace updesk
{

Result<OriginalId> knownBytes(Database &database, const QString &sha256)
{
    Query q = database.query("SELECT id FROM original WHERE sha256=?1 AND deleted=0 LIMIT 1");
    q.bind(1, sha256);
    const OriginalId known{q.next() ? q.id(0) : Id{}};
    if (auto done = q.done(); !done)
        return done.error();
    return known;
}

Result<std::vector<OriginalId>> knownMails(Database &database, const QString &messageId)
{
    std::vector<OriginalId> mails;
    if (messageId.isEmpty())
        return mails;
    Query q = database.query("SELECT id FROM original WHERE message_id=?1 AND message_id<>'' AND deleted=0");
    q.bind(1, messageId);
    while (q.next())
        mails.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return mails;
}

Result<QByteArray> documentBytes(Database &database, OriginalId original)
{
    QByteArray bytes;
    Query q = database.query("SELECT bytes FROM original_part WHERE original_id=?1 AND deleted=0 ORDER BY n");
    q.bind(1, original);
    while (q.next())
        bytes += q.bytes(0);
    if (auto done = q.done(); !done)
        return done.error();
    return bytes;
}

Result<bool> isQuarantined(Database &database, OriginalId original)
{
    Query q = database.query("SELECT 1 FROM quarantine WHERE original_id=?1 AND deleted=0 LIMIT 1");
    const bool there = q.bind(1, original).next();
    if (auto done = q.done(); !done)
        return done.error();
    return there;
}

Result<std::vector<RowOnlyId>> unreadRows(Database &database, OriginalId original)
{
    std::vector<RowOnlyId> rows;
    Query q = database.query("SELECT id FROM quarantine WHERE original_id=?1 AND state IN (0,2) AND deleted=0");
    q.bind(1, original);
    while (q.next())
        rows.push_back({q.id(0)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<bool> wasKeyedByHand(Database &database, OriginalId original)
{
    Query q = database.query("SELECT 1 FROM quarantine WHERE original_id=?1 AND state=1 AND deleted=0 LIMIT 1");
    const bool keyed = q.bind(1, original).next();
    if (auto done = q.done(); !done)
        return done.error();
    return keyed;
}

Result<bool> isCallerWaiting(Database &database, const QString &number)
{
    Query q = database.query("SELECT 1 FROM quarantine WHERE state=0 AND deleted=0"
                             " AND code IN ('unknown_caller','missed_caller')"
                             " AND json_extract(spotted,'$.sender')=?1 LIMIT 1");
    const bool waits = q.bind(1, number).next();
    if (auto done = q.done(); !done)
        return done.error();
    return waits;
}

#define LISTED(state)                                                                                                  \
    "SELECT q.id, q.original_id, o.name, q.code, q.spotted, q.at, o.bytes_total FROM quarantine q"                     \
    " LEFT JOIN original o ON o.id=q.original_id WHERE q.state=" state " AND q.deleted=0 ORDER BY q.at DESC LIMIT ?1"
static_assert(int(Quarantine::State::Waiting) == 0 && int(Quarantine::State::SetAside) == 2);

Result<std::vector<QuarantineRow>> quarantineRows(Database &database, int limit, QuarantineListed which)
{
    if (which == QuarantineListed::GivenUp)
        return givenUpRows(database, limit);
    std::vector<QuarantineRow> rows;
    Query q = database.query(which == QuarantineListed::Waiting ? LISTED("0") : LISTED("2"));
    q.bind(1, limit);
    while (q.next()) {
        QuarantineRow &row = rows.emplace_back();
        row.id = {q.id(0)};
        row.original = {q.id(1)};
        row.name = q.text(2);
        row.code = q.text(3);
        const QJsonObject spotted = QJsonDocument::fromJson(q.bytes(4)).object();
        row.sender = spotted[QLatin1String("sender")].toString();
        row.subject = spotted[QLatin1String("subject")].toString();
        row.emails = spotted[QLatin1String("emails")].toVariant().toStringList();
        row.phones = spotted[QLatin1String("phones")].toVariant().toStringList();
        row.at = q.number(5);
        row.bytes = q.number(6);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<int> quarantineCount(Database &database, QuarantineListed which)
{
    if (which == QuarantineListed::GivenUp)
        return givenUpCount(database);
    Query q = database.query(which == QuarantineListed::Waiting
            ? "SELECT count(*) FROM quarantine WHERE state=0 AND deleted=0"
            : "SELECT count(*) FROM quarantine WHERE state=2 AND deleted=0");
    const int count = q.next() ? q.integer(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return count;
}

} // namespace updesk
