// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"

namespace updesk
{

/// News for one person at this desk; the words are made in ui from the kind.
struct Notice {
    enum class Kind : quint8 {
        NewLead,
        HotLead,
        LeadsGiven,
        LeadsTaken,
        ClockClose,
        ClockLate,
        TakenBack,
        EveryoneNeeded,
        HotUntouched,
        MatchedToYours,
        MatchedToOthers,
        AskedAgain,
        ImportDone,
        TierUp,
        ToDecide,
        Replied,
        BackupNeeded, ///< `other`, whose backup this person is, has not called
        UpForGrabs, ///< for whoever takes it first
        LeadMoved, ///< a lead was taken back from `other`; for managers
        ClosedUnanswered,
        UnknownSource,
        ClaimLost, ///< `other` had the lead first
        ChangeRefused, ///< the server did not take it
        TheirsStands, ///< changed in two places
        OursStands,
        Untouched, ///< as HotUntouched, of another tier
        MayMeanStop, ///< words that may be a refusal are to be read
        TextExpired, ///< this person's text waited too long and did not leave
        MailExpired,
        MessageUntrue, ///< this person's message did not leave: what it says is so no longer
        Disposal, ///< `count` customers without business for long could be erased; for managers, once a month
        ListEnds, ///< the national do-not-call list gets too old in `count` days; for managers, once a day
        ListTooOld ///< it is, at `count` days
    };
    qint64 n = 0;
    PersonId person;
    Kind kind = Kind::NewLead;
    Time at = 0;
    LeadId lead;
    PersonId other; ///< of UnknownSource: the id of the source
    int count = 1;
    bool seen = false;
};
/// Adds a notice inside the verb's transaction.
Result<void> tell(Transaction &tx, const Notice &notice);
/// Takes back what a deed of that moment told about a lead and nobody has seen yet.
Result<void> untell(Transaction &tx, LeadId lead, Time at);
Result<void> untellAll(Transaction &tx, LeadId lead); ///< of a lead that is taken back, at any moment
Result<void> untellPool(Transaction &tx, LeadId lead); ///< somebody has taken it
Result<std::vector<Notice>> notices(Database &database, PersonId person, int limit = 50);
Result<int> unseenNotices(Database &database, PersonId person);
Result<void> markNoticesSeen(Database &database, PersonId person);

} // namespace updesk
