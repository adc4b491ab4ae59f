// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/templatefacts.h"

#include <QJsonObject>

namespace updesk
{

inline constexpr Time kQuoteHolds = 30 * kDay; ///< rates and rebates of a month; after that it is figured anew

/// A payment that somebody figured for a lead and kept, with what it was figured on.
struct KeptQuote {
    QuotedPayment payment; ///< asOf: when it was kept
    QString stock; ///< of the vehicle that was wanted then; empty: none of ours
    QString make, model;
    qint64 price = 0; ///< of that unit, cents
    QJsonObject pencil; ///< everything it was figured from, for whoever figures on
    bool operator==(const KeptQuote &) const = default;
};

/// Whether it may still be said: not too old, for the vehicle that is wanted now, and that one here at the same price.
bool holds(const KeptQuote &quote, const TemplateFacts &facts);

/// As it is kept beside its line of the history, and back; nothing: it is no such record, or a number of it cannot be.
QString quoteRecord(const KeptQuote &quote);
std::optional<KeptQuote> quoteFrom(const QString &record, Time kept);

} // namespace updesk
