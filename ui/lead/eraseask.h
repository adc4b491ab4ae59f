// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/leadcalls.h"

#include <QCoreApplication>

class QMenu;
class QWidget;

namespace updesk
{

class LeadModel;

/// Erasing the customer of the open lead for good, in two steps: what goes and what stays is said first, and then their
/// last name is typed. And the legal hold that keeps them from it, with its reason. For managers.
class EraseAsk
{
    Q_DECLARE_TR_FUNCTIONS(EraseAsk)
public:
    /// `panel` stands in the window that is asked over.
    EraseAsk(LeadModel &model, const LeadCalls &calls, QWidget &panel) : m_model(model), m_calls(calls), m_panel(panel)
    {
    }
    void fill(QMenu &menu);

private:
    bool mayErase() const;
    void ask();
    void askName(const QString &word);
    void erase(const QString &typed);
    void fillHold(QMenu &menu);
    void askHold(bool lift);
    void tell(const Error &error);
    LeadModel &m_model;
    const LeadCalls &m_calls;
    QWidget &m_panel;
};

} // namespace updesk
