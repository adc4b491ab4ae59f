// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/mailtrack.h"

#include "core/base/passwordseal.h"
#include "core/channels/sender.h"
#include "core/desk/channelsettings.h"
#include "core/desk/deed.h"
#include "core/leads/lead.h"
#include "core/sequences/templatestore.h"

#include <algorithm>
#include <optional>

namespace updesk
{

namespace
{

constexpr char kVerb[] = "measure"; // no decision of the program: a server takes it without a lease

Error notOurs() { return {Error::Code::NotFound, QStringLiteral("token"), {}}; }

bool isMeasured(const Message &message)
{
    const bool mail = Channel(message.channel) == Channel::Email;
    return mail && (message.by.isNull() || !message.text.isEmpty());
}

QByteArray keyOf(const MailTrack &track) { return QByteArray::fromHex(track.key.toLatin1()); }

/// The row of this mail, when it was to leave before.
Result<std::optional<MailTrack>> trackOf(Database &database, MailTrackId id)
{
    auto known = load(database, kMailTrack, id.value);
    if (!known && known.error().code != Error::Code::NotFound)
        return known.error();
    return known ? std::optional(std::move(*known)) : std::nullopt;
}

/// Where the template itself leads, in all its languages: what filled it may have been written by anybody.
Result<QStringList> ownLinks(Database &database, const QString &key)
{
    const auto entries = templateEntries(database);
    if (!entries)
        return entries.error();
    QStringList out;
    for (const TemplateEntry &entry : *entries) {
        if (entry.row.key == key)
            out += linksOfHtml(entry.row.rich) + linksOfPlain(entry.row.body);
    }
    return out;
}

MailEvent eventOf(const MailTrack &track, const LinkToken &token, const LinkHit &hit, Time now)
{
    MailEvent event;
    event.kind = int(hit.click ? MailEvent::Kind::Click : MailEvent::Kind::Open);
    event.link = token.link;
    event.machine = looksLikeMachine(hit, track.at, now);
    event.id = {fixedId("hit of mail " + track.id.value.hex(), event.link * 2 + (event.machine ? 1 : 0))};
    event.lead = track.lead;
    event.track = track.id;
    event.at = now;
    return event;
}

Result<void> writeLine(Transaction &tx, const MailTrack &track, const MailEvent &event)
{
    const bool click = event.kind == int(MailEvent::Kind::Click);
    Activity row;
    row.id = {fixedId("line of mail " + track.id.value.hex(), event.kind)};
    const auto there = hasRow(tx.database(), kActivity, row.id.value);
    const auto lead = load(tx.database(), kLead, track.lead.value);
    if (!there || *there)
        return there ? Result<void>() : there.error();
    if (!lead)
        return lead.error().code == Error::Code::NotFound ? Result<void>() : lead.error();
    const auto message = load(tx.database(), kMessage, track.message.value);
    row.lead = lead->id;
    row.customer = lead->customer;
    row.kind = Activity::Kind::System;
    row.at = event.at;
    row.code = click ? Activity::Code::MailClicked : Activity::Code::MailOpened;
    row.body = message ? message->subject : QString(); // it may still be on another desk
    return apply(tx, put(kActivity, row));
}

Result<bool> keepEvent(Session &session, const MailTrack &track, const MailEvent &event)
{
    const auto known = hasRow(session.database(), kMailEvent, event.id.value);
    if (!known || *known)
        return known ? Result<bool>(false) : known.error();
    const auto deed = commitDeed(session, kVerb, [&](Transaction &tx) -> Result<void> {
        const auto there = hasRow(tx.database(), kMailEvent, event.id.value);
        if (!there || *there)
            return there ? Result<void>() : there.error();
        if (auto done = apply(tx, put(kMailEvent, event)); !done || event.machine)
            return done;
        return writeLine(tx, track, event);
    });
    return deed ? Result<bool>(!deed->isNull()) : deed.error();
}

/// As it may stand in a header of an answer; empty: there is no such link.
QString targetOf(const MailTrack &track, int link)
{
    const QString target = track.targets.split(u'\n').value(link - 1);
    const bool plain = std::ranges::all_of(target, [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; });
    return plain ? target : QString();
}

} // namespace

Result<bool> measureMail(Session &session, const Message &message, MailDraft &draft)
{
    const auto settings = channelSettings(session.database());
    if (!settings)
        return settings.error();
    if (!(*settings)->links || !isMeasured(message))
        return false;
    MailTrack track;
    track.id = {lineOf(message.id).value};
    const auto known = trackOf(session.database(), track.id);
    const auto own = ownLinks(session.database(), message.text);
    if (!known || !own)
        return !known ? known.error() : own.error();
    track.lead = message.lead;
    track.message = message.id;
    track.key = *known ? (*known)->key : QString::fromLatin1(randomBytes(kLinkKeyBytes).toHex());
    track.at = session.now();
    const QString html = draft.html.trimmed().isEmpty() ? htmlOfPlain(draft.text, *own) : draft.html;
    const TrackedHtml written =
        trackedHtml(html, {(*settings)->links->address, track.id.value, keyOf(track), draft.unsubscribeUrl, *own});
    track.targets = written.targets.join(u'\n');
    if (*known && (*known)->targets != track.targets)
        return false; // it may have left with other links before
    const auto kept = *known
        ? Result<DeedId>(DeedId())
        : commitDeed(session, kVerb, [&](Transaction &tx) { return apply(tx, put(kMailTrack, track)); });
    if (!kept)
        return kept.error();
    draft.html = written.html;
    return true;
}

Result<QString> takeLinkHit(Session &session, const LinkHit &hit)
{
    const auto token = linkTokenIn(hit.token);
    if (!token || hit.click != (token->link > 0))
        return notOurs();
    const auto track = load(session.database(), kMailTrack, token->track);
    if (!track)
        return track.error();
    const QString target = hit.click ? targetOf(*track, token->link) : QString();
    if (!isSealedBy(*token, keyOf(*track)) || (hit.click && target.isEmpty()))
        return notOurs();
    const auto kept = keepEvent(session, *track, eventOf(*track, *token, hit, session.now()));
    if (kept && *kept)
        session.refresh({track->lead});
    return target;
}

} // namespace updesk
