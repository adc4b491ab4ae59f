// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/showroommodel.h"
#include "ui/parts/sheetdialog.h"
#include "ui/parts/sheettable.h"

namespace updesk
{

/// The showroom log, day by day; a row opens its lead. Who is here now is marked in the line above the board.
class ShowroomSheet final : public SheetDialog
{
    Q_OBJECT
public:
    /// `session` outlives the sheet.
    ShowroomSheet(Session &session, QWidget *window);
    void open(Time day);
    ShowroomModel *model() const { return m_model; }

Q_SIGNALS:
    void openLead(updesk::LeadId lead);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeBody();
    void shown(const Result<void> &read);
    void openCurrent();
    void fitList();
    ShowroomModel *m_model;
    SheetTable *m_list;
    Button *m_back, *m_forward;
    TextLabel *m_heading, *m_sums;
};

} // namespace updesk
