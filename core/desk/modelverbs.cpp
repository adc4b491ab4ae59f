// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/modelverbs.h"

#include "core/desk/deed.h"
#include "core/scoring/scoretables.h"

#include <algorithm>

namespace updesk
{

Result<ModelVersion> addScoreModel(Session &session, const QByteArray &json, Time since)
{
    auto model = ScoreModel::fromJson(json);
    if (!model)
        return model.error();
    if (since != 0 && since < session.now())
        return Error{Error::Code::Invalid, QStringLiteral("since"), {}};
    ModelVersion added;
    const auto deed = doDeed(session, "score_model", {}, [&](Transaction &tx) -> Result<void> {
        const auto rules = rulebook(tx.database());
        const auto rows = loadAll(tx.database(), kScoreModel);
        if (!rules || !rows)
            return !rules ? rules.error() : rows.error();
        if (!(*rules)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("person"), {}};
        added.version = (*rules)->model.version; // a store may have none of its own yet
        for (const ScoreModelRow &row : *rows)
            added.version = std::max(added.version, row.version);
        ++added.version;
        added.since = since == 0 ? tx.now() : since;
        added.by = tx.by().who;
        model->version = added.version;
        return apply(tx,
            put(kScoreModel,
                ScoreModelRow{
                    {tx.freshId()}, added.version, QString::fromUtf8(model->toJson()), added.since, added.by}));
    });
    return deed ? Result<ModelVersion>(added) : deed.error();
}

} // namespace updesk
