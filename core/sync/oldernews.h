// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/database.h"

#include <optional>

namespace updesk
{

/// What this desk knows by itself of a customer's history from before its 25 months.
enum class OlderHere : quint8 {
    AllHere, ///< the file belongs to no server, or what it has was fetched and is still kept
    Perhaps, ///< only the server can say
    Likely ///< the customer is older than what is kept here
};
/// Fails as the file does.
Result<OlderHere> olderHere(Database &database, CustomerId customer, Time now);

/// What became of a customer's older history, for whoever shows it.
struct OlderNews {
    enum class Is : quint8 {
        None, ///< the server has nothing that is not here
        There, ///< it has something
        Coming,
        Here, ///< all of it, `rows` rows
        Failed ///< what came before that stays; may be asked for again
    };
    CustomerId customer;
    Is is = Is::None;
    qint64 rows = 0;
    std::optional<Error> error;
};

} // namespace updesk
