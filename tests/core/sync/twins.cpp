// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/message.h"
#include "core/sync/servercheck.h"
#include "tests/core/sync/twins.h"
#include "tests/core/sync/twintexts.h"

#include <algorithm>

namespace updesk
{

// What the server writes of its own time into a message is alike by tens of minutes.
QByteArray Twins::told(const TakenRow &row) const
{
    const bool isMessage = row.table->name == std::string_view(kMessage.name);
    QByteArray text = QByteArray(row.table->name) + ' ' + row.row.hex() + '@' + QByteArray::number(row.seq);
    for (const Change &field : row.fields) {
        Op op{Op::Kind::Put, row.table, row.row, {field}};
        auto *time = isMessage ? std::get_if<qint64>(&op.changes[0].after) : nullptr;
        if (time && *time > m_since)
            *time = (*time - m_now + 5 * kMinute) / (10 * kMinute);
        appendOp(text, op, {});
    }
    return text;
}

QByteArray Twins::told(const Answer &answer, const Op &op) const
{
    return wordsOf(answer, op) + (!answer.hasRow ? "" : answer.row ? " row " + told(*answer.row) : " no row");
}

QByteArray Twins::push()
{
    size_t who = size_t(dice(int(m_people.size())));
    std::vector<OutDeed> deeds;
    if (!m_said.empty() && dice(6) == 0) {
        std::tie(who, deeds) = any(m_said); // once more, and not the newest
    } else {
        for (int i = 1 + dice(2); i > 0; --i)
            deeds.push_back(aDeed(m_people[who]));
        m_said.emplace_back(who, deeds);
    }
    const auto real = m_people[who].remote->push(m_people[who].author.who, deeds);
    const auto model = m_model.push(m_people[who].author, deeds, SystemClock().now());
    if (!real || !model || real->size() != model->size())
        return "no answer: " + (real ? QByteArray() : real.error().detail.toUtf8());
    size_t n = 0;
    for (const OutDeed &deed : deeds) {
        for (const Op &op : deed.ops) {
            const QByteArray theirs = told((*real)[n], op), ours = told((*model)[n], op);
            ++ops;
            ++outcomes[theirs.left(theirs.indexOf(" holder"))];
            if (m_starts.contains(op.row) && theirs.startsWith("ok"))
                ++outcomes["start"];
            if (theirs != ours)
                return deed.line + " at " + QByteArray::number(deed.hlc) + "\n  PostgreSQL: " + theirs
                    + "\n  the model:  " + ours;
            ++n;
        }
    }
    return {};
}

QByteArray Twins::unlikePages()
{
    const int limit = std::array{1, 7, 60, 100'000}[size_t(dice(4))];
    const qint64 most = m_model.feeds().begin()->second;
    for (qint64 after = dice(3) ? std::max<qint64>(0, most - 40) : 0;;) {
        const auto real = m_people[0].remote->pull(SyncServer::kStore, after, limit);
        Page model = m_model.pull(ModelServer::kStore, after, limit);
        if (!real)
            return "no page";
        QByteArrayList theirs, ours;
        for (const TakenRow &row : real->rows)
            theirs << told(row);
        for (const TakenRow &row : model.rows)
            ours << told(row);
        std::ranges::sort(theirs);
        std::ranges::sort(ours);
        if (theirs != ours || real->newest != model.newest)
            return "a page of " + QByteArray::number(limit) + " after " + QByteArray::number(after)
                + "\n  PostgreSQL: " + theirs.join("\n    ") + "\n  the model:  " + ours.join("\n    ");
        if (real->rows.empty())
            return {};
        after = real->rows.back().seq;
    }
}

QByteArray Twins::unlikeHistory()
{
    PgRemote &real = *m_people[0].remote;
    const Time before = m_since + dice(90) * kSecond;
    auto theirs = real.olderScope({}, m_customers, before);
    OlderScope ours = m_model.olderScope(m_customers, before);
    if (!theirs)
        return "no scope";
    std::ranges::sort(theirs->leads);
    std::ranges::sort(ours.leads);
    if (theirs->leads != ours.leads || theirs->loose != ours.loose)
        return "what is over of three customers";
    std::vector<Id> leads;
    for (const Id &row : m_rows)
        leads.push_back(idIn(kLead, row));
    const std::tuple<const Table *, OlderAsk::By, std::vector<Id>> asks[] = {{&kLead, OlderAsk::By::Row, leads},
        {&kActivity, OlderAsk::By::Lead, m_rows}, {&kActivity, OlderAsk::By::Customer, m_customers},
        {&kTask, OlderAsk::By::Lead, m_rows}};
    for (const auto &[table, by, of] : asks) {
        for (OlderAsk ask{table, by, of, before, {}, 2};;) {
            const auto page = real.older({}, ask);
            const Page model = m_model.older(ask);
            if (!page)
                return "no page of what is older";
            QByteArrayList there, here;
            for (const TakenRow &row : page->rows)
                there << told(row);
            for (const TakenRow &row : model.rows)
                here << told(row);
            if (there != here || page->newest != model.newest)
                return QByteArray("a page of older rows of ") + table->name + "\n  PostgreSQL: " + there.join("\n    ")
                    + "\n  the model:  " + here.join("\n    ");
            if (int(page->rows.size()) < ask.limit)
                break;
            ask.after = page->rows.back().row;
        }
    }
    return {};
}

QByteArray Twins::unsound()
{
    const auto report = checkServer(*m_server.chief());
    if (!report)
        return "the server cannot be checked";
    const bool read = std::ranges::any_of(
        report->stores, [](const auto &one) { return one.store == SyncServer::kStore && one.ops > 0; });
    QByteArray all = read ? "" : "nothing was checked\n";
    for (const ServerReport::Fault &fault : report->faults)
        all += fault.what.toUtf8() + ' ' + fault.table.toUtf8() + ' ' + QByteArray::number(fault.place) + ' '
            + fault.example.hex() + '\n';
    return all;
}

} // namespace updesk
