// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/sender.h"

#include "core/store/transaction.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static constexpr char kSweep[] = "SELECT updesk.msg_sweep($1::int, $2::bigint)";
static constexpr char kBegin[] = "SELECT updesk.msg_begin($1::int, $2::bigint)";
static constexpr char kEnd[] = "SELECT updesk.msg_end($1::int, $2::bigint, $3::uuid, $4::text, $5::text)";
static constexpr char kNote[] = "INSERT INTO send_journal(id,epoch,step,at,provider) VALUES(?1,?2,?3,?4,?5)"
                                " ON CONFLICT(id) DO UPDATE SET epoch=?2, step=?3, at=?4, provider=?5";
static constexpr char kJournal[] = "SELECT id,epoch,step,at,provider FROM send_journal ORDER BY at, id";

Sender::Sender(Pg &pg, Database &database, int store, qint64 epoch, Gateway gateway)
    : m_pg(pg), m_database(database), m_store(store), m_epoch(epoch), m_gateway(std::move(gateway))
{
}

Result<int> Sender::sweep()
{
    const auto swept = m_pg.query(kSweep, m_store, m_epoch);
    return swept ? Result<int>(int(swept->number(0, 0))) : swept.error();
}

Result<std::optional<OutMessage>> Sender::begin()
{
    const auto row = m_pg.query(kBegin, m_store, m_epoch);
    if (!row)
        return row.error();
    if (row->isNull(0, 0))
        return std::optional<OutMessage>();
    const QJsonObject json = QJsonDocument::fromJson(row->bytes(0, 0)).object();
    const auto id = Id::fromHex(json[QLatin1String("id")].toString().toStdString());
    if (!id)
        return Error{Error::Code::Failed, QStringLiteral("server"), QStringLiteral("no_message")};
    return std::optional(OutMessage{*id, json[QLatin1String("chan")].toInt(), json[QLatin1String("body")].toString()});
}

// A commit is on the disk before it returns.
Result<void> Sender::note(const Id &message, int step, const QString &provider)
{
    Query q = m_database.query(kNote);
    q.bind(1, message).bind(2, m_epoch).bind(3, step).bind(4, m_database.setup().clock->now()).bind(5, provider);
    return q.run();
}

Result<void> Sender::end(const Id &message, const HandedOver &handed)
{
    static constexpr const char *kStates[] = {"sent", "failed", "unknown"};
    const QByteArray state = kStates[size_t(handed.how)];
    if (auto noted = note(message, 1 + int(handed.how), handed.provider); !noted)
        return noted;
    step("message noted");
    const auto ended = m_pg.query(kEnd, m_store, m_epoch, message, state, handed.provider);
    if (!ended)
        return ended.error();
    step("message ended");
    return {};
}

Result<bool> Sender::sendNext()
{
    const Time asked = running(); // before the question: this process may be stopped while the answer is on its way
    const auto message = begin();
    if (!message)
        return message.error();
    if (!*message)
        return false;
    step("message begun");
    if (auto noted = note((*message)->id, int(SendNote::Step::Begun)); !noted)
        return noted.error();
    step("message journalled");
    if (running() - asked > kAtOnce)
        return true; // this process slept: the sweep calls it unknown
    const HandedOver handed = m_gateway(**message);
    step("message handed over");
    if (auto ended = end((*message)->id, handed); !ended)
        return ended.error();
    return true;
}

Result<std::vector<SendNote>> sendJournal(Database &database)
{
    std::vector<SendNote> notes;
    Query q = database.query(kJournal);
    while (q.next())
        notes.push_back({q.id(0), q.number(1), SendNote::Step(q.number(2)), q.number(3), q.text(4)});
    if (auto done = q.done(); !done)
        return done.error();
    return notes;
}

} // namespace updesk
