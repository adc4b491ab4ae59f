// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/session.h"
#include "core/leads/activity.h"

namespace updesk
{

/// How a call went; which times are needed depends on the outcome.
struct CallLog {
    Outcome outcome = Outcome::None;
    Time dialledAt = 0; ///< C was pressed at this desk, never a time that somebody typed; 0: not dialled from here
    Time endedAt = 0; ///< 0: now
    Time told = 0; ///< "I called from another phone at": evidence told
    Time callBack = 0; ///< Outcome::CallBack: when
    Time appointment = 0; ///< Outcome::VisitSet: when
    PersonId receiver; ///< of the appointment; null: the owner
    QString reason; ///< Outcome::NotInterested: a LostReason code
    QString note;
    QString words; ///< Outcome::DoNotContact: what the customer said; it then stands for good, unlike one by a note
    QString voicemail; ///< Outcome::Voicemail: key of the script that was left; empty: the next unused one of the lead
    QString number{}; ///< E.164, that was dialled; empty: the customer's first that works
};

/// Logs a call by its outcome: the attempt with its evidence, the clock, the next task or the appointment, lost or do
/// not contact; one deed. A call that was made is always kept, but nothing is planned on a closed lead or for a
/// customer who must not be called; a visit or a call back agreed on reopens a lost lead. Who is expected and was not
/// reached within a day of the visit has not confirmed it, and is asked again. Invalid: a time that the
/// outcome needs is missing or past, an unknown reason, dialled or told before the lead came (told in whole minutes:
/// before that minute), told in the future, words with another outcome, or a promise on a sold lead.
struct CallLogged {
    DeedId deed;
    bool verified = false; ///< the evidence stops the clock
    Time nextDue = 0;
    bool lastAttempt = false; ///< no further call is planned
};
Result<CallLogged> logCall(Session &session, LeadId lead, const CallLog &call);

/// Logs an e-mail or a text that a person sent from elsewhere at `told` (0: just now): an attempt with evidence told
/// (F39), and the next one is planned, again the way the customer wishes for. One deed. Invalid: another way, told in
/// the future or before the lead came (in whole minutes: before that minute).
Result<CallLogged> logSent(Session &session, LeadId lead, Channel way, Time told);

/// An e-mail or a text that the store has sent for a person, with its id and its time, inside a transaction: as logSent
/// has it, but with the evidence that the line says.
Result<void> writeSent(Transaction &tx, const Activity &sent);

/// May the customer be called, texted, mailed? Denied with subject do_not_contact or no_phone.
Result<void> mayContact(Session &session, LeadId lead, Channel channel);

/// Codes of the reasons for a lost or bad lead, in the order of their letters.
QStringList lostReasons();

} // namespace updesk
