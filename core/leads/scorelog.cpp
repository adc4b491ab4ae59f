// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/scorelog.h"

#include "core/base/hoststate.h"
#include "core/store/apply.h"

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

Result<void> logMove(
    Transaction &tx, const LeadNow &before, const LeadNow &row, const Rulebook &rules, const char *cause)
{
    Id id = tx.freshId();
    if (tx.by().epoch != kAlone) {
        const QByteArray name = "score " + row.id.value.hex() + ' ' + cause + ' '
            + QByteArray::number(rules.hours.dayOf(tx.now())) + ' ' + QByteArray::number(rules.model.version) + ' '
            + QByteArray::number(before.score) + ' ' + QByteArray::number(row.score);
        id = fixedId(name, 0);
        const auto there = hasRow(tx.database(), kScoreLog, id);
        if (!there || *there)
            return there ? Result<void>() : there.error();
    }
    return apply(tx, put(kScoreLog, scoreLogOf(id, row, rules, cause, tx.now())));
}

} // namespace updesk
