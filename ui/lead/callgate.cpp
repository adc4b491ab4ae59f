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

Prompt reasonPrompt(const GateVerdict &verdict, std::function<void(const QString &)> goOn)
{
    Prompt prompt;
    //: %1: sentences that say why a call should not be made, %2: one on what it may cost
    prompt.title =
        CallGate::tr("%1 %2").arg(LeadWords::nightQuestion(verdict), GateWords::risk(verdict, Channel::Phone));
    prompt.verb = CallGate::tr("Call all the same");
    prompt.placeholder = CallGate::tr("Why; it is kept with your name");
    prompt.read = [](const QString &typed) -> PromptReading { return {{}, !typed.trimmed().isEmpty()}; };
    prompt.take = [goOn = std::move(goOn)](const QString &typed) { goOn(typed.trimmed()); };
    return prompt;
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

Prompt gatePrompt(const GateVerdict &verdict, const LeadWords &words, Time now,
    std::function<void(Time, const QString &)> wait, std::function<void(const QString &)> goOn)
{
    if (verdict.may == May::Manager)
        return reasonPrompt(verdict, std::move(goOn));
    Prompt prompt;
    prompt.title = LeadWords::nightQuestion(verdict);
    if (verdict.moveTo > 0) {
        const QString opens = words.momentWithTime(verdict.moveTo, now);
        prompt.answers.push_back({QStringLiteral("W"), CallGate::tr("Wait until %1").arg(opens),
            [wait = std::move(wait), at = verdict.moveTo, opens] { wait(at, opens); }});
    }
    prompt.answers.push_back({QStringLiteral("Y"), CallGate::tr("Call all the same"),
        [goOn = std::move(goOn)] { goOn(QStringLiteral("went_on")); }});
    return prompt;
}

} // namespace updesk
