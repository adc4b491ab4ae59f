// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pg.h"

#include <libpq-fe.h>

namespace updesk
{

Result<void> Pg::copyIn(const QByteArray &sql, const std::function<QByteArray()> &more)
{
    if (!m_conn)
        return lost("closed");
    QDeadlineTimer deadline(m_patience);
    if (PQsendQuery(m_conn, sql.constData()) == 0)
        return lost("not_sent");
    if (auto sent = flush(deadline); !sent)
        return sent;
    const auto begun = next(deadline);
    if (!begun)
        return begun.error();
    const PgRows head(*begun);
    if (PQresultStatus(*begun) != PGRES_COPY_IN) {
        const Error error = PQresultStatus(*begun) == PGRES_FATAL_ERROR
            ? pgError(*begun)
            : Error{Error::Code::Invalid, QStringLiteral("statement"), QStringLiteral("no_copy")};
        auto rest = collect(deadline);
        return error;
    }
    for (QByteArray piece = more(); !piece.isEmpty(); piece = more()) {
        deadline.setRemainingTime(m_patience);
        int taken = 0;
        while ((taken = PQputCopyData(m_conn, piece.constData(), int(piece.size()))) == 0) {
            if (auto sent = flush(deadline); !sent) // it is full
                return sent;
        }
        if (taken < 0)
            return lost("not_sent");
        if (auto sent = flush(deadline); !sent)
            return sent;
    }
    while (const int ended = PQputCopyEnd(m_conn, nullptr)) {
        if (ended < 0)
            return lost("not_sent");
        break;
    }
    if (auto sent = flush(deadline); !sent)
        return sent;
    deadline.setRemainingTime(m_patience);
    auto done = collect(deadline);
    return done ? Result<void>() : done.error();
}

} // namespace updesk
