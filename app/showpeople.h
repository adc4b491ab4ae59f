// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/cobuyer.h"
#include "core/leads/lead.h"
#include "core/people/match.h"
#include "core/vehicles/garagerows.h"

#include <QJsonObject>

namespace updesk
{

/// Who and what else stands around the customer of a lead, and what they say of the purchase, for `show`.
struct ShownPeople {
    struct Look {
        CustomerId customer;
        QString name;
        Match match;
    };
    std::vector<Look> same; ///< perhaps the same person, the most alike first
    std::optional<CoBuyer> coBuyer;
    std::vector<GarageRow> garage;
    bool noTrade = false; ///< as it holds
    Decides decides = Decides::Unknown;
};
Result<ShownPeople> shownPeople(Database &database, const Lead &lead);

/// The lines of it: what each is called, and the words.
std::vector<std::pair<QString, QString>> peopleFields(const ShownPeople &people);
void insertPeople(QJsonObject &out, const ShownPeople &people);

} // namespace updesk
