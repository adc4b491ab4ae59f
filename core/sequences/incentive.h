// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sequences/namedvehicle.h"

#include <QDate>

#include <vector>

namespace updesk
{

/// What a maker or the dealer gives to buyers for a while, as somebody entered it (domain.md 3.7).
struct Incentive {
    QString words; ///< "customer cash": as customers read it
    qint64 amount = 0; ///< cents; 0: the words say all
    int year = 0; ///< of the vehicle; 0: any
    QString make, model; ///< empty: any
    QDate from, until; ///< first and last day, on the store's calendar
    QString source; ///< where it comes from, for whoever checks it
    bool operator==(const Incentive &) const = default;
};

inline constexpr char kIncentivesSetting[] = "incentives"; ///< of the store
inline constexpr size_t kMostIncentives = 500;

/// {"incentives": [{"words", "amount", "year", "make", "model", "from", "until", "source"}]} as docs/templates.md has
/// it; empty text: none. Invalid: the place of the mistake (incentives[2].until) and its code as detail.
Result<std::vector<Incentive>> incentivesIn(const QByteArray &json);
/// The same of a table with those names in its first line; the place is a line and a column (3.until).
Result<std::vector<Incentive>> incentivesInTable(const QByteArray &csv);
QString incentivesText(const std::vector<Incentive> &incentives);

/// The one that is said of this vehicle on this day: of those in force the one that names the vehicle most closely,
/// then the largest. nullptr: none is.
const Incentive *incentiveFor(const std::vector<Incentive> &all, const NamedVehicle &vehicle, const QDate &day);

} // namespace updesk
