// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/leaddraft.h"
#include "core/store/database.h"

namespace updesk
{

enum class Closed : quint8 { Open, Sold, Lost, Bad, Duplicate };
/// Words on screen: New, Tried, Working, Visit set, Shown, Sold, Lost.
enum class Stage : quint8 { New, Tried, Contacted, VisitSet, Shown, Sold, Lost };
/// Who decides on the purchase, as the customer says (F76).
enum class Decides : quint8 { Unknown, Alone, Others };

/// One inquiry of one customer. Stage, score, grade and due times are derived (lead_now), never stored here.
struct Lead {
    LeadId id;
    CustomerId customer;
    CustomerId coBuyer; ///< who buys together with the customer; null: nobody
    LeadType type = LeadType::Web;
    SourceId source;
    PersonId owner; ///< by claim and assign only
    QString providerText, externalId;
    Time received = 0, sentAt = 0;
    int timeframeDays = -1;
    QString timeframeWords;
    int asks = 0; ///< bits of Ask
    bool preApproved = false;
    qint64 downPayment = 0; ///< cents
    QString financeMethod, comments, bestTime;
    int preferredChannel = 0;
    int gradeSet = 0; ///< 0: by rule, 1-4: A-D by hand
    QString gradeWhy;
    Closed closed = Closed::Open;
    QString closedWhy;
    Time closedAt = 0;
    OriginalId original;
    bool placeholder = false; ///< the document held unfilled template markers
    bool noTrade = false; ///< they said that they trade nothing in; holds by holdsNoTrade()
    Decides decides = Decides::Unknown; ///< as they said; holds by decidesOf()
    bool operator==(const Lead &) const = default;
};

/// A vehicle that the lead asks for; `wanted` false: one the customer would trade in.
struct LeadVehicle {
    RowOnlyId id;
    LeadId lead;
    int year = 0;
    QString make, model, trim, stock, vin;
    VehicleStatus status = VehicleStatus::Unknown;
    Interest interest = Interest::Buy;
    int odometer = -1;
    OdometerUnit unit = OdometerUnit::Miles;
    bool preferred = false;
    qint64 payoff = 0; ///< cents
    QString lender, details;
    bool operator==(const LeadVehicle &) const = default;
};

struct Assignment {
    RowOnlyId id;
    LeadId lead;
    PersonId from, to;
    QString rule; ///< name of the routing rule
    int reason = 0; ///< RouteReason
    QString words; ///< what a person typed
    PersonId by;
    Time at = 0;
    bool operator==(const Assignment &) const = default;
};

/// The points of a lead at one moment and the deed that moved them (F45, FL-11).
struct ScoreLog {
    RowOnlyId id;
    LeadId lead;
    int model = 0, points = 0;
    QString factors; ///< JSON: factor -> points
    QString cause;
    Time at = 0;
    bool operator==(const ScoreLog &) const = default;
};

inline constexpr TableOf kLead{"lead", column("customer_id", &Lead::customer), column("type", &Lead::type),
    column("source_id", &Lead::source), column("owner_id", &Lead::owner, Rule::ServerOrder),
    column("provider_text", &Lead::providerText), column("external_id", &Lead::externalId),
    column("received", &Lead::received), column("sent_at", &Lead::sentAt),
    column("timeframe_days", &Lead::timeframeDays), column("timeframe_words", &Lead::timeframeWords),
    column("asks", &Lead::asks), column("pre_approved", &Lead::preApproved), column("down_payment", &Lead::downPayment),
    column("finance_method", &Lead::financeMethod), column("comments", &Lead::comments),
    column("best_time", &Lead::bestTime), column("preferred_channel", &Lead::preferredChannel),
    column("grade_set", &Lead::gradeSet), column("grade_why", &Lead::gradeWhy),
    column("closed", &Lead::closed, Rule::Checked), column("closed_why", &Lead::closedWhy),
    column("closed_at", &Lead::closedAt, Rule::Either), column("original_id", &Lead::original),
    column("placeholder", &Lead::placeholder), column("co_buyer_id", &Lead::coBuyer),
    column("no_trade", &Lead::noTrade), column("decides", &Lead::decides)};

consteval auto leadVehicleTable(const char *name)
{
    return TableOf{name, column("lead_id", &LeadVehicle::lead), column("year", &LeadVehicle::year),
        column("make", &LeadVehicle::make), column("model", &LeadVehicle::model), column("trim", &LeadVehicle::trim),
        column("stock", &LeadVehicle::stock), column("vin", &LeadVehicle::vin), column("status", &LeadVehicle::status),
        column("interest", &LeadVehicle::interest), column("miles", &LeadVehicle::odometer),
        column("odometer_unit", &LeadVehicle::unit), column("preferred", &LeadVehicle::preferred),
        column("payoff", &LeadVehicle::payoff), column("lender", &LeadVehicle::lender),
        column("details", &LeadVehicle::details)};
}
inline constexpr auto kWant = leadVehicleTable("want");
inline constexpr auto kTrade = leadVehicleTable("trade");

inline constexpr TableOf kAssignment{"assignment", column("lead_id", &Assignment::lead, Rule::Added),
    column("from_person", &Assignment::from, Rule::Added), column("to_person", &Assignment::to, Rule::Added),
    column("rule", &Assignment::rule, Rule::Added), column("reason", &Assignment::reason, Rule::Added),
    column("words", &Assignment::words, Rule::Added), column("by_person", &Assignment::by, Rule::Added),
    column("at", &Assignment::at, Rule::Added)};

inline constexpr TableOf kScoreLog{"score_log", column("lead_id", &ScoreLog::lead, Rule::Added),
    column("model", &ScoreLog::model, Rule::Added), column("points", &ScoreLog::points, Rule::Added),
    column("factors", &ScoreLog::factors, Rule::Added), column("cause", &ScoreLog::cause, Rule::Added),
    column("at", &ScoreLog::at, Rule::Added)};

} // namespace updesk
