// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/incentives.h"

#include "core/desk/deed.h"
#include "core/desk/gatesettings.h"
#include "core/sequences/templaterows.h"

namespace updesk
{

static Result<void> write(Transaction &tx, const std::vector<Incentive> &incentives)
{
    const auto book = rulebook(tx.database());
    if (!book)
        return book.error();
    if (!(*book)->mayChangeRules(tx.by().who))
        return Error{Error::Code::Denied, QStringLiteral("role"), {}};
    return writeSetting(tx, QString::fromLatin1(kIncentivesSetting), incentivesText(incentives));
}

Result<DeedId> setIncentives(Session &session, const std::vector<Incentive> &incentives)
{
    return doDeed(session, "incentives", {}, [&](Transaction &tx) { return write(tx, incentives); });
}

Result<DeedId> changeIncentives(
    Session &session, const std::vector<Incentive> &before, const std::vector<Incentive> &after)
{
    return doDeed(session, "incentives", {}, [&](Transaction &tx) -> Result<void> {
        const auto there = incentivesOf(tx.database());
        if (!there)
            return there.error();
        if (*there != before)
            return Error{Error::Code::Conflict, QString::fromLatin1(kIncentivesSetting), {}};
        return write(tx, after);
    });
}

} // namespace updesk
