// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/givenup.h"

#include "core/desk/calldocument.h"
#include "core/desk/filecall.h"
#include "core/desk/filetext.h"
#include "core/desk/textdocument.h"

namespace updesk
{

static IntakeResult resultOf(OriginalId original, bool filed, bool known, LeadId lead)
{
    IntakeResult out;
    out.original = original;
    out.outcome = filed ? IntakeResult::Outcome::Filed
        : known         ? IntakeResult::Outcome::Known
                        : IntakeResult::Outcome::Quarantined;
    if (!lead.isNull()) {
        Captured joined;
        joined.how = Captured::How::JoinedLead;
        joined.lead = lead;
        out.captured.push_back(joined);
    }
    return out;
}

Result<IntakeResult> takeUpAgain(Session &session, OriginalId id)
{
    const auto document = givenUpDocument(session.database(), id);
    if (!document)
        return document.error();
    const auto &[row, bytes] = *document;
    if (const auto text = isText(row, bytes) ? textIn(bytes) : std::nullopt) {
        const auto filed = fileText(session, *text);
        using How = FiledText::How;
        return filed
            ? Result<IntakeResult>(resultOf(id, filed->how == How::Filed, filed->how == How::Known, filed->lead))
            : filed.error();
    }
    if (const auto call = isCall(row, bytes) ? callIn(bytes) : std::nullopt) {
        const auto taken = takeCall(session, *call);
        using How = CallTaken::How;
        return taken ? Result<IntakeResult>(resultOf(id, !taken->lead.isNull(), taken->how == How::Known, taken->lead))
                     : taken.error();
    }
    return takeDocument(session, bytes, row.name, row.bytesTotal);
}

} // namespace updesk
