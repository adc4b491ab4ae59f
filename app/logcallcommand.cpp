// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/gatecodes.h"
#include "app/leadargument.h"
#include "app/leadwords.h"
#include "core/desk/calls.h"
#include "core/desk/gate.h"
#include "core/desk/leadfind.h"
#include "ui/parts/gatewords.h"

namespace updesk
{

static QString hourWords(int minute) { return QTime(minute / 60 % 24, minute % 60).toString(QStringLiteral("H:mm")); }

static Outcome outcomeNamed(const QString &code)
{
    for (int i = 1; i <= int(Outcome::DoNotContact); ++i) {
        if (LeadWords::outcomeCode(Outcome(i)) == code)
            return Outcome(i);
    }
    return Outcome::None;
}

/// Reads the options of a call; false: it said what is wrong.
static bool readCall(Command &command, CallLog &log, int &status)
{
    log.outcome = outcomeNamed(command.value("outcome"));
    if (log.outcome == Outcome::None) {
        status = command.usage(Words::tr("--outcome is one of spoke-visit, spoke-callback, voicemail, no-answer, "
                                         "wrong-number, not-interested, do-not-contact."));
        return false;
    }
    Time at = 0, dialled = 0;
    const std::pair<const char *, Time *> times[] = {{"at", &at}, {"dialled", &dialled}, {"told", &log.told}};
    for (const auto &[name, to] : times) {
        if (!command.isSet(name))
            continue;
        const auto moment = command.moment(name);
        if (!moment) {
            status = ExitUsage;
            return false;
        }
        *to = *moment;
    }
    if (log.told == 0)
        log.told = dialled; // a time that was typed is only told: nothing here saw the call
    (log.outcome == Outcome::VisitSet ? log.appointment : log.callBack) = at;
    const bool needsTime = log.outcome == Outcome::VisitSet || log.outcome == Outcome::CallBack;
    if (needsTime && at == 0) {
        status = command.usage(Words::tr("This outcome needs --at with the time that was agreed on."));
        return false;
    }
    log.reason = command.value("reason");
    if (log.outcome == Outcome::NotInterested && !lostReasons().contains(log.reason)) {
        status = command.usage(Words::tr("--reason is one of %1.").arg(lostReasons().join(QStringLiteral(", "))));
        return false;
    }
    log.note = command.value("note");
    log.words = command.value("words").trimmed();
    if (!log.words.isEmpty() && log.outcome != Outcome::DoNotContact) {
        status = command.usage(Words::tr("--words goes with do-not-contact."));
        return false;
    }
    return true;
}

/// Why the rule says no, in the words of the options.
static int refused(const Command &command, const Error &error, const CallLog &log)
{
    const auto is = [&error](const char *subject) {
        return error.code == Error::Code::Invalid && error.subject == QLatin1String(subject);
    };
    if (is("told"))
        return command.refuse(log.told > command.now()
                ? Words::tr("The call is told of for a time still to come. Nothing was changed.")
                : Words::tr("The call is told of for a time before the lead came. Nothing was changed."));
    if (is("appointment") || is("call_back"))
        return command.refuse(Words::tr("The time given with --at is past. Nothing was changed."));
    if (is("closed"))
        return command.refuse(Words::tr("The lead is sold. Nothing was changed."));
    return command.fail(error);
}

int logCallCommand(const QStringList &arguments)
{
    Command command("log-call", arguments);
    command.positional("LEAD", Words::tr("Which lead."));
    command.option("outcome", Words::tr("How it went."), "OUTCOME");
    command.option("at", Words::tr("When the visit or the call back is."), "TIME");
    command.option("dialled", Words::tr("When it was dialed; counts as told."), "TIME");
    command.option("told", Words::tr("When it was made from another phone."), "TIME");
    command.option("reason", Words::tr("Why they are not interested."), "CODE");
    command.option("note", Words::tr("What else was said."), "TEXT");
    command.option(
        "words", Words::tr("With do-not-contact: what the customer said. It can then never be taken back."), "TEXT");
    if (!command.read(1, -1) || !command.openStore() || !command.actAsChosen())
        return command.status();
    int status = ExitDone;
    CallLog log;
    if (!readCall(command, log, status))
        return status;
    const auto lead = leadMeant(command, command.words().join(u' '), status);
    if (!lead)
        return status;
    // Who refuses calls may still refuse the rest (US-6).
    const bool refuses = log.outcome == Outcome::DoNotContact;
    if (auto may = mayContact(command.session(), *lead, Channel::Phone); !may && !refuses)
        return command.refuse(may.error().subject == QLatin1String("no_phone")
                ? Words::tr("There is no usable phone number. Nothing was changed.")
                : Words::tr("The customer asked not to be called. Nothing was changed."));
    // The call was made: what the gate says of it is kept and told, and bars nothing.
    GateAsk ask;
    ask.at = log.told;
    const auto passed = askGate(command.session(), *lead, ask);
    const auto logged = logCall(command.session(), *lead, log);
    if (const auto kept = logged && passed ? keepVerdict(command.session(), *lead, ask, *passed) : Result<void>();
        !kept)
        return command.fail(kept.error());
    const auto rules = command.session().rules();
    if (!logged)
        return refused(command, logged.error(), log);
    if (!rules)
        return command.fail(rules.error());
    const LeadWords words(*rules, command.session().now());
    const bool isCallBack = log.outcome == Outcome::CallBack;
    const auto quiet = quietFor(command.session(), *lead, isCallBack ? log.callBack : command.now());
    const bool atNight = isCallBack && quiet && quiet->quiet;
    if (atNight)
        complain(Words::tr("The call back is at night where the customer lives: calls are for %1 to %2.")
                     .arg(hourWords(quiet->from), hourWords(quiet->until)));
    if (passed && !passed->allows() && !refuses) {
        for (const QString &why : GateWords::reasons(*passed))
            complain(why);
    }
    if (command.json()) {
        command.print({{QStringLiteral("quiet_hours"), atNight},
            {QStringLiteral("gate"), passed ? QJsonValue(verdictJson(*passed)) : QJsonValue()},
            {QStringLiteral("deed"), QString::fromLatin1(logged->deed.value.hex())},
            {QStringLiteral("verified"), logged->verified},
            {QStringLiteral("next_due"), words.timeCode(logged->nextDue)},
            {QStringLiteral("last_attempt"), logged->lastAttempt}});
        return ExitDone;
    }
    command.say(logged->verified ? Words::tr("Logged: %1.").arg(LeadWords::outcome(log.outcome))
                                 : Words::tr("Logged: %1, not verified.").arg(LeadWords::outcome(log.outcome)));
    if (logged->nextDue > 0)
        command.say(Words::tr("Next: %1.").arg(words.time(logged->nextDue)));
    else if (logged->lastAttempt)
        command.say(Words::tr("No further call is planned."));
    return ExitDone;
}

} // namespace updesk
