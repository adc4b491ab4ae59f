// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channels/linktracks.h"
#include "core/channels/maildraft.h"
#include "core/desk/session.h"
#include "core/sequences/message.h"

namespace updesk
{

using MailTrackId = IdOf<struct MailTrackTag>;

/// An e-mail whose opens and clicks are measured (F70), as it left.
struct MailTrack {
    MailTrackId id; ///< that of the line of the history that the mail becomes, by which a plan's step finds it
    LeadId lead;
    MessageId message;
    QString key; ///< hex; what its tokens are made with
    QString targets; ///< where its links lead, one a line
    Time at = 0; ///< when it left
    bool operator==(const MailTrack &) const = default;
};

/// What came of it, once for each: the first time by a person, and the first by a program.
struct MailEvent {
    enum class Kind : quint8 { Open, Click };
    RowOnlyId id; ///< the same at every desk
    LeadId lead;
    MailTrackId track;
    int kind = 0; ///< Kind
    int link = 0; ///< from 1 on; 0: the picture
    bool machine = false; ///< looksLikeMachine()
    Time at = 0;
    bool operator==(const MailEvent &) const = default;
};

inline constexpr TableOf kMailTrack{"mail_track", column("lead_id", &MailTrack::lead, Rule::Added),
    column("message_id", &MailTrack::message, Rule::Added), column("key", &MailTrack::key, Rule::Added),
    column("targets", &MailTrack::targets, Rule::Added), column("at", &MailTrack::at, Rule::Added)};

inline constexpr TableOf kMailEvent{"mail_event", column("lead_id", &MailEvent::lead, Rule::Added),
    column("track_id", &MailEvent::track, Rule::Added), column("kind", &MailEvent::kind, Rule::Added),
    column("link", &MailEvent::link, Rule::Added), column("machine", &MailEvent::machine, Rule::Added),
    column("at", &MailEvent::at, Rule::Added)};

/// Before a mail is handed over: when the store has an address of links and the program wrote the mail, or a person by
/// a template, the links of the template's own words lead there, which is kept first. False: the mail goes as it is and
/// nothing is claimed of it.
Result<bool> measureMail(Session &session, const Message &message, MailDraft &draft);

/// Where a link of ours leads; of a picture, nowhere. The first time by a person, and the first by a program, is kept,
/// and a person's first opening and first click of a mail are lines of its history; it is no answer and stops nothing.
/// NotFound: it is no token of ours. What cannot be kept just now is not counted; the customer is sent on all the same.
Result<QString> takeLinkHit(Session &session, const LinkHit &hit);

} // namespace updesk
