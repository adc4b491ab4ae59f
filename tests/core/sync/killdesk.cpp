// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/tables.h"
#include "core/leads/activity.h"
#include "core/leads/lead.h"
#include "core/people/customer.h"
#include "core/sync/join.h"
#include "core/sync/syncer.h"

#include <QCoreApplication>
#include <QThread>

#include <cstdio>
#include <random>

namespace updesk
{
namespace
{

/// A desk that works and talks until somebody kills it: tst_kill starts it again on the same file. It says "entered",
/// the deed and its number of ops when a commit has returned, and "done" when nothing is left to send or to take.
class KillDesk
{
public:
    KillDesk(const QString &path, const QString &password, int ops)
        : m_password(password), m_ops(ops), m_random(std::random_device{}())
    {
        Database::Setup setup = deskSetup(m_clock);
        setup.derivations.clear(); // not what is tried here
        auto opened = Database::open(path, setup, Database::Open::Existing);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        m_database = std::move(*opened);
        const auto place = serverPlace(*m_database);
        if (!place)
            qFatal("not joined");
        m_place = *place;
        m_syncer =
            std::make_unique<Syncer>(*m_database, m_place.store, m_clock, [this]() -> Result<std::unique_ptr<Remote>> {
                auto remote = connectTo(m_place, m_password, *m_database);
                if (!remote)
                    return remote.error();
                return std::unique_ptr<Remote>(std::move(*remote));
            });
    }
    int run()
    {
        for (int done = 0; done < m_ops; ++done) {
            work();
            if (dice(8) == 0)
                (void)m_syncer->turn(); // whether the server is there or not
            if (dice(100) == 0)
                (void)m_database->checkpoint();
        }
        for (;;) {
            const Syncer::Turn turn = m_syncer->turn();
            const auto left = unsent(*m_database);
            if (turn.online && !turn.done.news() && !turn.done.filling && left && left->deeds == 0)
                break;
            QThread::msleep(turn.online ? 1 : 50);
        }
        std::puts("done");
        return 0;
    }

private:
    int dice(int sides) { return int(m_random() % quint64(sides)); }
    Id freshId() { return newId(m_clock.now()); }
    template <class Table>
    std::optional<typename Table::Struct> any(const Table &table)
    {
        const auto rows = loadAll(*m_database, table);
        if (!rows || rows->empty())
            return std::nullopt;
        return (*rows)[size_t(dice(int(rows->size())))];
    }
    Result<void> note(Transaction &tx)
    {
        Activity row;
        row.id.value = freshId();
        row.at = tx.now(); // nobody keeps what is very old
        row.body = QString::fromLatin1(freshId().hex()); // there once or never
        return apply(tx, put(kActivity, row));
    }
    Result<void> rename(Transaction &tx)
    {
        const auto before = any(kCustomer);
        if (!before)
            return {};
        Customer after = *before;
        (dice(2) ? after.first : after.last) = QString::number(m_random());
        return apply(tx, set(kCustomer, *before, after));
    }
    Result<void> claim(Transaction &tx)
    {
        const auto before = any(kLead);
        if (!before || !before->owner.isNull())
            return {};
        Lead after = *before;
        after.owner = m_place.person;
        return apply(tx, set(kLead, *before, after, Op::Kind::Claim));
    }
    Result<void> newLead(Transaction &tx)
    {
        Customer customer;
        customer.id.value = freshId();
        Lead lead;
        lead.id.value = freshId();
        lead.customer = customer.id;
        if (auto done = apply(tx, put(kCustomer, customer)); !done)
            return done;
        return apply(tx, put(kLead, lead));
    }
    void work()
    {
        auto tx = Transaction::begin(*m_database, {m_place.person, m_place.store});
        const auto deed = tx ? tx->start("kill") : Result<DeedId>(tx.error());
        if (!deed)
            return;
        auto done = note(*tx);
        if (done) {
            const int what = dice(20);
            done = what < 8 ? rename(*tx) : what < 13 ? claim(*tx) : what == 13 ? newLead(*tx) : Result<void>();
        }
        if (!done || !tx->commit())
            return;
        std::printf("entered %s\n", deed->value.hex().constData());
        std::fflush(stdout);
    }

    SystemClock m_clock;
    QString m_password;
    int m_ops;
    std::mt19937_64 m_random;
    std::unique_ptr<Database> m_database;
    ServerPlace m_place;
    std::unique_ptr<Syncer> m_syncer;
};

} // namespace
} // namespace updesk

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc != 3)
        return 2;
    return updesk::KillDesk(
        QString::fromLocal8Bit(argv[1]), qEnvironmentVariable("UPDESK_KILL_PASSWORD"), std::atoi(argv[2]))
        .run();
}
