// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace updesk
{

/// An amount as people type it: "33,480", "$33,480.50", "33480", "1 234,56 $" by the region's forms; cents. Empty: 0.
/// Nothing: no amount, or more than two places of cents.
std::optional<qint64> moneyTyped(const QString &typed);
/// The same to be typed over; empty for 0.
QString moneyTyping(qint64 cents);

/// A rate in percent: "6.9", "6,9 %"; a share (0.069). Empty: 0. Nothing: no number, or below 0 or above 100.
std::optional<double> percentTyped(const QString &typed);
QString percentTyping(double share);

/// A number as people type it, such as a money factor; empty: 0. Nothing: no number, or below 0.
std::optional<double> numberTyped(const QString &typed);

} // namespace updesk
