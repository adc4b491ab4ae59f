// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/httpdoor.h"
#include "core/channels/linktracks.h"
#include "core/channels/settings.h"

namespace updesk
{

/// Answers for the links and pictures of our mails, on this computer's own address only: GET and HEAD of
/// .../c/TOKEN, which sends on to where the link led, and of .../o/TOKEN, a picture of one dot that nobody keeps. All
/// else, and every token that is not ours, is not there. Lives on a thread with an event loop.
class LinkListener final
{
public:
    /// Where the hit leads (of a picture anything). NotFound: no token of ours; another error: it cannot be told now.
    using Take = std::function<Result<QString>(const LinkHit &)>;
    /// `store`: as linkProof() takes it. Failed (subject port) when the port is taken.
    static Result<std::unique_ptr<LinkListener>> open(const LinkSettings &settings, const QByteArray &store, Take take);
    int port() const { return m_door.port(); }

private:
    LinkListener(const QByteArray &store, Take take);
    QByteArray answerTo(const HttpRequestRead &read) const;
    QByteArray m_store;
    Take m_take;
    HttpDoor m_door;
};

} // namespace updesk
