// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/plantables.h"
#include "tests/support/modelrules.h"

#include <algorithm>

namespace updesk
{

using Logged = ModelServer::Logged;

static const Value kRunning = qint64(0);

static const Change *changeOf(const Op &op, const char *column)
{
    const auto found = std::ranges::find(op.changes, op.table->find(column), &Change::column);
    return found == op.changes.end() ? nullptr : &*found;
}

static bool isOfPlan(const Op &op) { return op.kind != Op::Kind::Put && qstrcmp(op.table->name, kEnrolment.name) == 0; }

// An ending is known by its moment.
static Value endingIn(const Op &op, Value Change::*side)
{
    const Change *ended = changeOf(op, "ended");
    return ended ? ended->*side : Value{qint64(0)};
}

static std::vector<const Logged *> saidOf(const ModelServer &server, const Id &plan)
{
    std::vector<const Logged *> all;
    for (const auto &[id, logged] : server.log()) {
        if (logged.op.row == plan && isOfPlan(logged.op) && logged.answer.state == Answer::State::Ok
            && changeOf(logged.op, "state"))
            all.push_back(&logged);
    }
    return all;
}

static bool restarts(const Logged &logged)
{
    const auto lostState = [](const Answer::Met &met) { return met.field == "state" && !met.won; };
    return changeOf(logged.op, "state")->after == kRunning && std::ranges::none_of(logged.answer.met, lostState);
}

static bool wasRestarted(const std::vector<const Logged *> &said, const Value &ending)
{
    return std::ranges::any_of(
        said, [&ending](const Logged *one) { return restarts(*one) && endingIn(one->op, &Change::before) == ending; });
}

/// Whether an ending stands of which `seen` says nothing.
static bool isEndedElse(const std::vector<const Logged *> &said, const std::optional<Value> &seen)
{
    return std::ranges::any_of(said, [&](const Logged *one) {
        const Value ending = endingIn(one->op, &Change::after);
        return changeOf(one->op, "state")->after != kRunning && ending != seen && !wasRestarted(said, ending);
    });
}

PlanEnd planEnd(const ModelServer &server, const Op &op, const ModelServer::Row &row)
{
    const Change *state = isOfPlan(op) ? changeOf(op, "state") : nullptr;
    if (!state || (state->after == kRunning) == (row.at("state") == kRunning))
        return PlanEnd::ByClock;
    const auto said = saidOf(server, row.id);
    if (state->after == kRunning)
        return isEndedElse(said, endingIn(op, &Change::before)) ? PlanEnd::Stands : PlanEnd::ByClock;
    return wasRestarted(said, endingIn(op, &Change::after)) ? PlanEnd::ByClock : PlanEnd::Ends;
}

QByteArray strayPlan(const ModelServer &server)
{
    for (const auto &[key, row] : server.rows()) {
        if (key.first == kEnrolment.name && row.at("state") == kRunning && isEndedElse(saidOf(server, row.id), {}))
            return "a plan goes on that somebody has stopped";
    }
    return {};
}

} // namespace updesk
