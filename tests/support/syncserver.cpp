// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/syncserver.h"

#include <QJsonObject>
#include <QDir>

#include <algorithm>

namespace updesk
{

QString SyncServer::passwordOf(const QString &login)
{
    QString backwards = login;
    std::reverse(backwards.begin(), backwards.end());
    return backwards + QStringLiteral("-password");
}

ServerOrder SyncServer::order() const
{
    const auto steps = QDir(setup.migrations).entryList({QStringLiteral("*.sql")}).size();
    return {Postgres::shared().at(database), setup.tables, int(steps)};
}

void SyncServer::install(const ServerOrder &first)
{
    if (auto made = installServer(first); !made)
        qFatal("install: %s", qPrintable(made.error().detail));
}

// Half of what a test of the server takes is making one, so all of a program are copies of its first. A database's own
// rights and the identity of its server are not to be copied.
void SyncServer::copyFirst()
{
    static const QString first = [this] {
        database = Postgres::shared().freshDatabase();
        install(order());
        return database;
    }();
    database = Postgres::shared().freshDatabase(first);
    const QByteArray name = database.toLatin1();
    const auto done = chief()->execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC; GRANT CONNECT ON DATABASE "
        + name + " TO updesk_user, updesk_auto, updesk_owner; GRANT CREATE ON DATABASE " + name
        + " TO updesk_owner; UPDATE updesk.meta SET feed_epoch=gen_random_uuid();"
          " UPDATE updesk.known_generation SET generation=updesk.generation()");
    if (!done)
        qFatal("copy: %s", qPrintable(done.error().detail));
}

SyncServer::SyncServer()
{
    copyFirst();
    addPeople();
}

SyncServer::SyncServer(std::vector<const Table *> tables, int stepsFewer) : database(Postgres::shared().freshDatabase())
{
    ServerOrder first = order();
    first.deskSteps -= stepsFewer;
    if (!tables.empty())
        first.tables = tables;
    install(first);
    addPeople();
}

void SyncServer::addPeople()
{
    const auto admin = chief();
    struct One {
        const char *login;
        int store;
        const char *role;
    };
    for (const One &one : {One{"ann", kStore, "sales"}, {"bob", kStore, "sales"}, {"meg", kStore, "manager"},
             {"pia", kStore, "principal"}, {"ida", kStore, "admin"}, {"host", kStore, "auto"}, {"hop", kStore, "auto"},
             {"cy", kOther, "sales"}}) {
        NewMember member;
        member.login = QString::fromLatin1(one.login);
        member.store = one.store;
        member.role = QString::fromLatin1(one.role);
        member.password = passwordOf(member.login);
        const auto added = addMember(*admin, member, clock.now());
        if (!added)
            qFatal("add %s: %s %s", one.login, qPrintable(added.error().subject), qPrintable(added.error().detail));
        m_people.insert(member.login, added->person);
    }
    // Logins are those of the whole cluster: what a test before this one let them do is over.
    if (auto done = admin->execute("REVOKE updesk_auto FROM ann, bob, meg, pia, cy"); !done)
        qFatal("revoke: %s", qPrintable(done.error().detail));
}

Pg::Options SyncServer::options(const char *login) const
{
    const QString name = QString::fromLatin1(login);
    return Postgres::shared().at(database, name, passwordOf(name));
}

static std::unique_ptr<Pg> opened(const Pg::Options &options)
{
    auto pg = Pg::open(options);
    if (!pg)
        qFatal("%s: %s %s", qPrintable(options.login), qPrintable(pg.error().subject), qPrintable(pg.error().detail));
    return std::move(*pg);
}

std::unique_ptr<Pg> SyncServer::as(const char *login) const { return opened(options(login)); }

std::unique_ptr<Pg> SyncServer::chief() const { return opened(Postgres::shared().at(database)); }

Pusher::Pusher(const SyncServer &server, const char *login, int inStore) : pg(server.as(login)), store(inStore) { }

QJsonArray Pusher::send(const QByteArray &deeds)
{
    last = deeds;
    error = {};
    const auto answer = pg->query("SELECT updesk.sync_push($1, $2, $3, $4)", store, desk, deeds, epoch);
    if (!answer) {
        error = answer.error();
        return {};
    }
    return QJsonDocument::fromJson(answer->bytes(0, 0)).array();
}

QJsonObject Pusher::push(const QList<QByteArray> &ops, Time at, const char *verb)
{
    const Time now = at > 0 ? at : SystemClock().now();
    const QJsonArray answers = send("[{\"d\":\"" + newDeedId(now).hex() + "\",\"h\":" + QByteArray::number(now << 16)
        + ",\"v\":\"" + verb + "\",\"p\":null,\"ops\":[" + ops.join(',') + "]}]");
    return answers.isEmpty() ? QJsonObject() : answers[0].toObject();
}

QJsonObject Pusher::again()
{
    const QJsonArray answers = send(QByteArray(last));
    return answers.isEmpty() ? QJsonObject() : answers[0].toObject();
}

QJsonObject Pusher::row(const char *table, const Id &id)
{
    const auto rows =
        pg->query("SELECT r FROM updesk.sync_pull($1, 0, 1000000) WHERE tbl=$2 AND r->>'id'=$3::uuid::text", store,
            QByteArray(table), id);
    return rows && rows->count() == 1 ? QJsonDocument::fromJson(rows->bytes(0, 0)).object() : QJsonObject();
}

QString Pusher::outcome(const QJsonObject &answer, int n)
{
    if (answer.contains(QLatin1String("held")))
        return QStringLiteral("held:") + answer[QLatin1String("held")].toString();
    if (answer.isEmpty())
        return QStringLiteral("no answer");
    for (const QJsonValue &op : answer[QLatin1String("ops")].toArray()) {
        if (op[QLatin1String("n")].toInt() != n)
            continue;
        const QString why = op[QLatin1String("why")].toString();
        return op[QLatin1String("st")].toString() + (why.isEmpty() ? QString() : u':' + why);
    }
    return QStringLiteral("ok");
}

QByteArray Pusher::put(const char *table, const Id &row, const QByteArray &fields)
{
    return QByteArray("{\"t\":\"") + table + "\",\"r\":\"" + row.hex() + "\",\"k\":\"put\",\"f\":{" + fields + "}}";
}

QByteArray Pusher::set(
    const char *table, const Id &row, const QByteArray &fields, const QByteArray &before, const char *kind, qint64 seq)
{
    return QByteArray("{\"t\":\"") + table + "\",\"r\":\"" + row.hex() + "\",\"k\":\"" + kind + "\",\"f\":{" + fields
        + "},\"b\":{" + before + '}' + (seq >= 0 ? ",\"s\":" + QByteArray::number(seq) : QByteArray()) + '}';
}

} // namespace updesk
