// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/showpeople.h"

#include "app/command.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/suspicion.h"
#include "ui/parts/matchwords.h"

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
    return people;
}

std::vector<std::pair<QString, QString>> peopleFields(const ShownPeople &people)
{
    std::vector<std::pair<QString, QString>> fields;
    for (const ShownPeople::Look &look : people.same)
        fields.emplace_back(Words::tr("Maybe same"), look.name + QStringLiteral("  ") + matchWords(look.match));
    return fields;
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
}

} // namespace updesk
