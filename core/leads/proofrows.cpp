// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/proofrows.h"

namespace updesk
{

// proofOf() in SQL: 0 told, 1 unverified, 2 never answered, 3 the clock jumped, else null.
#define PROOF                                                                                                          \
    "CASE WHEN clock_state=4 THEN 2 WHEN clock_state=1 AND attempts>0 THEN 1"                                          \
    " WHEN clock_state=2 AND clock_jump<>0 THEN 3 WHEN clock_state=2 AND first_evidence=1 THEN 0 END"
static constexpr char kNewest[] = "SELECT lead_id FROM lead_now WHERE received>=?1 AND " PROOF " IS NOT NULL"
                                  " ORDER BY received DESC, lead_id DESC LIMIT ?2";
static constexpr char kCounts[] = "SELECT " PROOF " AS proof, count(*) FROM lead_now WHERE received>=?1 GROUP BY proof";

static_assert(LeadNow::Running == 1 && LeadNow::Stopped == 2 && LeadNow::NeverAnswered == 4 && int(Evidence::Told) == 1
    && int(Proof::NeverAnswered) == 2 && int(Proof::ClockJumped) == 3);

std::optional<Proof> proofOf(const LeadNow &row)
{
    if (row.clock == LeadNow::NeverAnswered)
        return Proof::NeverAnswered;
    if (row.clock == LeadNow::Running && row.attempts > 0)
        return Proof::Unverified;
    if (row.clock == LeadNow::Stopped && row.clockJump != 0)
        return Proof::ClockJumped;
    if (row.clock == LeadNow::Stopped && row.firstEvidence == Evidence::Told)
        return Proof::Told;
    return std::nullopt;
}

Result<std::vector<QueueRow>> leadsWithoutProof(Database &database, int limit, Time since)
{
    std::vector<LeadId> leads;
    {
        Query q = database.query(kNewest);
        q.bind(1, since).bind(2, limit);
        while (q.next())
            leads.push_back({q.id(0)});
        if (auto done = q.done(); !done)
            return done.error();
    }
    std::vector<QueueRow> rows;
    for (const LeadId &lead : leads) {
        auto row = queueRow(database, lead);
        if (!row)
            return row.error();
        rows.push_back(std::move(*row));
    }
    return rows;
}

Result<ProofCounts> countsWithoutProof(Database &database, Time since)
{
    ProofCounts counts{};
    Query q = database.query(kCounts);
    q.bind(1, since);
    while (q.next()) {
        if (!q.isNull(0))
            counts[size_t(q.integer(0))] = q.integer(1);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return counts;
}

} // namespace updesk
