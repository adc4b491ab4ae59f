// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/scorelog.h"

namespace updesk
{

ScoreLog scoreLogOf(const Id &id, const LeadNow &row, const Rulebook &rules, const char *cause, Time at)
{
    const ScoreInput input = unpacked(row.scoreFacts, row.received, row.lastSign, rules.weight(row.source));
    const Score scored = score(input, rules.model, row.scoredAt);
    QByteArray factors = "{";
    for (const ScoreLine &line : scored.lines) {
        if (line.points == 0)
            continue;
        factors += factors.size() > 1 ? ",\"" : "\"";
        factors += factorName(line.factor).latin1();
        factors += "\":" + QByteArray::number(line.points);
    }
    return {{id}, row.id, rules.model.version, row.score, QString::fromLatin1(factors + '}'),
        QString::fromLatin1(cause), at};
}

} // namespace updesk
