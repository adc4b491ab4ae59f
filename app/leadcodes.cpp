// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/leadcodes.h"

#include "app/leadwords.h"
#include "core/leads/tone.h"

namespace updesk
{

static QString text(const char *code) { return QString::fromLatin1(code); }

QString utcCode(Time at)
{
    return at == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString evidenceCode(Evidence evidence)
{
    static constexpr const char *kCodes[] = {"none", "told", "dialled", "confirmed", "automatic"};
    return text(kCodes[size_t(evidence)]);
}

QString proofCode(std::optional<Proof> proof)
{
    static constexpr const char *kCodes[] = {"told", "unverified", "never_answered", "clock_jump"};
    return proof ? text(kCodes[size_t(*proof)]) : QString();
}

QString clockCode(const LeadNow &row, Time now)
{
    static constexpr const char *kCodes[] = {
        "none", "running", "close", "late", "after_hours", "waiting", "answered", "never_answered"};
    static_assert(std::size(kCodes) == size_t(ClockState::NeverAnswered) + 1);
    if (row.clock == LeadNow::BornStopped && row.waitingSince == 0)
        return text("born_answered");
    return text(kCodes[size_t(clockView(clockFactsOf(row), now).state)]);
}

QJsonArray missingCodes(int missing)
{
    static constexpr const char *kCodes[] = {"name", "contact", "reach", "intent", "vehicle", "timeframe"};
    static_assert(MissingTimeframe == 1 << (std::size(kCodes) - 1));
    QJsonArray codes;
    for (size_t bit = 0; bit < std::size(kCodes); ++bit) {
        if (missing >> bit & 1)
            codes.append(text(kCodes[bit]));
    }
    return codes;
}

QJsonArray toneJson(int tone) { return QJsonArray::fromStringList(toneCodes(tone).split(u' ', Qt::SkipEmptyParts)); }

QJsonObject answerJson(const LeadNow &row, const Hours &hours)
{
    const bool counts =
        row.clock == LeadNow::Running || row.clock == LeadNow::Stopped || row.clock == LeadNow::NeverAnswered;
    const bool answered = counts && row.firstHuman > 0;
    const Due due{row.clockDue, row.clockFrom, row.clockFrom > row.received};
    const auto business = businessSecondsToAnswer(due, row.firstHuman, hours);
    return {{QStringLiteral("received"), utcCode(row.received)},
        {QStringLiteral("due"), counts ? utcCode(row.clockDue) : QString()},
        {QStringLiteral("first_auto"), utcCode(row.firstAuto)},
        {QStringLiteral("first_attempt"), utcCode(row.firstHuman)},
        {QStringLiteral("first_contact"), utcCode(row.firstContact)},
        {QStringLiteral("evidence"), evidenceCode(row.firstEvidence)},
        {QStringLiteral("proof"), proofCode(proofOf(row))}, {QStringLiteral("clock_jump"), row.clockJump},
        {QStringLiteral("response_seconds"),
            answered ? QJsonValue(std::max<Time>(0, row.firstHuman - row.received) / kSecond) : QJsonValue()},
        {QStringLiteral("response_business_seconds"), answered && business ? QJsonValue(*business) : QJsonValue()}};
}

QString kindCode(const TimelineRow &row)
{
    static constexpr const char *kKinds[] = {"call", "text", "email", "visit", "note", "inquiry", "change", "system"};
    static_assert(std::size(kKinds) == size_t(Activity::Kind::System) + 1);
    switch (row.from) {
    case TimelineRow::From::Score:
        return text("score");
    case TimelineRow::From::Assignment:
        return text("assignment");
    case TimelineRow::From::Appointment:
        return text("appointment");
    case TimelineRow::From::Activity:
        break;
    }
    return text(kKinds[size_t(row.activity.kind)]);
}

static QString verbOf(const Activity &activity)
{
    static constexpr const char *kCodes[] = {"", "asked", "asked_again", "owner_warned", "manager_told", "taken_back",
        "everyone_told", "hot_manager_told", "hot_everyone_told", "assigned", "grade_set", "closed", "reopened",
        "merged", "unmerged", "field_changed", "do_not_contact", "matched_to_other", "household_joined", "acknowledged",
        "came_back", "visit_booked", "keyed_from_quarantine", "read_later", "address_bad", "nobody_else", "no_manager",
        "hot_no_manager", "nobody_on_duty", "hot_nobody_on_duty", "told_apart", "household_left", "early_manager_told",
        "early_no_manager", "early_everyone_told", "early_nobody_on_duty", "vehicle_added", "vehicle_changed",
        "vehicle_gone", "co_buyer_set", "co_buyer_left", "visit_confirmed", "visit_missed", "visit_moved",
        "visit_cancelled", "visitor_left", "sold", "delivered", "sale_unwound", "trade_appraised", "plan_started",
        "plan_stopped", "plan_raised", "step_moved", "payment_figured", "not_arrived", "consent_taken", "consent_ended",
        "way_refused", "way_opened", "doubt_refuses", "doubt_goes_on", "mail_opened", "mail_clicked", "video_linked",
        "tone_taken_off"};
    static_assert(std::size(kCodes) == size_t(Activity::Code::ToneTakenOff) + 1);
    static constexpr const char *kPlain[] = {
        "called", "texted", "mailed", "came", "noted", "asked", "changed", "acted"};
    if (activity.outcome != Outcome::None)
        return LeadWords::outcomeCode(activity.outcome).replace(u'-', u'_');
    const auto code = size_t(activity.code);
    return text(code > 0 && code < std::size(kCodes) ? kCodes[code] : kPlain[size_t(activity.kind)]);
}

QString verbCode(const TimelineRow &row)
{
    switch (row.from) {
    case TimelineRow::From::Score:
        return text("scored");
    case TimelineRow::From::Assignment:
        return text("assigned");
    case TimelineRow::From::Appointment:
        return text("visit_booked");
    case TimelineRow::From::Activity:
        break;
    }
    return verbOf(row.activity);
}

} // namespace updesk
