// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/leadargument.h"
#include "app/leadwords.h"
#include "core/desk/worksheet.h"
#include "ui/parts/regiontime.h"

namespace updesk
{

static QString percent(double share) { return QString::number(share * 100, 'g', 6); }

static void sayLoan(const Command &command, const Pencil &loan)
{
    const auto result = penciled(loan);
    if (!result)
        return;
    command.say(
        Words::tr("Price %1, fees %2, tax %3, rebate %4, cash down %5, equity in the trade-in %6: financed %7.")
            .arg(regionMoney(loan.price), regionMoney(loan.fees), regionMoney(result->tax), regionMoney(loan.rebate),
                regionMoney(loan.cashDown), regionMoney(result->equity), regionMoney(result->financed)));
    const QString words = loan.perYear == kBiWeekly
        ? Words::tr("Loan: %1 months at %2 %: %3 every two weeks, interest %4, paid in all %5.")
        : Words::tr("Loan: %1 months at %2 %: %3 a month, interest %4, paid in all %5.");
    for (const PencilLine &line : result->lines)
        command.say(words.arg(line.term.months)
                        .arg(percent(line.term.apr), regionMoney(line.payment), regionMoney(line.interest),
                            regionMoney(line.total)));
}

static void sayLease(const Command &command, const LeasePencil &lease)
{
    const auto result = penciled(lease);
    if (!result)
        return;
    const QString payment = lease.taxOn == LeaseTaxOn::EachPayment
        ? Words::tr("%1 a month with tax").arg(regionMoney(result->payment))
        : Words::tr("%1 a month, tax of %2 due at signing")
              .arg(regionMoney(result->payment), regionMoney(result->taxAtSigning));
    //: %5: what is paid a month, in words
    command.say(Words::tr("Lease: %1 months, price %2, residual %3, money factor %4: %5, paid in all %6.")
                    .arg(lease.terms.months)
                    .arg(regionMoney(lease.terms.capCost), regionMoney(lease.terms.residual),
                        QString::number(lease.terms.moneyFactor, 'g', 6), payment, regionMoney(result->total)));
}

static void saySheet(const Command &command, const Worksheet &sheet, const LeadWords &words)
{
    command.say(Words::tr("%1, kept %2%3. Estimate, not an offer.")
                    .arg(sheet.customer.isEmpty() ? Words::tr("(no name)") : sheet.customer, words.time(sheet.kept),
                        sheet.keptBy.isEmpty() ? QString() : Words::tr(" by %1").arg(sheet.keptBy)));
    if (sheet.loan)
        sayLoan(command, *sheet.loan);
    if (sheet.lease)
        sayLease(command, *sheet.lease);
}

int pencilCommand(const QStringList &arguments)
{
    Command command("pencil", arguments);
    command.positional("LEAD", Words::tr("Whose payment."));
    command.option("csv", Words::tr("As a table for other programs."));
    if (!command.read(1, -1))
        return command.status();
    if (command.isSet("csv") && command.json())
        return command.usage(Words::tr("Give one of --csv and --json."));
    if (!command.openStore())
        return command.status();
    int status = ExitDone;
    const auto lead = leadMeant(command, command.words().join(u' '), status);
    if (!lead)
        return status;
    const Session &session = command.session();
    const auto rules = session.rules();
    const auto kept = keptPencils(session.database(), *lead);
    if (!rules || !kept)
        return command.fail(!rules ? rules.error() : kept.error());
    if (kept->at == 0)
        return giveUp(ExitNotFound, "not_found", Words::tr("No payment is kept for this lead."));
    const auto sheet = worksheetOf(session.database(), *lead, *kept, session.person(), command.now());
    if (!sheet)
        return command.fail(sheet.error());
    if (command.isSet("csv"))
        command.say(QString::fromUtf8(worksheetCsv(*sheet)).remove(u'\r').chopped(1));
    else if (command.json())
        command.print(worksheetJson(*sheet));
    else
        saySheet(command, *sheet, LeadWords(*rules, command.now()));
    return ExitDone;
}

} // namespace updesk
