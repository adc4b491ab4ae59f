// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/scorelog.h"

#include "core/base/hoststate.h"
#include "core/leads/scorerows.h"
#include "core/store/apply.h"

#include <QJsonDocument>
#include <QJsonObject>

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

// What quiet days take follows from the calendar and is no news.
static QJsonObject factorsOf(const QByteArray &json)
{
    QJsonObject factors = QJsonDocument::fromJson(json).object();
    factors.remove(factorName(Factor::Quiet));
    return factors;
}

static Result<bool> isMoved(Transaction &tx, const LeadNow &before, const LeadNow &row, const ScoreLog &line)
{
    if (before.score != row.score || before.tier != row.tier)
        return true;
    const auto logged = loggedFactors(tx.database(), row.id);
    return logged ? Result<bool>(factorsOf(*logged) != factorsOf(line.factors.toUtf8())) : logged.error();
}

Result<void> logMove(
    Transaction &tx, const LeadNow &before, const LeadNow &row, const Rulebook &rules, const char *cause)
{
    ScoreLog line = scoreLogOf(tx.freshId(), row, rules, cause, tx.now());
    if (const auto moved = isMoved(tx, before, row, line); !moved || !*moved)
        return moved ? Result<void>() : moved.error();
    if (tx.by().epoch != kAlone) {
        const QByteArray name = "score " + row.id.value.hex() + ' ' + cause + ' '
            + QByteArray::number(rules.hours.dayOf(tx.now())) + ' ' + QByteArray::number(rules.model.version) + ' '
            + QByteArray::number(before.score) + ' ' + QByteArray::number(row.score);
        line.id = {fixedId(name, 0)};
        const auto there = hasRow(tx.database(), kScoreLog, line.id.value);
        if (!there || *there)
            return there ? Result<void>() : there.error();
    }
    return apply(tx, put(kScoreLog, line));
}

} // namespace updesk
