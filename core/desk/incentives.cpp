// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/incentives.h"

#include "core/desk/deed.h"
#include "core/desk/gatesettings.h"

namespace updesk
{

Result<DeedId> setIncentives(Session &session, const std::vector<Incentive> &incentives)
{
    return doDeed(session, "incentives", {}, [&](Transaction &tx) -> Result<void> {
        const auto book = rulebook(tx.database());
        if (!book)
            return book.error();
        if (!(*book)->mayChangeRules(tx.by().who))
            return Error{Error::Code::Denied, QStringLiteral("role"), {}};
        return writeSetting(tx, QString::fromLatin1(kIncentivesSetting), incentivesText(incentives));
    });
}

} // namespace updesk
