// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/leadcalls.h"

#include <QCoreApplication>

class QMenu;

namespace updesk
{

struct BuyerFacts;
class LeadModel;
class ScriptModel;

/// What the customer of the open lead says of the purchase, kept with one key or click: that nothing is traded in, and
/// who decides (F76).
class BuyerAsk
{
    Q_DECLARE_TR_FUNCTIONS(BuyerAsk)
public:
    /// All outlive what is asked. `said` is called with the words once something is kept.
    BuyerAsk(LeadModel &model, const ScriptModel &script, PromptBar &bar, std::function<void(const QString &)> said)
        : m_model(model), m_script(script), m_bar(bar), m_said(std::move(said))
    {
    }
    /// Where a visit is set: what is known and what is to ask, with a letter for what can be answered so.
    void lay(Prompt &prompt) const;
    /// Both as entries to tick.
    static void fill(QMenu &menu, LeadModel &model, const LeadCalls &calls);

private:
    int known() const;
    std::vector<Prompt::Answer> answers() const;
    void say(const BuyerFacts &facts, const QString &words) const;
    static QString keptWords(const QString &words);
    LeadModel &m_model;
    const ScriptModel &m_script;
    PromptBar &m_bar;
    std::function<void(const QString &)> m_said;
};

} // namespace updesk
