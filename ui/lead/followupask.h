// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/plantables.h"
#include "ui/lead/leadcalls.h"

#include <QCoreApplication>
#include <QStringList>

#include <optional>
#include <vector>

class QMenu;
class QWidget;

namespace updesk
{

class LeadModel;

/// The plan of follow-up that the open lead is in: what comes next of it, its end, and another one by hand.
class FollowupAsk
{
    Q_DECLARE_TR_FUNCTIONS(FollowupAsk)
public:
    /// `panel` stands in the window that the list of plans opens over.
    FollowupAsk(LeadModel &model, const LeadCalls &calls, QWidget &panel)
        : m_model(model), m_calls(calls), m_panel(panel)
    {
    }
    bool act(Letter letter); ///< false: it is another's
    void fill(QMenu &menu);

private:
    /// A plan in use that the lead may go into.
    struct Offer {
        QString key, title;
    };
    struct State {
        QStringList running; ///< titles; a lead is in one, but two desks may have begun two
        std::optional<StepRun> next; ///< the open step that is due first
        Time look = 0; ///< when a plan goes on by itself; 0: when something happens
        std::vector<Offer> offers; ///< by title
        bool used = false; ///< the store uses plans at all
    };
    Result<State> read() const;
    QString words(const State &state) const;
    void ask();
    void choose(const State &state);
    void start(LeadId lead, const QString &name, const Offer &plan);
    void stop(LeadId lead, const QString &name);
    LeadModel &m_model;
    const LeadCalls &m_calls;
    QWidget &m_panel;
};

} // namespace updesk
