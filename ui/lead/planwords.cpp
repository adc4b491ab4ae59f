// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/planwords.h"

#include "core/desk/pencilverbs.h"
#include "core/sequences/quote.h"
#include "ui/parts/moneytyping.h"
#include "ui/parts/regiontime.h"

#include <QCoreApplication>

#include <array>

namespace updesk
{

namespace
{

using Code = Activity::Code;

/// The context of the words below.
struct Lines {
    Q_DECLARE_TR_FUNCTIONS(PlanLines)
};

struct Why {
    const char *code; ///< planStopCode()
    const char *words;
};
constexpr auto kWhys = std::to_array<Why>({
    {"", QT_TRANSLATE_NOOP("PlanLines", "Sequence “%1” is through")},
    {"reply", QT_TRANSLATE_NOOP("PlanLines", "Sequence “%1” stopped: the customer answered")},
    {"visit", QT_TRANSLATE_NOOP("PlanLines", "Sequence “%1” stopped: a visit is agreed on, or they came")},
    {"sale", QT_TRANSLATE_NOOP("PlanLines", "Sequence “%1” stopped: they bought")},
    {"opt_out", QT_TRANSLATE_NOOP("PlanLines", "Sequence “%1” stopped: they want no more of it")},
    {"no_way", QT_TRANSLATE_NOOP("PlanLines", "Sequence “%1” stopped: there is no way left to reach them")},
    {"closed", QT_TRANSLATE_NOOP("PlanLines", "Sequence “%1” stopped: the lead was closed")},
    {"by_person", QT_TRANSLATE_NOOP("PlanLines", "Sequence “%1” stopped by hand")},
    {"branch", QT_TRANSLATE_NOOP("PlanLines", "Sequence “%1” stopped, as it says after such an outcome")},
});

QString stopped(const Activity &line)
{
    for (const Why &why : kWhys) {
        if (line.providerText == QLatin1String(why.code))
            return Lines::tr(why.words).arg(line.body.simplified());
    }
    return Lines::tr("Sequence “%1” stopped").arg(line.body.simplified()); // a newer UpDesk knows why
}

QString lease(const LeasePencil &pencil)
{
    const auto result = penciled(pencil);
    if (!result)
        return Lines::tr("Payment figured");
    //: %1: amount, %2: number of months, %3: amount
    const QString words = pencil.taxOn == LeaseTaxOn::EachPayment
        ? Lines::tr("Lease figured: %1 a month with tax for %2 months, %3 down, an estimate")
        //: %4: amount of tax
        : Lines::tr("Lease figured: %1 a month for %2 months, %3 down and %4 tax at signing, an estimate");
    const QString said =
        words.arg(regionMoney(result->payment)).arg(pencil.terms.months).arg(regionMoney(pencil.cashDown));
    return pencil.taxOn == LeaseTaxOn::EachPayment ? said : said.arg(regionMoney(result->taxAtSigning));
}

QString payment(const Activity &line)
{
    if (const auto kept = leaseKeptIn(line.providerText))
        return lease(*kept);
    const auto quote = quoteFrom(line.providerText, line.at);
    if (!quote)
        return Lines::tr("Payment figured");
    const QuotedPayment &p = quote->payment;
    //: %1: amount, %2: number of months, %3: rate in percent, %4: amount
    const QString words = p.biWeekly
        ? Lines::tr("Payment figured: %1 every two weeks for %2 months at %3 %, %4 down, an estimate")
        : Lines::tr("Payment figured: %1 a month for %2 months at %3 %, %4 down, an estimate");
    return words.arg(regionMoney(p.amount))
        .arg(p.months)
        .arg(percentTyping(p.rateBasisPoints / 10'000.0), regionMoney(p.down));
}

} // namespace

bool isPlanLine(Code code) { return code >= Code::PlanStarted && code <= Code::PaymentFigured; }

QString planLineWords(const Activity &line, const QString &until)
{
    const QString body = line.body.simplified();
    switch (line.code) {
    case Code::PlanStarted:
        return Lines::tr("Sequence “%1” began").arg(body);
    case Code::PlanRaised:
        return Lines::tr("Goes on in sequence “%1”: the score rose").arg(body);
    case Code::PlanStopped:
        return stopped(line);
    case Code::PlanStepMoved:
        return line.sentAt > 0 ? Lines::tr("A step of the sequence waits until %1, by rule %2").arg(until, body)
                               : Lines::tr("A step of the sequence was left out, by rule %1").arg(body);
    case Code::PaymentFigured:
        return payment(line);
    default:
        return body;
    }
}

} // namespace updesk
