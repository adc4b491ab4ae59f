// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/customerargument.h"
#include "app/leadargument.h"
#include "core/leads/lead.h"
#include "core/store/apply.h"
#include "ui/parts/erasewords.h"

namespace updesk
{

std::optional<CustomerId> customerMeant(Command &command, const QString &text, int &status)
{
    Database &database = command.session().database();
    if (const auto id = Id::fromHex(text.toLower().toStdString())) {
        const auto customer = load(database, kCustomer, *id);
        if (customer)
            return customer->id;
    }
    const auto id = leadMeant(command, text, status);
    if (!id)
        return std::nullopt;
    const auto lead = load(database, kLead, id->value);
    if (lead)
        return lead->customer;
    status = command.fail(lead.error());
    return std::nullopt;
}

int eraseCommand(const QStringList &arguments)
{
    Command command("erase", arguments);
    command.positional("CUSTOMER", Words::tr("The customer's id, or a lead of that customer."));
    command.option("last-name",
        Words::tr(
            "Their last name, to be sure; of who has none, the name or the last digits that the window asks for."),
        "NAME");
    if (!command.read(1, -1) || !command.openStore() || !command.actAsChosen())
        return command.status();
    if (!command.isSet("last-name"))
        return command.usage(Words::tr("Erasing is for good: say their last name with --last-name."));
    int status = ExitDone;
    const auto customer = customerMeant(command, command.words().join(u' '), status);
    if (!customer)
        return status;
    const auto erased = erasePerson(command.session(), *customer, command.value("last-name"));
    if (!erased) {
        const bool role = erased.error().code == Error::Code::Denied && erased.error().subject == QLatin1String("role");
        const QString refused = role ? Words::tr("Only a manager or the principal erases a person. Nobody was erased.")
                                     : eraseRefused(erased.error());
        return refused.isEmpty() ? command.fail(erased.error()) : giveUp(ExitRefused, codeOf(erased.error()), refused);
    }
    if (!command.json()) {
        command.say(erasedWords(*erased));
        return ExitDone;
    }
    command.print({{QStringLiteral("deed"), QString::fromLatin1(erased->deed.value.hex())},
        {QStringLiteral("customer"), QString::fromLatin1(erased->customer.value.hex())},
        {QStringLiteral("leads"), erased->leads}, {QStringLiteral("waits"), erased->waits},
        {QStringLiteral("wiped"), erased->wiped}});
    return ExitDone;
}

} // namespace updesk
