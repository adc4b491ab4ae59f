// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/planverbs.h"

#include "core/desk/deed.h"
#include "core/sequences/planbook.h"
#include "core/sequences/planjson.h"
#include "core/sequences/planstore.h"

namespace updesk
{

static Result<void> mayChange(Transaction &tx)
{
    const auto rules = rulebook(tx.database());
    if (!rules)
        return rules.error();
    return (*rules)->mayChangeRules(tx.by().who) ? Result<void>()
                                                 : Result<void>(Error{Error::Code::Denied, QStringLiteral("role"), {}});
}

Result<std::vector<PlanFinding>> checkInStore(Database &database, const Plan &plan)
{
    const auto templates = templateEntries(database);
    const auto scripts = scriptsOf(database, ScriptKind::Call, {QStringLiteral("en")});
    if (!templates || !scripts)
        return !templates ? templates.error() : scripts.error();
    return checkPlan(plan, *templates, *scripts);
}

static Result<void> checked(Database &database, const Plan &plan)
{
    if (const auto read = planFromJson(planToJson(plan)); !read)
        return read.error();
    const auto findings = checkInStore(database, plan);
    if (!findings)
        return findings.error();
    const auto refused =
        std::ranges::find_if(*findings, [](const PlanFinding &finding) { return blocks(finding.problem); });
    if (refused == findings->end())
        return {};
    return Error{
        Error::Code::Invalid, QString::fromLatin1(problemCode(refused->problem)), QString::number(refused->step)};
}

static PlanVersionRow versionRow(Transaction &tx, const Plan &plan, int number)
{
    // The same words of the same number are the same version wherever they are taken over.
    const QByteArray body = planToJson(plan);
    const QByteArray name = "plan_version " + plan.key.toUtf8() + ' ' + QByteArray::number(number) + ' ' + body;
    PlanVersionRow row;
    row.id = {tx.drawnId(name, 0)};
    row.key = plan.key;
    row.number = number;
    row.body = QString::fromUtf8(body);
    row.by = tx.by().who;
    row.at = tx.now();
    return row;
}

static Result<void> bringVersion(Transaction &tx, const PlanVersionRow &row)
{
    const auto there = hasRow(tx.database(), kPlanVersion, row.id.value);
    if (!there)
        return there.error();
    if (!*there)
        return apply(tx, put(kPlanVersion, row));
    const auto standing = load(tx.database(), kPlanVersion, row.id.value);
    if (standing)
        return {};
    // One whose making was taken back comes back as it was.
    return apply(tx, Op{Op::Kind::Set, &kPlanVersion, row.id.value, {{0, qint64(0), qint64(1)}}});
}

static Result<void> bringPlan(
    Transaction &tx, const PlanShelf &shelf, const QString &key, PlanVersionId version, bool active)
{
    if (const PlanRow *known = shelf.row(key)) {
        PlanRow changed = *known;
        changed.version = version;
        changed.active = active;
        return apply(tx, set(kPlan, *known, changed));
    }
    PlanRow row{{tx.drawnId("plan " + key.toUtf8(), 0)}, key, version, active};
    const auto there = hasRow(tx.database(), kPlan, row.id.value);
    if (!there)
        return there.error();
    if (!*there)
        return apply(tx, put(kPlan, row));
    if (auto back = apply(tx, Op{Op::Kind::Set, &kPlan, row.id.value, {{0, qint64(0), qint64(1)}}}); !back)
        return back;
    const auto before = load(tx.database(), kPlan, row.id.value);
    return before ? apply(tx, set(kPlan, *before, row)) : Result<void>(before.error());
}

static Result<void> takeOver(Transaction &tx, const Plan &plan)
{
    const auto shelf = planShelf(tx.database());
    if (!shelf)
        return shelf.error();
    if (const PlanRow *known = (*shelf)->row(plan.key))
        return bringPlan(tx, **shelf, plan.key, known->version, true);
    PlanVersionRow version = versionRow(tx, plan, 1);
    version.by = {};
    if (auto done = bringVersion(tx, version); !done)
        return done;
    return bringPlan(tx, **shelf, plan.key, version.id, true);
}

Result<DeedId> useShippedPlans(Session &session)
{
    return doDeed(session, "plans", {}, [](Transaction &tx) -> Result<void> {
        if (auto may = mayChange(tx); !may)
            return may;
        for (const Plan &plan : shippedPlans()) {
            if (auto done = takeOver(tx, plan); !done)
                return done;
        }
        return {};
    });
}

static Result<void> writeVersion(Transaction &tx, PlanVersionId opened, const Plan &typed, SavedPlan &out)
{
    if (auto may = mayChange(tx); !may)
        return may;
    const auto shelf = planShelf(tx.database());
    if (!shelf)
        return shelf.error();
    const PlanRow *known = (*shelf)->row(typed.key);
    if ((known ? known->version : PlanVersionId()) != opened)
        return Error{Error::Code::Conflict, QStringLiteral("plan"), {}};
    const PlanShelf::Version *before = (*shelf)->version(opened);
    out.version = opened;
    out.active = known && known->active;
    if (before && before->plan == typed)
        return {};
    int number = 0;
    for (const auto &[id, version] : (*shelf)->versions) {
        if (version.row.key == typed.key)
            number = std::max(number, version.row.number);
    }
    const PlanVersionRow row = versionRow(tx, typed, number + 1);
    out.version = row.id;
    if (auto done = bringVersion(tx, row); !done)
        return done;
    return bringPlan(tx, **shelf, typed.key, row.id, out.active);
}

Result<SavedPlan> savePlan(Session &session, PlanVersionId opened, const Plan &typed)
{
    SavedPlan out;
    const auto deed = doDeed(session, "plan_version", {}, [&](Transaction &tx) -> Result<void> {
        if (auto sound = checked(tx.database(), typed); !sound)
            return sound;
        return writeVersion(tx, opened, typed, out);
    });
    if (!deed)
        return deed.error();
    out.deed = *deed;
    return out;
}

Result<DeedId> setPlanActive(Session &session, const QString &key, bool active)
{
    return doDeed(session, "plan_active", {}, [&](Transaction &tx) -> Result<void> {
        if (auto may = mayChange(tx); !may)
            return may;
        const auto shelf = planShelf(tx.database());
        if (!shelf)
            return shelf.error();
        const PlanRow *known = (*shelf)->row(key);
        if (!known)
            return Error{Error::Code::NotFound, QStringLiteral("plan"), {}};
        PlanRow changed = *known;
        changed.active = active;
        return apply(tx, set(kPlan, *known, changed));
    });
}

} // namespace updesk
