// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/messagerows.h"

#include "core/leads/activity.h"
#include "core/leads/tonerows.h"
#include "core/sequences/gate.h"
#include "core/store/callbacksql.h"
#include "core/store/found.h"

#include <limits>

namespace updesk
{

static_assert(int(MessageWish::None) == 0 && int(RunState::Open) == 0);

// The row that the gate wrote when it moved this one to where it stands, or held it back.
#define GATE_SAID                                                                                                      \
    "CASE WHEN m.state='queued' AND m.not_before>m.asked THEN (SELECT g.params FROM gate_log g"                        \
    "  WHERE g.lead_id=m.lead_id AND g.channel=m.chan AND g.verdict=1 AND g.until=m.not_before AND g.deleted=0"        \
    "  ORDER BY g.at DESC LIMIT 1)"                                                                                    \
    " WHEN m.state='cancelled' AND m.why<>'' THEN (SELECT g.params FROM gate_log g WHERE g.lead_id=m.lead_id"          \
    "  AND g.at>=m.asked AND g.channel=m.chan AND g.verdict=2 AND instr(' '||g.rules||' ', ' '||m.why||' ')"           \
    "  AND g.deleted=0 ORDER BY g.at DESC LIMIT 1) END"
static_assert(int(GateVerdict::Says::Move) == 1 && int(GateVerdict::Says::Block) == 2);
#define CALL_BACK                                                                                                      \
    "CASE WHEN m.state='queued' AND " UPDESK_CALL_BACK_HOLDS(                                                          \
        "m") " THEN (SELECT min(t.due) FROM task t"                                                                    \
             "  WHERE t.lead_id=m.lead_id AND t.promised<>0 AND t.deleted=0 AND t.dropped=0 AND t.done_by_activity "   \
             "IS NULL) END"
#define OVER                                                                                                           \
    "CASE WHEN m.state='queued' AND m.run_id IS NOT NULL THEN (SELECT e.why FROM step_run r JOIN enrolment e"          \
    "  ON e.id=r.enrolment_id WHERE r.id=m.run_id AND (r.state<>0 OR r.deleted<>0)) END"
#define LINE                                                                                                           \
    "SELECT m.id, CASE WHEN ifnull(c.full_name,'')='' THEN ifnull(c.company,'') ELSE c.full_name END,"                 \
    " ifnull(p.name,''),"                                                                                              \
    " (SELECT " UPDESK_TONE " FROM lead_now n WHERE n.lead_id=m.lead_id AND n.grp=0 AND n.waiting_since>0),"           \
    " " GATE_SAID ", " CALL_BACK ", ifnull(" OVER ",-1),"                                                              \
    " m.lead_id, m.purpose, m.chan, m.body, m.state, m.send_before, m.not_before, m.epoch,"                            \
    " m.began, m.provider_id, m.to_address, m.subject, m.rich, m.footer, m.in_reply_to, m.by_person, m.run_id,"        \
    " m.text, m.text_version, m.meant, m.reason, m.asked, m.line_id, m.wish, m.why, m.said, m.claims"                  \
    " FROM message m LEFT JOIN lead l ON l.id=m.lead_id LEFT JOIN customer c ON c.id=l.customer_id"                    \
    " LEFT JOIN person p ON p.id=m.by_person "
// Word by word as the indexes have them, for SQLite takes an index of some rows for nothing less.
#define TROUBLED                                                                                                       \
    " m.deleted=0 AND m.wish=0 AND (m.state IN ('failed','unknown','expired')"                                         \
    " OR (m.state='cancelled' AND m.by_person IS NOT NULL)) "
#define WAITING " m.deleted=0 AND m.state IN ('queued','sending') "
#define SENT " m.deleted=0 AND m.state='sent' "
#define BEHIND(column)                                                                                                 \
    " AND m." column "<=?1 AND (m." column "<?1 OR m.id<?2) ORDER BY m." column " DESC, m.id DESC LIMIT ?3"

static constexpr char kTroubled[] = LINE "WHERE" TROUBLED BEHIND("asked");
static constexpr char kWaiting[] = LINE "WHERE" WAITING BEHIND("asked");
static constexpr char kSent[] = LINE "WHERE" SENT BEHIND("began");
static constexpr char kOfLead[] = LINE "WHERE m.lead_id=?1 AND m.deleted=0 AND m.state<>'sent' AND m.line_id IS NULL"
                                       " AND (m.state<>'cancelled' OR m.wish=0) ORDER BY m.asked, m.id";
static constexpr char kOne[] = LINE "WHERE m.id=?1 AND m.deleted=0";
static constexpr char kCountTroubled[] = "SELECT count(*) FROM message m WHERE" TROUBLED;
static constexpr char kCountWaiting[] = "SELECT count(*) FROM message m WHERE" WAITING;
static constexpr char kCountSent[] = "SELECT count(*) FROM message m WHERE" SENT " AND m.began>=?1";
static constexpr char kStepText[] =
    "SELECT r.text, r.video FROM step_run r WHERE r.lead_id=?1 AND r.state=0 AND r.deleted=0"
    " AND r.channel=?2 ORDER BY r.due, r.step LIMIT 1";

static constexpr char kTextSent[] = "SELECT id FROM message WHERE lead_id=?1 AND deleted=0 AND state='sent' AND chan=2"
                                    " AND began>=?2 ORDER BY began DESC, id DESC LIMIT 1";
static_assert(int(Channel::Text) == 2);
static constexpr char kMadeFrom[] = "SELECT id FROM message WHERE lead_id=?1 AND deleted=0 AND text=?2";
static constexpr char kToAnswer[] = "SELECT o.id, o.message_id FROM activity a JOIN original o ON o.id=a.original_id"
                                    " WHERE a.lead_id=?1 AND a.kind=2 AND a.direction=1 AND a.deleted=0"
                                    " AND o.message_id<>'' ORDER BY a.at DESC, a.id DESC LIMIT 1";
static_assert(int(Activity::Kind::Email) == 2 && int(Activity::Direction::In) == 1);

static void readLine(const Query &q, MessageLine &line)
{
    line.message.id.value = q.id(0);
    q.read(1, line.customer);
    q.read(2, line.author);
    line.tone = toneFrom(q.text(3));
    q.read(4, line.gate);
    q.read(5, line.callBack);
    if (const int why = q.integer(6); why >= 0)
        line.over = PlanStop(why);
    kMessage.each([&](int i, auto at) { q.read(i + 6, line.message.*at); });
}

static Result<std::vector<MessageLine>> linesOf(Query q)
{
    std::vector<MessageLine> out;
    while (q.next())
        readLine(q, out.emplace_back());
    auto done = q.done();
    return done ? Result<std::vector<MessageLine>>(std::move(out)) : Result<std::vector<MessageLine>>(done.error());
}

static Result<int> countOf(Query q)
{
    const int count = q.next() ? q.integer(0) : 0;
    const auto done = q.done();
    return done ? Result<int>(count) : Result<int>(done.error());
}

MessagePlace placeOf(MessageList list, const Message &message)
{
    return {list == MessageList::Sent ? message.began : message.asked, message.id};
}

Result<std::vector<MessageLine>> messageLines(Database &database, MessageList list, const MessagePlace &after, int most)
{
    Query q = database.query(list == MessageList::Troubled ? kTroubled
            : list == MessageList::Waiting                 ? kWaiting
                                                           : kSent);
    constexpr qint64 kNewest = std::numeric_limits<qint64>::max();
    q.bind(1, after.at > 0 ? after.at : kNewest).bind(2, after.id).bind(3, most);
    return linesOf(std::move(q));
}

Result<MessageCounts> messageCounts(Database &database, Time since)
{
    const auto troubled = countOf(database.query(kCountTroubled));
    const auto waiting = countOf(database.query(kCountWaiting));
    Query q = database.query(kCountSent);
    q.bind(1, since);
    const auto sent = countOf(std::move(q));
    if (!troubled || !waiting || !sent)
        return !troubled ? troubled.error() : !waiting ? waiting.error() : sent.error();
    return MessageCounts{*troubled, *waiting, *sent};
}

Result<std::vector<MessageLine>> messagesOf(Database &database, LeadId lead)
{
    Query q = database.query(kOfLead);
    q.bind(1, lead);
    return linesOf(std::move(q));
}

Result<MessageLine> messageLine(Database &database, MessageId message)
{
    Query q = database.query(kOne);
    q.bind(1, message);
    auto lines = linesOf(std::move(q));
    if (!lines)
        return lines.error();
    if (lines->empty())
        return Error{Error::Code::NotFound, QString::fromLatin1(kMessage.name), {}};
    return lines->front();
}

Result<StepText> textOfNextStep(Database &database, LeadId lead, int channel)
{
    Query q = database.query(kStepText);
    q.bind(1, lead).bind(2, channel);
    StepText step;
    if (q.next()) {
        q.read(0, step.text);
        q.read(1, step.video);
    }
    const auto done = q.done();
    return done ? Result<StepText>(step) : Result<StepText>(done.error());
}

Result<std::optional<Message>> newestTextSent(Database &database, LeadId lead, Time since)
{
    Query q = database.query(kTextSent);
    q.bind(1, lead).bind(2, since);
    return foundRow(database, kMessage, std::move(q));
}

Result<std::vector<Message>> messagesFrom(Database &database, LeadId lead, const QString &text)
{
    Query q = database.query(kMadeFrom);
    q.bind(1, lead).bind(2, text);
    return foundRows(database, kMessage, std::move(q));
}

Result<MailToAnswer> mailToAnswer(Database &database, LeadId lead)
{
    MailToAnswer mail;
    Query q = database.query(kToAnswer);
    q.bind(1, lead);
    if (q.next()) {
        q.read(0, mail.original);
        q.read(1, mail.messageId);
    }
    const auto done = q.done();
    return done ? Result<MailToAnswer>(mail) : Result<MailToAnswer>(done.error());
}

} // namespace updesk
