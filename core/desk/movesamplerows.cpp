// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/movesamplerows.h"

#include "core/people/customer.h"
#include "core/store/found.h"

#include <QJsonDocument>

namespace updesk
{

static Id idOf(const QByteArray &hex) { return Id::fromHex({hex.constData(), size_t(hex.size())}).value_or(Id{}); }

Result<std::vector<AddedRow>> addedActivities(Database &sample)
{
    const auto made = sample.state(kMadeUpTo);
    if (!made)
        return made.error();
    std::vector<AddedRow> rows;
    Query q = sample.query("SELECT json_extract(o.value,'$.r'), json_extract(o.value,'$.f.lead_id'), d.verb"
                           " FROM deed d, json_each(d.ops) o WHERE d.n > ?1 AND json_extract(o.value,'$.t')='activity'"
                           " AND json_extract(o.value,'$.k')='put' ORDER BY d.n");
    q.bind(1, *made);
    while (q.next())
        rows.push_back({idOf(q.bytes(0)), idOf(q.bytes(1)), q.text(2) == QLatin1String("capture")});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<std::set<Id>> addedRows(Database &sample, const char *table)
{
    const auto made = sample.state(kMadeUpTo);
    if (!made)
        return made.error();
    std::set<Id> rows;
    Query q = sample.query("SELECT json_extract(o.value,'$.r') FROM deed d, json_each(d.ops) o WHERE d.n > ?1"
                           " AND json_extract(o.value,'$.t')=?2 AND json_extract(o.value,'$.k')='put'");
    q.bind(1, *made).bind(2, QString::fromLatin1(table));
    while (q.next())
        rows.insert(idOf(q.bytes(0)));
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<std::vector<Appointment>> appointmentsOf(Database &database, LeadId lead)
{
    Query q = database.query("SELECT id FROM appointment WHERE lead_id=?1 AND deleted=0 ORDER BY at");
    q.bind(1, lead);
    return foundRows(database, kAppointment, std::move(q));
}

Result<std::vector<Task>> promisesOf(Database &database, LeadId lead)
{
    Query q = database.query("SELECT id FROM task WHERE lead_id=?1 AND deleted=0 AND promised=1 AND dropped=0"
                             " AND done_by_activity IS NULL ORDER BY due");
    q.bind(1, lead);
    return foundRows(database, kTask, std::move(q));
}

Result<std::vector<SavedDraft>> everybodysDrafts(Database &database)
{
    std::vector<SavedDraft> drafts;
    Query q = database.query("SELECT id,person_id,kind,begun,body FROM draft ORDER BY begun");
    while (q.next()) {
        SavedDraft &draft = drafts.emplace_back();
        draft.id = q.id(0);
        draft.person = {q.id(1)};
        draft.kind = q.integer(2) == 1 ? SavedDraft::Kind::PhoneUp : SavedDraft::Kind::WalkIn;
        draft.begun = q.number(3);
        draft.fields = QJsonDocument::fromJson(q.bytes(4)).object();
    }
    if (auto done = q.done(); !done)
        return done.error();
    return drafts;
}

Result<qint64> newestDeed(Database &database)
{
    Query q = database.query("SELECT coalesce(max(n),0) FROM deed");
    const qint64 newest = q.next() ? q.number(0) : 0;
    if (auto done = q.done(); !done)
        return done.error();
    return newest;
}

Result<bool> saidYesToTexts(Database &database, CustomerId customer)
{
    Query q = database.query("SELECT state FROM consent WHERE customer_id=?1 AND deleted=0 AND channel=?2"
                             " ORDER BY at DESC, id DESC LIMIT 1");
    q.bind(1, customer).bind(2, int(Channel::Text));
    const bool yes = q.next() && q.integer(0) == int(Consent::State::Yes);
    if (auto done = q.done(); !done)
        return done.error();
    return yes;
}

} // namespace updesk
