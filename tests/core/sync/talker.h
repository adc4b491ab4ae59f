// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/customer.h"
#include "core/sync/exchange.h"
#include "tests/support/modelserver.h"
#include "tests/support/tempdesk.h"

namespace updesk
{

/// The model server, of which a desk sees the tables that it knows.
class Line final : public Remote
{
public:
    Line(ModelServer &server, const ModelServer::Author &author, const Database &desk)
        : m_server(server), m_author(author), m_desk(desk)
    {
    }
    Result<Hello> hello(int) override { return m_server.hello(); }
    Result<std::vector<Answer>> push(PersonId, std::span<const OutDeed> deeds) override
    {
        pushes += !deeds.empty();
        if (broken)
            return *broken;
        auto answers = m_server.push(m_author, deeds, FakeClock().now());
        return way == Way::Deaf ? Error{Error::Code::Offline, QStringLiteral("server"), {}} : std::move(answers);
    }
    Result<Page> pull(int feed, qint64 after, int limit) override
    {
        if (pulls-- == 0)
            return Error{Error::Code::Offline, QStringLiteral("server"), {}};
        return known(m_server.pull(feed, after, limit));
    }
    Result<Page> older(PersonId, const OlderAsk &ask) override
    {
        asked += ask.by != OlderAsk::By::Row; // of single rows it is only asked whether they are there
        return known(m_server.older(ask));
    }
    Result<std::map<int, qint64>> feeds() override { return m_server.feeds(); }
    Result<std::set<Id>> knows(std::span<const Id> deeds) override { return m_server.knows(deeds); }
    bool speaksFor(PersonId) const override { return way != Way::Absent; }

    std::optional<Error> broken; ///< what the server says to every push
    enum class Way { Open, Deaf, Absent } way = Way::Open; ///< deaf: to answers to pushes; absent: who would push
    int pulls = -1; ///< that are answered before the line is cut; -1: all
    int pushes = 0, asked = 0;

private:
    Page known(Page page) const
    {
        for (TakenRow &row : page.rows)
            row.table = m_desk.table(row.table->name);
        std::erase_if(page.rows, [](const TakenRow &row) { return !row.table; });
        return page;
    }

    ModelServer &m_server;
    ModelServer::Author m_author;
    const Database &m_desk;
};

/// A desk whose connection, and with it the exchange, is a new one at every talk.
class Talker
{
public:
    explicit Talker(
        ModelServer &server, std::vector<const Table *> without = {}, ModelServer::Role role = ModelServer::Role::Sales)
        : m_server(server), m_role(role)
    {
        desk.setup.derivations.clear();
        for (const Table *table : without)
            std::erase(desk.setup.tables, table);
        desk.open();
        (void)desk.database->execute("INSERT INTO state VALUES('joined',1)");
    }
    Result<Exchanged> talk(int page = 2000)
    {
        Line line(m_server, {desk.by.who, m_id, m_role}, *desk.database);
        line.broken = broken;
        line.way = way;
        line.pulls = pulls;
        Exchange exchange(*desk.database, line, ModelServer::kStore, desk.clock, page);
        if (auto hello = exchange.hello(); !hello)
            return hello.error();
        auto done = exchange.run();
        pushes += line.pushes;
        asked += line.asked;
        return done;
    }
    /// How many talks until the server fails on nothing any more; -1: it does not end.
    int settled()
    {
        for (int talks = 1; talks < 100; ++talks) {
            const auto done = talk();
            if (!done)
                return -1;
            if (!done->notTaken)
                return talks;
        }
        return -1;
    }
    Result<void> write(const Op &op) { return write(std::vector{op}); }
    Result<void> write(const std::vector<Op> &ops)
    {
        auto tx = Transaction::begin(*desk.database, {desk.by.who, ModelServer::kStore});
        if (!tx)
            return tx.error();
        if (auto started = tx->start("test"); !started)
            return started.error();
        for (const Op &op : ops) {
            if (auto applied = apply(*tx, op); !applied)
                return applied;
        }
        return tx->commit();
    }
    Customer adds(const char *first)
    {
        desk.clock.advance(kSecond);
        Customer row;
        row.id.value = newId(desk.clock.now());
        row.first = QString::fromLatin1(first);
        if (!write(put(kCustomer, row)))
            qFatal("no customer");
        return row;
    }
    Customer renames(const Customer &before, const char *first)
    {
        desk.clock.advance(kSecond);
        Customer after = before;
        after.first = QString::fromLatin1(first);
        if (!write(set(kCustomer, before, after)))
            qFatal("not renamed");
        return after;
    }
    QByteArray names() { return desk.list("SELECT first FROM customer ORDER BY id").replace('\n', ' ').trimmed(); }
    QByteArray stuck() { return desk.list("SELECT n||':'||state||':'||why FROM stuck ORDER BY n"); }

    TempDesk desk;
    std::optional<Error> broken;
    Line::Way way = Line::Way::Open;
    int pulls = -1, pushes = 0, asked = 0;

private:
    ModelServer &m_server;
    ModelServer::Role m_role;
    Id m_id = newId(9);
};

} // namespace updesk
