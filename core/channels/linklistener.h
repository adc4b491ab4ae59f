// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/httpdoor.h"
#include "core/channels/linktracks.h"
#include "core/channels/settings.h"

namespace updesk
{

/// Whom the customer meant to reach, for a page that has no words of its own.
struct LinkOwner {
    QString name, phone, address;
};

/// Answers for the links and pictures of our mails, on this computer's own address only: GET and HEAD of
/// .../c/TOKEN, which sends on to where the link led, and of .../o/TOKEN, a picture of one dot that nobody keeps. All
/// else, and every token that is not ours, is not there; but a click on what has the form of a token is a customer's
/// all the same (its mail may not have come to this computer yet), and is shown whom to call. Lives on a thread with an
/// event loop.
class LinkListener final
{
public:
    /// Where the hit leads (of a picture anything). NotFound: no token of ours; another error: it cannot be told now.
    using Take = std::function<Result<QString>(const LinkHit &)>;
    using Owner = std::function<LinkOwner()>;
    /// `store`: as linkProof() takes it. Failed (subject port) when the port is taken.
    static Result<std::unique_ptr<LinkListener>> open(
        const LinkSettings &settings, const QByteArray &store, Take take, Owner owner);
    int port() const { return m_door.port(); }

private:
    LinkListener(const QByteArray &store, Take take, Owner owner);
    QByteArray answerTo(const HttpRequestRead &read) const;
    QByteArray unknownLink(const LinkHit &hit) const;
    QByteArray m_store;
    Take m_take;
    Owner m_owner;
    HttpDoor m_door;
};

} // namespace updesk
