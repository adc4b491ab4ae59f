// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/unmergerows.h"

#include "core/people/customer.h"
#include "core/store/aliases.h"
#include "core/store/log.h"

#include <algorithm>

namespace updesk
{

// 13: Activity::Code::Merged.
static constexpr char kMerges[] = "WITH " UPDESK_WHO R"(
SELECT a.id, a.body, a.person_id, a.at FROM who CROSS JOIN lead l CROSS JOIN activity a
    WHERE l.customer_id=who.id AND a.lead_id=l.id AND a.code=13 AND a.deleted=0
UNION ALL
SELECT a.id, a.body, a.person_id, a.at FROM who CROSS JOIN activity a
    WHERE a.lead_id IS NULL AND a.customer_id=who.id AND a.code=13 AND a.deleted=0
ORDER BY 4 DESC, 1 DESC)";
static_assert(int(Activity::Code::Merged) == 13);

static constexpr char kLogged[] = "SELECT ops FROM deed WHERE verb='merge' AND instr(ops, ?1)>0";

Result<std::vector<MergeRow>> mergesOf(Database &database, CustomerId customer)
{
    std::vector<MergeRow> rows;
    Query q = database.query(kMerges);
    q.bind(1, customer);
    while (q.next())
        rows.push_back({{q.id(0)}, q.text(1), {q.id(2)}, q.number(3)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

// Of a merge by an UpDesk that wrote nothing beside the line: only the desk where it was done has it.
static Result<QByteArray> logged(Database &database, ActivityId merge)
{
    QByteArray line;
    Query q = database.query(kLogged);
    q.bind(1, QString::fromLatin1("\"r\":\"" + merge.value.hex() + "\",\"k\":\"put\""));
    if (q.next())
        line = q.bytes(0);
    if (auto done = q.done(); !done)
        return done.error();
    return line;
}

// It may come from anywhere in the store, and whoever undoes it may do more than who wrote it: what no merge changes is
// not changed by its undoing.
static bool isOfMerge(const Op &op)
{
    const bool kind = op.kind == Op::Kind::Merge || op.kind == Op::Kind::Set;
    return kind && (op.table == &kCustomer || op.table->find("customer_id") >= 0);
}

Result<std::vector<Op>> opsOfMerge(Database &database, const Activity &merge)
{
    const auto line =
        merge.providerText.isEmpty() ? logged(database, merge.id) : Result<QByteArray>(merge.providerText.toUtf8());
    if (!line)
        return line.error();
    if (line->isEmpty())
        return Error{Error::Code::NotFound, QStringLiteral("merge_record"), {}};
    auto ops = readOps(database, *line);
    if (!ops)
        return ops;
    std::erase_if(*ops, [](const Op &op) { return op.kind == Op::Kind::Put; }); // the line itself, scores
    if (!std::ranges::all_of(*ops, isOfMerge))
        return Error{Error::Code::Damaged, QStringLiteral("merge_record"), {}};
    return ops;
}

Result<Rows> absentOf(Database &database, const std::vector<Op> &ops)
{
    Rows rows;
    for (const Op &op : ops) {
        const auto here = hasRow(database, *op.table, op.row);
        if (!here)
            return here.error();
        if (!*here)
            rows.insert({op.table, op.row});
    }
    return rows;
}

} // namespace updesk
