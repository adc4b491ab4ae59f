// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sequences/voicemail.h"

#include <algorithm>

namespace updesk
{

static const Script *nextOf(const std::vector<Script> &scripts, const QStringList &heard)
{
    const Script *oldest = nullptr;
    qsizetype oldestAt = 0;
    for (const Script &script : scripts) {
        const qsizetype last = heard.lastIndexOf(script.key);
        if (last < 0)
            return &script;
        if (!oldest || last < oldestAt) {
            oldest = &script;
            oldestAt = last;
        }
    }
    return oldest;
}

const Script *nextVoicemail(const std::vector<Script> &scripts, const QStringList &heard)
{
    QStringList told;
    for (const QString &key : heard) {
        const Script *then = key.isEmpty() ? nextOf(scripts, told) : nullptr;
        told << (then ? then->key : key);
    }
    return nextOf(scripts, told);
}

// The column holds the record of a merge in rows of another kind; a call has no other use for it.
static constexpr char kMark[] = "voicemail:";

void noteVoicemail(Activity &call, const QString &key) { call.providerText = QLatin1String(kMark) + key; }

QString notedVoicemail(const Activity &call)
{
    const QLatin1String mark(kMark);
    const bool noted = call.outcome == Outcome::Voicemail && call.providerText.startsWith(mark);
    return noted ? call.providerText.mid(mark.size()) : QString();
}

} // namespace updesk
