// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/leadcalls.h"

#include <QCoreApplication>

class QMenu;

namespace updesk
{

class LeadModel;
struct WhoTyped;

/// Who buys together with the customer of the open lead: chosen from the household or found by name, phone or e-mail;
/// somebody who is not on file is added by name.
class CoBuyerAsk
{
    Q_DECLARE_TR_FUNCTIONS(CoBuyerAsk)
public:
    CoBuyerAsk(LeadModel &model, const LeadCalls &calls) : m_model(model), m_calls(calls) { }
    bool act(Letter letter); ///< false: it is another's
    void fill(QMenu &menu);

private:
    QString question() const;
    void ask();
    void askWho();
    void take(const QString &text);
    void askWhich(const WhoTyped &who, const QString &name);
    static QString lines(const WhoTyped &who);
    void choose(CustomerId customer);
    void add(const QString &name);
    void remove();
    static bool isName(const QString &text);
    LeadModel &m_model;
    const LeadCalls &m_calls;
};

} // namespace updesk
