// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vehicles/garagerows.h"
#include "ui/lead/leadcalls.h"

#include <QCoreApplication>
#include <QPointer>

class QMenu;
class QWidget;

namespace updesk
{

class GarageSheet;
class LeadModel;

/// The vehicles of the customer of the open lead: which of them, or another, and its form.
class GarageAsk
{
    Q_DECLARE_TR_FUNCTIONS(GarageAsk)
public:
    /// `panel` stands in the window that the form opens over.
    GarageAsk(LeadModel &model, const LeadCalls &calls, QWidget &panel) : m_model(model), m_calls(calls), m_panel(panel)
    {
    }
    bool act(Letter letter); ///< false: it is another's
    void fill(QMenu &menu);

private:
    void ask();
    void chooseOf(const std::vector<GarageRow> &garage);
    void open(const GarageRow &row);
    LeadModel &m_model;
    const LeadCalls &m_calls;
    QWidget &m_panel;
    QPointer<GarageSheet> m_sheet;
};

} // namespace updesk
