// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/handover.h"

#include <QCoreApplication>

namespace updesk
{

/// The words of e-mail, texts and phone as docs/channels.md tells them. Needs no window.
class ChannelWords
{
    Q_DECLARE_TR_FUNCTIONS(ChannelWords)
public:
    /// What a server, a provider or the key store said, and what to do.
    static QString fault(const Error &error);
    /// What is wrong with one field of the settings; `place` is its way, as "mailOut.server.port".
    static QString field(const QString &place);
    /// How handing over a trial ended; `to`: whom it went to, empty when nothing was to be sent.
    static QString tried(const HandOver &over, const QString &to);
};

} // namespace updesk
