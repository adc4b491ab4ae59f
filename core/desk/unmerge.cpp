// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/unmerge.h"

#include "core/desk/capturerows.h"
#include "core/desk/deed.h"
#include "core/desk/otherplans.h"
#include "core/desk/parting.h"
#include "core/desk/suspicion.h"
#include "core/desk/unmergerows.h"
#include "core/store/invert.h"

#include <climits>

namespace updesk
{

namespace
{

/// A merge that stands and may be taken back.
struct Joined {
    Activity line;
    std::vector<Op> ops;
    const Op &alias() const { return *mergeIn(ops); }
};

} // namespace

static Error refused(Error::Code code, const char *why) { return {code, QString::fromLatin1(why), {}}; }

static Result<Joined> joinedBy(Database &database, ActivityId merge, Time now)
{
    const auto line = load(database, kActivity, merge.value);
    if (!line) {
        const auto was = hasRow(database, kActivity, merge.value);
        return was && *was ? refused(Error::Code::Invalid, "unmerged") : line.error();
    }
    if (line->code != Activity::Code::Merged)
        return refused(Error::Code::Invalid, "activity");
    if (now - line->at > kUnmergeWithin)
        return refused(Error::Code::Denied, "unmerge_late");
    auto ops = opsOfMerge(database, *line);
    if (!ops)
        return ops.error();
    const Op *alias = mergeIn(*ops);
    if (!alias || joinedTo(*alias).isNull())
        return refused(Error::Code::Damaged, "merge_record");
    if (auto stands = mergeStands(database, *alias); !stands)
        return stands.error();
    return Joined{*line, std::move(*ops)};
}

Result<std::vector<MergeRow>> undoable(Database &database, std::vector<MergeRow> merges, Time now)
{
    std::vector<MergeRow> stand;
    for (MergeRow &row : merges) {
        const auto joined = joinedBy(database, row.id, now);
        const auto code = joined ? Error::Code::NotFound : joined.error().code;
        if (code == Error::Code::Busy || code == Error::Code::Failed)
            return joined.error();
        if (code != Error::Code::Denied && code != Error::Code::Invalid)
            stand.push_back(std::move(row));
    }
    return stand;
}

static Result<std::vector<LeadId>> leadsOfBoth(Database &database, CustomerId lives, CustomerId back)
{
    auto leads = leadsOfCustomer(database, lives, INT_MAX);
    const auto others = leadsOfCustomer(database, back, INT_MAX);
    if (!leads || !others)
        return !leads ? leads.error() : others.error();
    leads->insert(leads->end(), others->begin(), others->end());
    return leads;
}

// Consent is never taken away: it goes back by itself, and so it did not stay.
static int stayed(const std::vector<Kept> &kept, const Rows &absent)
{
    Rows rows;
    for (const Kept &one : kept) {
        if (one.table != &kConsent && !absent.contains({one.table, one.row}))
            rows.insert({one.table, one.row});
    }
    return int(rows.size());
}

static Result<void> tellBoth(Transaction &tx, Unmerged &out)
{
    const auto lives = load(tx.database(), kCustomer, out.lives.value);
    const auto back = load(tx.database(), kCustomer, out.back.value);
    if (!lives || !back)
        return !lives ? lives.error() : back.error();
    out.livesName = nameOf(*lives);
    out.backName = nameOf(*back);
    if (auto told = writeChange(tx, out.lives, Activity::Code::Unmerged, out.backName); !told)
        return told;
    return writeChange(tx, out.back, Activity::Code::Unmerged, out.livesName);
}

static Result<void> writeUnmerge(Transaction &tx, ActivityId merge, Unmerged &out)
{
    Database &database = tx.database();
    const auto joined = joinedBy(database, merge, tx.now());
    if (!joined)
        return joined.error();
    out.lives = joinedTo(joined->alias());
    out.back = {joined->alias().row};
    const auto absent = absentOf(database, joined->ops);
    const auto kept = absent ? invert(tx, joined->ops) : Result<std::vector<Kept>>(absent.error());
    if (!kept)
        return kept.error();
    out.absent = int(absent->size());
    out.stayed = stayed(*kept, *absent);
    const auto elsewhere = turnConsents(tx, joined->ops);
    if (!elsewhere)
        return elsewhere.error();
    out.stayed += *elsewhere;
    if (auto parted = part(tx, joined->alias(), joined->line.at); !parted)
        return parted;
    if (auto struck = apply(tx, remove(kActivity, merge.value)); !struck) // as any undo does
        return struck;
    auto leads = leadsOfBoth(database, out.lives, out.back);
    if (!leads)
        return leads.error();
    out.leads = std::move(*leads);
    if (auto scored = logScores(tx, out.leads, "unmerge"); !scored)
        return scored;
    if (auto plans = partPlans(tx, out.leads, joined->line.at); !plans)
        return plans;
    return tellBoth(tx, out);
}

Result<Unmerged> unmerge(Session &session, ActivityId merge)
{
    Unmerged out;
    const auto deed = commitDeed(session, "unmerge", [&](Transaction &tx) { return writeUnmerge(tx, merge, out); });
    if (!deed)
        return deed.error();
    out.deed = *deed;
    session.done(out.deed, out.leads);
    return out;
}

} // namespace updesk
