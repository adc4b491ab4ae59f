// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/sequences/gate.h"
#include "tests/support/modelrules.h"

#include <algorithm>

namespace updesk
{

namespace
{

/// A new row, of whoever is no manager and whose login runs no automation.
struct Work {
    const ModelServer &server;
    const Op &op;
    const ModelServer::Author &author;

    Value said(const char *column) const
    {
        const int n = op.table->find(column);
        const auto given = std::ranges::find(op.changes, n, &Change::column);
        return given == op.changes.end() ? defaultOf(op.table->columns[size_t(n)].type) : given->after;
    }
    template <class Number>
    bool is(const char *column, Number number) const
    {
        return said(column) == Value{qint64(number)};
    }
    bool isSet(const char *column) const { return said(column) != Value{}; }
    bool isMine(const char *column) const { return said(column) == Value{author.who.value}; }
    const ModelServer::Row *corrected() const
    {
        const Value id = said("corrects_id");
        const auto found = server.rows().find({"activity", std::get<Id>(id)});
        return found == server.rows().end() ? nullptr : &found->second;
    }
};

bool isTable(const Op &op, const char *name) { return qstrcmp(op.table->name, name) == 0; }

bool cameBefore(const ModelServer &server, const Value &lead)
{
    return std::ranges::any_of(server.log(), [&](const auto &entry) {
        const ModelServer::Logged &logged = entry.second;
        return Value{logged.op.row} == lead && isTable(logged.op, "lead") && logged.op.kind == Op::Kind::Put
            && logged.answer.state == Answer::State::Ok && logged.seq < server.feeds().at(ModelServer::kStore);
    });
}

// The lead comes with this push, or it began with somebody in the store or on the line.
bool beganMet(const Work &work)
{
    const Value lead = work.said("lead_id");
    return !cameBefore(work.server, lead) || std::ranges::any_of(work.server.rows(), [&](const auto &entry) {
        const ModelServer::Row &row = entry.second;
        if (entry.first.first == "lead")
            return Value{row.id} == lead && row.at("type") == Value{qint64(LeadType::WalkIn)};
        return entry.first.first == "activity" && row.at("lead_id") == lead
            && row.at("kind") == Value{qint64(Activity::Kind::Call)}
        && row.at("direction") == Value{qint64(Activity::Direction::In)}
        && row.at("evidence") == Value{qint64(Evidence::Confirmed)};
    });
}

bool isConfirmed(const Work &work)
{
    const bool call = work.is("kind", Activity::Kind::Call);
    if (work.is("direction", Activity::Direction::In) && (call || work.is("kind", Activity::Kind::Visit)))
        return beganMet(work);
    if (!call || !work.is("direction", Activity::Direction::Out) || !work.isSet("corrects_id"))
        return false;
    const ModelServer::Row *seen = work.corrected();
    return seen && seen->at("person_id") == Value{} && seen->at("outcome") == Value{qint64(0)}
    && seen->at("evidence") == Value{qint64(Evidence::Confirmed)} && seen->at("seconds") == work.said("seconds");
}

bool correctsRightly(const Work &work)
{
    const bool own = work.isMine("person_id");
    if (!own && work.isSet("person_id") && !work.is("evidence", Evidence::None))
        return false;
    const ModelServer::Row *row = work.corrected();
    const auto same = [&](const char *column) { return row->at(column) == work.said(column); };
    const bool anothers = !own && work.isSet("person_id");
    const Value kind = work.said("kind");
    const bool attempt = work.is("direction", Activity::Direction::Out) && std::holds_alternative<qint64>(kind)
        && std::get<qint64>(kind) < 3;
    if (!row || (anothers && !std::ranges::all_of(std::array{"body", "outcome", "seconds", "code"}, same)))
        return !row && (!anothers || attempt);
    return std::ranges::all_of(std::array{"lead_id", "kind", "direction", "at"}, same)
        && (same("person_id") || (row->at("person_id") == Value{} && own));
}

bool isSigned(const Work &work)
{
    const bool visit = work.is("kind", Activity::Kind::Visit) && work.is("direction", Activity::Direction::In);
    if (work.isSet("corrects_id") && !correctsRightly(work))
        return false;
    if (!work.isSet("corrects_id") && work.isSet("person_id") && !work.isMine("person_id") && !visit)
        return false;
    return work.is("evidence", Evidence::None) || work.is("evidence", Evidence::Told)
        || work.is("evidence", Evidence::Dialled) || (work.is("evidence", Evidence::Confirmed) && isConfirmed(work));
}

// A text of the lead's customer comes in with the same push.
bool filesText(const Work &work)
{
    return std::ranges::any_of(work.server.rows(), [&](const auto &entry) {
        const ModelServer::Row &row = entry.second;
        return entry.first.first == "activity" && work.isSet("lead_id") && row.at("lead_id") == work.said("lead_id")
            && row.at("kind") == Value{qint64(Activity::Kind::Text)}
        && row.at("direction") == Value{qint64(Activity::Direction::In)}
        && row.seq == work.server.feeds().at(ModelServer::kStore);
    });
}

bool isOwnWork(const Work &work)
{
    const auto nobodyElses = [&](const char *column) { return !work.isSet(column) || work.isMine(column); };
    const auto confirmsStop = [&](const char *purpose, const char *channel) {
        return work.is(purpose, Purpose::OptOutReceipt) && work.is(channel, Channel::Text) && filesText(work);
    };
    if (isTable(work.op, "activity"))
        return isSigned(work);
    if (isTable(work.op, "assignment"))
        return nobodyElses("by_person");
    if (isTable(work.op, "deal"))
        return nobodyElses("entered_by");
    if (isTable(work.op, "message"))
        return work.isSet("by_person") || confirmsStop("meant", "chan");
    return !isTable(work.op, "gate_log") || work.isSet("by_person") || !work.is("sent_by", SentBy::Automatic)
        || confirmsStop("purpose", "channel");
}

bool changesAny(const Op &op, std::initializer_list<const char *> columns)
{
    return std::ranges::any_of(columns, [&](const char *column) {
        return std::ranges::find(op.changes, op.table->find(column), &Change::column) != op.changes.end();
    });
}

bool isAbove(const Op &op, const char *column, qint64 most)
{
    const auto given = std::ranges::find(op.changes, op.table->find(column), &Change::column);
    const auto *number = given == op.changes.end() ? nullptr : std::get_if<qint64>(&given->after);
    return number && (*number < 0 || *number > most);
}

} // namespace

const char *workRefusal(const ModelServer &server, const Op &op, const ModelServer::Author &author)
{
    const bool lead = isTable(op, "lead"), deal = isTable(op, "deal");
    const bool changes = op.kind == Op::Kind::Set || op.kind == Op::Kind::Merge;
    if (changes && lead && changesAny(op, {"received", "sent_at", "type", "source_id"}))
        return "added";
    if (changes && deal && changesAny(op, {"entered_by", "entered_at", "person_id", "lead_id"}))
        return "added";
    if ((lead && isAbove(op, "closed", qint64(Closed::Duplicate))) || (deal && isAbove(op, "state", 2)))
        return "value";
    const bool others = author.role != ModelServer::Role::Sales || author.receives;
    return op.kind != Op::Kind::Put || others || isOwnWork({server, op, author}) ? nullptr : "signed";
}

} // namespace updesk
