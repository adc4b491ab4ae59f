// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/peopleverbs.h"

#include <vector>

namespace updesk
{

/// One thing that two records may agree in, of both side by side.
struct MatchCell {
    enum class Of : quint8 { Name, Company, Phone, Email, Address, DmsNumber };
    enum class Agree : quint8 { No, Alike, Same };
    Of of = Of::Name;
    QString left, right; ///< phones in E.164 where they could be read
    Agree agree = Agree::No;
    bool operator==(const MatchCell &) const = default;
};

/// The cells of two records, as `match` judges them. Of several phones or e-mails those are shown that the reason is
/// about; what neither has is left out.
std::vector<MatchCell> matchCells(const CustomerCard &left, const CustomerCard &right, const Match &match);

} // namespace updesk
