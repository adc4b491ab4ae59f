// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/pencilverbs.h"

#include "core/desk/deed.h"
#include "core/desk/suspicion.h"
#include "core/sequences/quoterows.h"
#include "core/sequences/templaterows.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

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
struct LeaseAmount {
    const char *key;
    qint64 LeasePencil::*value;
};
constexpr std::array<LeaseAmount, 4> kLeaseAmounts{{{"down", &LeasePencil::cashDown}, {"rebate", &LeasePencil::rebate},
    {"equity", &LeasePencil::equity}, {"fees", &LeasePencil::fees}}};
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
    object[QLatin1String("per_year")] = pencil.perYear;
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
    pencil.perYear = object[QLatin1String("per_year")].toInt(kMonthly); // older ones are all monthly
    pencil.terms.clear();
    for (const QJsonValue &value : object[QLatin1String("terms")].toArray()) {
        const QJsonObject term = value.toObject();
        if (pencil.terms.size() < kMostTerms)
            pencil.terms.push_back({term[QLatin1String("months")].toInt(), term[QLatin1String("apr")].toDouble()});
    }
    return pencil;
}

QJsonObject toJson(const LeasePencil &pencil)
{
    const LeaseTerms &terms = pencil.terms;
    QJsonObject object{{QStringLiteral("cap_cost"), double(terms.capCost)},
        {QStringLiteral("residual"), double(terms.residual)}, {QStringLiteral("months"), terms.months},
        {QStringLiteral("money_factor"), terms.moneyFactor}, {QStringLiteral("tax"), pencil.taxRate},
        {QStringLiteral("tax_on"), QLatin1String(leaseTaxCode(pencil.taxOn))}};
    for (const LeaseAmount &amount : kLeaseAmounts)
        object[QLatin1String(amount.key)] = double(pencil.*amount.value);
    return object;
}

std::optional<LeasePencil> leaseFromJson(const QJsonObject &object)
{
    LeasePencil pencil;
    const auto taxOn = leaseTaxOf(object[QLatin1String("tax_on")].toString());
    if (!taxOn)
        return std::nullopt; // a newer UpDesk taxes it in a way that this one cannot
    pencil.taxOn = *taxOn;
    pencil.terms.capCost = qint64(object[QLatin1String("cap_cost")].toDouble());
    pencil.terms.residual = qint64(object[QLatin1String("residual")].toDouble());
    pencil.terms.months = object[QLatin1String("months")].toInt();
    pencil.terms.moneyFactor = object[QLatin1String("money_factor")].toDouble();
    pencil.taxRate = object[QLatin1String("tax")].toDouble();
    for (const LeaseAmount &amount : kLeaseAmounts)
        pencil.*amount.value = qint64(object[QLatin1String(amount.key)].toDouble());
    return pencil;
}

/// Without the numbers of a loan, so that a reader of loans takes it for none.
QString leaseRecord(const LeasePencil &pencil, const NamedVehicle &want, qint64 price)
{
    const QJsonObject object{{QStringLiteral("lease"), toJson(pencil)}, {QStringLiteral("stock"), want.stock},
        {QStringLiteral("make"), want.make}, {QStringLiteral("model"), want.model},
        {QStringLiteral("price"), double(price)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<DeedId> keepRecord(Session &session, LeadId id, const std::function<QString(const TemplateFacts &)> &record)
{
    return doDeed(session, "pencil", {id}, [&](Transaction &tx) -> Result<void> {
        const auto lead = load(tx.database(), kLead, id.value);
        const auto facts = lead ? templateFacts(tx.database(), id, tx.now()) : Result<TemplateFacts>(lead.error());
        if (!facts)
            return facts.error();
        if (lead->closed != Closed::Open)
            return Error{Error::Code::Denied, QStringLiteral("lead"), {}};
        Activity line = changeOf(tx, lead->customer, Activity::Code::PaymentFigured, {}, id);
        line.providerText = record(*facts);
        return apply(tx, put(kActivity, line));
    });
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
    payment.amount = line.payment;
    payment.biWeekly = pencil.perYear == kBiWeekly;
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
    return keepRecord(session, id, [&](const TemplateFacts &facts) {
        const NamedVehicle &want = facts.want;
        return quoteRecord(
            {*payment, want.stock, want.make, want.model, facts.onLot ? facts.price : 0, toJson(pencil)});
    });
}

Result<DeedId> keepPencil(Session &session, LeadId id, const LeasePencil &pencil)
{
    if (!penciled(pencil))
        return Error{Error::Code::Invalid, QStringLiteral("pencil"), {}};
    return keepRecord(session, id,
        [&](const TemplateFacts &facts) { return leaseRecord(pencil, facts.want, facts.onLot ? facts.price : 0); });
}

std::optional<LeasePencil> leaseKeptIn(const QString &record)
{
    const QJsonObject object = QJsonDocument::fromJson(record.toUtf8()).object();
    if (!object[QLatin1String("lease")].isObject())
        return std::nullopt;
    const auto lease = leaseFromJson(object[QLatin1String("lease")].toObject());
    return lease && penciled(*lease) ? lease : std::nullopt;
}

Result<KeptPencils> keptPencils(Database &database, LeadId lead)
{
    const auto records = paymentRecords(database, lead);
    if (!records)
        return records.error();
    KeptPencils kept;
    for (const PaymentRecord &one : *records) {
        const auto quote = quoteFrom(one.record, one.at);
        const auto lease = quote ? std::nullopt : leaseKeptIn(one.record);
        if (!quote && !lease)
            continue;
        if (kept.at == 0) {
            kept.at = one.at;
            kept.by = one.by;
            kept.leaseLast = lease.has_value();
        }
        if (quote && !kept.loan)
            kept.loan = fromJson(quote->pencil);
        if (lease && !kept.lease)
            kept.lease = lease;
    }
    return kept;
}

Result<std::optional<Pencil>> keptPencil(Database &database, LeadId lead)
{
    const auto kept = keptPencils(database, lead);
    if (!kept)
        return kept.error();
    return kept->loan;
}

} // namespace updesk
