// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/showpeople.h"

#include "app/command.h"
#include "app/leadcodes.h"
#include "core/appointments/qualify.h"
#include "core/desk/buyerfacts.h"
#include "core/desk/capturerows.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/suspicion.h"
#include "ui/parts/garagewords.h"
#include "ui/parts/matchwords.h"
#include "ui/parts/qualifywords.h"

#include <QJsonArray>

namespace updesk
{

Result<ShownPeople> shownPeople(Database &database, const Lead &lead)
{
    ShownPeople people;
    const auto card = customerCard(database, lead.customer);
    if (!card)
        return card.error();
    for (const CustomerId &other : card->maybeSame) {
        const auto match = matchBetween(database, lead.customer, other);
        const auto customer = load(database, kCustomer, other.value);
        if (!match || !customer)
            return !match ? match.error() : customer.error();
        people.same.push_back({other, nameOf(*customer), *match});
    }
    std::ranges::stable_sort(
        people.same, std::ranges::greater(), [](const ShownPeople::Look &look) { return look.match.percent; });
    auto coBuyer = coBuyerOf(database, lead);
    auto garage = garageOf(database, lead.customer);
    const auto trades = tradesOf(database, lead.id);
    if (!coBuyer || !garage || !trades)
        return !coBuyer ? coBuyer.error() : !garage ? garage.error() : trades.error();
    people.noTrade = holdsNoTrade(lead, !trades->empty());
    people.decides = decidesOf(lead);
    people.coBuyer = std::move(*coBuyer);
    people.garage = std::move(*garage);
    return people;
}

std::vector<std::pair<QString, QString>> peopleFields(const ShownPeople &people)
{
    std::vector<std::pair<QString, QString>> fields;
    for (const ShownPeople::Look &look : people.same)
        fields.emplace_back(Words::tr("Maybe same"), look.name + QStringLiteral("  ") + matchWords(look.match));
    if (people.coBuyer)
        fields.emplace_back(Words::tr("Co-buyer"),
            QStringList{people.coBuyer->name, people.coBuyer->phone, people.coBuyer->email}
                .join(QStringLiteral("  "))
                .trimmed());
    if (people.noTrade)
        fields.emplace_back(Words::tr("Trade"), noTradeWords());
    if (!people.coBuyer && people.decides != Decides::Unknown)
        fields.emplace_back(Words::tr("Decides"), decidesWords(people.decides));
    for (const GarageRow &row : people.garage)
        fields.emplace_back(
            Words::tr("Owns"), (QStringList(vehicleName(row.vehicle)) + garageNotes(row)).join(QStringLiteral(", ")));
    return fields;
}

static QJsonObject vehicleJson(const GarageRow &row)
{
    const OwnedVehicle &v = row.vehicle;
    return {{QStringLiteral("year"), v.year}, {QStringLiteral("make"), v.make}, {QStringLiteral("model"), v.model},
        {QStringLiteral("trim"), v.trim}, {QStringLiteral("vin"), v.vin}, {QStringLiteral("odometer"), v.odometer},
        {QStringLiteral("bought"), utcCode(v.bought)}, {QStringLiteral("bought_here"), v.boughtHere},
        {QStringLiteral("lender"), row.loan.lender}, {QStringLiteral("loan_ends"), utcCode(row.loan.ends)}};
}

// What of two records agrees, for programs.
static QJsonArray agreeCodes(quint32 reasons)
{
    static constexpr std::pair<Reason, const char *> kCodes[] = {{SamePhone, "phone"}, {SameEmail, "email"},
        {SameDms, "dms_number"}, {EmailTypo, "email_typo"}, {SameVin, "vehicle"}, {SameName, "name"},
        {LikeName, "like_name"}, {SameCompany, "company"}, {SameAddress, "address"}, {SamePostal, "postal_code"}};
    QJsonArray codes;
    for (const auto &[reason, code] : kCodes) {
        if (reasons & reason)
            codes.append(QString::fromLatin1(code));
    }
    return codes;
}

void insertPeople(QJsonObject &out, const ShownPeople &people)
{
    QJsonArray same;
    for (const ShownPeople::Look &look : people.same)
        same.append(QJsonObject{{QStringLiteral("customer"), QString::fromLatin1(look.customer.value.hex())},
            {QStringLiteral("name"), look.name}, {QStringLiteral("percent"), look.match.percent},
            {QStringLiteral("agrees"), agreeCodes(look.match.reasons)}});
    out.insert(QStringLiteral("maybe_same"), same);
    QJsonArray garage;
    for (const GarageRow &row : people.garage)
        garage.append(vehicleJson(row));
    out.insert(QStringLiteral("garage"), garage);
    out.insert(QStringLiteral("co_buyer"),
        people.coBuyer ? QJsonValue(
            QJsonObject{{QStringLiteral("customer"), QString::fromLatin1(people.coBuyer->customer.value.hex())},
                {QStringLiteral("name"), people.coBuyer->name}, {QStringLiteral("phone"), people.coBuyer->phone},
                {QStringLiteral("email"), people.coBuyer->email}})
                       : QJsonValue());
    out.insert(QStringLiteral("no_trade"), people.noTrade);
    out.insert(QStringLiteral("decides"), decidesCode(people.decides));
}

} // namespace updesk
