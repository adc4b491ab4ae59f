// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/pencilfigures.h"

#include "ui/parts/moneytyping.h"
#include "ui/parts/regiontime.h"

#include <QCoreApplication>
#include <QLocale>

namespace updesk
{

namespace
{

/// The context of these words.
struct Figures {
    Q_DECLARE_TR_FUNCTIONS(PencilSheet)
};

// The figures stand in columns, and payments have cents: all have.
QString exactMoney(qint64 cents) { return regionLocale().toCurrencyString(double(cents) / 100.0, {}, 2); }

QString signedMoney(qint64 cents)
{
    return cents > 0 ? u'+' + exactMoney(cents) : cents < 0 ? QChar(0x2212) + exactMoney(-cents) : exactMoney(0);
}

void addTerms(std::vector<FigureLine> &out, const Pencil &pencil, const PencilResult &result)
{
    const bool biWeekly = pencil.perYear == kBiWeekly;
    QStringList terms, payments, numbers, monthly, totals, interest, changes, added, same;
    for (const PencilLine &line : result.lines) {
        terms << Figures::tr("%1 months at %2 %").arg(line.term.months).arg(percentTyping(line.term.apr));
        payments << exactMoney(line.payment);
        numbers << QLocale().toString(line.payments);
        monthly << exactMoney(line.monthly);
        totals << exactMoney(line.total);
        interest << exactMoney(line.interest);
        changes << signedMoney(line.change);
        added << (line.monthsAdded > 0 ? Figures::tr("%1 months longer").arg(line.monthsAdded)
                                       : Figures::tr("not longer"));
        same << exactMoney(line.sameFinances);
    }
    out.push_back({Figures::tr("Term"), terms});
    out.push_back(
        {biWeekly ? Figures::tr("Payment every two weeks") : Figures::tr("Payment a month"), payments, Type::Section});
    if (biWeekly) {
        out.push_back({Figures::tr("Number of payments"), numbers});
        out.push_back({Figures::tr("As a month, on average"), monthly});
    }
    out.push_back({Figures::tr("Interest"), interest});
    out.push_back({Figures::tr("Paid in all"), totals});
    if (pencil.paymentNow > 0) {
        out.push_back({biWeekly ? Figures::tr("A month, against today") : Figures::tr("Against today"), changes});
        out.push_back({Figures::tr("Against what is left"), added});
        out.push_back({Figures::tr("Today's payment would finance"), same});
    }
}

} // namespace

std::vector<FigureLine> loanFigures(const Pencil &pencil)
{
    const auto result = penciled(pencil);
    if (!result)
        return {};
    std::vector<FigureLine> out{{Figures::tr("Tax"), {exactMoney(result->tax)}},
        {result->equity >= 0 ? Figures::tr("Equity in the trade-in") : Figures::tr("Owed beyond the trade-in's value"),
            {exactMoney(std::abs(result->equity))}}};
    if (result->financedNothing) {
        out.push_back({Figures::tr("Left over"), {exactMoney(-result->financed)}});
        return out;
    }
    out.push_back({Figures::tr("Financed"), {exactMoney(result->financed)}, Type::BodyStrong});
    addTerms(out, pencil, *result);
    return out;
}

std::vector<FigureLine> leaseFigures(const LeasePencil &pencil)
{
    const auto result = penciled(pencil);
    if (!result)
        return {};
    const bool atSigning = pencil.taxOn != LeaseTaxOn::EachPayment;
    const FigureLine tax = atSigning ? FigureLine{Figures::tr("Tax due at signing"), {exactMoney(result->taxAtSigning)}}
                                     : FigureLine{Figures::tr("Tax a month"), {exactMoney(result->tax)}};
    return {{Figures::tr("Depreciation a month"), {exactMoney(result->base.depreciation)}},
        {Figures::tr("Rent charge a month"), {exactMoney(result->base.rent)}}, tax,
        {Figures::tr("Payment a month"), {exactMoney(result->payment)}, Type::Section},
        {Figures::tr("As a rate, about"), {percentTyping(result->apr) + QStringLiteral(" %")}},
        {Figures::tr("Paid in all, without the residual"), {exactMoney(result->total)}}};
}

} // namespace updesk
