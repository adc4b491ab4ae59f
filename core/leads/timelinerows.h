// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/activity.h"
#include "core/store/database.h"

namespace updesk
{

/// One line of a customer's history, newest first; every lead of the customer together.
struct TimelineRow {
    enum class From : quint8 { Activity, Score, Assignment, Appointment };
    From from = From::Activity;
    Activity activity; ///< From::Activity; of the others id, lead, person, at, and body: cause, words or note;
                       ///< the source of one that asked again, when it is not the lead's;
                       ///< sentAt and providerText of lines of plans, payments and messages only; providerText
                       ///< of texts and mails that came in too: toneCodes(), empty once a person took the mark off
    bool struckOut = false; ///< taken back by undo
    int points = 0, pointsBefore = -1; ///< From::Score; before -1: the first score
    PersonId to; ///< From::Assignment
    QString rule;
    int reason = 0; ///< RouteReason
    Time appointment = 0; ///< From::Appointment: when
    int state = 0; ///< Appointment::State
    bool operator==(const TimelineRow &) const = default;
};

/// What the timeline shows: all, or one kind.
enum class TimelineKind : quint8 { All, Calls, Messages, Visits, Changes };

/// Newest first, older than `before` (0: from the newest): `limit` rows, and those of the same moment as the last, so
/// that its time is where the next page begins.
Result<std::vector<TimelineRow>> timelineRows(
    Database &database, CustomerId customer, TimelineKind kind, int limit, Time before = 0);

/// The bytes as they came. NotFound when the document is not here.
struct OriginalText {
    QString name, sha256;
    int kind = 0;
    Time arrived = 0;
    QByteArray bytes;
};
Result<OriginalText> originalText(Database &database, OriginalId original);

} // namespace updesk
