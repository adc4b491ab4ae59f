// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/appointments/dealrows.h"

#include "core/store/found.h"

namespace updesk
{

static constexpr char kSold[] =
    "SELECT d.id, ifnull(c.full_name,''), ifnull(c.company,'') FROM deal d LEFT JOIN customer c ON c.id=d.customer_id"
    " WHERE d.at>=?1 AND d.at<?2 AND d.deleted=0 ORDER BY d.at DESC, d.id DESC LIMIT ?3";
static constexpr char kDeals[] = "SELECT id FROM deal WHERE lead_id=?1 AND deleted=0 ORDER BY at DESC, id DESC";
static constexpr char kAppraisals[] =
    "SELECT id FROM appraisal WHERE lead_id=?1 AND deleted=0 ORDER BY at DESC, id DESC";

Result<std::vector<DealRow>> soldRows(Database &database, Time from, Time to, int limit)
{
    std::vector<DealRow> rows;
    {
        Query q = database.query(kSold);
        q.bind(1, from).bind(2, to).bind(3, limit);
        while (q.next()) {
            DealRow &row = rows.emplace_back();
            row.deal.id.value = q.id(0);
            row.name = q.text(1).isEmpty() ? q.text(2) : q.text(1);
        }
        if (auto done = q.done(); !done)
            return done.error();
    }
    for (DealRow &row : rows) {
        auto deal = load(database, kDeal, row.deal.id.value);
        if (!deal)
            return deal.error();
        row.deal = std::move(*deal);
    }
    return rows;
}

SoldSums sumsOf(const std::vector<DealRow> &rows)
{
    SoldSums sums;
    for (const DealRow &row : rows) {
        const Deal &deal = row.deal;
        sums.pending += deal.state == Deal::State::Pending;
        sums.delivered += deal.state == Deal::State::Delivered;
        if (deal.state == Deal::State::Unwound) {
            ++sums.unwound;
            continue;
        }
        sums.withoutGross += !deal.grossKnown;
        sums.front += deal.grossKnown ? deal.frontGross : 0;
        sums.back += deal.grossKnown ? deal.backGross : 0;
    }
    return sums;
}

Result<std::vector<Deal>> dealsOfLead(Database &database, LeadId lead)
{
    Query q = database.query(kDeals);
    q.bind(1, lead);
    return foundRows(database, kDeal, std::move(q));
}

Result<std::vector<Appraisal>> appraisalsOfLead(Database &database, LeadId lead)
{
    Query q = database.query(kAppraisals);
    q.bind(1, lead);
    return foundRows(database, kAppraisal, std::move(q));
}

} // namespace updesk
