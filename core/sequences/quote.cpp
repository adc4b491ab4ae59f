// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/quote.h"

#include <QJsonDocument>

namespace updesk
{

static constexpr double kMostCents = 1e9;
static constexpr int kMostMonths = 600, kMostBasisPoints = 10'000;

static bool same(const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

bool holds(const KeptQuote &quote, const TemplateFacts &facts)
{
    const NamedVehicle &want = facts.want;
    if (facts.asOf - quote.payment.asOf > kQuoteHolds || facts.asOf < quote.payment.asOf)
        return false;
    if (!same(quote.stock, want.stock) || !same(quote.make, want.make) || !same(quote.model, want.model))
        return false;
    return quote.stock.isEmpty() || (facts.onLot && facts.price == quote.price);
}

// Who does not know of other payments than monthly ones finds none here.
static QString amountKey(bool biWeekly) { return QLatin1String(biWeekly ? "biweekly" : "monthly"); }

QString quoteRecord(const KeptQuote &quote)
{
    const QuotedPayment &payment = quote.payment;
    const QJsonObject object{{amountKey(payment.biWeekly), double(payment.amount)},
        {QStringLiteral("down"), double(payment.down)}, {QStringLiteral("months"), payment.months},
        {QStringLiteral("rate"), payment.rateBasisPoints}, {QStringLiteral("stock"), quote.stock},
        {QStringLiteral("make"), quote.make}, {QStringLiteral("model"), quote.model},
        {QStringLiteral("price"), double(quote.price)}, {QStringLiteral("pencil"), quote.pencil}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<KeptQuote> quoteFrom(const QString &record, Time kept)
{
    const QJsonObject object = QJsonDocument::fromJson(record.toUtf8()).object();
    bool sound = true;
    const auto number = [&](const char *key, double least, double most) {
        const double read = object[QLatin1String(key)].toDouble(-1);
        sound = sound && read >= least && read <= most;
        return sound ? qint64(read) : 0;
    };
    KeptQuote quote;
    quote.payment.biWeekly = object.contains(amountKey(true));
    quote.payment.amount = number(quote.payment.biWeekly ? "biweekly" : "monthly", 1, kMostCents);
    quote.payment.down = number("down", 0, kMostCents);
    quote.payment.months = int(number("months", 1, kMostMonths));
    quote.payment.rateBasisPoints = int(number("rate", 0, kMostBasisPoints));
    quote.price = number("price", 0, kMostCents);
    quote.payment.asOf = kept;
    quote.stock = object[QLatin1String("stock")].toString();
    quote.make = object[QLatin1String("make")].toString();
    quote.model = object[QLatin1String("model")].toString();
    quote.pencil = object[QLatin1String("pencil")].toObject();
    return sound ? std::optional(quote) : std::nullopt;
}

} // namespace updesk
