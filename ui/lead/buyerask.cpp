// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/buyerask.h"

#include "core/appointments/qualify.h"
#include "core/desk/buyerfacts.h"
#include "ui/lead/leadmodel.h"
#include "ui/lead/scriptmodel.h"
#include "ui/parts/icons.h"
#include "ui/parts/qualifywords.h"
#include "ui/parts/sentence.h"

#include <QMenu>

#include <algorithm>

namespace updesk
{

/// What an answer beside the script tells of a buyer; nothing: no entry of the list.
static std::optional<Qualified> toldBy(StepAnswer answer)
{
    switch (answer) {
    case StepAnswer::Vehicle:
        return Qualified::Vehicle;
    case StepAnswer::Timeframe:
        return Qualified::Timeframe;
    case StepAnswer::Trade:
        return Qualified::Trade;
    case StepAnswer::DownPayment:
        return Qualified::Budget;
    case StepAnswer::Decider:
        return Qualified::Decider;
    default:
        return std::nullopt;
    }
}

static QString refused(const Error &error)
{
    const QString words = factsRefused(error);
    return words.isEmpty() ? sentence(error) : words;
}

// What was typed a moment ago in this call is known, though it is on the lead only when the call ends.
int BuyerAsk::known() const
{
    std::vector<LeadVehicle> wants, trades;
    for (const LeadVehicleRow &row : m_model.vehicles())
        (row.trade ? trades : wants).push_back(row.vehicle);
    int known = qualified(m_model.lead(), wants, trades);
    for (const CallAnswer &answer : m_script.answersOf(m_model.id())) {
        if (const auto what = toldBy(answer.kind))
            known |= 1 << int(*what);
    }
    return known;
}

std::vector<Prompt::Answer> BuyerAsk::answers() const
{
    std::vector<Prompt::Answer> answers;
    const auto add = [&](const char *key, const QString &words, const BuyerFacts &facts) {
        answers.push_back({QString::fromLatin1(key), words, [ask = *this, facts, words] { ask.say(facts, words); }});
    };
    const int known = this->known();
    if (!isKnown(known, Qualified::Trade))
        add("T", noTradeWords(), {.noTrade = true});
    if (!isKnown(known, Qualified::Decider)) {
        add("D", decidesWords(Decides::Alone), {.decides = Decides::Alone});
        add("O", decidesWords(Decides::Others), {.decides = Decides::Others});
    }
    return answers;
}

void BuyerAsk::lay(Prompt &prompt) const
{
    prompt.aside = qualifiedWords(known());
    prompt.answers = answers();
}

QString BuyerAsk::keptWords(const QString &words)
{
    //: %1: what a customer says, such as "No trade-in"
    return tr("Kept on the lead: %1.").arg(words);
}

void BuyerAsk::say(const BuyerFacts &facts, const QString &words) const
{
    const auto kept = sayBuyerFacts(m_model.session(), m_model.id(), facts);
    if (!kept)
        return m_bar.setError(refused(kept.error()));
    m_model.reload();
    m_said(keptWords(words));
    m_bar.setAside(qualifiedWords(known()), answers());
}

void BuyerAsk::fill(QMenu &menu, LeadModel &model, const LeadCalls &calls)
{
    const Lead &lead = model.lead();
    const auto add = [&](const QString &words, Icon mark, bool on, BuyerFacts set, BuyerFacts clear) {
        QAction *action =
            menu.addAction(icon(mark), words, &menu, [&model, &calls, words, facts = on ? clear : set, on] {
                const auto kept = sayBuyerFacts(model.session(), model.id(), facts);
                if (!kept)
                    return calls.tell(refused(kept.error()));
                //: %1: what a customer said, such as "No trade-in"
                calls.did(kept, on ? tr("No longer kept: %1.").arg(words) : keptWords(words));
            });
        action->setCheckable(true);
        action->setChecked(on);
    };
    if (std::ranges::none_of(model.vehicles(), &LeadVehicleRow::trade))
        add(noTradeWords(), Icon::Equity, lead.noTrade, {.noTrade = true}, {.noTrade = false});
    if (!lead.coBuyer.isNull())
        return;
    for (const Decides one : {Decides::Alone, Decides::Others})
        add(decidesWords(one), Icon::Customers, lead.decides == one, {.decides = one}, {.decides = Decides::Unknown});
}

} // namespace updesk
