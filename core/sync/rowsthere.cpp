// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/rowsthere.h"

#include <algorithm>

namespace updesk
{

// Over the connection of whoever did it, where it stands: row security shows others less of what is somebody's own.
Result<void> RowsThere::fetch(Remote &remote, PersonId who, std::span<const Op> ops)
{
    constexpr size_t kAsked = 100;
    std::map<const Table *, std::set<Id>> wanted;
    for (const Op &op : ops)
        wanted[op.table].insert(op.row);
    const PersonId over = remote.speaksFor(who) ? who : PersonId{};
    for (const auto &[table, ids] : wanted) {
        const std::vector<Id> all(ids.begin(), ids.end());
        for (size_t from = 0; from < all.size(); from += kAsked) {
            const auto part = std::span(all).subspan(from, std::min(kAsked, all.size() - from));
            const auto page =
                remote.older(over, {table, OlderAsk::By::Row, {part.begin(), part.end()}, 0, {}, int(part.size())});
            if (!page)
                return page.error();
            m_newest = std::max(m_newest, page->newest);
            for (const TakenRow &row : page->rows)
                m_rows.insert({{row.table, row.row}, row});
        }
    }
    return {};
}

const TakenRow *RowsThere::find(const Op &op) const
{
    const auto found = m_rows.find({op.table, op.row});
    return found == m_rows.end() ? nullptr : &found->second;
}

static bool isOldYes(const Answer &answer)
{
    const bool yes = answer.state == Answer::State::Ok || answer.state == Answer::State::Won;
    return answer.again && yes && !answer.hasRow;
}

Result<void> bringRepeated(Remote &remote, const Batch &batch, std::vector<Answer> &answers)
{
    std::vector<std::pair<const Op *, Answer *>> repeated;
    std::vector<Op> ops;
    size_t n = 0;
    for (const OutDeed &deed : batch.deeds) {
        for (const Op &op : deed.ops) {
            if (n < answers.size() && isOldYes(answers[n])) {
                repeated.push_back({&op, &answers[n]});
                ops.push_back(op);
            }
            ++n;
        }
    }
    if (ops.empty())
        return {};
    RowsThere there;
    if (auto fetched = there.fetch(remote, batch.who, ops);
        !fetched) // what may be sent does not wait for what may be read
        return fetched.error().code == Error::Code::Offline ? fetched : Result<void>();
    for (const auto &[op, answer] : repeated) {
        if (const TakenRow *row = there.find(*op)) {
            answer->hasRow = true;
            answer->row = *row;
        }
    }
    return {};
}

} // namespace updesk
