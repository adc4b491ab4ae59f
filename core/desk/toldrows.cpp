// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/told.h"

#include "core/desk/notices.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/routing.h"
#include "core/people/busyrows.h"
#include "core/store/apply.h"

#include <map>

namespace updesk
{

static constexpr Time kNews = 3 * kDay; // over a weekend
static constexpr size_t kEachAlone = 3; // nobody wants twelve

static constexpr char kStepOf[] = "SELECT id FROM activity WHERE id=?1 AND kind=7 AND deleted=0";
static constexpr char kGiftOf[] = "SELECT id FROM assignment WHERE id=?1 AND deleted=0";
// A lead may be taken after its assignment: one push can come in two slices.
static constexpr char kGiftOfLead[] =
    "SELECT id FROM assignment WHERE lead_id=?1 AND deleted=0 ORDER BY at DESC LIMIT 1";
static constexpr char kFilled[] = "SELECT v FROM state WHERE k='taken.'||(SELECT v FROM state WHERE k='store')"
                                  " AND v>0 AND NOT EXISTS(SELECT 1 FROM state WHERE k='anew')";
static constexpr char kMark[] = "INSERT OR IGNORE INTO told(id,at) VALUES(?1,?2)";
static constexpr char kIsTold[] = "SELECT 1 FROM told WHERE id=?1";
// One push comes in several slices.
static constexpr char kMoreGiven[] = "UPDATE notice SET count=count+?1 WHERE n=(SELECT max(n) FROM notice"
                                     " WHERE person_id=?2 AND kind=?3 AND other_id IS ?4 AND seen=0 AND at>=?5)";
static constexpr char kForget[] = "DELETE FROM told WHERE at<?1";

static_assert(int(Activity::Kind::System) == 7);

static Result<void> tellEach(
    Transaction &tx, const std::vector<PersonId> &people, Notice::Kind kind, LeadId lead, PersonId other)
{
    for (const PersonId &person : people) {
        if (person.isNull())
            continue;
        if (auto told = tell(tx, {0, person, kind, tx.now(), lead, other, 1, false}); !told)
            return told;
    }
    return {};
}

static std::vector<PersonId> managers(const Rulebook &rules)
{
    std::vector<PersonId> found;
    for (const Person &person : rules.people) {
        if (person.active && person.role == Role::Manager)
            found.push_back(person.id);
    }
    return found;
}

// Whoever is with a customer can hardly call in time: the backup reads of it then, not only when it is late.
static Result<void> tellClose(Transaction &tx, RouteDesk &desk, const Lead &lead, const Activity &step)
{
    if (auto told = tellEach(tx, {step.person}, Notice::Kind::ClockClose, lead.id, lead.owner); !told)
        return told;
    const auto busy = busyAt(tx.database(), step.at);
    if (!busy || !busy->contains(lead.owner))
        return busy ? Result<void>() : busy.error();
    const auto now = leadNowOf(tx.database(), lead.id);
    if (!now)
        return now.error();
    const auto asked = routeLeadOf(tx.database(), lead, now->clockFrom > now->received);
    const auto backup = asked ? desk.backup(lead.owner, *asked, step.at) : Result<PersonId>(asked.error());
    return backup ? tellEach(tx, {*backup}, Notice::Kind::BackupNeeded, lead.id, lead.owner) : backup.error();
}

// Managers and the owner read that it is late, the backup that it is theirs now to help.
static Result<void> tellLate(Transaction &tx, const Rulebook &rules, const Lead &lead, PersonId backup)
{
    std::vector<PersonId> others = managers(rules);
    if (std::ranges::find(others, lead.owner) == others.end())
        others.push_back(lead.owner);
    std::erase(others, backup);
    if (auto done = tellEach(tx, others, Notice::Kind::ClockLate, lead.id, lead.owner); !done)
        return done;
    return tellEach(tx, {backup}, Notice::Kind::BackupNeeded, lead.id, lead.owner);
}

static Result<void> tellTakenBack(Transaction &tx, const Rulebook &rules, const Lead &lead, PersonId before)
{
    if (auto told = tellEach(tx, {before}, Notice::Kind::TakenBack, lead.id, lead.owner); !told)
        return told;
    return tellEach(tx, managers(rules), Notice::Kind::LeadMoved, lead.id, before);
}

Result<void> tellOfStep(Transaction &tx, RouteDesk &desk, const Rulebook &rules, const Lead &lead, const Activity &step)
{
    switch (step.code) {
    case Activity::Code::OwnerWarned:
        return tellClose(tx, desk, lead, step);
    case Activity::Code::HotManagerTold:
        return tellEach(tx, managers(rules), Notice::Kind::HotUntouched, lead.id, lead.owner);
    case Activity::Code::EarlyManagerTold:
        return tellEach(tx, managers(rules), Notice::Kind::Untouched, lead.id, lead.owner);
    case Activity::Code::HotEveryoneTold:
    case Activity::Code::EarlyEveryoneTold:
    case Activity::Code::EveryoneTold: {
        // Everyone in the rotation: who is never given a lead is not called to this one.
        const auto people = desk.inRotation(step.at);
        return people ? tellEach(tx, *people, Notice::Kind::EveryoneNeeded, lead.id, lead.owner) : people.error();
    }
    case Activity::Code::ManagerTold:
    case Activity::Code::NoManager:
        return tellLate(tx, rules, lead, step.person);
    case Activity::Code::TakenBack:
        return tellTakenBack(tx, rules, lead, step.person);
    default:
        return {};
    }
}

static bool isForAnybody(const Assignment &gift)
{
    return gift.to.isNull() && RouteReason(gift.reason) == RouteReason::Pool;
}

Result<void> tellOfGift(Transaction &tx, RouteDesk &desk, const Lead &lead, const Assignment &gift, bool hot)
{
    if (isForAnybody(gift)) {
        const auto people = desk.onDuty(gift.at);
        return people ? tellEach(tx, *people, Notice::Kind::UpForGrabs, lead.id, lead.owner) : people.error();
    }
    if (gift.to == gift.by)
        return {};
    const PersonId other = gift.by.isNull() ? gift.to : gift.by;
    return tellEach(tx, {gift.to}, hot ? Notice::Kind::HotLead : Notice::Kind::NewLead, lead.id, other);
}

namespace
{

/// The rows of one transaction that are news; what this desk wrote itself was told by whoever wrote it.
class News
{
public:
    explicit News(Transaction &tx) : m_tx(tx) { }
    Result<std::vector<Id>> among(std::span<const Id> rows);
    Result<void> mark(const Id &row) { return m_tx.database().query(kMark).bind(1, row).bind(2, m_tx.now()).run(); }

private:
    Result<bool> any(const char *sql, const Id &id = {});
    Transaction &m_tx;
};

Result<bool> News::any(const char *sql, const Id &id)
{
    Query q = m_tx.database().query(sql);
    if (!id.isNull())
        q.bind(1, id);
    const bool found = q.next();
    if (auto done = q.done(); !done)
        return done.error();
    return found;
}

Result<std::vector<Id>> News::among(std::span<const Id> rows)
{
    std::vector<Id> news;
    const auto joined = m_tx.database().state("joined");
    if (!joined || *joined == 0)
        return joined ? Result<std::vector<Id>>(news) : joined.error();
    const bool own = !m_tx.deed().isNull();
    const auto filled = own ? Result<bool>(true) : any(kFilled);
    if (!filled || !*filled)
        return filled ? Result<std::vector<Id>>(news) : filled.error();
    for (const Id &row : rows) {
        const auto known = any(kIsTold, row);
        if (!known)
            return known.error();
        if (*known)
            continue;
        if (!own) {
            news.push_back(row);
        } else if (auto marked = mark(row); !marked) {
            return marked.error();
        }
    }
    return news;
}

Result<void> tellSteps(Transaction &tx, std::span<const Id> rows)
{
    News news(tx);
    const auto fresh = news.among(rows);
    if (!fresh || fresh->empty())
        return fresh ? Result<void>() : fresh.error();
    const auto rules = rulebook(tx.database());
    if (!rules)
        return rules.error();
    RouteDesk desk(tx.database(), *rules);
    for (const Id &row : *fresh) {
        const auto step = load(tx.database(), kActivity, row);
        if (!step)
            return step.error();
        const auto lead = load(tx.database(), kLead, step->lead.value);
        if (!lead && lead.error().code != Error::Code::NotFound)
            return lead.error();
        if (auto marked = news.mark(row); !marked)
            return marked;
        if (!lead || lead->closed != Closed::Open || step->at < tx.now() - kNews)
            continue;
        if (auto told = tellOfStep(tx, desk, **rules, *lead, *step); !told)
            return told;
    }
    return {};
}

struct Gift {
    Lead lead;
    Assignment row;
};

/// The gift when it stands; what does not stand yet may do so once its lead is taken.
Result<std::optional<Gift>> standing(Transaction &tx, const Id &row)
{
    const auto gift = load(tx.database(), kAssignment, row);
    if (!gift)
        return gift.error();
    const auto lead = load(tx.database(), kLead, gift->lead.value);
    if (!lead && lead.error().code != Error::Code::NotFound)
        return lead.error();
    const bool old = gift->at < tx.now() - kNews;
    if (!lead || old || lead->closed != Closed::Open || lead->owner != gift->to)
        return std::optional<Gift>();
    return std::optional<Gift>({*lead, *gift});
}

/// Whether they are told with those of a moment ago.
Result<bool> toldWithOthers(Transaction &tx, const Assignment &first, size_t count)
{
    Query q = tx.database().query(kMoreGiven);
    q.bind(1, int(count)).bind(2, first.to).bind(3, int(Notice::Kind::LeadsGiven)).bind(4, first.by);
    if (auto done = q.bind(5, tx.now() - kMinute).run(); !done)
        return done.error();
    return tx.database().changed() > 0;
}

Result<void> tellGifts(Transaction &tx, RouteDesk &desk, const std::vector<Gift> &gifts)
{
    const Assignment &first = gifts.front().row;
    if (!first.to.isNull() && first.to != first.by) {
        const auto told = toldWithOthers(tx, first, gifts.size());
        if (!told || *told)
            return told ? Result<void>() : told.error();
        if (gifts.size() > kEachAlone)
            return tell(
                tx, {0, first.to, Notice::Kind::LeadsGiven, tx.now(), first.lead, first.by, int(gifts.size()), false});
    }
    for (const Gift &gift : gifts) {
        const auto now = leadNowOf(tx.database(), gift.lead.id);
        if (!now)
            return now.error();
        if (auto told = tellOfGift(tx, desk, gift.lead, gift.row, now->tier == Tier::Hot); !told)
            return told;
    }
    return {};
}

Result<void> tellAssignments(Transaction &tx, std::span<const Id> rows)
{
    News news(tx);
    const auto fresh = news.among(rows);
    if (!fresh || fresh->empty())
        return fresh ? Result<void>() : fresh.error();
    std::map<std::pair<PersonId, PersonId>, std::vector<Gift>> gifts;
    for (const Id &row : *fresh) {
        auto gift = standing(tx, row);
        if (!gift)
            return gift.error();
        if (!*gift)
            continue;
        if (auto marked = news.mark(row); !marked)
            return marked;
        gifts[{(*gift)->row.to, (*gift)->row.by}].push_back(std::move(**gift));
    }
    const auto rules = rulebook(tx.database());
    if (!rules)
        return rules.error();
    RouteDesk desk(tx.database(), *rules);
    for (const auto &[whom, all] : gifts) {
        if (auto told = tellGifts(tx, desk, all); !told)
            return told;
    }
    return {};
}

} // namespace

const Derivation kToldSteps{{{"activity", kStepOf}}, tellSteps};
const Derivation kToldAssignments{{{"assignment", kGiftOf}, {"lead", kGiftOfLead}}, tellAssignments};

Result<void> forgetTold(Database &database, Time now) { return database.query(kForget).bind(1, now - 2 * kNews).run(); }

} // namespace updesk
