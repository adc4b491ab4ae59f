// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/consentverbs.h"
#include "core/desk/contactrows.h"
#include "ui/lead/leadcalls.h"

#include <QCoreApplication>
#include <QPointer>

class QMenu;

namespace updesk
{

class ConsentSheet;
class LeadModel;

/// How the customer of the open lead may be contacted: a way refused or opened again, a consent kept or withdrawn.
class ConsentAsk
{
    Q_DECLARE_TR_FUNCTIONS(ConsentAsk)
public:
    /// `panel` stands in the window that the sheet opens over.
    ConsentAsk(LeadModel &model, const LeadCalls &calls, QWidget &panel);
    ~ConsentAsk();
    bool act(Letter letter); ///< false: it is another's
    void fill(QMenu &menu);

private:
    void ask();
    void askWay(Channel way);
    void askWho(Channel way);
    void refuse(Channel way, Whose whose);
    void lift(Channel way, const WayStand &stand);
    void askAll();
    void add();
    void askService();
    void askOrder(Time at);
    void askWithdraw();
    void withdraw(const Consent &consent);
    bool isManager() const;
    QString untilWords() const;
    void did(const Result<DeedId> &deed, const QString &words);
    Result<std::vector<Consent>> said() const;
    LeadModel &m_model;
    const LeadCalls &m_calls;
    QWidget &m_panel;
    QPointer<ConsentSheet> m_sheet;
};

} // namespace updesk
