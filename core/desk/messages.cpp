// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/messages.h"

#include "core/desk/channelsettings.h"
#include "core/desk/deed.h"
#include "core/desk/leadverbs.h"
#include "core/desk/messagegate.h"
#include "core/desk/messagewords.h"
#include "core/desk/suspicion.h"
#include "core/people/emailaddress.h"
#include "core/sequences/messagewish.h"
#include "core/sequences/templaterows.h"
#include "core/sequences/templatestore.h"

#include <algorithm>

namespace updesk
{

namespace
{

constexpr qsizetype kLongestText = 1600; // ten parts of a long text; providers take no more

Error invalid(const char *field) { return {Error::Code::Invalid, QString::fromLatin1(field), {}}; }

bool isMail(const OwnMessage &own) { return own.channel == Channel::Email; }

Result<void> checkOwn(const OwnMessage &own)
{
    if (own.channel != Channel::Text && own.channel != Channel::Email)
        return invalid("channel");
    const qsizetype longest = isMail(own) ? kLongestBody : kLongestText;
    if (own.body.trimmed().isEmpty() || own.body.size() > longest || own.rich.size() > kLongestBody)
        return invalid("body");
    if (isMail(own) && (own.subject.trimmed().isEmpty() || own.subject.size() > kLongestSubject))
        return invalid("subject");
    return {};
}

Message rowOf(const OwnMessage &own, PersonId by, Time now)
{
    Message m;
    m.id = {newId(now)};
    m.lead = own.lead;
    m.purpose = QString::fromLatin1(m.id.value.hex());
    m.channel = int(own.channel);
    m.body = own.body;
    m.to = own.to.trimmed();
    m.by = by;
    m.text = own.text;
    m.textVersion = own.textVersion;
    m.reason = own.reason.trimmed();
    m.claims = claimsText(own.claims);
    m.asked = now;
    m.meant = int(Purpose::Informational); // until the gate has looked at the dates
    if (!isMail(own))
        return m;
    m.subject = own.subject.simplified();
    m.rich = own.rich;
    m.footer = own.footer;
    m.inReplyTo = own.inReplyTo;
    return m;
}

// The one that the gate would use, unless one is named.
Result<void> addressIt(Database &database, Message &m)
{
    if (!m.to.isEmpty())
        return {};
    GateAsk ask;
    ask.channel = Channel(m.channel);
    const auto facts = gateFactsOf(database, m.by, m.lead, ask);
    if (!facts)
        return facts.error();
    m.to = facts->address;
    return {};
}

// A commercial mail says who writes, and when it advertises, that it does (EM-2, EM-5).
Result<void> addFooter(Database &database, Message &m, const GateFacts &facts, const GateVerdict &said, Time now)
{
    if (Channel(m.channel) != Channel::Email || facts.purpose != Purpose::Marketing)
        return {};
    if (m.footer.trimmed().isEmpty()) {
        const auto footer = footerFor(database, m.lead, now, m.by);
        if (!footer)
            return footer.error();
        m.footer = *footer;
    }
    const GateReason *advertises = said.find("EM-5");
    return advertises && advertises->code == QLatin1String("not_said") ? sayAdvertisement(database, m, now)
                                                                       : Result<void>();
}

/// What the gate goes by, once the message says all that it has to.
Result<GateFacts> finish(Database &database, Message &m, Time now)
{
    if (auto addressed = addressIt(database, m); !addressed)
        return addressed.error();
    auto facts = factsOf(database, m);
    const auto said = facts ? verdictOf(database, *facts) : Result<GateVerdict>(facts.error());
    if (!said)
        return said.error();
    m.meant = int(facts->purpose);
    if (auto added = addFooter(database, m, *facts, *said, now); !added)
        return added.error();
    return factsOf(database, m);
}

Error blocked(const GateVerdict &verdict)
{
    return {Error::Code::Denied, QStringLiteral("gate"), verdict.rules().join(u' ')};
}

/// What it says of cars and prices is so at this moment, and what has to stay so is kept with it.
Result<void> bindClaims(Transaction &tx, Message &m)
{
    const auto facts = templateFacts(tx.database(), m.lead, tx.now(), m.by);
    if (!facts)
        return facts.error();
    KeptClaims kept = claimsFrom(m.claims);
    const QString words = wordsOf(m.subject, m.body, m.rich);
    std::erase_if(kept.live, [&words](const LiveClaim &claim) { return !isSaid(words, claim.value); });
    const auto checks = checkClaims(words, kept, *facts, ClaimedBy::Person);
    if (const ClaimCheck *untrue = untrueOf(checks))
        return Error{Error::Code::Denied, QString::fromLatin1(kClaimWhy), whyOf(*untrue)};
    const bool names = std::ranges::any_of(checks, [](const ClaimCheck &check) {
        return check.field == TemplateField::Price && check.says == ClaimCheck::Says::Holds;
    });
    kept.price = names ? facts->price : 0; // it is held to it until it leaves
    m.claims = claimsText(kept);
    return {};
}

Result<void> write(Transaction &tx, Message &m, QueuedMessage &out)
{
    auto lead = load(tx.database(), kLead, m.lead.value);
    if (!lead)
        return lead.error();
    if (auto bound = bindClaims(tx, m); !bound)
        return bound;
    const auto facts = finish(tx.database(), m, tx.now());
    const auto passed = facts ? passMessage(tx, m, *facts) : Result<GateVerdict>(facts.error());
    if (!passed)
        return passed.error();
    out.verdict = *passed;
    if (passed->says == GateVerdict::Says::Block)
        return {}; // what was said is kept, and nothing else
    if (!passed->overridden)
        m.reason.clear(); // nobody went on against anything
    if (lead->owner.isNull() && !tx.by().who.isNull()) { // who writes first has it (F26)
        if (auto done = writeClaim(tx, *lead); !done)
            return done;
    }
    m.notBefore = std::max(tx.now() + kTakeBack, passed->says == GateVerdict::Says::Move ? passed->moveTo : 0);
    m.sendBefore = m.notBefore + (Channel(m.channel) == Channel::Text ? kTextKeeps : kMailKeeps);
    out.leaves = m.notBefore;
    out.id = m.id;
    return apply(tx, put(kMessage, m));
}

/// In the deed of the message: taken back with it.
Result<void> tellVideo(Transaction &tx, const Message &m, const QString &link)
{
    if (link.isEmpty() || !m.body.contains(link))
        return {};
    const auto lead = load(tx.database(), kLead, m.lead.value);
    return lead ? writeChange(tx, lead->customer, Activity::Code::VideoLinked, link, lead->id) : lead.error();
}

} // namespace

Result<bool> canSend(Database &database, Channel channel)
{
    const auto settings = channelSettings(database);
    if (!settings)
        return settings.error();
    return (channel == Channel::Email && (*settings)->mailOut) || (channel == Channel::Text && (*settings)->text);
}

Result<QueuedMessage> queueMessage(Session &session, const OwnMessage &own)
{
    if (auto fine = checkOwn(own); !fine)
        return fine.error();
    const auto can = canSend(session.database(), own.channel);
    if (!can || !*can)
        return can ? Error{Error::Code::Denied, QStringLiteral("no_channel"), {}} : can.error();
    QueuedMessage out;
    Message row = rowOf(own, session.person(), session.now());
    auto deed = commitDeed(session, "message", [&](Transaction &tx) {
        auto written = write(tx, row, out);
        return written && !out.id.isNull() ? tellVideo(tx, row, own.video) : written;
    });
    if (!deed)
        return deed.error();
    if (out.id.isNull())
        return blocked(out.verdict);
    out.deed = *deed;
    session.done(*deed, {own.lead});
    return out;
}

// In the language in which it was written, which the customer may have chosen by hand.
static Result<OwnMessage> filledAnew(Session &session, const Message &old)
{
    const KeptClaims kept = claimsFrom(old.claims);
    const auto facts = templateFacts(session.database(), old.lead, session.now(), old.by);
    if (!facts)
        return facts.error();
    const QString language = kept.language.isEmpty() ? facts->language : kept.language;
    const auto row = templateFor(session.database(), old.text, languagesOf(language, facts->storeLanguage));
    if (!row && row.error().code != Error::Code::NotFound)
        return row.error();
    const FilledMessage filled = row ? fill(*row, templateValues(*facts, row->language)) : FilledMessage();
    if (filled.body.isEmpty() || !filled.isReady())
        return Error{Error::Code::Denied, QStringLiteral("template"), old.text};
    OwnMessage own;
    own.lead = old.lead;
    own.channel = Channel(old.channel);
    own.to = old.to;
    own.subject = filled.subject;
    own.body = filled.body;
    own.rich = filled.rich;
    own.footer = old.footer;
    own.text = row->key;
    own.textVersion = row->version;
    own.inReplyTo = old.inReplyTo;
    own.claims = {filled.claims, row->language, true};
    return own;
}

Result<QueuedMessage> refillMessage(Session &session, MessageId id)
{
    const auto old = load(session.database(), kMessage, id.value);
    if (!old)
        return old.error();
    const bool held = old->state == QLatin1String("cancelled") && claimIn(old->why);
    if (!held || old->wish != int(MessageWish::None) || !claimsFrom(old->claims).asFilled)
        return Error{Error::Code::Conflict, QStringLiteral("state"), old->state};
    const auto own = filledAnew(session, *old);
    if (!own)
        return own.error();
    QueuedMessage out;
    Message row = rowOf(*own, session.person(), session.now());
    auto deed = commitDeed(session, "message", [&](Transaction &tx) -> Result<void> {
        auto written = write(tx, row, out);
        if (!written || out.id.isNull())
            return written;
        Message left = *old;
        left.wish = int(MessageWish::Cancel);
        return apply(tx, set(kMessage, *old, left));
    });
    if (!deed)
        return deed.error();
    if (out.id.isNull())
        return blocked(out.verdict);
    out.deed = *deed;
    session.done(*deed, {own->lead});
    return out;
}

Result<DeedId> wishMessage(Session &session, MessageId id, MessageWish wish)
{
    const auto known = load(session.database(), kMessage, id.value);
    if (!known)
        return known.error();
    return doDeed(session, "message_wish", {known->lead}, [&](Transaction &tx) -> Result<void> {
        const auto message = load(tx.database(), kMessage, id.value);
        if (!message)
            return message.error();
        if (!wished(*message, wish))
            return Error{Error::Code::Conflict, QStringLiteral("state"), message->state};
        Message changed = *message;
        changed.wish = int(wish);
        return apply(tx, set(kMessage, *message, changed));
    });
}

Result<DeedId> decideMessage(Session &session, MessageId message, MessageWish wish)
{
    if (wish != MessageWish::None)
        return wishMessage(session, message, wish);
    const auto queued = refillMessage(session, message);
    return queued ? Result<DeedId>(queued->deed) : queued.error();
}

} // namespace updesk
