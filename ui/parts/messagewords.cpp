// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/messagewords.h"

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

// "Leaves" while it is not yet time, "waits" once only the way out is missing.
QString MessageWords::waiting(const Message &message, Time now) const
{
    if (isWished(message, MessageWish::Cancel))
        return tr("Being cancelled. It does not leave.");
    if (m_sending == Sending::OnHold)
        return tr("Waits: sending is on hold.");
    if (m_offlineSince > 0 && message.asked >= m_offlineSince && message.notBefore - now <= kCounted)
        return tr("Waits: it will send when this desk is back online.");
    if (message.notBefore > now && message.notBefore - now <= kCounted)
        return tr("Leaves in %1 s.").arg((message.notBefore - now + kSecond - 1) / kSecond);
    if (message.notBefore > now)
        return tr("Leaves %1.").arg(m_desk.momentWithTime(message.notBefore, now));
    if (message.sendBefore > 0)
        return tr("Waits to be sent, until %1.").arg(m_desk.momentWithTime(message.sendBefore, now));
    return tr("Waits to be sent.");
}

QString MessageWords::state(const Message &message, Time now) const
{
    const QString cause = why(message);
    const auto because = [&cause](const QString &what) {
        //: %1: "Not sent.", %2: a sentence on why
        return cause.isEmpty() ? what : tr("%1 %2").arg(what, cause);
    };
    if (is(message, "queued"))
        return waiting(message, now);
    if (is(message, "sending"))
        return tr("On its way.");
    if (is(message, "sent"))
        return message.began > 0 ? tr("Sent %1.").arg(m_desk.momentWithTime(message.began, now)) : tr("Sent.");
    if (isWished(message, MessageWish::Again) && (is(message, "failed") || is(message, "expired")))
        return tr("Goes out again.");
    if (is(message, "failed")) {
        return because(isWished(message, MessageWish::Lost) ? tr("It did not arrive.") : tr("Not sent."));
    }
    if (is(message, "unknown"))
        return because(tr("May not have arrived. Call them."));
    if (is(message, "expired"))
        return because(message.sendBefore > 0
                ? tr("Expired: it could not leave until %1.").arg(m_desk.momentWithTime(message.sendBefore, now))
                : tr("Expired: it could not leave in time."));
    return because(isWished(message, MessageWish::Cancel) || message.why == QLatin1String("person") ? tr("Cancelled.")
                                                                                                    : tr("Held back."));
}

struct CauseWords {
    const char *code;
    const char *words;
};

QString MessageWords::why(const Message &message)
{
    static constexpr CauseWords kCauses[] = {
        {"reply", QT_TR_NOOP("They have answered meanwhile.")},
        {"step", QT_TR_NOOP("Its step of the sequence is no longer open.")},
        {"visit", QT_TR_NOOP("The visit it reminds of is no longer ahead.")},
        {"refused", QT_TR_NOOP("They asked not to be written to.")},
        {"closed", QT_TR_NOOP("The lead is closed.")},
        {"customer", QT_TR_NOOP("The customer is no longer there.")},
        {"gate", QT_TR_NOOP("The rules did not allow it any more.")},
        {"no_phone", QT_TR_NOOP("There is no number to text.")},
        {"no_email", QT_TR_NOOP("There is no email address that works.")},
        {"no_channel", QT_TR_NOOP("The way to send it is not set up.")},
        {"unfilled", QT_TR_NOOP("A field of it had no value.")},
        {"server", QT_TR_NOOP("The server could not be reached.")},
        {"certificate", QT_TR_NOOP("The server could not prove who it is.")},
        {"tls", QT_TR_NOOP("No safe connection to the server came about.")},
        {"ca", QT_TR_NOOP("The certificate file is not readable.")},
        {"login", QT_TR_NOOP("The server did not take our password.")},
        {"secret", QT_TR_NOOP("The password is not in this computer's key store.")},
        {"from", QT_TR_NOOP("The server does not let us send from our address.")},
        {"to", QT_TR_NOOP("The address or number was refused.")},
        {"size", QT_TR_NOOP("It is too large.")},
        {"message", QT_TR_NOOP("The server did not take it.")},
        {"answer", QT_TR_NOOP("The server's answer did not come.")},
        {"cut", QT_TR_NOOP("The desk that sent it stopped in the middle.")},
    };
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
        .arg(to, author(line), state(line.message, now), first(line.message));
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
