// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/sheettable.h"
#include "ui/appointments/soldmodel.h"
#include "ui/parts/sheetdialog.h"

namespace updesk
{

/// The sold log, month by month; a row opens its lead, where W says what becomes of the sale.
class SoldSheet final : public SheetDialog
{
    Q_OBJECT
public:
    /// `session` outlives the sheet.
    SoldSheet(Session &session, QWidget *window);
    void open();
    SoldModel *model() const { return m_model; }

Q_SIGNALS:
    void openLead(updesk::LeadId lead);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeBody();
    void shown(const Result<void> &read);
    void openCurrent();
    void fitList();
    Session &m_session;
    SoldModel *m_model;
    SheetTable *m_list;
    Button *m_back, *m_forward;
    TextLabel *m_heading, *m_sums;
};

} // namespace updesk
