// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/mayuntil.h"

#include "core/sequences/gatehours.h"

#include <algorithm>

namespace updesk
{

std::vector<MayUntil> mayUntil(const LegalRules &rules, const Dealings &dealings, Relation relation)
{
    const bool messages = relation == Relation::CanadaMessages;
    const CountryRules &country = relation == Relation::UsCalls ? rules.us : rules.canada;
    const QString rule = relation == Relation::UsCalls ? QStringLiteral("US-5")
        : messages                                     ? QStringLiteral("CA-2")
                                                       : QStringLiteral("CA-6");
    const int bought = messages ? country.consentPurchaseMonths : country.purchaseMonths;
    const int asked = messages ? country.consentInquiryMonths : country.inquiryMonths;
    std::vector<MayUntil> all;
    const auto add = [&](Time from, MayUntil::Basis basis, int months) {
        if (from > 0)
            all.push_back({rule, basis, monthsAfter(dayIn(from, dealings.zone), months)});
    };
    add(dealings.purchased, MayUntil::Basis::Purchase, bought);
    add(dealings.serviced, MayUntil::Basis::Service, bought);
    add(dealings.inquired, MayUntil::Basis::Inquiry, asked);
    std::ranges::stable_sort(all, std::ranges::greater(), &MayUntil::last);
    return all;
}

} // namespace updesk
