// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/channelsettings.h"
#include "core/desk/contactrows.h"
#include "core/desk/gate.h"
#include "core/desk/intakeverbs.h"
#include "core/desk/plansender.h"
#include "core/desk/planverbs.h"
#include "core/leads/leadnowstore.h"
#include "core/sequences/planrows.h"
#include "core/sequences/planstore.h"
#include "tests/support/teststore.h"

namespace updesk
{

inline QString fromPhone(int i) { return QStringLiteral("+14045550%1").arg(i + 100); }

/// A lead whose phone is fromPhone(i) and who said yes to texts.
inline LeadDraft phoneLead(const TestStore &store, int i)
{
    LeadDraft draft = store.webLead(i);
    draft.phones = {{fromPhone(i), fromPhone(i), {}, PhoneKind::Mobile}};
    return draft;
}

inline void setWays(TestStore &store, const ChannelSettings &ways)
{
    const PersonId before = store->person();
    store->setPerson(store.mike);
    const auto set = setChannelSettings(*store, ways);
    if (!set)
        qFatal("ways %s %s", qPrintable(set.error().subject), qPrintable(set.error().detail));
    store->setPerson(before);
}

/// The store takes the shipped plans up, and the program sends what is its to send.
inline void followByProgram(TestStore &store)
{
    const PersonId before = store->person();
    store->setPerson(store.mike);
    if (!useShippedPlans(*store))
        qFatal("plans");
    store->setPerson(before);
    setPlanSender(store->database(), {true, true});
}

/// Steps of the lead's newest plan that still stand open.
inline qint64 openSteps(TestStore &store, LeadId lead)
{
    const auto plans = plansOfLead(store->database(), lead);
    if (!plans || plans->empty())
        qFatal("no plan");
    const auto runs = runsOf(store->database(), plans->back().id);
    return std::ranges::count(*runs, int(RunState::Open), &StepRun::state);
}

inline bool mayTextTo(TestStore &store, LeadId lead)
{
    GateAsk ask;
    ask.channel = Channel::Text;
    const auto verdict = askGate(*store, lead, ask);
    return verdict && verdict->allows();
}

inline TextSettings accountTexts()
{
    TextSettings texts;
    texts.url = QStringLiteral("https://api.example.com/2010-04-01");
    texts.account = QStringLiteral("AC1");
    texts.secret = QStringLiteral("texts");
    texts.from = QStringLiteral("+14045550100");
    return texts;
}

inline ChannelSettings textsOnly()
{
    ChannelSettings ways;
    ways.text = accountTexts();
    return ways;
}

} // namespace updesk
