// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/detailsheet.h"
#include "ui/lead/leadcalls.h"

#include <QCoreApplication>
#include <QPointer>

#include <map>

class QMenu;

namespace updesk
{

class LeadModel;

/// The details of the customer of the open lead: their form, and what somebody left in it unsaved.
class DetailAsk
{
    Q_DECLARE_TR_FUNCTIONS(DetailAsk)
public:
    /// `panel` stands in the window that the form opens over.
    DetailAsk(LeadModel &model, const LeadCalls &calls, QWidget &panel) : m_model(model), m_calls(calls), m_panel(panel)
    {
    }
    bool act(Letter letter); ///< false: it is another's
    void fill(QMenu &menu);

private:
    using Whose = std::pair<PersonId, CustomerId>; ///< a form that is half typed stays with who typed it
    void ask();
    void open(const Whose &whose, const DetailSheet::Typed &typed);
    LeadModel &m_model;
    const LeadCalls &m_calls;
    QWidget &m_panel;
    QPointer<DetailSheet> m_sheet;
    std::map<Whose, DetailSheet::Typed> m_kept;
};

} // namespace updesk
