// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace updesk
{

/// Something about a car or a price that stands in a template as typed words and not as a live field (F62).
struct HandClaim {
    enum class Kind : quint8 {
        Count, ///< "only 2 left": true when so many are in stock
        Price, ///< "$31,500", "rebate 3,000": true when it is the vehicle's price, or that of an incentive in force
        Payment, ///< "same payment", "$299 a month", "0 % APR": nothing here can bear it out
        Offer ///< "rebate", "incentive": true while one is in force
    };
    Kind kind = Kind::Offer;
    qint64 amount = 0; ///< how many, or cents
    QString words;
    qsizetype at = 0, length = 0;
    bool offer = false; ///< a price that is money off: "rebate 3,000"
    bool operator==(const HandClaim &) const = default;
};

/// Those in a run of words, in English, Spanish and French at once, in the order in which they stand. "No rebate" is
/// none.
std::vector<HandClaim> handClaims(const QString &words);

} // namespace updesk
