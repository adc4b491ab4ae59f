// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/tables.h"
#include "core/sync/serverinstall.h"
#include "core/sync/serverpeople.h"
#include "tests/support/fakeclock.h"
#include "tests/support/postgres.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace updesk
{

/// A shared server in a database of its own, with two stores: in 1 Ann and Bob (sales), Meg (manager), Pia (principal),
/// Ida (admin) and a host; in 2 Cy (sales). A login's password is its name backwards and "-password".
class SyncServer
{
public:
    static constexpr int kStore = 1, kOther = 2;

    SyncServer();
    /// Of an older UpDesk: with these tables, and so many steps of a desk's file fewer than now.
    SyncServer(std::vector<const Table *> tables, int stepsFewer);
    std::unique_ptr<Pg> as(const char *login) const; ///< a connection of this person
    std::unique_ptr<Pg> chief() const; ///< of the administrator
    Pg::Options options(const char *login) const;
    static QString passwordOf(const QString &login);
    PersonId person(const char *login) const { return m_people[QLatin1String(login)]; }
    ServerOrder order() const; ///< as this UpDesk would have it

    FakeClock clock;
    Database::Setup setup = deskSetup(clock);
    QString database;

private:
    void copyFirst();
    void addPeople();
    static void install(const ServerOrder &first);
    QHash<QString, PersonId> m_people;
};

/// Deeds as a desk sends them, and the answers read again.
class Pusher
{
public:
    Pusher(const SyncServer &server, const char *login, int store = SyncServer::kStore);
    /// One deed of these ops, each a line such as {"t":"tag","r":ID,"k":"put","f":{...}}; returns its answer.
    QJsonObject push(const QList<QByteArray> &ops, Time at = 0, const char *verb = "test");
    QJsonObject again(); ///< the last deed once more
    QJsonArray send(const QByteArray &deeds); ///< as it stands; empty when refused: see error
    QJsonObject row(const char *table, const Id &id); ///< as the server pulls it
    /// What became of op `n` (from 1) of an answer: ok, won, lost, rejected:why.
    static QString outcome(const QJsonObject &answer, int n = 1);
    static QByteArray put(const char *table, const Id &row, const QByteArray &fields);
    static QByteArray set(const char *table, const Id &row, const QByteArray &fields, const QByteArray &before,
        const char *kind = "set", qint64 seq = -1);
    static Id fresh() { return newId(1'773'324'000'000); }

    std::unique_ptr<Pg> pg;
    Id desk = fresh();
    int store;
    Error error; ///< of the last send()
    PgValue epoch = nullptr;
    QByteArray last;
};

} // namespace updesk
