// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/listwork.h"

#include "core/sync/dncserver.h"
#include "core/sync/signin.h"

#include <QFile>

#include <algorithm>

namespace updesk
{

void ListStage::cancel()
{
    int at = Reading;
    if (m_at.compare_exchange_strong(at, Cancelled))
        m_halt.raise();
}

bool ListStage::take()
{
    int at = Reading;
    return m_at.compare_exchange_strong(at, Taking) || at == Taking;
}

namespace
{

/// Tells how far it is read, and breaks off when that is called off.
class WatchedFile final : public QIODevice
{
public:
    explicit WatchedFile(const ListWork &work) : m_work(work), m_file(work.file) { }
    bool openAll() { return m_file.open(QIODevice::ReadOnly) && open(QIODevice::ReadOnly); }
    bool isSequential() const override { return m_file.isSequential(); }
    qint64 size() const override { return m_file.size(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        if (m_work.stage->isCancelled())
            return -1;
        const qint64 length = m_file.read(data, most);
        m_read += std::max<qint64>(length, 0);
        const int percent = m_file.size() > 0 ? int(std::min<qint64>(m_read * 100 / m_file.size(), 99)) : 0;
        if (percent > m_percent)
            m_work.told(m_percent = percent);
        return length;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const ListWork &m_work;
    QFile m_file;
    qint64 m_read = 0;
    int m_percent = 0;
};

/// Knows when the new list holds.
class WatchedTarget final : public DncTarget
{
public:
    WatchedTarget(const ListWork &work, std::unique_ptr<DncTarget> target, bool &counts)
        : m_work(work), m_target(std::move(target)), m_counts(counts)
    {
    }
    Result<void> begin() override { return m_target->begin(); }
    Result<void> keep(const std::vector<DncNumber> &run) override { return m_target->keep(run); }
    Result<void> finish(Transaction &tx) override
    {
        if (!m_work.stage->take())
            return Heeding::halted();
        m_work.told(100);
        return m_target->finish(tx);
    }
    Result<void> tidy() override
    {
        m_counts = true;
        return m_target->tidy();
    }
    Result<std::vector<std::pair<PhoneId, bool>>> wrongMarks(PhoneId after, int most) override
    {
        return m_target->wrongMarks(after, most);
    }

private:
    const ListWork &m_work;
    std::unique_ptr<DncTarget> m_target;
    bool &m_counts;
};

Result<std::unique_ptr<DncTarget>> targetOf(Session &session, const ListWork &work)
{
    const auto joined = session.database().state("joined");
    if (!joined)
        return joined.error();
    if (*joined == 0)
        return deskListTarget(session);
    const auto place = serverPlace(session.database());
    if (!place)
        return place.error();
    const auto kept = keptLogins({session.database(), *work.secrets, *work.clock});
    if (!kept)
        return kept.error();
    const auto own = std::ranges::find(*kept, work.person, &Login::person);
    if (own == kept->end())
        return Error{Error::Code::NotFound, QStringLiteral("password"), {}};
    auto pg = openAs(*place, *own);
    if (!pg)
        return pg.error();
    return serverListTarget(std::move(*pg), place->store);
}

Result<DncImported> readList(const ListWork &work, bool &counts)
{
    const Heeding heeding(work.stage->halt());
    WatchedFile file(work);
    if (!file.openAll())
        return Error{Error::Code::NotFound, work.file, {}};
    auto session = Session::open(work.store, *work.clock);
    if (!session)
        return session.error();
    (*session)->setPerson(work.person);
    auto target = targetOf(**session, work);
    if (!target)
        return target.error();
    WatchedTarget watched(work, std::move(*target), counts);
    return importDnc(**session, file, work.dated, watched);
}

Result<PhoneTable> tableOf(Session &session, const ListWork &work)
{
    const auto rules = session.rules();
    if (!rules)
        return rules.error();
    if (!(*rules)->mayChangeRules(work.person))
        return Error{Error::Code::Denied, QStringLiteral("role"), {}};
    QFile file(work.file);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Code::NotFound, work.file, {}};
    constexpr qint64 kMost = 51 * 1024 * 1024; // what is larger is refused by its size
    const Dealership &dealer = (*rules)->dealership;
    return phoneTableIn(file.read(kMost), QTimeZone(dealer.timeZone.toLatin1()), dealer.region, session.now());
}

} // namespace

ListMade importList(const ListWork &work)
{
    ListMade made;
    auto done = readList(work, made.counts);
    made.cancelled = work.stage->isCancelled();
    if (done)
        made.done = std::move(*done);
    else
        made.failed = done.error();
    return made;
}

// They are the phone system's, nobody's at the desk; a server takes them of the manager who brings the list.
CallsMade importCalls(const ListWork &work)
{
    CallsMade made;
    auto session = Session::open(work.store, *work.clock);
    if (session)
        (*session)->setPerson(work.person);
    auto table = session ? tableOf(**session, work) : Result<PhoneTable>(session.error());
    if (!table) {
        made.failed = table.error();
        return made;
    }
    made.table = std::move(*table);
    const size_t all = made.table.calls.size();
    for (size_t i = 0; i < all; ++i) {
        made.cancelled = work.stage->isCancelled();
        if (made.cancelled)
            return made;
        const auto one = takeCall(**session, made.table.calls[i]);
        if (!one) {
            made.failed = one.error();
            return made;
        }
        ++made.taken[size_t(one->how)];
        if (const size_t percent = (i + 1) * 100 / all; percent != i * 100 / all)
            work.told(int(percent));
        Database::giveWay();
    }
    return made;
}

} // namespace updesk
