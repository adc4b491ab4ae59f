// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/serverlane.h"

#include "core/sync/pgremote.h"
#include "core/sync/versions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace updesk
{

static constexpr char kSweep[] = "SELECT updesk.msg_sweep($1::int, $2::bigint)";
static constexpr char kBegin[] = "SELECT updesk.msg_begin($1::int, $2::bigint, $3::bigint[])";
static constexpr char kEnd[] = "SELECT updesk.msg_end($1::int, $2::bigint, $3::uuid, $4::text, $5::text, $6::text,"
                               " $7::text, $8::uuid)";
static constexpr char kBack[] = "SELECT updesk.msg_back($1::int, $2::bigint, $3::uuid, $4::text, $5::bigint, $6::text,"
                                " $7::text)";

static constexpr char kHeads[] = "SELECT updesk.heads_to_mail($1::int, $2::bigint)";
static constexpr char kHeadsBack[] = "SELECT updesk.heads_to_mail($1::int, $2::bigint, true)";

ServerLane::ServerLane(Pg &pg, int store, qint64 epoch) : m_pg(pg), m_store(store), m_epoch(epoch) { }

ServerLane::ServerLane(std::unique_ptr<Pg> pg, int store, qint64 epoch)
    : m_own(std::move(pg)), m_pg(*m_own), m_store(store), m_epoch(epoch)
{
}

Result<int> ServerLane::sweep()
{
    const auto swept = m_pg.query(kSweep, m_store, m_epoch);
    return swept ? Result<int>(int(swept->number(0, 0))) : swept.error();
}

template <class T>
static void takeValue(const Value &value, T &to)
{
    if constexpr (std::is_same_v<T, QString>) {
        if (const auto *text = std::get_if<QByteArray>(&value))
            to = QString::fromUtf8(*text);
    } else if constexpr (RowId<T>) {
        if (const auto *id = std::get_if<Id>(&value))
            to.value = *id;
    } else if (const auto *number = std::get_if<qint64>(&value)) {
        to = static_cast<T>(*number);
    }
}

static std::optional<Message> messageIn(const QByteArray &json)
{
    const auto row = rowOf(kMessage, QJsonDocument::fromJson(json).object());
    if (!row)
        return std::nullopt;
    Message message;
    message.id = {row->row};
    for (const Change &field : row->fields)
        kMessage.each([&](int i, auto at) {
            if (i == field.column)
                takeValue(field.after, message.*at);
        });
    return message;
}

Result<std::optional<Message>> ServerLane::begin(const std::vector<Channel> &ways)
{
    QByteArray list;
    for (const Channel way : ways)
        list += (list.isEmpty() ? "" : ",") + QByteArray::number(int(way));
    const auto row = m_pg.query(kBegin, m_store, m_epoch, '{' + list + '}');
    if (!row)
        return row.error();
    if (row->isNull(0, 0))
        return std::optional<Message>();
    auto message = messageIn(row->bytes(0, 0));
    if (!message)
        return Error{Error::Code::Failed, QStringLiteral("server"), QStringLiteral("no_message")};
    return message;
}

Result<bool> ServerLane::end(const MessageId &message, const SendEnd &end)
{
    static constexpr const char *kStates[] = {"sent", "failed", "unknown"};
    const PgValue line = end.line.isNull() ? PgValue(nullptr) : PgValue(end.line.value);
    const auto ended = m_pg.query(kEnd, m_store, m_epoch, message.value, QByteArray(kStates[size_t(end.state)]),
        end.provider, end.why, end.said, line);
    return ended ? Result<bool>(ended->flag(0, 0)) : ended.error();
}

Result<bool> ServerLane::putBack(const MessageId &message, const PutBack &back)
{
    const auto put = m_pg.query(kBack, m_store, m_epoch, message.value,
        QByteArray(back.cancelled ? "cancelled" : "queued"), back.until, back.why, back.said);
    return put ? Result<bool>(put->flag(0, 0)) : put.error();
}

Result<std::vector<HistoryHead>> ServerLane::headsToMail()
{
    const auto said = m_pg.query(kHeads, m_store, m_epoch);
    std::vector<HistoryHead> heads;
    if (!said)
        return isUnknownThere(said.error()) ? Result<std::vector<HistoryHead>>(heads) : said.error();
    const QJsonArray list = QJsonDocument::fromJson(said->bytes(0, 0)).array();
    for (const QJsonValue &one : list) {
        const qint64 bad = one[4].toInteger();
        heads.push_back({one[0].toInt(), bad > 0 ? bad : one[1].toInteger(), one[2].toString(), bad == 0});
    }
    return heads;
}

Result<void> ServerLane::headsNotMailed()
{
    const auto back = m_pg.query(kHeadsBack, m_store, m_epoch);
    return back ? Result<void>() : back.error();
}

std::function<Result<std::unique_ptr<SendLane>>(qint64)> serverLanes(
    std::function<Result<std::unique_ptr<Pg>>()> connect, int store)
{
    return [connect = std::move(connect), store](qint64 epoch) -> Result<std::unique_ptr<SendLane>> {
        auto pg = connect();
        if (!pg)
            return pg.error();
        return std::unique_ptr<SendLane>(std::make_unique<ServerLane>(std::move(*pg), store, epoch));
    };
}

} // namespace updesk
