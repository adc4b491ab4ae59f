// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modelrules.h"

#include <algorithm>

namespace updesk
{

// Beside the rules, so that a rule that was broken shows.
void ModelServer::remember(const Doing &doing, const Answer &answer)
{
    const auto known = m_log.find(doing.id);
    const int times = known == m_log.end() ? 0 : known->second.times;
    m_log[doing.id] = {doing.op, doing.author, doing.hlc, answer, m_seq, times + 1};
    if (times == 0)
        m_history[doing.op.row].push_back(doing.id);
    if (answer.state != Answer::State::Ok)
        return;
    const Key key{doing.op.table->name, doing.op.row};
    const std::pair stamp(doing.hlc, doing.id);
    if (doing.op.kind == Op::Kind::Put) {
        if (doing.value("deleted") == Value{qint64(1)}) // behind every clock, and an edit brings it back
            m_latest[{key, 0}] = {{}, Value{qint64(1)}};
        rememberConsent(doing);
        return;
    }
    for (const Change &change : doing.op.changes) {
        auto &[last, value] = m_latest[{key, change.column}];
        const auto by = m_log.find(last.second);
        const bool ofOneDesk =
            last.first == doing.hlc && by != m_log.end() && by->second.author.desk == doing.author.desk;
        if (last < stamp || ofOneDesk) {
            last = std::max(last, stamp);
            value = change.after;
        }
    }
    // A removal with the very clock of the edit that brought the row back stands.
    if (const auto gone = m_latest.find({key, 0});
        gone != m_latest.end() && gone->second.second == Value{qint64(1)} && gone->second.first.first < doing.hlc)
        gone->second = {{doing.hlc, Id{}}, Value{qint64(0)}};
}

void ModelServer::rememberConsent(const Doing &doing)
{
    if (qstrcmp(doing.op.table->name, "consent") != 0)
        return;
    const Value customer = doing.value("customer_id");
    if (!std::holds_alternative<Id>(customer))
        return;
    std::set<Id> &refusals = m_refusals[std::get<Id>(customer)];
    const Value state = doing.value("state");
    if (state == Value{qint64(2)}) {
        refusals.insert(doing.op.row);
    } else if (state == Value{qint64(3)}) {
        std::erase_if(refusals, [&](const Id &no) { return Value{no.hex()} == doing.value("purpose"); });
    } else if (state == Value{qint64(1)} && !refusals.empty()) {
        const bool signedFor = doing.author.role == Role::Manager
            && doing.value("purpose") == Value{QByteArray("lifted")}
            && doing.value("by_person") == Value{doing.author.who.value} && doing.value("words") != Value{QByteArray()};
        if (signedFor)
            refusals.clear();
    }
}

QByteArray ModelServer::misordered() const
{
    const auto wrong = std::ranges::find_if(m_latest, [this](const auto &entry) {
        const auto &[where, latest] = entry;
        const auto row = m_rows.find(where.first);
        if (row == m_rows.end())
            return false;
        const Column &column = row->second.table->columns[size_t(where.second)];
        const bool ends = where.first.first == "enrolment"
            && std::ranges::any_of(kEndOfPlan, [&column](const char *name) { return qstrcmp(column.name, name) == 0; });
        const bool byClock = (column.rule == Rule::Field || column.rule == Rule::Either) && !ends;
        return byClock && row->second.fields[size_t(where.second)] != latest.second;
    });
    if (wrong == m_latest.end())
        return {};
    const auto &[row, column] = wrong->first;
    const Table &table = *m_rows.at(row).table;
    return QByteArray("I9: an older change stands over a newer one in ") + table.name + '.'
        + table.columns[size_t(column)].name;
}

QByteArray ModelServer::fault() const
{
    if (!m_fault.isEmpty())
        return m_fault;
    for (const auto &[lead, wins] : m_wins) {
        if (wins > 1)
            return "I4: two claims of one lead were won";
    }
    const QByteArray older = misordered();
    return older.isEmpty() ? strayPlan(*this) : older;
}

std::optional<qint64> ModelServer::takeLease(const Id &desk, Time lasts, Time now)
{
    const bool runs = m_lease.until > now;
    if (m_lease.holder != desk && runs)
        return std::nullopt;
    if (m_lease.holder != desk || !runs)
        ++m_lease.epoch;
    m_lease.holder = desk;
    m_lease.until = now + lasts;
    return m_lease.epoch;
}

bool ModelServer::serves(qint64 epoch, Time now)
{
    const bool serving = (epoch == m_lease.epoch && m_lease.until > now) || flaws.takesStaleEpochs;
    if (serving && epoch < m_wrote)
        m_fault = "I11: a write of an epoch that is over was taken";
    if (serving)
        m_wrote = epoch;
    return serving;
}

static Error fenced() { return {Error::Code::Conflict, QStringLiteral("lease"), {}}; }

bool ModelServer::queueMessage(const Id &message, const Id &lead)
{
    Message one;
    one.lead = lead;
    return m_messages.try_emplace(message, one).second;
}

Result<std::optional<Id>> ModelServer::beginMessage(qint64 epoch, Time now)
{
    if (!serves(epoch, now))
        return fenced();
    for (auto &[id, message] : m_messages) {
        if (message.state != "queued")
            continue;
        const auto lead = m_rows.find({"lead", message.lead});
        const Value customer = lead == m_rows.end() ? Value{} : lead->second.at("customer_id");
        if (optedOut(customer, qint64(0), QByteArray())) {
            message.state = "cancelled";
            continue;
        }
        if (const auto *one = std::get_if<Id>(&customer); one && !m_refusals[*one].empty())
            m_fault = "I12: a message goes to somebody who has refused";
        message.state = "sending";
        message.epoch = epoch;
        message.began = now;
        return std::optional(id);
    }
    return std::optional<Id>();
}

Result<bool> ModelServer::endMessage(qint64 epoch, const Id &id, const char *becomes, Time now)
{
    if (!serves(epoch, now))
        return fenced();
    Message &message = m_messages.at(id);
    const bool may = (message.state == "sending" && message.epoch == epoch) || message.state == "unknown";
    if (may)
        message.state = becomes;
    return may;
}

Result<int> ModelServer::sweepMessages(qint64 epoch, Time now)
{
    if (!serves(epoch, now))
        return fenced();
    int swept = 0;
    for (auto &[id, message] : m_messages) {
        if (message.state != "sending" || (message.epoch >= epoch && message.began >= now - 2 * kMinute))
            continue;
        message.state = flaws.sweepsToQueued ? "queued" : "unknown";
        ++swept;
    }
    return swept;
}

void ModelServer::replayJournal(const std::set<Id> &journal)
{
    for (auto &[id, message] : m_messages) {
        if (journal.contains(id) && message.state != "sent")
            message.state = "unknown";
    }
}

void ModelServer::queueFailedAgain()
{
    for (auto &[id, message] : m_messages) {
        if (message.state == "failed")
            message.state = "queued";
    }
}

} // namespace updesk
