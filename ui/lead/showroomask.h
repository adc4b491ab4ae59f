// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/appointments/appraisal.h"
#include "core/desk/pencilverbs.h"
#include "ui/lead/leadcalls.h"

#include <QCoreApplication>
#include <QPointer>

class QMenu;
class QWidget;

namespace updesk
{

class AppraisalSheet;
class LeadModel;
class PencilSheet;
class SellSheet;

/// What is done with a customer in the showroom: a payment figured, a trade-in looked at, a sale written down.
class ShowroomAsk
{
    Q_DECLARE_TR_FUNCTIONS(ShowroomAsk)
public:
    /// `panel` stands in the window that the sheets open over.
    ShowroomAsk(LeadModel &model, const LeadCalls &calls, QWidget &panel);
    ~ShowroomAsk();
    bool act(Letter letter); ///< Payment, Appraise or Sold; false: it is another's
    void fill(QMenu &menu);

private:
    void pencil();
    void appraise();
    void sell();
    KeptPencils knownPayment() const;
    Pencil newLoan() const;
    Appraisal knownTrade() const;
    LeadModel &m_model;
    const LeadCalls &m_calls;
    QWidget &m_panel;
    QPointer<PencilSheet> m_pencil;
    QPointer<AppraisalSheet> m_appraisal;
    QPointer<SellSheet> m_sell;
};

} // namespace updesk
