// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sharing.h"

#include "core/sync/peopleremote.h"
#include "core/sync/serverlane.h"

namespace updesk
{

Result<Sharing> sharingOf(Session &session, std::vector<Login> logins, CorrectedClock *clock)
{
    const auto place = serverPlace(session.database());
    const auto may = mayHost(session.database());
    if (!place || !may)
        return !place ? place.error() : may.error();
    const Clock *own = clock ? &clock->own() : &session.clock();
    Sharing sharing;
    sharing.signedIn = !logins.empty();
    // Messages go over connections of another thread, which shares nothing with this one.
    if (*may)
        sharing.lane = serverLanes(hostConnection(*place, std::make_shared<DeskLogins>(logins)), place->store);
    auto people = std::make_shared<DeskLogins>(std::move(logins));
    sharing.logins = people;
    sharing.way = peopleWay(*place, people, *own);
    if (*may)
        sharing.host = hostConnection(*place, people);
    sharing.own = own;
    if (clock)
        sharing.correct = [clock](Time ahead) { clock->setOffset(ahead); };
    return sharing;
}

std::vector<Login> loginsWith(const std::vector<Login> &before, const Login &entered)
{
    if (entered.password.isEmpty())
        return before;
    std::vector<Login> all{entered};
    std::ranges::copy_if(
        before, std::back_inserter(all), [&entered](const Login &one) { return one.login != entered.login; });
    return all;
}

} // namespace updesk
