// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/timelinerows.h"

#include "core/leads/tonerows.h"
#include "core/store/aliases.h"

#include <limits>

namespace updesk
{

namespace
{

// CROSS JOIN fixes the order, from the customer outwards: every table below is met by its index. Columns: where from,
// kind in the filter, at, id, lead, deleted, person, then by origin. 21: Activity::Code::AppointmentSet, which the
// appointment itself tells; 2: AskedAgain, whose source is read when it is another than the lead's; 15: of corrected
// details, 50 to 55: of plans, payments and messages, whose words need more than a body. Of what came in how it sounds,
// until a person says no.
constexpr const char *kTimeline = "WITH " UPDESK_WHO R"(,
owned(id) AS MATERIALIZED (SELECT l.id FROM who CROSS JOIN lead l WHERE l.customer_id=who.id),
line AS (
    SELECT 0 AS origin,
        CASE a.kind WHEN 0 THEN 1 WHEN 1 THEN 2 WHEN 2 THEN 2 WHEN 3 THEN 3 WHEN 5 THEN 2 WHEN 6 THEN 4 WHEN 7 THEN 4
            ELSE 0 END AS class,
        a.at AS at, a.id AS id, a.lead_id, a.deleted, a.person_id, a.kind, a.direction, a.seconds, a.outcome,
        a.evidence, a.code, a.corrects_id, a.original_id, a.body,
        CASE WHEN a.code=2 THEN nullif(a.source_id, (SELECT source_id FROM lead WHERE id=a.lead_id)) END, a.clock_jump,
        CASE WHEN a.code=15 OR a.code BETWEEN 50 AND 55 THEN a.sent_at || char(10) || a.provider_text
            WHEN a.direction=1 AND a.kind IN (1,2) AND a.provider_text<>'' AND NOT )" UPDESK_TONE_OFF R"( THEN
            '0' || char(10) || a.provider_text END
    FROM owned CROSS JOIN activity a WHERE a.lead_id=owned.id AND a.at<?2 AND a.code<>21
    UNION ALL
    SELECT 0,
        CASE a.kind WHEN 0 THEN 1 WHEN 1 THEN 2 WHEN 2 THEN 2 WHEN 3 THEN 3 WHEN 5 THEN 2 WHEN 6 THEN 4 WHEN 7 THEN 4
            ELSE 0 END,
        a.at, a.id, a.lead_id, a.deleted, a.person_id, a.kind, a.direction, a.seconds, a.outcome,
        a.evidence, a.code, a.corrects_id, a.original_id, a.body,
        CASE WHEN a.code=2 THEN nullif(a.source_id, (SELECT source_id FROM lead WHERE id=a.lead_id)) END, a.clock_jump,
        CASE WHEN a.code=15 OR a.code BETWEEN 50 AND 55 THEN a.sent_at || char(10) || a.provider_text
            WHEN a.direction=1 AND a.kind IN (1,2) AND a.provider_text<>'' AND NOT )" UPDESK_TONE_OFF R"( THEN
            '0' || char(10) || a.provider_text END
    FROM who CROSS JOIN activity a WHERE a.lead_id IS NULL AND a.customer_id=who.id AND a.at<?2 AND a.code<>21
    UNION ALL
    SELECT 1, 4, s.at, s.id, s.lead_id, s.deleted, NULL, s.points,
        coalesce((SELECT p.points FROM score_log p WHERE p.lead_id=s.lead_id AND (p.at, p.id)<(s.at, s.id)
            AND p.deleted=0 ORDER BY p.at DESC, p.id DESC LIMIT 1), -1),
        0, 0, 0, 0, NULL, NULL, s.cause, NULL, 0, NULL
    FROM owned CROSS JOIN score_log s WHERE s.lead_id=owned.id AND s.at<?2
    UNION ALL
    SELECT 2, 4, g.at, g.id, g.lead_id, g.deleted, g.by_person, g.reason, 0, 0, 0, 0, 0, g.to_person, g.from_person,
        g.rule || char(10) || g.words, NULL, 0, NULL
    FROM owned CROSS JOIN assignment g WHERE g.lead_id=owned.id AND g.at<?2
    UNION ALL
    SELECT 3, 3, v.set_at, v.id, v.lead_id, v.deleted, v.set_by, v.at, v.state, 0, 0, 0, 0, v.person_id, NULL, v.note,
        NULL, 0, NULL
    FROM owned CROSS JOIN appointment v WHERE v.lead_id=owned.id AND v.set_at<?2)
SELECT * FROM line WHERE ?3=0 OR class=?3 ORDER BY at DESC, origin DESC, id DESC)";

constexpr const char *kOriginal = R"(
SELECT o.name, o.sha256, o.kind, o.arrived, o.bytes_total, p.bytes
FROM original o LEFT JOIN original_part p ON p.original_id=o.id AND p.deleted=0
WHERE o.id=?1 AND o.deleted=0 ORDER BY p.n)";

static_assert(int(Activity::Code::AppointmentSet) == 21 && int(Activity::Code::AskedAgain) == 2);
static_assert(int(Activity::Code::FieldChanged) == 15 && int(Activity::Code::PlanStarted) == 50
    && int(Activity::Code::NotArrived) == 55);
static_assert(int(Activity::Kind::Call) == 0 && int(Activity::Kind::Visit) == 3 && int(Activity::Kind::System) == 7);

enum Column { Origin, Class, At, RowId_, LeadId_, Deleted, Person_, First };

void readActivity(const Query &q, Activity &a)
{
    a.kind = Activity::Kind(q.integer(First));
    a.direction = Activity::Direction(q.integer(First + 1));
    a.seconds = q.integer(First + 2);
    a.outcome = Outcome(q.integer(First + 3));
    a.evidence = Evidence(q.integer(First + 4));
    a.code = Activity::Code(q.integer(First + 5));
    a.corrects.value = q.id(First + 6);
    a.original.value = q.id(First + 7);
    a.body = q.text(First + 8);
    a.source.value = q.id(First + 9);
    a.clockJump = q.number(First + 10);
    a.sentAt = q.text(First + 11).section(u'\n', 0, 0).toLongLong();
    a.providerText = q.text(First + 11).section(u'\n', 1);
}

TimelineRow readRow(const Query &q, CustomerId customer)
{
    TimelineRow row;
    row.from = TimelineRow::From(q.integer(Origin));
    row.activity.id.value = q.id(RowId_);
    row.activity.lead.value = q.id(LeadId_);
    row.activity.customer = customer;
    row.activity.person.value = q.id(Person_);
    row.activity.at = q.number(At);
    row.struckOut = q.number(Deleted) != 0;
    switch (row.from) {
    case TimelineRow::From::Activity:
        readActivity(q, row.activity);
        break;
    case TimelineRow::From::Score:
        row.points = q.integer(First);
        row.pointsBefore = q.integer(First + 1);
        row.activity.body = q.text(First + 8);
        break;
    case TimelineRow::From::Assignment:
        row.reason = q.integer(First);
        row.to.value = q.id(First + 6);
        row.rule = q.text(First + 8).section(u'\n', 0, 0);
        row.activity.body = q.text(First + 8).section(u'\n', 1);
        break;
    case TimelineRow::From::Appointment:
        row.appointment = q.number(First);
        row.state = q.integer(First + 1);
        row.to.value = q.id(First + 6);
        row.activity.body = q.text(First + 8);
        break;
    }
    return row;
}

} // namespace

Result<std::vector<TimelineRow>> timelineRows(
    Database &database, CustomerId customer, TimelineKind kind, int limit, Time before)
{
    std::vector<TimelineRow> rows;
    Query q = database.query(kTimeline);
    q.bind(1, customer).bind(2, before ? before : std::numeric_limits<Time>::max()).bind(3, int(kind));
    while (q.next()) {
        // Rows of one moment are never parted, so that the next page may begin strictly before it.
        if (int(rows.size()) >= limit && rows.back().activity.at != q.number(At))
            break;
        rows.push_back(readRow(q, customer));
    }
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

Result<OriginalText> originalText(Database &database, OriginalId original)
{
    OriginalText text;
    Query q = database.query(kOriginal);
    q.bind(1, original);
    qint64 total = -1;
    while (q.next()) {
        if (total < 0) {
            text.name = q.text(0);
            text.sha256 = q.text(1);
            text.kind = q.integer(2);
            text.arrived = q.number(3);
            total = q.number(4);
        }
        text.bytes += q.bytes(5);
    }
    if (auto done = q.done(); !done)
        return done.error();
    if (total < 0)
        return Error{Error::Code::NotFound, QStringLiteral("original"), {}};
    if (text.bytes.size() < total) // its parts are still on another desk
        return Error{Error::Code::NotFound, QStringLiteral("original_part"), {}};
    return text;
}

} // namespace updesk
