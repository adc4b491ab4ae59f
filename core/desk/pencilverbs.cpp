// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/pencilverbs.h"

#include "core/desk/deed.h"
#include "core/desk/suspicion.h"
#include "core/sequences/quoterows.h"
#include "core/sequences/templaterows.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace updesk
{

namespace
{

struct Amount {
    const char *key;
    qint64 Pencil::*value;
};
constexpr std::array<Amount, 7> kAmounts{
    {{"price", &Pencil::price}, {"fees", &Pencil::fees}, {"rebate", &Pencil::rebate}, {"down", &Pencil::cashDown},
        {"trade", &Pencil::tradeValue}, {"payoff", &Pencil::payoff}, {"now", &Pencil::paymentNow}}};
constexpr size_t kMostTerms = 6;
constexpr double kMostRate = 1; ///< no loan costs its own amount a year

QJsonObject toJson(const Pencil &pencil)
{
    QJsonObject object;
    for (const Amount &amount : kAmounts)
        object[QLatin1String(amount.key)] = double(pencil.*amount.value);
    object[QLatin1String("tax")] = pencil.taxRate;
    object[QLatin1String("tax_of_difference")] = pencil.taxesDifference;
    object[QLatin1String("left")] = pencil.monthsLeft;
    QJsonArray terms;
    for (const PencilTerm &term : pencil.terms)
        terms.append(QJsonObject{{QStringLiteral("months"), term.months}, {QStringLiteral("apr"), term.apr}});
    object[QLatin1String("terms")] = terms;
    return object;
}

Pencil fromJson(const QJsonObject &object)
{
    Pencil pencil;
    for (const Amount &amount : kAmounts)
        pencil.*amount.value = qint64(object[QLatin1String(amount.key)].toDouble());
    pencil.taxRate = object[QLatin1String("tax")].toDouble();
    pencil.taxesDifference = object[QLatin1String("tax_of_difference")].toBool(true);
    pencil.monthsLeft = object[QLatin1String("left")].toInt();
    pencil.terms.clear();
    for (const QJsonValue &value : object[QLatin1String("terms")].toArray()) {
        const QJsonObject term = value.toObject();
        if (pencil.terms.size() < kMostTerms)
            pencil.terms.push_back({term[QLatin1String("months")].toInt(), term[QLatin1String("apr")].toDouble()});
    }
    return pencil;
}

/// The payment of the first term; nothing: there is none in these numbers.
std::optional<QuotedPayment> paymentOf(const Pencil &pencil)
{
    if (pencil.price <= 0 || pencil.terms.size() > kMostTerms)
        return std::nullopt;
    const auto result = penciled(pencil);
    if (!result || result->financedNothing || result->lines.empty() || result->lines.front().payment <= 0)
        return std::nullopt;
    const PencilLine &line = result->lines.front();
    QuotedPayment payment;
    payment.monthly = line.payment;
    payment.down = pencil.cashDown;
    payment.months = line.term.months;
    payment.rateBasisPoints = int(std::lround(std::min(line.term.apr, kMostRate) * 10'000));
    return line.term.apr < kMostRate ? std::optional(payment) : std::nullopt;
}

} // namespace

Result<DeedId> keepPencil(Session &session, LeadId id, const Pencil &pencil)
{
    const auto payment = paymentOf(pencil);
    if (!payment)
        return Error{Error::Code::Invalid, QStringLiteral("pencil"), {}};
    return doDeed(session, "pencil", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        const auto facts = lead ? templateFacts(tx.database(), id, tx.now()) : Result<TemplateFacts>(lead.error());
        if (!facts)
            return facts.error();
        if (lead->closed != Closed::Open)
            return Error{Error::Code::Denied, QStringLiteral("lead"), {}};
        const NamedVehicle &want = facts->want;
        Activity line = changeOf(tx, lead->customer, Activity::Code::PaymentFigured, {}, id);
        line.providerText =
            quoteRecord({*payment, want.stock, want.make, want.model, facts->onLot ? facts->price : 0, toJson(pencil)});
        return apply(tx, put(kActivity, line));
    });
}

Result<std::optional<Pencil>> keptPencil(Database &database, LeadId lead)
{
    const auto quote = newestQuote(database, lead);
    if (!quote)
        return quote.error();
    return *quote ? std::optional(fromJson((*quote)->pencil)) : std::optional<Pencil>();
}

} // namespace updesk
