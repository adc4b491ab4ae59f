// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/syncwords.h"

#include "ui/parts/sentencesync.h"

#include <QLocale>

namespace updesk
{

static constexpr Time kClockOff = 5 * kMinute; // sync.md 8

int SyncWords::attention(const SyncState &state) { return state.setbacks + int(state.waiting.parked); }

QString SyncWords::status(const SyncState &state, Time now) const
{
    if (!state.signedIn)
        return tr("Sign in to share changes");
    if (state.filling)
        return tr("Loading the store");
    if (state.tooOld)
        return tr("UpDesk must be updated before it can share");
    if (!state.online)
        return state.offlineSince == 0 ? tr("Connecting...")
                                       : tr("Offline since %1").arg(m_words.momentWithTime(state.offlineSince, now));
    if (const int count = attention(state); count > 0)
        return tr("%n change(s) need attention", nullptr, count);
    if (!state.waiting.signIn.empty()) {
        qint64 deeds = 0;
        for (const WaitingFor &one : state.waiting.signIn)
            deeds += one.deeds;
        const WaitingFor &first = state.waiting.signIn.front();
        if (state.waiting.signIn.size() > 1)
            return tr("%n change(s) wait for others to sign in", nullptr, int(deeds));
        const QString words = first.shutOut ? tr("%n change(s) of %1 cannot be sent", nullptr, int(deeds))
                                            : tr("%n change(s) wait for %1 to sign in", nullptr, int(deeds));
        return words.arg(m_words.person(first.person));
    }
    if (state.waiting.held > 0)
        return tr("%n change(s) wait for a newer server", nullptr, int(state.waiting.held));
    if (state.talking)
        return tr("Sharing...");
    return tr("Synced %1").arg(m_words.momentWithTime(state.synced, now));
}

// Why, how much waits, and that one can go on: whole sentences, each only where it says something.
QString SyncWords::withCount(const QString &why, const SyncState &state)
{
    QStringList sentences{why};
    if (const int waiting = int(state.waiting.people); waiting > 0)
        sentences << tr("%n change(s) waiting.", nullptr, waiting);
    sentences << tr("You can keep working.");
    return sentences.join(u' ');
}

QString SyncWords::offline(const SyncState &state, Time now) const
{
    if (state.error == Error::Code::Denied) {
        const QString why = syncSentence({Error::Code::Denied, state.errorSubject, {}});
        return withCount(why.isEmpty() ? tr("The server does not let this desk in.") : why, state);
    }
    return withCount(tr("Offline since %1.").arg(m_words.momentWithTime(state.offlineSince, now)), state);
}

static bool isOffline(const SyncState &state) { return !state.online && !state.filling && state.offlineSince > 0; }

QString SyncWords::banner(const SyncState &state, Time now) const
{
    if (!state.signedIn)
        return withCount(tr("Nobody is signed in to the server here."), state);
    if (state.tooOld)
        return withCount(tr("UpDesk must be updated before it can share."), state);
    if (isOffline(state))
        return offline(state, now);
    if (state.away > 0)
        return tr(
            "This desk was away for %n day(s); it must be filled again. Your unsent changes are kept and are sent "
            "first.",
            nullptr, state.away);
    if (state.rewritten > 0)
        return tr("Somebody has changed the history at the server past UpDesk, in what was written before %1. Tell the "
                  "principal, and leave this computer as it is.")
            .arg(m_words.momentWithTime(state.rewritten, now));
    if (!state.copy.isEmpty())
        return tr(
            "The server did not have all that this desk had. What it does not have has left the desk, and a whole "
            "copy of before is kept beside its file: %1. Tell whoever looks after the server.")
            .arg(state.copy);
    if (state.unhosted)
        return tr(
            "Late leads are not passed on: no desk of this store runs the automatic work. Ask whoever looks after "
            "the server to start the agent, or to let a login run it.");
    return clock(state.serverAhead);
}

bool SyncWords::countsWaiting(const SyncState &state) { return !state.signedIn || state.tooOld || isOffline(state); }

QString SyncWords::clock(Time serverAhead) const
{
    if (std::abs(serverAhead) <= kClockOff)
        return {};
    const QString by = DeskWords::length(std::abs(serverAhead));
    return serverAhead > 0
        ? tr("This PC's clock is %1 behind. UpDesk goes by the server's time. Set the clock.").arg(by)
        : tr("This PC's clock is %1 ahead. UpDesk goes by the server's time. Set the clock.").arg(by);
}

ShellJob SyncWords::fill(const SyncState &state) const
{
    ShellJob job;
    if (state.filling)
        job = {tr("Loading the store %L1 rows").arg(state.filled), {}, -1, false};
    return job;
}

} // namespace updesk
