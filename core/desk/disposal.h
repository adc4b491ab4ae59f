// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/disposalrows.h"
#include "core/desk/session.h"

namespace updesk
{

/// SG-5 allows two years after the last use; a desk of a shared store keeps 25 months of what is over.
inline constexpr int kMostDisposalMonths = 24;

/// After how many months without business a customer is proposed for disposal; 0: nobody is. 24 where the store says
/// nothing, or nothing that can be read.
Result<int> disposalMonths(Database &database);
/// By a manager or above (Denied, subject role). Invalid, subject months: below 0 or above 24. Null deed: as it was.
Result<DeedId> setDisposalMonths(Session &session, int months);

Result<void> writeDisposalMonths(Transaction &tx, int months); ///< inside another verb, which has asked who may

/// Who is proposed, and who would be but for what holds them back. Both the longest ago first.
struct DisposalList {
    int months = 0; ///< 0: the store proposes nobody
    Time before = 0; ///< business from this moment on is not long ago: a local midnight of the store
    std::vector<DisposalRow> proposed, held;
};
Result<DisposalList> disposalList(Session &session);

/// Keeps a customer from being erased, with all records merged into them. By a manager or above (Denied, subject role).
/// Invalid, subject reason: there is none. Duplicate, subject legal_hold: one stands. Denied, subject erased.
Result<DeedId> setLegalHold(Session &session, CustomerId customer, const QString &reason);
/// Takes every hold of this customer off and keeps why. Errors as above; NotFound, subject legal_hold: none stands.
Result<DeedId> liftLegalHold(Session &session, CustomerId customer, const QString &reason);

struct Disposed {
    int erased = 0;
    int kept = 0; ///< something came up meanwhile: they are not proposed any more
    bool waits = false; ///< for the server, as in ErasedPerson
    bool wiped = true;
    std::optional<Error> failed; ///< the rest was left; what is said above is done
};
/// Erases those of the chosen who are proposed at that moment, each as erasePerson() does; `typed` is the number of
/// persons, as whoever approves typed it. A crash between two leaves the rest proposed. By a manager or above (Denied,
/// subject role). Invalid, subject count: another number. Nothing is changed by these.
Result<Disposed> disposeOf(Session &session, const std::vector<CustomerId> &chosen, int typed);

/// The certificate of disposal as CSV: a line an erasure with ids, the moment (UTC) and who approved it.
QByteArray disposalCertificate(const std::vector<DisposedRow> &rows);

/// Once a local month, tells the managers at this desk how many are proposed. Nothing is told of nobody.
Result<void> tellOfDisposal(Session &session);

} // namespace updesk
