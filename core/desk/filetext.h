// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/texts.h"
#include "core/desk/intakeverbs.h"
#include "core/leads/original.h"
#include "core/sequences/optoutwords.h"

namespace updesk
{

/// What became of a text that came in.
struct FiledText {
    enum class How : quint8 {
        Filed, ///< in the history of a lead
        Known, ///< it came before
        Quarantined ///< a person has to say whose it is; the tray keeps its words and its number
    };
    How how = How::Filed;
    LeadId lead; ///< null in the tray
    OriginalId original;
    OptOutSaid said = OptOutSaid::Nothing;
    bool receipt = false; ///< the one text that confirms an opt-out is in the queue
};

/// Files a text: number, customer, open lead. Of two people with one number (a household, a shared phone) the open lead
/// that we texted last has it, else the newest: it is one answer to one question, and in two queues two people would
/// answer it. Who has bought and is in a plan still has no open lead: then that one. A refusal binds the number, and
/// with it all who have it. From a number that nobody has, or of people with neither, it waits in the tray; their
/// refusal counts all the same and then stands in the history of their newest lead. The same text again (by the
/// provider's id) changes nothing. Errors are the store's.
Result<FiledText> fileText(Session &session, const InboundText &text);

/// Reads a text in the tray once more: whose it is may be known by now.
Result<IntakeResult> fileTextLater(Session &session, RowOnlyId row, const Original &original, const QByteArray &bytes);

} // namespace updesk
