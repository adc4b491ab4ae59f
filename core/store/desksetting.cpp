// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/desksetting.h"

namespace updesk
{

static constexpr char kRead[] = "SELECT v FROM desk_setting WHERE k=?1";
static constexpr char kKeep[] = "INSERT INTO desk_setting(k,v) VALUES(?1,?2) ON CONFLICT(k) DO UPDATE SET v=excluded.v";
static constexpr char kForget[] = "DELETE FROM desk_setting WHERE k=?1";

Result<QString> deskSetting(Database &database, const QString &key)
{
    Query q = database.query(kRead);
    q.bind(1, key);
    const QString value = q.next() ? q.text(0) : QString();
    if (auto done = q.done(); !done)
        return done.error();
    return value;
}

Result<void> setDeskSetting(Database &database, const QString &key, const QString &value)
{
    if (value.isEmpty())
        return database.query(kForget).bind(1, key).run();
    return database.query(kKeep).bind(1, key).bind(2, value).run();
}

} // namespace updesk
