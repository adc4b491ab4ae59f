// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/messagewords.h"

#include "core/desk/messages.h"
#include "core/sequences/gatelog.h"
#include "ui/parts/gatewords.h"
#include "ui/parts/readabletext.h"
#include "ui/parts/sentence.h"

#include <QLocale>

namespace updesk
{

static constexpr Time kCounted = kMinute; ///< so near the seconds are told

static bool is(const Message &message, const char *state) { return message.state == QLatin1String(state); }

static bool isMail(const Message &message) { return Channel(message.channel) == Channel::Email; }

static bool isWished(const Message &message, MessageWish wish) { return message.wish == int(wish); }

bool MessageWords::isTroubled(const Message &message)
{
    return isWished(message, MessageWish::None)
        && (is(message, "failed") || is(message, "unknown") || is(message, "expired")
            || (is(message, "cancelled") && !message.by.isNull()));
}

Icon MessageWords::icon(const Message &message) { return isMail(message) ? Icon::Email : Icon::Text; }

TagTone MessageWords::tone(const Message &message)
{
    if (is(message, "failed") || is(message, "expired"))
        return TagTone::Bad;
    if (is(message, "unknown"))
        return TagTone::Close;
    if (is(message, "sent"))
        return TagTone::Good;
    return is(message, "sending") ? TagTone::Accent : TagTone::Plain;
}

QString MessageWords::shortState(const Message &message)
{
    if (is(message, "queued"))
        return isWished(message, MessageWish::Cancel) ? tr("Being cancelled") : tr("Waiting");
    if (is(message, "sending"))
        return tr("On its way");
    if (is(message, "sent"))
        return tr("Sent");
    if (isWished(message, MessageWish::Cancel) && !is(message, "cancelled"))
        return tr("Left as it is");
    if (is(message, "failed"))
        return isWished(message, MessageWish::Lost) ? tr("Did not arrive") : tr("Not sent");
    if (is(message, "unknown"))
        return tr("Unknown");
    if (is(message, "expired"))
        return tr("Expired");
    return isTroubled(message) ? tr("Held back") : tr("Cancelled");
}

// A plan that stands still no longer takes it back by itself: it is cancelled when its time comes.
QString MessageWords::over(PlanStop why)
{
    switch (why) {
    case PlanStop::Reply:
        return tr("It does not leave: they have answered meanwhile.");
    case PlanStop::Visit:
        return tr("It does not leave: a visit is agreed on, or they came.");
    case PlanStop::Sale:
        return tr("It does not leave: they have bought.");
    case PlanStop::OptOut:
        return tr("It does not leave: they asked not to be written to.");
    case PlanStop::Closed:
        return tr("It does not leave: the lead is closed.");
    default:
        return tr("It does not leave: its step of the sequence is over.");
    }
}

// Whatever its own time is, this keeps it; empty: nothing does.
QString MessageWords::keptBy(const MessageLine &line, Time now) const
{
    const Message &message = line.message;
    if (isWished(message, MessageWish::Cancel))
        return tr("Being cancelled. It does not leave.");
    if (line.over)
        return over(*line.over);
    if (m_sending == Sending::OnHold)
        return tr("Waits: sending is on hold after an older copy was brought back, until a manager releases it.");
    if (line.callBack > 0)
        return tr("Waits for the call that was agreed on for %1.").arg(m_desk.momentWithTime(line.callBack, now));
    if (m_offlineSince > 0 && message.asked >= m_offlineSince && message.notBefore - now <= kCounted)
        return tr("Waits: it will send when this desk is back online.");
    return {};
}

static QString withCause(const QString &what, const QString &cause)
{
    //: %1: "Not sent.", %2: a sentence on why
    return cause.isEmpty() ? what : MessageWords::tr("%1 %2").arg(what, cause);
}

// Its time is still ahead: a rule moved it there, a way that is shut is tried again then, or it can be taken back.
QString MessageWords::later(const MessageLine &line, Time now) const
{
    const Message &message = line.message;
    const bool counted = message.notBefore - now <= kCounted;
    const qint64 seconds = (message.notBefore - now + kSecond - 1) / kSecond;
    const QString cause = why(line);
    if (line.gate.isEmpty() && !cause.isEmpty())
        return withCause(counted ? tr("Is tried again in %1 s.").arg(seconds)
                                 : tr("Is tried again %1.").arg(m_desk.momentWithTime(message.notBefore, now)),
            cause);
    const bool takenBack = !message.by.isNull() && message.notBefore - message.asked <= kTakeBack;
    if (counted)
        return withCause(
            tr("Leaves in %1 s.").arg(seconds), takenBack ? tr("Until then it can be taken back.") : cause);
    return withCause(tr("Leaves %1.").arg(m_desk.momentWithTime(message.notBefore, now)), cause);
}

// "Leaves" while it is not yet time, "waits" once only the way out is missing.
QString MessageWords::due(const MessageLine &line, Time now) const
{
    const Message &message = line.message;
    QString cause = line.gate.isEmpty() ? why(line) : QString(); // the hour that it was moved to has come
    const ShutWay &shut = m_shut.of(Channel(message.channel));
    if (cause.isEmpty() && (shut.until == 0 || now < shut.until)) {
        MessageLine other;
        other.message.why = shut.why;
        cause = why(other);
    }
    return withCause(message.sendBefore > 0
            ? tr("Waits to be sent, until %1.").arg(m_desk.momentWithTime(message.sendBefore, now))
            : tr("Waits to be sent."),
        cause);
}

QString MessageWords::waiting(const MessageLine &line, Time now) const
{
    const QString kept = keptBy(line, now);
    if (!kept.isEmpty())
        return kept;
    return line.message.notBefore > now ? later(line, now) : due(line, now);
}

QString MessageWords::state(const MessageLine &line, Time now) const
{
    const Message &message = line.message;
    const QString cause = why(line);
    if (is(message, "queued"))
        return waiting(line, now);
    if (is(message, "sending"))
        return tr("On its way.");
    if (is(message, "sent"))
        return message.began > 0 ? tr("Sent %1.").arg(m_desk.momentWithTime(message.began, now)) : tr("Sent.");
    if (isWished(message, MessageWish::Again) && (is(message, "failed") || is(message, "expired")))
        return tr("Goes out again.");
    if (is(message, "failed"))
        return withCause(isWished(message, MessageWish::Lost) ? tr("It did not arrive.") : tr("Not sent."), cause);
    if (is(message, "unknown"))
        return withCause(tr("May not have arrived. Call them."), cause);
    if (is(message, "expired"))
        return withCause(message.sendBefore > 0
                ? tr("Expired: it could not leave until %1.").arg(m_desk.momentWithTime(message.sendBefore, now))
                : tr("Expired: it could not leave in time."),
            cause);
    const bool byPerson = isWished(message, MessageWish::Cancel) || message.why == QLatin1String("person");
    return withCause(byPerson ? tr("Cancelled.") : tr("Held back."), cause);
}

struct CauseWords {
    const char *code;
    const char *words;
};

static constexpr CauseWords kCauses[] = {
    {"reply", QT_TRANSLATE_NOOP("MessageWords", "They have answered meanwhile.")},
    {"lead", QT_TRANSLATE_NOOP("MessageWords", "The lead has not come yet to the computer that sends.")},
    {"account", QT_TRANSLATE_NOOP("MessageWords", "The provider does not know our account.")},
    {"url", QT_TRANSLATE_NOOP("MessageWords", "The provider was not found at its address.")},
    {"step", QT_TRANSLATE_NOOP("MessageWords", "Its step of the sequence is no longer open.")},
    {"visit", QT_TRANSLATE_NOOP("MessageWords", "The visit it reminds of is no longer ahead.")},
    {"refused", QT_TRANSLATE_NOOP("MessageWords", "They asked not to be written to.")},
    {"closed", QT_TRANSLATE_NOOP("MessageWords", "The lead is closed.")},
    {"customer", QT_TRANSLATE_NOOP("MessageWords", "The customer is no longer there.")},
    {"gate", QT_TRANSLATE_NOOP("MessageWords", "The rules did not allow it any more.")},
    {"no_phone", QT_TRANSLATE_NOOP("MessageWords", "There is no number to text.")},
    {"no_email", QT_TRANSLATE_NOOP("MessageWords", "There is no email address that works.")},
    {"no_channel", QT_TRANSLATE_NOOP("MessageWords", "The way to send it is not set up.")},
    {"unfilled", QT_TRANSLATE_NOOP("MessageWords", "A field of it had no value.")},
    {"server", QT_TRANSLATE_NOOP("MessageWords", "The server could not be reached.")},
    {"certificate", QT_TRANSLATE_NOOP("MessageWords", "The server could not prove who it is.")},
    {"tls", QT_TRANSLATE_NOOP("MessageWords", "No safe connection to the server came about.")},
    {"ca", QT_TRANSLATE_NOOP("MessageWords", "The certificate file is not readable.")},
    {"login", QT_TRANSLATE_NOOP("MessageWords", "The server did not take our password.")},
    {"secret", QT_TRANSLATE_NOOP("MessageWords", "The password is not in this computer's key store.")},
    {"from", QT_TRANSLATE_NOOP("MessageWords", "The server does not let us send from our address.")},
    {"to", QT_TRANSLATE_NOOP("MessageWords", "The address or number was refused.")},
    {"size", QT_TRANSLATE_NOOP("MessageWords", "It is too large.")},
    {"message", QT_TRANSLATE_NOOP("MessageWords", "The server did not take it.")},
    {"answer", QT_TRANSLATE_NOOP("MessageWords", "The server's answer did not come.")},
    {"cut", QT_TRANSLATE_NOOP("MessageWords", "The desk that sent it stopped in the middle.")},
};

// The rule in words: what moved a queued one, or the one that a cancelled one names.
static QString ruleWords(const MessageLine &line)
{
    const Message &message = line.message;
    const bool waits = is(message, "queued");
    QStringList all;
    for (const GateReason &reason : reasonsIn(line.gate)) {
        if (waits && reason.moves)
            all << GateWords::moved(reason, message.notBefore);
        else if (!waits && reason.rule == message.why)
            all << GateWords::reason(reason);
    }
    all.removeDuplicates();
    return all.join(u' ');
}

QString MessageWords::why(const MessageLine &line)
{
    const Message &message = line.message;
    if (const QString rules = ruleWords(line); !rules.isEmpty())
        return rules;
    if (const auto untrue = claimIn(message.why))
        return GateWords::claim(*untrue);
    for (const CauseWords &cause : kCauses) {
        if (message.why.section(u':', 0, 0) == QLatin1String(cause.code))
            return tr(cause.words);
    }
    if (message.why.isEmpty() || message.why == QLatin1String("person") || is(message, "unknown")
        || is(message, "sent"))
        return {};
    //: %1: a code, or the ids of legal rules
    return tr("Reason: %1.").arg(harmlessText(message.why.simplified()).left(80));
}

QString MessageWords::said(const Message &message)
{
    const QString words = harmlessText(message.said.simplified());
    return words.isEmpty() ? QString() : tr("The server said: %1").arg(words);
}

QString MessageWords::author(const MessageLine &line)
{
    if (!line.author.isEmpty())
        return line.author;
    return line.message.by.isNull() ? tr("UpDesk", "the program as the author of a message") : tr("Somebody");
}

QString MessageWords::first(const Message &message)
{
    const QString words = isMail(message) && !message.subject.isEmpty() ? message.subject : message.body;
    return harmlessText(words.simplified().left(200));
}

QString MessageWords::sentence(const MessageLine &line, Time now) const
{
    const QString to = line.customer.isEmpty() ? line.message.to : line.customer;
    return (isMail(line.message) ? tr("Email to %1 by %2. %3 %4", "state, then words")
                                 : tr("Text to %1 by %2. %3 %4", "state, then words"))
        .arg(to, author(line), state(line, now), first(line.message));
}

// What somebody decided about is done with, but for what did not arrive: that may go out once more.
std::vector<MessageAct> MessageWords::acts(const Message &message)
{
    const MessageAct again{MessageWish::Again, tr("Send again"), tr("It goes out again."), Qt::Key_R};
    const MessageAct leave{MessageWish::Cancel, tr("Leave it"), tr("It is left as it is."), Qt::Key_Delete};
    if (is(message, "failed") && isWished(message, MessageWish::Lost))
        return {again};
    if (!isWished(message, MessageWish::None))
        return {};
    if (is(message, "queued"))
        return {{MessageWish::Cancel, tr("Cancel it"), tr("Cancelled. It does not leave."), Qt::Key_Delete}};
    if (is(message, "failed") || is(message, "expired"))
        return {again, leave};
    if (is(message, "unknown"))
        return {{MessageWish::Arrived, tr("It arrived"), tr("Counted as arrived."), Qt::Key_Y},
            {MessageWish::Lost, tr("It did not"), tr("Counted as not arrived."), Qt::Key_N}};
    if (!isTroubled(message))
        return {};
    const bool refills = claimIn(message.why) && claimsFrom(message.claims).asFilled;
    if (!refills)
        return {leave};
    return {{MessageWish::None, tr("Fill it anew"), tr("Filled with what is so now. It leaves in 10 s."), Qt::Key_F},
        leave};
}

QString MessageWords::held(const SendHold &hold, bool mayRelease, const QStringList &others, const QStringList &missing)
{
    const QString who = QLocale().createSeparatedList(others);
    if (hold.isOfFile()) {
        return mayRelease
            ? tr("Sending is on hold: this file was set back to an older copy. Look at what waits, then release it.")
            : tr("Sending is on hold: this file was set back to an older copy. %1 can release it.").arg(who);
    }
    if (mayRelease && !missing.isEmpty())
        return tr(
            "Sending is on hold: the server was set back to an older copy. Not back yet: %1. Switch these computers "
            "on first, then release it.")
            .arg(QLocale().createSeparatedList(missing));
    return mayRelease
        ? tr("Sending is on hold: the server was set back to an older copy. Switch on every computer that "
             "sends, then release it.")
        : tr("Sending is on hold: the server was set back to an older copy. %1 can release it.").arg(who);
}

QString MessageWords::releasedWithout(const QStringList &missing)
{
    return tr(
        "Not back yet since the server was set back: %1. What these computers had sent before may go to customers a "
        "second time.")
        .arg(QLocale().createSeparatedList(missing));
}

QString MessageWords::undecided(const Error &error)
{
    if (const auto untrue = error.code == Error::Code::Denied ? claimIn(error.detail) : std::nullopt)
        return GateWords::claim(*untrue);
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("template"))
        return tr("Its template has no text that is so now. Open the lead and write it there.");
    if (error.code == Error::Code::Denied && error.subject == QLatin1String("gate"))
        return tr("The rules did not allow it any more.");
    if (error.code == Error::Code::Conflict)
        return tr("It stands differently by now. Look at it again.");
    return updesk::sentence(error);
}

} // namespace updesk
