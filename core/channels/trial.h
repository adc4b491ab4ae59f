// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/handover.h"
#include "core/channels/maildraft.h"
#include "core/channels/settings.h"
#include "core/channels/texts.h"

#include <variant>

namespace updesk
{

class Secrets;

/// The address of links, as it is tried out: whether what is asked there comes to a listener of this store.
struct LinkTrial {
    LinkSettings settings;
    QByteArray store; ///< as linkProof() takes it
};

/// The phone system's socket: whether UpDesk answers there.
struct PhoneTrial {
    PhoneSettings settings;
};

/// One way tried out for real, with settings that need not be saved yet.
struct Trial {
    std::variant<MailOutSettings, MailInSettings, TextSettings, LinkTrial, PhoneTrial> way;
    QByteArray secret; ///< typed just now; empty: the one that the key store has
    QByteArray token; ///< of the listener, likewise
    std::optional<MailDraft> mail; ///< to be handed over by a way out for mail; nothing: it is only tested
    std::optional<TextDraft> text; ///< likewise
};

/// Asks the server, or hands the one message over. Accepted: the server is there and takes the account, or the message;
/// of links, with kLinksCame as its id, a listener of this store has answered. Refused: nothing was handed over, and
/// why; also what the key store says when it has no secret (NotFound, subject secret), and of links, that somebody else
/// answers at the address (Damaged, subject links). Of a socket: Offline or Damaged (subject socket). Waits for the
/// server: for a worker's thread, ended early by the halt that it heeds.
HandOver tryOut(const Trial &trial, Secrets &secrets, const Patience &patience = {});

inline constexpr char kLinksCame[] = "links";
inline constexpr char kSocketAnswers[] = "socket"; ///< the id of an accepted trial of the phone system's socket

} // namespace updesk
