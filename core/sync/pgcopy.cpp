// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pg.h"

#include <libpq-fe.h>

namespace updesk
{

Result<void> Pg::copyIn(const QByteArray &sql, const std::function<QByteArray()> &more)
{
    QDeadlineTimer deadline(m_patience);
    if (auto begun = beginCopy(sql, PGRES_COPY_IN, deadline); !begun)
        return begun;
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
    int ended = 0;
    while ((ended = PQputCopyEnd(m_conn, nullptr)) == 0) {
        if (auto sent = flush(deadline); !sent) // it is full
            return sent;
    }
    if (ended < 0)
        return lost("not_sent");
    if (auto sent = flush(deadline); !sent)
        return sent;
    deadline.setRemainingTime(m_patience);
    auto done = collect(deadline);
    return done ? Result<void>() : done.error();
}

} // namespace updesk
