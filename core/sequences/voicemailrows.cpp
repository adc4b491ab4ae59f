// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/voicemail.h"

namespace updesk
{

static constexpr char kLeft[] = "SELECT provider_text FROM activity WHERE lead_id=?1 AND kind=?2 AND outcome=?3"
                                " AND deleted=0 ORDER BY at, id";

Result<QStringList> voicemailsHeard(Database &database, LeadId lead)
{
    QStringList heard;
    Query q = database.query(kLeft);
    q.bind(1, lead).bind(2, int(Activity::Kind::Call)).bind(3, int(Outcome::Voicemail));
    while (q.next()) {
        Activity row;
        row.outcome = Outcome::Voicemail;
        q.read(0, row.providerText);
        heard << notedVoicemail(row);
    }
    if (auto done = q.done(); !done)
        return done.error();
    return heard;
}

} // namespace updesk
