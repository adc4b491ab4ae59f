// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/quiethours.h"

#include "core/leads/lead.h"
#include "core/people/customerstore.h"
#include "core/store/apply.h"

namespace updesk
{

Result<QuietTime> quietFor(Session &session, LeadId id, Time at)
{
    const auto lead = load(session.database(), kLead, id.value);
    const auto rules = session.rules();
    if (!lead || !rules)
        return !lead ? lead.error() : rules.error();
    const CustomerStore customers(session.database());
    const auto places = customers.addresses(lead->customer);
    const auto phones = customers.phones(lead->customer);
    if (!places || !phones)
        return !places ? places.error() : phones.error();
    const auto stated = std::ranges::find_if(*places, [](const Address &place) { return !place.region.isEmpty(); });
    const auto dialled =
        std::ranges::find_if(*phones, [](const Phone &phone) { return !phone.bad && !phone.e164.isEmpty(); });
    QStringList zones = callZones(
        stated == places->end() ? QString() : stated->region, dialled == phones->end() ? QString() : dialled->e164);
    if (zones.isEmpty())
        zones << (*rules)->dealership.timeZone;
    return quietTime(at, zones);
}

} // namespace updesk
