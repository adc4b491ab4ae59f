// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/connectiontest.h"

#include "core/sync/serverschema.h"

#include <QDir>

namespace updesk
{

Result<Tested> testConnection(const ServerPlace &place, const Login &login, const Database &tables, const Clock &clock)
{
    const Time began = clock.now();
    ServerPlace mine = place;
    mine.login = login.login;
    mine.person = login.person;
    const auto remote = connectTo(mine, login.password, tables);
    if (!remote)
        return remote.error();
    const auto members = membershipsOf((*remote)->connection());
    if (!members)
        return members.error();
    const auto here = std::ranges::find(*members, place.store, &Membership::store);
    if (here == members->end())
        return Error{Error::Code::Denied, QStringLiteral("store"), {}};
    const int schema = syncSchema(int(QDir(tables.setup().migrations).count()));
    const Time asked = clock.now();
    const auto hello = (*remote)->hello(schema);
    if (!hello)
        return hello.error();
    const Time now = clock.now();
    return Tested{now - began, hello->now - (asked + now) / 2, versionsOf(*hello, schema),
        (*remote)->connection().isEncrypted(), here->role};
}

} // namespace updesk
