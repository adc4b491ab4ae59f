// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/voicemails.h"

#include "core/sequences/templatefacts.h"
#include "core/sequences/templatestore.h"
#include "core/sequences/voicemail.h"

namespace updesk
{

Result<void> noteVoicemailLeft(Transaction &tx, Activity &call, const QString &given)
{
    if (call.kind != Activity::Kind::Call || call.outcome != Outcome::Voicemail)
        return {};
    if (!given.isEmpty()) {
        noteVoicemail(call, given);
        return {};
    }
    QStringList languages; // the turn is that of the keys, whatever language they are said in
    for (const char *language : kMessageLanguages)
        languages << QLatin1String(language);
    const auto scripts = scriptsOf(tx.database(), ScriptKind::Voicemail, languages);
    const auto heard = voicemailsHeard(tx.database(), call.lead);
    if (!scripts || !heard)
        return !scripts ? scripts.error() : heard.error();
    if (const Script *next = nextVoicemail(*scripts, *heard))
        noteVoicemail(call, next->key);
    return {};
}

} // namespace updesk
