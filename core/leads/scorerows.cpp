// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/scorerows.h"

#include "core/leads/leadnowstore.h"
#include "core/store/apply.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <numeric>

namespace updesk
{

namespace
{

// Of two in one millisecond the one that is shown is the later: their ids are in no order.
constexpr char kLog[] = "SELECT points, factors, cause, at FROM score_log WHERE lead_id=?1 AND deleted=0"
                        " ORDER BY at DESC, points=(SELECT score FROM lead_now WHERE lead_id=?1) DESC, id DESC LIMIT 2";
constexpr std::size_t kMostRaises = 3;

struct Logged {
    int points = 0;
    QByteArray factors;
    QString cause;
    Time at = 0;
};

Result<std::vector<Logged>> lastTwo(Database &database, LeadId lead)
{
    std::vector<Logged> rows;
    Query q = database.query(kLog);
    q.bind(1, lead);
    while (q.next())
        rows.push_back({q.integer(0), q.bytes(1), q.text(2), q.number(3)});
    if (auto done = q.done(); !done)
        return done.error();
    return rows;
}

int sum(const std::vector<ScoreLine> &lines)
{
    return std::accumulate(lines.begin(), lines.end(), 0, [](int all, const ScoreLine &l) { return all + l.points; });
}

std::vector<ScoreLine> asLogged(const Score &computed, const QByteArray &factors)
{
    const QJsonObject points = QJsonDocument::fromJson(factors).object();
    std::vector<ScoreLine> lines;
    for (ScoreLine line : computed.lines) {
        line.points = qint16(points.value(factorName(line.factor)).toInt());
        lines.push_back(line);
    }
    return lines;
}

/// The lines of the shown score. A source's rate may have moved since; then the points that were logged count.
std::vector<ScoreLine> shownLines(const Score &computed, const LeadNow &row, const std::vector<Logged> &log)
{
    std::vector<ScoreLine> lines(computed.lines.begin(), computed.lines.end());
    if (sum(lines) != row.score && !log.empty()) {
        auto logged = asLogged(computed, log.front().factors);
        if (sum(logged) == row.score)
            lines = std::move(logged);
    }
    lines[std::size_t(Factor::Source)].points += qint16(row.score - sum(lines));
    std::erase_if(lines, [](const ScoreLine &line) { return line.points == 0; });
    std::stable_sort(
        lines.begin(), lines.end(), [](const ScoreLine &a, const ScoreLine &b) { return a.points > b.points; });
    return lines;
}

} // namespace

Result<QByteArray> loggedFactors(Database &database, LeadId lead)
{
    const auto log = lastTwo(database, lead);
    if (!log)
        return log.error();
    return log->empty() ? QByteArray() : log->front().factors;
}

std::vector<Raise> raisesOf(const Lead &lead, const ScoreInput &input, const ScoreModel &model, Time now)
{
    auto raises = wouldRaise(input, model, now);
    std::erase_if(raises, [&lead](const Raise &one) { return one.factor == Factor::Trade && lead.noTrade; });
    return raises;
}

Result<ScoreStory> scoreStory(Database &database, LeadId lead)
{
    const auto row = leadNowOf(database, lead);
    const auto said = load(database, kLead, lead.value);
    if (!row || !said)
        return !row ? row.error() : said.error();
    const auto rules = rulebook(database);
    if (!rules)
        return rules.error();
    const auto log = lastTwo(database, lead);
    if (!log)
        return log.error();
    const ScoreModel &model = (*rules)->model;
    const ScoreInput input = unpacked(row->scoreFacts, row->received, row->lastSign, (*rules)->weight(row->source));
    ScoreStory story;
    story.score = row->score;
    story.tier = row->tier;
    story.from = model.tiers[std::size_t(row->tier)].from;
    story.to = row->tier == Tier::Hot ? 100 : model.tiers[std::size_t(row->tier) + 1].from - 1;
    story.scoredAt = row->scoredAt;
    const ModelVersion *version = (*rules)->modelVersion(row->model);
    story.model = version ? *version : ModelVersion{row->model, 0, {}};
    story.lines = shownLines(score(input, model, row->scoredAt), *row, *log);
    story.raises = raisesOf(*said, input, model, row->scoredAt);
    if (story.raises.size() > kMostRaises)
        story.raises.resize(kMostRaises);
    if (log->size() == 2 && (*log)[0].points != (*log)[1].points) {
        story.before = (*log)[1].points;
        story.changedAt = (*log)[0].at;
        story.cause = (*log)[0].cause;
    }
    return story;
}

} // namespace updesk
