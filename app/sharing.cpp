// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sharing.h"

#include "core/sync/peopleremote.h"
#include "core/sync/signin.h"

namespace updesk
{

Result<Sharing> sharingOf(Session &session, std::shared_ptr<Secrets> secrets, CorrectedClock *clock)
{
    const auto place = serverPlace(session.database());
    if (!place)
        return place.error();
    const Clock *own = clock ? &clock->own() : &session.clock();
    Sharing sharing;
    auto logins = std::make_shared<DeskLogins>();
    sharing.way = [place = *place, secrets = std::move(secrets), own, logins](Database &database) -> Syncer::Connect {
        const auto kept = keptLogins({database, *secrets, *own});
        if (!kept)
            return [error = kept.error()]() -> Result<std::unique_ptr<Remote>> { return error; };
        *logins = DeskLogins(*kept);
        return [&database, place, logins, own]() -> Result<std::unique_ptr<Remote>> {
            if (logins->all().empty())
                return Error{Error::Code::NotFound, QStringLiteral("login"), {}};
            return std::unique_ptr<Remote>(std::make_unique<PeopleRemote>(place, *logins, database, *own));
        };
    };
    sharing.host = [place = *place, logins]() -> Lease::Connect {
        return [connect = hostConnection(place, *logins), logins] { return connect(); };
    };
    sharing.own = own;
    if (clock)
        sharing.correct = [clock](Time ahead) { clock->setOffset(ahead); };
    return sharing;
}

} // namespace updesk
