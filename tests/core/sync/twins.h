// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/pgremote.h"
#include "tests/support/modelserver.h"
#include "tests/support/syncserver.h"

#include <QMap>
#include <QTemporaryDir>

#include <random>

namespace updesk
{

/// The real server and the model of it, who are told the same.
class Twins
{
public:
    Twins()
    {
        m_database = std::move(*Database::open(m_dir.filePath(QStringLiteral("desk")), m_server.setup));
        if (!m_server.chief()->execute("GRANT updesk_auto TO bob"))
            qFatal("grant");
        for (const char *login : {"ann", "bob", "meg"}) {
            const bool manages = qstrcmp(login, "meg") == 0;
            const ModelServer::Author author{m_server.person(login), Pusher::fresh(),
                manages ? ModelServer::Role::Manager : ModelServer::Role::Sales, login[0] == 'b'};
            m_people.push_back({author,
                std::make_unique<PgRemote>(
                    m_server.as(login), *m_database, SyncServer::kStore, author.desk, author.who)});
            m_persons.push_back(author.who.value);
        }
        m_persons.push_back(Id{});
    }
    void renew(quint64 seed); ///< other rows
    /// One push; empty: both said the same.
    QByteArray push();
    QByteArray unlikePages();
    QByteArray unlikeHistory(); ///< of what a desk asks the server for
    QByteArray fault() const { return m_model.fault(); }
    /// What `server check` says of the store after all that it was told: its chain, its numbers, who has won what.
    QByteArray unsound();
    int ops = 0;
    QMap<QByteArray, int> outcomes;

private:
    struct One {
        ModelServer::Author author;
        std::unique_ptr<PgRemote> remote;
    };
    int dice(int sides) { return int(m_random() % quint64(sides)); }
    Id freshId() { return seededId(m_now, m_random(), m_random()); }
    template <class T>
    const T &any(const std::vector<T> &all)
    {
        return all[size_t(dice(int(all.size())))];
    }
    Id idIn(const Table &table, Id row) const; ///< the row that this is in a table
    Id rowOf(const Table &table);
    Value valueFor(const Table &table, int column);
    Value valueNow(const Table &table, const Id &row, int column);
    Op anOp(const One &who);
    Op aPut(const Table &table, const One &who);
    Op aConsent(const One &who);
    Op aText();
    Op aStart(const Id &text); ///< by a text of theirs: nobody signs for it
    void aTextedStart(OutDeed &deed);
    Op aMessage();
    OutDeed aDeed(const One &who);
    void aMerge(OutDeed &deed);
    Op aPlan();
    void write(OutDeed &deed, const Op &op);
    QByteArray told(const Answer &answer, const Op &op) const;
    QByteArray told(const TakenRow &row) const;

    QTemporaryDir m_dir;
    SyncServer m_server;
    ModelServer m_model;
    std::unique_ptr<Database> m_database;
    std::vector<One> m_people;
    std::vector<Id> m_persons, m_customers, m_rows, m_messages;
    Id m_text; ///< the last that came in
    std::vector<std::pair<size_t, std::vector<OutDeed>>> m_said;
    std::set<Id> m_starts; ///< of a customer who had stopped by a text
    std::mt19937_64 m_random;
    Time m_now = 0, m_since = 0;
};

} // namespace updesk
