// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/staff.h"
#include "core/sync/adopt.h"
#include "tests/support/syncserver.h"
#include "tests/support/teststore.h"

namespace updesk
{

inline void hire(TestStore &lone, const Person &person)
{
    if (!doDeed(*lone, "hire", {}, [&](Transaction &tx) { return apply(tx, put(kPerson, person)); }))
        qFatal("hire");
}

/// The server has the lone store from now on; returns how many rows were sent.
inline qint64 takeUp(TestStore &lone, SyncServer &server)
{
    auto options = server.options("ida");
    const auto rows = adoptStore(lone.session->database(), std::move(*Pg::open(options)), options, lone.clock);
    if (!rows)
        qFatal("adopt: %s %s", qPrintable(rows.error().subject), qPrintable(rows.error().detail));
    return *rows;
}

/// A lone store whose people are the server's, taken up; its clock stands at `now`, when that is given.
inline std::unique_ptr<TestStore> adopted(SyncServer &server, int leads, qint64 *sent = nullptr, Time now = 0)
{
    auto lone = std::make_unique<TestStore>();
    if (now > 0)
        lone->clock.set(now);
    for (const char *login : {"ann", "bob", "ida"}) {
        const QString name = QString::fromLatin1(login);
        hire(*lone,
            {server.person(login), name.left(1).toUpper() + name.mid(1) + QStringLiteral(" Ames"), name, Role::Sales,
                true});
    }
    for (int i = 0; i < leads; ++i)
        lone->add(lone->webLead(i));
    const qint64 rows = takeUp(*lone, server);
    if (sent)
        *sent = rows;
    return lone;
}

/// A lone store at the server's time, with Ann who sells and Meg the manager; taken up.
inline std::unique_ptr<TestStore> adoptedWithManager(SyncServer &server)
{
    auto lone = std::make_unique<TestStore>();
    lone->clock.set(SystemClock().now());
    for (const auto &[login, role] : {std::pair{"ann", Role::Sales}, std::pair{"meg", Role::Manager}}) {
        const QString name = QString::fromLatin1(login);
        hire(*lone, {server.person(login), name, name, role, true});
    }
    takeUp(*lone, server);
    return lone;
}

} // namespace updesk
