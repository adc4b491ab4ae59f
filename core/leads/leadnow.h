// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/leads/grade.h"
#include "core/leads/lead.h"
#include "core/leads/place.h"
#include "core/leads/rulebook.h"

namespace updesk
{

/// Everything about one lead that its derived row is computed from.
struct LeadFacts {
    struct Done {
        Activity::Kind kind = Activity::Kind::Note;
        Activity::Direction direction = Activity::Direction::None;
        Outcome outcome = Outcome::None;
        Evidence evidence = Evidence::None;
        Activity::Code code = Activity::Code::None;
        Time at = 0;
        qint64 clockJump = 0;
    };
    struct Todo {
        TaskId id;
        Task::Kind kind = Task::Kind::Call;
        Channel channel = Channel::Phone;
        Time due = 0;
        bool promised = false;
        int attempt = 0, attempts = 0;
    };
    LeadId id;
    CustomerId customer;
    PersonId owner;
    SourceId source;
    LeadType type = LeadType::Web;
    Closed closed = Closed::Open;
    Time received = 0;
    int timeframeDays = -1, asks = 0, gradeSet = 0;
    bool preApproved = false, downPayment = false, placeholder = false, question = false;
    bool hasName = false, badPhone = false, badEmail = false;
    int phones = 0, emails = 0; ///< usable ones
    int ring = -1;
    bool exactUnit = false, makeModel = false, vehicleWords = false, trade = false;
    QString wants, stock;
    Time assignedAt = 0;
    Time visitWaiting = 0; ///< stands in the store without a person since
    Time visitAt = 0; ///< the newest visit agreed on and not yet marked
    int visits = 0; ///< of this customer, the first one included
    Time lastVisit = 0;
    bool shown = false, visitSet = false;
    bool closedUndecided = false; ///< it was closed while a manager had to decide on a customer who refuses every way
    std::vector<Done> done;
    std::vector<Todo> todo;
};

/// The derived row of one lead: what lists, the clock and the ladder read.
struct LeadNow {
    /// NeverAnswered: closed before anybody answered with evidence; closing does not stop the clock (F39).
    enum Clock : quint8 { NoClock, Running, Stopped, BornStopped, NeverAnswered };
    LeadId id;
    CustomerId customer;
    PersonId owner;
    SourceId source;
    LeadType type = LeadType::Web;
    Stage stage = Stage::New;
    Closed closed = Closed::Open;
    Time received = 0, firstAuto = 0, firstHuman = 0;
    Evidence firstEvidence = Evidence::None;
    qint64 clockJump = 0; ///< Activity::clockJump of that answer, else of the inquiry; 0 while there is no answer
    Time firstContact = 0, lastContact = 0;
    int attempts = 0, inquiries = 0;
    int grade = 0, missing = 0; ///< grade 1-4 = A-D
    int score = 0;
    Tier tier = Tier::Low;
    int model = 0;
    Time scoredAt = 0;
    qint64 scoreFacts = 0; ///< packed ScoreInput, so that scoring anew reads one table
    Time lastSign = 0;
    Time waitingSince = 0, clockDue = 0, clockFrom = 0;
    Clock clock = NoClock;
    TaskId nextTask;
    Task::Kind nextKind = Task::Kind::Call;
    Channel nextChannel = Channel::None;
    Time nextDue = 0;
    bool promised = false;
    int attempt = 0, attemptsOf = 0;
    Time confirmDue = 0;
    Time visitAt = 0; ///< the visit that is to be confirmed; 0: none
    int timesTakenBack = 0;
    Time ladderAt = 0; ///< when the ladder next has something to do; 0: never
    QString wants, stock;
    Place place;
    bool operator==(const LeadNow &) const = default;
};

/// Whether a lead closed this way and without an answer counts as never answered; a duplicate has its other lead.
constexpr bool isNeverAnswered(Closed how) { return how == Closed::Lost || how == Closed::Bad; }

ScoreInput scoreInputOf(const LeadFacts &facts, const Rulebook &rules);
/// The numbers of a ScoreInput in one; source rates and times are kept beside it.
qint64 packed(const ScoreInput &input);
ScoreInput unpacked(qint64 packed, Time received, Time lastSign, SourceWeight weight);
GradeFacts gradeFactsOf(const LeadFacts &facts);
LadderFacts ladderFactsOf(const LeadFacts &facts, const LeadNow &now, const Rulebook &rules);
PlaceFacts placeFactsOf(const LeadNow &row, const ScoreModel &model);
ClockFacts clockFactsOf(const LeadNow &row);

/// Computes the whole row as of `now`; the score as of `scoredAt` (0: now).
LeadNow leadNow(const LeadFacts &facts, const Rulebook &rules, Time now, Time scoredAt = 0);

} // namespace updesk
