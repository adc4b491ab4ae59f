// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

namespace updesk
{

/// How handing one message to a server ended (sync.md 14). Exactly one of three; what is Unknown is never handed over
/// again by the machine.
struct HandOver {
    enum class Outcome : quint8 {
        Accepted, ///< the other side has it
        Refused, ///< it certainly has not: may be queued again under the same id
        Unknown ///< it may have: the answer did not come, or could not be read
    };
    Outcome outcome = Outcome::Unknown;
    QString providerId; ///< Accepted: by what the other side knows it
    bool permanent = false; ///< Refused: this message to this address will not be taken later either
    /// Refused and Unknown: what failed. Its subject names the part: server, certificate, tls, ca, login, from, to,
    /// size, message, answer, or a field of the settings or of the message.
    Error why;
    int code = 0; ///< the server's own, 0: it gave none
    Time pause = 0; ///< so long the server asks to be left alone; 0: it does not say
    QString said; ///< the server's words, for a person; they may hold an address, so never for a log

    static HandOver accepted(const QString &providerId);
    static HandOver refused(const Error &why, bool permanent = false);
    static HandOver unknown(const Error &why);
    HandOver &withAnswer(int number, const QString &words);
};

/// A server's words fit to be shown: one line without control characters, at most 300 letters.
QString saidPlainly(const QByteArray &words);

} // namespace updesk
