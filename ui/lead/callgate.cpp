// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/callgate.h"

#include "ui/lead/leadwords.h"
#include "ui/parts/gatewords.h"

namespace updesk
{

namespace
{

class CallGate
{
    Q_DECLARE_TR_FUNCTIONS(CallGate)
};

using May = LegalRules::MayOverride;

Prompt::Answer waitAnswer(
    const GateVerdict &verdict, const LeadWords &words, Time now, std::function<void(Time, const QString &)> wait)
{
    const QString opens = words.momentWithTime(verdict.moveTo, now);
    //: %1: "8:00" or "Fri 8:00", from when on it may be done
    return {QStringLiteral("W"), CallGate::tr("Make it a task for %1").arg(opens),
        [wait = std::move(wait), at = verdict.moveTo, opens] { wait(at, opens); }};
}

QString withOpening(const GateVerdict &verdict, const LeadWords &words, Time now)
{
    const QString why = LeadWords::nightQuestion(verdict);
    if (verdict.moveTo <= 0)
        return why;
    //: %1: sentences that say why a call should not be made now, %2: from when on it may be
    return CallGate::tr("%1 They may be called from %2 on.").arg(why, words.momentWithTime(verdict.moveTo, now));
}

} // namespace

bool mayGoOn(const Session &session, const GateVerdict &verdict)
{
    if (verdict.may != May::Manager)
        return verdict.may == May::Anyone;
    const auto rules = session.rules();
    const Person *person = rules ? (*rules)->person(session.person()) : nullptr;
    return person && person->active && (person->role == Role::Manager || person->role == Role::Principal);
}

QString gateRefusal(const GateVerdict &verdict)
{
    const QString why = LeadWords::nightQuestion(verdict);
    //: %1: sentences that say why a call may not be made
    return verdict.may == May::Manager ? CallGate::tr("%1 Only a manager can go on.").arg(why) : why;
}

Prompt waitPrompt(
    const GateVerdict &verdict, const LeadWords &words, Time now, std::function<void(Time, const QString &)> wait)
{
    Prompt prompt;
    //: %1: sentences that say why a call should not be made now, and from when on it may be
    prompt.title = CallGate::tr("%1 A manager can go on, with a reason.").arg(withOpening(verdict, words, now));
    prompt.answers.push_back(waitAnswer(verdict, words, now, std::move(wait)));
    return prompt;
}

Prompt reasonPrompt(const GateVerdict &verdict, const LeadWords &words, Time now,
    std::function<void(Time, const QString &)> wait, std::function<void(const QString &)> goOn)
{
    Prompt prompt;
    //: %1: sentences that say why a call should not be made, %2: one on what it may cost
    prompt.title =
        CallGate::tr("%1 %2").arg(withOpening(verdict, words, now), GateWords::risk(verdict, Channel::Phone));
    prompt.verb = CallGate::tr("Call all the same");
    prompt.placeholder = CallGate::tr("Why; it is kept with your name");
    prompt.read = [](const QString &typed) -> PromptReading { return {{}, !typed.trimmed().isEmpty()}; };
    prompt.take = [goOn = std::move(goOn)](const QString &typed) { goOn(typed.trimmed()); };
    if (verdict.moveTo > 0)
        prompt.answers.push_back(waitAnswer(verdict, words, now, std::move(wait)));
    return prompt;
}

} // namespace updesk
