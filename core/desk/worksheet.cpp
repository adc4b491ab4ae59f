// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/worksheet.h"

#include "core/desk/exportrows.h"

#include <QDateTime>
#include <QJsonArray>

namespace updesk
{

namespace
{

QString text(const char *words) { return QString::fromLatin1(words); }

QString utc(Time at)
{
    return at > 0 ? QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs) : QString();
}

const char *statusCode(VehicleStatus status)
{
    return status == VehicleStatus::New ? "new" : status == VehicleStatus::Used ? "used" : "";
}

const char *unitCode(OdometerUnit unit) { return unit == OdometerUnit::Miles ? "mi" : "km"; }

const char *conditionCode(Appraisal::Condition condition)
{
    switch (condition) {
    case Appraisal::Condition::Rough:
        return "rough";
    case Appraisal::Condition::Average:
        return "average";
    case Appraisal::Condition::Clean:
        return "clean";
    case Appraisal::Condition::ExtraClean:
        return "extra_clean";
    case Appraisal::Condition::Unknown:
        break;
    }
    return "";
}

QJsonObject vehicleJson(const LeadVehicle &v)
{
    return {{text("stock"), v.stock}, {text("vin"), v.vin}, {text("year"), v.year}, {text("make"), v.make},
        {text("model"), v.model}, {text("trim"), v.trim}, {text("status"), text(statusCode(v.status))},
        {text("odometer"), v.odometer < 0 ? QJsonValue() : QJsonValue(v.odometer)},
        {text("odometer_unit"), text(unitCode(v.unit))}};
}

QJsonValue tradeJson(const std::optional<Appraisal> &trade)
{
    if (!trade)
        return {};
    return QJsonObject{{text("vin"), trade->vin}, {text("year"), trade->year}, {text("make"), trade->make},
        {text("model"), trade->model}, {text("trim"), trade->trim}, {text("odometer"), trade->odometer},
        {text("odometer_unit"), text(unitCode(trade->unit))},
        {text("condition"), text(conditionCode(trade->condition))},
        {text("appraised_at"), trade->id.isNull() ? QJsonValue() : QJsonValue(utc(trade->at))},
        {text("acv"), trade->acv > 0 ? QJsonValue(trade->acv) : QJsonValue()}, {text("payoff"), trade->payoff},
        {text("payoff_at"), trade->payoffAt > 0 ? QJsonValue(utc(trade->payoffAt)) : QJsonValue()},
        {text("lender"), trade->lender}};
}

QJsonArray termsJson(const Pencil &loan, const PencilResult &result)
{
    QJsonArray terms;
    for (const PencilLine &line : result.lines) {
        const bool known = loan.paymentNow > 0;
        terms.append(QJsonObject{{text("months"), line.term.months}, {text("apr"), line.term.apr},
            {text("payment"), line.payment}, {text("payments"), line.payments}, {text("monthly"), line.monthly},
            {text("interest"), line.interest}, {text("total"), line.total},
            {text("change"), known ? QJsonValue(line.change) : QJsonValue()},
            {text("months_added"), known ? QJsonValue(line.monthsAdded) : QJsonValue()}});
    }
    return terms;
}

QJsonArray gridJson(const Pencil &loan)
{
    const PencilGrid grid = pencilGrid(loan);
    QJsonArray cells;
    for (size_t row = 0; row < grid.months.size(); ++row) {
        for (size_t column = 0; column < grid.rates.size(); ++column)
            cells.append(QJsonObject{{text("months"), grid.months[row]}, {text("apr"), grid.rates[column]},
                {text("payment"), grid.payments[row][column]}});
    }
    return cells;
}

QJsonValue loanJson(const std::optional<Pencil> &loan)
{
    const auto result = loan ? penciled(*loan) : std::nullopt;
    if (!result)
        return {};
    return QJsonObject{{text("price"), loan->price}, {text("fees"), loan->fees}, {text("rebate"), loan->rebate},
        {text("cash_down"), loan->cashDown}, {text("trade_value"), loan->tradeValue},
        {text("trade_payoff"), loan->payoff}, {text("tax_rate"), loan->taxRate},
        {text("tax_of_difference"), loan->taxesDifference}, {text("tax"), result->tax},
        {text("equity"), result->equity}, {text("financed"), result->financed}, {text("payment_now"), loan->paymentNow},
        {text("months_left"), loan->monthsLeft}, {text("payments_per_year"), loan->perYear},
        {text("terms"), termsJson(*loan, *result)}, {text("grid"), gridJson(*loan)}};
}

QJsonValue leaseJson(const std::optional<LeasePencil> &lease)
{
    const auto result = lease ? penciled(*lease) : std::nullopt;
    if (!result)
        return {};
    const LeaseTerms &terms = lease->terms;
    return QJsonObject{{text("cap_cost"), terms.capCost}, {text("fees"), lease->fees}, {text("rebate"), lease->rebate},
        {text("cash_down"), lease->cashDown}, {text("trade_equity"), lease->equity}, {text("residual"), terms.residual},
        {text("months"), terms.months}, {text("money_factor"), terms.moneyFactor}, {text("tax_rate"), lease->taxRate},
        {text("tax_on"), text(leaseTaxCode(lease->taxOn))}, {text("tax_at_signing"), result->taxAtSigning},
        {text("depreciation"), result->base.depreciation}, {text("rent"), result->base.rent},
        {text("tax"), result->tax}, {text("payment"), result->payment}, {text("total"), result->total},
        {text("apr_about"), result->apr}};
}

/// One line of the CSV; what a kind of payment does not have stays empty.
class CsvLine
{
public:
    void put(const QString &words) { add(csvText(words.toUtf8())); }
    void put(const char *code) { add(code); }
    void put(qint64 number) { add(QByteArray::number(number)); }
    void rate(double share) { add(QByteArray::number(share, 'g', 8)); }
    void skip(int fields)
    {
        for (int i = 0; i < fields; ++i)
            add({});
    }
    QByteArray end() const { return m_line + "\r\n"; }

private:
    void add(const QByteArray &field)
    {
        if (m_any)
            m_line += ',';
        m_line += field;
        m_any = true;
    }
    QByteArray m_line;
    bool m_any = false;
};

constexpr const char *kColumns[] = {"kind", "lead", "store", "made_at", "made_by", "kept_at", "kept_by", "customer",
    "co_buyer", "phone", "email", "stock", "vin", "year", "make", "model", "trim", "status", "trade_vin", "trade_year",
    "trade_make", "trade_model", "trade_trim", "trade_odometer", "trade_odometer_unit", "trade_acv", "trade_payoff",
    "trade_lender", "price", "fees", "rebate", "cash_down", "trade_equity", "tax_rate", "tax", "financed", "months",
    "apr", "payment", "interest", "total", "residual", "money_factor", "depreciation", "rent", "payments_per_year",
    "payments", "tax_on", "tax_at_signing"};

CsvLine lineOf(const Worksheet &sheet, const char *kind)
{
    CsvLine line;
    line.put(kind);
    line.put(QString::fromLatin1(sheet.lead.value.hex()));
    for (const QString &words :
        {sheet.store, utc(sheet.at), sheet.by, utc(sheet.kept), sheet.keptBy, sheet.customer, sheet.coBuyer})
        line.put(words);
    line.put(sheet.customerPhone);
    line.put(sheet.customerEmail);
    const LeadVehicle &v = sheet.vehicle;
    line.put(v.stock);
    line.put(v.vin);
    v.year > 0 ? line.put(qint64(v.year)) : line.skip(1);
    for (const QString &words : {v.make, v.model, v.trim})
        line.put(words);
    line.put(statusCode(v.status));
    if (!sheet.trade) {
        line.skip(10);
        return line;
    }
    const Appraisal &trade = *sheet.trade;
    line.put(trade.vin);
    trade.year > 0 ? line.put(qint64(trade.year)) : line.skip(1);
    for (const QString &words : {trade.make, trade.model, trade.trim})
        line.put(words);
    line.put(qint64(trade.odometer));
    line.put(unitCode(trade.unit));
    trade.acv > 0 ? line.put(trade.acv) : line.skip(1);
    line.put(trade.payoff);
    line.put(trade.lender);
    return line;
}

QByteArray loanLine(const Worksheet &sheet, const Pencil &loan, const PencilResult &result, const PencilLine &term)
{
    CsvLine line = lineOf(sheet, "loan");
    for (const qint64 cents : {loan.price, loan.fees, loan.rebate, loan.cashDown, result.equity})
        line.put(cents);
    line.rate(loan.taxRate);
    line.put(result.tax);
    line.put(result.financed);
    line.put(qint64(term.term.months));
    line.rate(term.term.apr);
    for (const qint64 cents : {term.payment, term.interest, term.total})
        line.put(cents);
    line.skip(4);
    line.put(qint64(loan.perYear));
    line.put(qint64(term.payments));
    line.skip(2);
    return line.end();
}

QByteArray leaseLine(const Worksheet &sheet, const LeasePencil &lease, const LeaseResult &result)
{
    CsvLine line = lineOf(sheet, "lease");
    const LeaseTerms &terms = lease.terms;
    for (const qint64 cents : {terms.capCost, lease.fees, lease.rebate, lease.cashDown, lease.equity})
        line.put(cents);
    line.rate(lease.taxRate);
    line.put(result.tax);
    line.skip(1);
    line.put(qint64(terms.months));
    line.rate(result.apr);
    line.put(result.payment);
    line.skip(1);
    line.put(result.total);
    line.put(terms.residual);
    line.rate(terms.moneyFactor);
    line.put(result.base.depreciation);
    line.put(result.base.rent);
    line.put(qint64(kMonthly));
    line.put(qint64(terms.months));
    line.put(leaseTaxCode(lease.taxOn));
    line.put(result.taxAtSigning);
    return line.end();
}

} // namespace

// Who reads version 1 takes every payment for a monthly one.
static int versionOf(const Worksheet &sheet) { return sheet.loan && sheet.loan->perYear != kMonthly ? 2 : 1; }

QJsonObject worksheetJson(const Worksheet &sheet)
{
    return {{text("format"), text("updesk-pencil")}, {text("version"), versionOf(sheet)}, {text("estimate"), true},
        {text("lead"), QString::fromLatin1(sheet.lead.value.hex())}, {text("made_at"), utc(sheet.at)},
        {text("made_by"), sheet.by}, {text("kept_at"), sheet.kept > 0 ? QJsonValue(utc(sheet.kept)) : QJsonValue()},
        {text("kept_by"), sheet.keptBy},
        {text("store"),
            QJsonObject{{text("name"), sheet.store}, {text("address"), sheet.address}, {text("phone"), sheet.phone}}},
        {text("customer"),
            QJsonObject{{text("name"), sheet.customer}, {text("co_buyer"), sheet.coBuyer},
                {text("phone"), sheet.customerPhone}, {text("email"), sheet.customerEmail}}},
        {text("vehicle"), vehicleJson(sheet.vehicle)}, {text("trade"), tradeJson(sheet.trade)},
        {text("loan"), loanJson(sheet.loan)}, {text("lease"), leaseJson(sheet.lease)}};
}

QByteArray worksheetCsv(const Worksheet &sheet)
{
    CsvLine head;
    for (const char *column : kColumns)
        head.put(column);
    QByteArray out = head.end();
    if (const auto result = sheet.loan ? penciled(*sheet.loan) : std::nullopt) {
        for (const PencilLine &term : result->lines)
            out += loanLine(sheet, *sheet.loan, *result, term);
    }
    if (const auto result = sheet.lease ? penciled(*sheet.lease) : std::nullopt)
        out += leaseLine(sheet, *sheet.lease, *result);
    return out;
}

} // namespace updesk
