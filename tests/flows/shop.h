// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/capture.h"
#include "core/desk/deed.h"
#include "core/leads/followrules.h"
#include "core/sync/adopt.h"
#include "core/sync/syncer.h"
#include "tests/support/emptystore.h"
#include "tests/support/suite.h"
#include "tests/support/syncserver.h"

#include <QTemporaryDir>

namespace updesk
{

/// A store that answers at every hour, on the world's own clock.
inline std::unique_ptr<Session> storeAt(const QString &path, const Clock &clock, const SyncServer *server)
{
    makeEmptyStore(path);
    auto session = Session::open(path, clock);
    if (!session || !(*session)->database().execute("INSERT INTO state VALUES('store', 1)"))
        qFatal("store");
    const auto made = doDeed(**session, "setup", {}, [&](Transaction &tx) -> Result<void> {
        Dealership d;
        d.id = {tx.freshId()};
        d.name = QStringLiteral("Northgate Motors");
        d.timeZone = QStringLiteral("America/New_York");
        d.region = QStringLiteral("US");
        d.holidays = QStringLiteral("[]");
        const auto person = [&](const char *login, Role role) {
            return put(kPerson,
                Person{server ? server->person(login) : PersonId{tx.freshId()}, QLatin1String(login),
                    QLatin1String(login), role, true});
        };
        return applyAll(tx, put(kDealership, d), person("ann", Role::Sales), person("bob", Role::Sales),
            person("meg", Role::Manager));
    });
    if (!made || !rulesAreFollowed((*session)->database()))
        qFatal("setup");
    return std::move(*session);
}

/// An inquiry that runs late after these milliseconds.
inline LeadDraft lateIn(int i, Time now, Time in)
{
    LeadDraft draft;
    draft.full = QStringLiteral("Person%1 Quist").arg(i);
    draft.phones = {{{}, QStringLiteral("+15552%1").arg(i + 10000, 6, 10, QChar(u'0')), {}, PhoneKind::Mobile}};
    draft.source = QStringLiteral("Website");
    draft.externalId = QStringLiteral("L-%1").arg(i);
    draft.received = now - 5 * kMinute + in;
    return draft;
}

/// A shared store with two hosts, and a desk of Meg's at which leads come in.
struct Shop {
    SyncServer server;
    SystemClock clock;
    QTemporaryDir dir;
    std::unique_ptr<Session> desk; ///< Meg's, at which leads come in
    std::unique_ptr<Syncer> syncer;
    Id firstDesk; ///< the name of the first agent's file at the server
    int leads = 0;

    QString file(const char *name) const { return dir.filePath(QLatin1String(name)); }
    Shop()
    {
        const auto lone = storeAt(file("lone"), clock, &server);
        const auto options = server.options("ida");
        if (!adoptStore(lone->database(), server.as("ida"), options, clock))
            qFatal("adopt");
        for (const char *login : {"host", "hop", "meg"}) {
            QFile password(file(login) + QStringLiteral(".pw"));
            if (!password.open(QIODevice::WriteOnly))
                qFatal("password");
            password.write(SyncServer::passwordOf(QLatin1String(login)).toUtf8() + '\n');
            makeEmptyStore(file(login));
            const auto database = Database::open(file(login), deskSetup(clock));
            const auto own = server.options(login);
            const auto joined = joinServer(**database, *server.as(login), own, SyncServer::kStore);
            if (!joined)
                qFatal("join");
            if (qstrcmp(login, "host") == 0)
                firstDesk = joined->desk;
        }
        desk = std::move(*Session::open(file("meg"), clock));
        desk->setPerson(server.person("meg"));
        const auto place = *serverPlace(desk->database());
        const QString password = SyncServer::passwordOf(QStringLiteral("meg"));
        syncer = std::make_unique<Syncer>(
            desk->database(), place.store, clock, [this, place, password]() -> Result<std::unique_ptr<Remote>> {
                auto remote = connectTo(place, password, desk->database());
                if (!remote)
                    return remote.error();
                return std::unique_ptr<Remote>(std::move(*remote));
            });
        talk();
    }
    void talk()
    {
        if (const Syncer::Turn turn = syncer->turn(); !turn.online)
            qFatal("talk: %s", qPrintable(turn.error->detail));
    }
    void lateLead(Time in)
    {
        if (!capture(*desk, lateIn(++leads, clock.now(), in)))
            qFatal("capture");
        talk();
    }
    QStringList words(const char *login) const
    {
        return {QStringLiteral("--password-file"), file(login) + QStringLiteral(".pw")};
    }
    qint64 number(const QByteArray &sql) const
    {
        const auto rows = server.chief()->query(sql);
        return rows && rows->count() > 0 ? rows->number(0, 0) : -1;
    }
    qint64 epoch() const { return number("SELECT epoch FROM updesk.lease WHERE until>now()"); }
    /// Leads of which it was told that they are late, and how often of the one told most.
    qint64 told() const
    {
        return number("SELECT count(DISTINCT lead_id) FROM updesk.activity WHERE kind=7 AND code=4 AND deleted=0");
    }
    qint64 mostOften() const
    {
        return number("SELECT max(n) FROM (SELECT count(*) n FROM updesk.activity WHERE kind=7 AND deleted=0"
                      " GROUP BY lead_id, code) q");
    }
};

} // namespace updesk
