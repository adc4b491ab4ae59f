// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/leads/timelinerows.h"
#include "ui/lead/leadwords.h"
#include "ui/parts/icons.h"
#include "ui/parts/paint.h"

namespace updesk
{

/// One line of history in words.
struct TimelineText {
    Icon icon = Icon::Note;
    QString who; ///< "Dana", "auto", "Customer"
    QString text; ///< what happened
    QString detail; ///< what more there is to read; may hold line breaks
    QString tag; ///< "verified", "told", "confirmed"
    TagTone tone = TagTone::Plain;
    QString doubt; ///< a sentence about the moment, always shown below; empty: none
    QString action; ///< what can be done about it; empty: nothing
    bool original = false; ///< the document it came from can be shown
    bool operator==(const TimelineText &) const = default;
};

/// The words for a row, whatever its kind; unknown codes of newer programs get a plain word, never an empty line.
TimelineText timelineText(const TimelineRow &row, const LeadWords &words, Time now);

/// "No answer" and its like.
QString outcomeWords(Outcome outcome);

} // namespace updesk
