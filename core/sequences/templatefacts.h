// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/lead.h"
#include "core/sequences/incentive.h"

#include <array>
#include <optional>

namespace updesk
{

/// A payment that was worked out for this lead. It is only ever said with its term, rate, down payment and the word
/// "estimate" (domain.md 3.7).
struct QuotedPayment {
    qint64 amount = 0, down = 0; ///< cents
    int months = 0;
    int rateBasisPoints = 0; ///< 690: 6.9 %
    Time asOf = 0;
    bool biWeekly = false; ///< the amount is paid every two weeks; false: every month
    bool operator==(const QuotedPayment &) const = default;
};

/// All that messages about one lead may say, as the rows stand at `asOf`.
struct TemplateFacts {
    LeadId lead;
    QString first, last, full, company;
    QString language; ///< of the customer, as it was taken down; empty: not known
    NamedVehicle want; ///< the preferred one
    bool onLot = false; ///< its unit is here and not sold
    qint64 price = 0; ///< cents, of that unit; 0: not known
    int alike = 0; ///< of its make and model in stock, itself included
    NamedVehicle trade;
    QString rep; ///< the owner's name, else that of who writes
    QString store, storePhone, storeAddress; ///< the phone as it was typed
    QString region; ///< of the store: how it writes numbers and times
    QString storeLanguage; ///< of messages to customers whose language is not known
    QString zone; ///< of the store
    Time visitAt = 0; ///< the next visit agreed on
    std::array<Time, 2> offered{}; ///< two times at which the customer could come
    std::optional<QuotedPayment> payment;
    std::optional<Incentive> incentive; ///< for the vehicle, in force at `asOf`
    Time asOf = 0;
    bool operator==(const TemplateFacts &) const = default;
};

/// The language of a message: the customer's when we have it, else the store's, else English. For messages only, never
/// for a score (CA-8). Codes as people keep them ("es_MX", "French") are understood.
QString messageLanguage(const QString &customer, const QString &store);
inline constexpr std::array<const char *, 3> kMessageLanguages{"en", "es", "fr"};

} // namespace updesk
