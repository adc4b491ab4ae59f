// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/planlines.h"

#include "core/desk/capturerows.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/sequences/planjson.h"
#include "core/sequences/planstore.h"
#include "core/store/apply.h"

namespace updesk
{

using Code = Activity::Code;

// One that was taken back is there still, and what comes then is made anew.
static Result<Id> idOf(Transaction &tx, const QByteArray &name)
{
    for (int n = 0;; ++n) {
        const Id id = fixedId(name, n);
        const auto there = hasRow(tx.database(), kActivity, id);
        if (!there || !*there)
            return there ? Result<Id>(id) : there.error();
    }
}

// A version that cannot be read here goes by its plan's key.
static Result<QString> titleOf(Database &database, const Enrolment &enrolment)
{
    const auto shelf = planShelf(database);
    if (!shelf)
        return shelf.error();
    const PlanShelf::Version *version = (*shelf)->version(enrolment.version);
    return version && !version->plan.title.isEmpty() ? version->plan.title : enrolment.plan;
}

static Result<void> write(Transaction &tx, LeadId id, const QByteArray &name, Activity &line)
{
    const auto lead = load(tx.database(), kLead, id.value);
    const auto row = idOf(tx, "plan line " + name);
    if (!lead || !row)
        return !lead ? lead.error() : row.error();
    line.id = {*row};
    line.lead = lead->id;
    line.customer = lead->customer;
    line.at = tx.now();
    return apply(tx, put(kActivity, line));
}

static void setWho(Transaction &tx, Activity &line, bool person)
{
    line.kind = person ? Activity::Kind::Change : Activity::Kind::System;
    line.person = person ? tx.by().who : PersonId();
}

Result<void> tellPlanBegun(Transaction &tx, const Enrolment &begun, PlanBegun how)
{
    if (how == PlanBegun::NewVersion)
        return {};
    const auto title = titleOf(tx.database(), begun);
    if (!title)
        return title.error();
    Activity line;
    setWho(tx, line, how == PlanBegun::ByPerson);
    line.code = how == PlanBegun::Raised ? Code::PlanRaised : Code::PlanStarted;
    line.body = *title;
    return write(tx, begun.lead, "begun " + begun.id.value.hex(), line);
}

Result<void> tellPlanOver(Transaction &tx, const Enrolment &over)
{
    if (over.why == PlanStop::Replaced)
        return {};
    const auto title = titleOf(tx.database(), over);
    if (!title)
        return title.error();
    Activity line;
    setWho(tx, line, over.why == PlanStop::ByPerson);
    line.code = Code::PlanStopped;
    line.body = *title;
    if (over.why != PlanStop::None)
        line.providerText = QString::fromLatin1(planStopCode(over.why));
    return write(tx, over.lead, "over " + over.id.value.hex(), line);
}

// The gate's rules are the ones with a number: "US-3".
static bool isLaw(const QString &rule) { return rule.contains(u'-'); }

Result<void> tellStepMoved(Transaction &tx, const StepRun &run, const QString &rule, Time due)
{
    if (!isLaw(rule))
        return {};
    Activity line;
    setWho(tx, line, false);
    line.code = Code::PlanStepMoved;
    line.body = rule;
    line.sentAt = due;
    return write(tx, run.lead, "moved " + run.id.value.hex() + ' ' + QByteArray::number(due), line);
}

} // namespace updesk
