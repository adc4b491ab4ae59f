// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/routedesk.h"
#include "core/store/apply.h"

namespace updesk
{

static Due dueAt(const Rulebook &rules, SourceId source, LeadType type, Time at)
{
    return dueOf(at, targetFor(rules.targets, source, type), rules.hours);
}

Result<RouteTest> testRoute(Session &session, const LeadDraft &draft, Time at)
{
    const auto rules = session.rules();
    if (!rules)
        return rules.error();
    const Source *source = (*rules)->sourceNamed(draft.source);
    const SourceId id = source ? source->id : SourceId{};
    RouteDesk desk(session.database(), *rules);
    return desk.test(routeLeadOf(draft, id, dueAt(**rules, id, draft.type, at)), {}, draft.salesperson, at);
}

Result<RouteTest> testRoute(Session &session, LeadId lead, Time at)
{
    const auto rules = session.rules();
    const auto row = load(session.database(), kLead, lead.value);
    if (!rules || !row)
        return !rules ? rules.error() : row.error();
    const auto asked = routeLeadOf(session.database(), *row, dueAt(**rules, row->source, row->type, at).afterHours);
    if (!asked)
        return asked.error();
    RouteDesk desk(session.database(), *rules);
    return desk.test(*asked, {}, {}, at);
}

} // namespace updesk
