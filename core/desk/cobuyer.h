// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/lead.h"

#include <optional>

namespace updesk
{

/// Who buys together with the customer of a lead.
struct CoBuyer {
    CustomerId customer; ///< as that record lives now
    QString name, phone, email; ///< phone in E.164 where it could be read
    bool housemate = false; ///< of the customer's household
    bool operator==(const CoBuyer &) const = default;
};
/// Nothing: nobody, or the two were merged since.
Result<std::optional<CoBuyer>> coBuyerOf(Database &database, const Lead &lead);

/// The co-buyer of a lead, in place of another. Null deed: it is already. Invalid: the customer themselves.
Result<DeedId> setCoBuyer(Session &session, LeadId lead, CustomerId customer);
/// The same for somebody who is not on file yet, by their name. Invalid: there is none in the text.
Result<DeedId> addCoBuyer(Session &session, LeadId lead, const QString &name);
/// Invalid: there is none.
Result<DeedId> removeCoBuyer(Session &session, LeadId lead);

} // namespace updesk
