// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/handover.h"
#include "core/channels/maildraft.h"

namespace updesk
{

/// The way out for mail. Calls wait for a server: for a worker's thread, ended early by the halt that it heeds.
class MailOut
{
public:
    virtual ~MailOut() = default;
    /// Hands one mail over, once.
    virtual HandOver send(const MailDraft &draft) = 0;
    /// Connects, makes sure of the server, logs in and hangs up. Errors as errorOf(CURLcode).
    virtual Result<void> test() = 0;
};

} // namespace updesk
