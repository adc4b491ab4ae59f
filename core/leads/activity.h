// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/evidence.h"
#include "core/leads/leaddraft.h"
#include "core/store/table.h"

namespace updesk
{

/// How a call ended; 1 to 7 are the outcome keys.
enum class Outcome : quint8 { None, VisitSet, CallBack, Voicemail, NoAnswer, WrongNumber, NotInterested, DoNotContact };

/// One line of a customer's history. Rows are only added; undo leaves a tombstone, shown struck out.
struct Activity {
    /// Import: an inquiry came in. Change: what a verb changed. System: what the program did by itself.
    enum class Kind : quint8 { Call, Text, Email, Visit, Note, Import, Change, System };
    enum class Direction : quint8 { None, In, Out };
    /// What a Change or System row tells; the words are made in ui from code, person and body.
    enum class Code : quint8 {
        None,
        Inquiry,
        AskedAgain,
        OwnerWarned,
        ManagerTold,
        TakenBack,
        EveryoneTold,
        HotManagerTold,
        HotEveryoneTold,
        Assigned,
        GradeSet,
        Closed,
        Reopened,
        Merged,
        Unmerged,
        FieldChanged,
        DoNotContact,
        MatchedToOther,
        Household,
        Acknowledged,
        BeBack,
        AppointmentSet,
        FromQuarantine,
        ReadLater,
        AddressBad,
        NobodyElse, ///< the take-back was due and there was nobody to give the lead to
        NoManager, ///< the manager was to be told and the store has none
        HotNoManager,
        NobodyOnDuty, ///< everyone was to be told and nobody was there
        HotNobodyOnDuty,
        ToldApart, ///< a person said that two records that look alike are two people
        HouseholdLeft,
        EarlyManagerTold, ///< as HotManagerTold, of a lead in another tier whose protocol says so
        EarlyNoManager,
        EarlyEveryoneTold,
        EarlyNobodyOnDuty,
        VehicleAdded, ///< to the customer's garage
        VehicleChanged,
        VehicleGone, ///< the customer has it no more
        CoBuyerSet,
        CoBuyerLeft,
        VisitConfirmed,
        VisitMissed, ///< nobody came to the appointment
        VisitMoved,
        VisitCancelled,
        VisitLeft, ///< the visitor left the showroom
        DealMade,
        DealDelivered,
        DealUnwound,
        TradeAppraised,
        PlanStarted, ///< a plan of follow-up began; body: its title
        PlanStopped, ///< body: its title, providerText: planStopCode(), empty: it came to its end
        PlanRaised, ///< the tier rose and the lead goes on in the plan of that title
        PlanStepMoved, ///< a rule (body) moved a step that was due; sentAt: to when
        PaymentFigured, ///< a payment pencil was kept; providerText: quoteRecord()
        NotArrived, ///< a message of ours did not; body: to which address or number, providerText: why
        ConsentTaken, ///< body: its words; providerText: by which ways, wayCode() parted by spaces
        ConsentEnded, ///< it counts no more; body: why; providerText as above
        WayRefused, ///< a "no" to one way; body: their words or why; providerText: which
        WayOpened, ///< a manager lifted it; body: their new words or why; providerText: which
        DoubtRefuses, ///< somebody read words in doubt (body) as a refusal
        DoubtGoesOn, ///< the same, and they mean none
        MailOpened, ///< a person seems to have opened an e-mail of ours; body: its subject
        MailClicked, ///< or followed a link in it
        VideoLinked, ///< the link to a video of a vehicle (body) stands in a message that was queued with it
        ToneTakenOff ///< somebody read what had come in until then: it does not sound as its mark says (Tone)
    };
    ActivityId id;
    LeadId lead;
    CustomerId customer;
    Kind kind = Kind::Note;
    Direction direction = Direction::None;
    PersonId person;
    Time at = 0;
    int seconds = 0; ///< length of a call
    Outcome outcome = Outcome::None;
    Evidence evidence = Evidence::None;
    Code code = Code::None;
    ActivityId corrects;
    OriginalId original;
    QString body;
    SourceId source; ///< of an inquiry that joined this lead, with what it called itself and its number there
    /// Of a merge what parts the two again: partingRecord(); of what a customer wrote toneCodes(); of others as above.
    QString providerText;
    QString externalId;
    Time sentAt = 0; ///< of a joined inquiry or a reply: when it was written, as it says
    /// Seconds by which the computer's clock was turned in the hour before, or since; below 0: back. witnessClock().
    qint64 clockJump = 0;
    bool operator==(const Activity &) const = default;
};

/// Something that is to be done on a lead; the queue is ordered from these and lead_now.
struct Task {
    /// Decide: the customer refuses every way we have, and a manager says what is done.
    /// Remind, Recover: of an appointment, a text two hours before it, and a call when nobody came.
    enum class Kind : quint8 { Call, Text, Email, Confirm, FindContact, Greet, Reply, Decide, Remind, Recover };
    TaskId id;
    LeadId lead;
    PersonId person; ///< null: the owner
    Kind kind = Kind::Call;
    Time due = 0;
    bool promised = false; ///< the customer was told this time
    int attempt = 0, attempts = 0; ///< "attempt n of m"; 0: not counted
    int madeBy = 0;
    Channel channel = Channel::Phone;
    ActivityId doneBy;
    int dropped = 0; ///< why it is no longer needed; 0: it is
    QString note;
    AppointmentId appointment{}; ///< that it is about; null: none, or one from before a task said so
    bool operator==(const Task &) const = default;
};

inline constexpr TableOf kActivity{"activity", column("lead_id", &Activity::lead, Rule::Added),
    column("customer_id", &Activity::customer, Rule::Added), column("kind", &Activity::kind, Rule::Added),
    column("direction", &Activity::direction, Rule::Added), column("person_id", &Activity::person, Rule::Added),
    column("at", &Activity::at, Rule::Added), column("seconds", &Activity::seconds, Rule::Added),
    column("outcome", &Activity::outcome, Rule::Added), column("evidence", &Activity::evidence, Rule::Added),
    column("code", &Activity::code, Rule::Added), column("corrects_id", &Activity::corrects, Rule::Added),
    column("original_id", &Activity::original, Rule::Added), column("body", &Activity::body, Rule::Added),
    column("source_id", &Activity::source, Rule::Added), column("provider_text", &Activity::providerText, Rule::Added),
    column("external_id", &Activity::externalId, Rule::Added), column("sent_at", &Activity::sentAt, Rule::Added),
    column("clock_jump", &Activity::clockJump, Rule::Added)};
inline constexpr TableOf kTask{"task", column("lead_id", &Task::lead), column("person_id", &Task::person),
    column("kind", &Task::kind), column("due", &Task::due), column("promised", &Task::promised),
    column("attempt", &Task::attempt), column("attempts", &Task::attempts), column("made_by", &Task::madeBy),
    column("channel", &Task::channel), column("done_by_activity", &Task::doneBy, Rule::Either),
    column("dropped", &Task::dropped, Rule::Either), column("note", &Task::note),
    column("appointment_id", &Task::appointment)};

} // namespace updesk
