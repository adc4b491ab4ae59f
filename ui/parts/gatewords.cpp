// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/gatewords.h"

#include "ui/parts/regiontime.h"

#include <QTimeZone>

namespace updesk
{

static QString hourWords(int minute) { return regionTime(QTime(minute / 60 % 24, minute % 60)); }

static QString dayWords(const QDate &day) { return regionLongDay(day, {}); }

static bool is(const GateReason &reason, const char *rule, const char *code = nullptr)
{
    return reason.rule == QLatin1String(rule) && (!code || reason.code == QLatin1String(code));
}

QString GateWords::hours(int minute, int from, int until)
{
    if (from >= until)
        return tr("It is %1 where they are. No calls are for that day.").arg(hourWords(minute));
    return tr("It is %1 where they are. Calls are for %2 to %3.")
        .arg(hourWords(minute), hourWords(from), hourWords(until));
}

QString GateWords::aboutLists(const GateReason &reason)
{
    if (is(reason, "US-5"))
        return tr("Their last dealing with us counted until %1.").arg(dayWords(reason.day));
    if (reason.code == QLatin1String("listed"))
        return is(reason, "CA-6") ? tr("Their number is on Canada's do-not-call list.")
                                  : tr("Their number is on the national do-not-call list.");
    if (reason.code == QLatin1String("stale"))
        return tr("Our do-not-call list is of %1 and too old.").arg(dayWords(reason.day));
    if (reason.code == QLatin1String("no_list"))
        return tr("There is no do-not-call list here to look them up in.");
    if (reason.code == QLatin1String("not_registered"))
        return tr("The dealership is not registered with Canada's do-not-call list.");
    return tr("They asked not to be called.");
}

QString GateWords::aboutConsent(const GateReason &reason)
{
    if (is(reason, "US-6"))
        return tr("They asked not to be called.");
    if (is(reason, "US-8", "unclear"))
        return tr("They wrote something that may mean stop. Somebody has to read it first.");
    if (is(reason, "US-8"))
        return tr("They asked not to be texted.");
    if (is(reason, "EM-4"))
        return tr("They asked not to be emailed.");
    if (is(reason, "SG-5"))
        return tr("Somebody with this number or address was erased. No offers go there until they agree anew.");
    if (is(reason, "US-11"))
        return tr("They refused calls or texts, and that holds for offers by both.");
    if (is(reason, "US-7", "not_written"))
        return tr("They have not agreed in writing to offers by text.");
    if (is(reason, "US-7"))
        return tr("They have not agreed to texts.");
    if (is(reason, "CA-3"))
        return tr("They are said to have agreed, but nothing here proves it.");
    if (is(reason, "CA-2"))
        return tr("Their last dealing with us allowed messages until %1.").arg(dayWords(reason.day));
    return is(reason, "CA-1") ? tr("They have not agreed to messages.") : tr("They asked not to be written to.");
}

QString GateWords::aboutWords(const GateReason &reason)
{
    if (is(reason, "US-13", "dealer_not_named"))
        return tr("The first text has to name the dealership.");
    if (is(reason, "US-13"))
        return tr("The text has to come from a number of the dealership.");
    if (is(reason, "EM-1"))
        return tr("The subject says it answers or forwards, and it does not.");
    if (is(reason, "EM-2", "no_address"))
        return tr("The dealership's postal address is not set up.");
    if (is(reason, "EM-2"))
        return tr("The dealership's postal address is missing in the email.");
    if (is(reason, "EM-5", "offers"))
        return tr("An email about an appointment or a delivery may hold no offers.");
    if (is(reason, "EM-5"))
        return tr("The email has to say that it is an advertisement.");
    if (reason.code == QLatin1String("no_mailbox"))
        return tr("No mailbox for unsubscribing is set up.");
    if (reason.code == QLatin1String("no_unsubscribe"))
        return tr("The message does not say how to unsubscribe.");
    if (reason.code == QLatin1String("too_short"))
        return tr("Unsubscribing has to work for %n day(s).", nullptr, reason.count);
    if (reason.code == QLatin1String("store_incomplete"))
        return tr("The dealership's postal address or its way of contact is not set up.");
    return tr("The message has to name the dealership, its postal address and a way to reach it.");
}

QString GateWords::reason(const GateReason &reason)
{
    if (is(reason, "US-1") || is(reason, "US-2") || is(reason, "CA-5"))
        return hours(reason.minute, reason.from, reason.until);
    if (is(reason, "US-3"))
        return tr("This number had %1 calls and texts within %2 hours, the most that %3 allows.")
            .arg(reason.count)
            .arg(reason.hours)
            .arg(reason.state);
    if (is(reason, "US-4") || is(reason, "US-5") || is(reason, "CA-6"))
        return aboutLists(reason);
    if (is(reason, "US-10", "late"))
        return tr("A confirmation has to go out within minutes.");
    if (is(reason, "US-10", "second"))
        return tr("It was confirmed already.");
    if (is(reason, "US-10"))
        return tr("There is nothing to confirm.");
    if (is(reason, "US-15"))
        return tr("Recordings and made voices need consent of their own.");
    const bool refused = reason.code == QLatin1String("refused");
    const bool words = reason.rule == QLatin1String("US-13") || reason.rule == QLatin1String("CA-4")
        || (reason.rule.startsWith(QLatin1String("EM-")) && reason.rule != QLatin1String("EM-4"));
    return words && !refused ? aboutWords(reason) : aboutConsent(reason);
}

QStringList GateWords::reasons(const GateVerdict &verdict)
{
    QStringList all;
    for (const GateReason &one : verdict.reasons)
        all << reason(one);
    all.removeDuplicates();
    return all;
}

QString GateWords::moved(const GateReason &why, Time until)
{
    if (!is(why, "US-1") && !is(why, "US-2") && !is(why, "CA-5"))
        return reason(why);
    const QTimeZone zone(why.zone.toLatin1());
    const QTime there = zone.isValid() ? QDateTime::fromMSecsSinceEpoch(until, zone).time() : QTime();
    const bool opens = there.isValid() && there.hour() * 60 + there.minute() == why.from;
    if (!opens) // another rule or another place that they may be in opens later
        return tr("Quiet hours where they are.");
    return tr("Quiet hours where they are, until %1 their time.").arg(hourWords(why.from));
}

QString GateWords::risk(const GateVerdict &verdict, Channel channel)
{
    if (verdict.riskTo == 0)
        return {};
    if (channel == Channel::Email)
        return tr("Going on may cost up to %1 an email.").arg(regionMoney(verdict.riskTo));
    return tr("Going on may cost %1 to %2 each time.").arg(regionMoney(verdict.riskFrom), regionMoney(verdict.riskTo));
}

QString GateWords::untrue(const ClaimCheck &check)
{
    const bool none = check.now.isEmpty();
    switch (check.field) {
    case TemplateField::Count:
    case TemplateField::Others:
        return none ? tr("It says “%1”, and none of this model is in stock.").arg(check.words)
                    //: %1: "2 left", %2: a number
                    : tr("It says “%1”, and in stock now: %2.").arg(check.words, check.now);
    case TemplateField::Price:
        return none ? tr("It says “%1”, and the vehicle has no price here.").arg(check.words)
                    : tr("It says “%1”, and the price now is %2.").arg(check.words, check.now);
    case TemplateField::Payment:
        return none ? tr("It says “%1”. A payment goes out only with term, rate, down payment and “estimate”: keep one "
                         "with F on the lead, and take a template with {payment}.")
                          .arg(check.words)
                    : tr("It says “%1”. A payment goes out only as it was kept: %2.").arg(check.words, check.now);
    case TemplateField::Incentive:
        return none ? tr("It says “%1”, and no incentive for this vehicle is entered for today.").arg(check.words)
                    : tr("It says “%1”. The incentive today: %2.").arg(check.words, check.now);
    default:
        break;
    }
    return none ? tr("It says “%1”, and that is no longer so.").arg(check.words)
                : tr("It says “%1”, and now it is “%2”.").arg(check.words, check.now);
}

QString GateWords::claim(const ClaimCheck &check)
{
    switch (check.says) {
    case ClaimCheck::Says::Holds:
        return tr("“%1” is so at this moment.").arg(check.words);
    case ClaimCheck::Says::Other:
        return check.now.isEmpty() ? tr("“%1” is your own figure: the vehicle has no price here.").arg(check.words)
                                   : tr("“%1” is your own figure. The price here is %2.").arg(check.words, check.now);
    case ClaimCheck::Says::Untrue:
        break;
    }
    return untrue(check);
}

QString GateWords::until(const MayUntil &until)
{
    const QString day = dayWords(until.last);
    switch (until.basis) {
    case MayUntil::Basis::Purchase:
        return tr("May be contacted until %1, because of the last purchase.").arg(day);
    case MayUntil::Basis::Service:
        return tr("May be contacted until %1, because of the last service.").arg(day);
    case MayUntil::Basis::Inquiry:
        break;
    }
    return tr("May be contacted until %1, because of the last inquiry.").arg(day);
}

} // namespace updesk
